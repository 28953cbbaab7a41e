"""What a figure measures: the noun phrase before or behind it, in the words of the text."""

from __future__ import annotations

import re

from graph.loaders.indicators.rules import indicator_rules, patterns

# 整车出口突破百万辆、稳居全国…: a number in words before a rank.
_IN_WORDS = re.compile(
    r"(?:突破|超过|超|达到|达|过)[一二三四五六七八九十百千万亿]+[^，、]{0,4}、?$"
)
_LONGEST_TRAIL = 40


def trimmed(words: str) -> str:
    """Words without what opens a clause (全年, 预计, 推动 …)."""
    while True:
        lead = patterns().leads.match(words)
        if not lead:
            return words.strip("、，")
        words = words[lead.end() :]


def split_trail(words: str) -> tuple[str, str]:
    """The words before a figure as what it measures and the verbs that join them (均增长)."""
    tail = words[-_LONGEST_TRAIL:]
    compared = patterns().compared.search(tail)
    if compared:
        kept = words[: len(words) - len(compared.group())]
        return split_trail(kept)[0], compared.group()
    noun, verbs = _apart(words, patterns().trail.search(tail))
    noun, respectively, said = noun.partition("分别")
    if said in patterns().added:
        noun, said = said + noun, ""
    return noun, respectively + said + patterns().span_end.sub("", verbs)


def _apart(words: str, end: re.Match[str] | None) -> tuple[str, str]:
    """Words and what was found at their end."""
    cut = len(words) - len(end.group() if end else "")
    return words[:cut], words[cut:]


def split_rank(words: str) -> tuple[str, str]:
    """The words before a rank as what is ranked and the verbs that join them (均居全国)."""
    noun, ranked = _apart(words, patterns().ranked.search(words[-_LONGEST_TRAIL:]))
    if not ranked:
        return words, ""
    noun, _ = _apart(noun, _IN_WORDS.search(noun[-_LONGEST_TRAIL:]))
    return noun.removesuffix("分别"), ranked


def split_predicate(words: str) -> tuple[str, str]:
    """The words behind a count as what is counted and what is said of it."""
    if other := patterns().other_quantity.search(words, 1):
        return words[: other.start()], ""
    found = patterns().after.search(words, 1)
    if not found:
        return words, ""
    return words[: found.start()].removesuffix("分别"), words[found.start() :]


def split_told(noun: str) -> tuple[str, str]:
    """What an item measures that says its value in words, and the words of the figure after it.

    投资翻番、 leaves nothing to the figure that follows, 支出突破万亿元、占比 what is a part of it.
    """
    item, comma, rest = noun.rpartition("、")
    told = patterns().told.search(item) if comma and (not rest or is_bare_head(rest)) else None
    return (split_trail(item[: told.start()])[0], rest) if told else ("", noun)


def is_bare_head(words: str) -> bool:
    """Do the words name a quantity, but not of what (产值, 总投资)?"""
    return bool(patterns().bare_head.fullmatch(words))


def is_quantity(words: str) -> bool:
    """Are the words no more than a quantity (就业, 总产值)?"""
    return bool(patterns().head_end.fullmatch(words))


def item_planned(noun: str) -> str:
    """What a share of a plan tells of (支出 in 支出完成预算的95%); empty if it was named before."""
    planned = indicator_rules().sentences.fulfilled.fullmatch(noun)
    return (planned["item"] or "") if planned else noun


def names_quantity(name: str) -> bool:
    """Does a name end with a quantity (财政支出)?"""
    return bool(patterns().head_end.search(name[-12:]))


def without_head(name: str) -> str:
    """A name without the quantity it ends with, if more is left: 林下经济面积 is 林下经济."""
    return _apart(name, patterns().head_end.search(name[-12:]))[0] or name


_AND = re.compile(r"、|和(?![美谐平])|以及|(?<![惠普涉])及(?!其)|与")


def listed(words: str, wanted: int | None = None) -> list[str]:
    """The names of a list (城镇、农村居民人均可支配收入), each with the head or opening they share.

    With `wanted`, a list of another length is taken as one name for all.
    """
    if wanted and (several := _named_by_one(words, wanted)):
        return several
    items = [item for item in _AND.split(words) if item]
    if wanted and len(items) > wanted:
        items = [item for item in words.split("、") if item]
        items = items[-wanted:] if len(items) > wanted else items
    if len(items) < 2 or (wanted and len(items) != wanted):
        return [words]
    return _completed(items)


def _named_by_one(words: str, wanted: int) -> list[str]:
    """The names that one word stands for: 城乡居民收入 is 城镇居民收入, 农村居民收入; or none."""
    for all_, each in patterns().pairs.items():
        whole = [words.replace(all_, name) for name in each] if all_ in words else []
        if len(whole) == wanted and len(_AND.split(whole[0])) == 1:
            return whole
    return []


def _completed(items: list[str]) -> list[str]:
    last = items[-1]
    head = patterns().lent_end.search(last[-12:]) or patterns().head_end.search(last[-12:])
    opening = without_head(items[0])
    done = patterns().done.match(opening)
    whole = []
    for position, item in enumerate(items):
        if position and items[0].startswith("对") and not item.startswith("对"):
            item = "对" + item
        if position and is_bare_head(item):
            item = opening + item
        elif position and done and not patterns().done.match(item):
            item = done.group() + item
        elif head and position < len(items) - 1 and not _has_head(item, head.group()):
            item = item + head.group()
        whole.append(item)
    return whole


def _has_head(item: str, head: str) -> bool:
    return item.endswith(head) or bool(patterns().head_end.search(item[-12:]))


def shortened(name: str) -> str:
    """A name without the place it opens with and without long examples before 等."""
    rules = indicator_rules().shortened
    placed = rules.placed.match(name)
    name = name[placed.end() :] if placed else name
    examples = name.rfind("等", 14)
    noun = name[examples + 1 :]
    if examples < 0 or len(noun) < 2 or noun in rules.generic:
        return name
    done = patterns().done.match(name)
    return (done.group() if done else "") + noun


_MARKS = "，。；：、！？,;:!?.·/+—–-−~～"
_BRACKETS = (("（", "）"), ("(", ")"), ("“", "”"), ("《", "》"), ("［", "］"))


_HALF = re.compile(r"[（）()“”《》［］]")


def bare(name: str) -> str:
    """A name without marks, halves of brackets and connectives at its ends."""
    loose = indicator_rules().shortened.loose
    while (kept := _without_halves(loose.sub("", name.strip(_MARKS)))) != name:
        name = kept
    return name


def _without_halves(name: str) -> str:
    """A name without brackets at its ends whose other half it lacks."""
    if not _HALF.search(name):
        return name
    for opening, closing in _BRACKETS:
        name = name.lstrip(closing).rstrip(opening)
        if name.count(opening) > name.count(closing):
            name = name.removeprefix(opening)
        elif name.count(opening) < name.count(closing):
            name = name.removesuffix(closing)
    return name


_ITEM = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])")


def subject(clause: str) -> str:
    """What a clause is about: its first words up to a verb; empty where it opens with one.

    The number of an item is none of its words.
    """
    clause = _ITEM.sub("", clause)
    if trimmed(clause) != clause or patterns().done.match(clause):
        return ""
    noun = re.split(r"[，：、]", clause, maxsplit=1)[0]
    end = patterns().subject_end.search(noun)
    if end and end.group().isdigit() and noun[: end.start()][-1:].isascii():
        return ""
    noun = noun[: end.start()] if end else noun
    return "" if is_bare_head(noun) else noun
