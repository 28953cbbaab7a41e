"""Tells the numbers that only belong to a name (8英寸, 120万吨乙烯项目) from those that measure."""

from __future__ import annotations

from graph.loaders.indicators.clauses import Place
from graph.loaders.indicators.names import split_trail, trimmed
from graph.loaders.indicators.rules import PartRules, indicator_rules, patterns


def _parts() -> PartRules:
    return indicator_rules().parts


def joins(after: str) -> bool:
    """Do the words behind a figure go on to something else than what it counts?"""
    return not after or bool(_parts().joined.match(after))


def is_part_of_name(place: Place) -> bool:
    """Does the figure only belong to what something is called, or to when it was?"""
    if place.after.startswith("的") and _parts().unique.search(place.before):
        return True
    if place.before.endswith("每") or (place.figure.unit == "次" and place.before.endswith("连续")):
        return True
    match place.figure.kind:
        case "time":
            return not _measures_time(place)
        case "count":
            return (
                not place.figure.unit
                or bool(_parts().among_all.search(place.before))
                or bool(_parts().steps.search(place.after))
                or bool(
                    _parts().plans.search(place.after) and _parts().outlines.search(place.before)
                )
                or bool(
                    _parts().measures_named.search(place.after)
                    and _parts().names_some.search(place.before)
                )
                or (place.figure.unit == "条" and bool(_parts().policies.search(place.before)))
            )
        case "share":
            return place.before.endswith("前")
        case "amount":
            return not joins(place.after) and (_is_class(place) or _sizes(place))
        case "ratio":
            return not place.figure.unit and not _is_index(place.before)
        case _:
            return False


def only_qualifies(place: Place, following: Place) -> bool:
    """Does a count only say of how many things the next figure tells something?

    As in 9类群众保障标准提高5% and 36个城市中位居第5.
    """
    if place.figure.kind != "count":
        return False
    if following.figure.kind == "rank":
        return bool(_parts().among.search(place.after))
    noun, trail = split_trail(place.after)
    quantity = patterns().lent_end.search(noun) or patterns().head_end.search(noun[-12:])
    return following.figure.kind == "share" and bool(trail and quantity)


def _is_class(place: Place) -> bool:
    """Does an amount only bound what a noun covers (年销售额2万元以上的农户)?"""
    return place.after[0] == "的" and place.figure.bounded


def _is_index(before: str) -> bool:
    """Do the words before a number without a unit name what has none (收入比缩小至)?"""
    return bool(patterns().index_end.search(split_trail(before)[0]))


def _sizes(place: Place) -> bool:
    """Is an amount before a noun the size of a single thing?"""
    figure, after, words = place.figure, place.after, place.before
    if _parts().single.search(words) or (
        place.leads and bool(_parts().kinds.search(after) or (after[0] == "的" and after[1:]))
    ):
        return True
    noun, trail = split_trail(trimmed(words))
    if trail or after[0] == "的" or patterns().done_end.search(words) or words.endswith("等"):
        return after.startswith(("项目", "企业")) and not patterns().done_end.search(words)
    if figure.unit.endswith("元"):
        return bool(_parts().kinds.search(after)) or not (noun or _parts().fund.search(after))
    return not patterns().head_end.search(noun[-12:])


def _measures_time(place: Place) -> bool:
    """Is a duration what the sentence measures, not a date or a name's part?"""
    figure, before = place.figure, place.before
    if not joins(place.after):
        return figure.unit == "个月" and before.endswith("连续") and "增长" in place.after
    noun, trail = split_trail(before)
    if _parts().time_measured.search(before) or _parts().time_measured.search(noun):
        return True
    if figure.unit == "年":
        return bool(_parts().time_measured.search(noun))
    return bool((noun or place.chained) and trail and not before.endswith("连续"))
