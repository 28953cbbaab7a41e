"""Tells the numbers that only belong to a name (8英寸, 120万吨乙烯项目) from those that measure."""

from __future__ import annotations

import re

from graph.loaders.clauses import Place
from graph.loaders.indicator_names import split_trail, trimmed
from graph.loaders.indicator_rules import patterns

_JOINED = re.compile(
    r"[、，”）（]|和(?![美谐平])|及|以及|与|并(?!网)|同时|等(?:[，、]|$)|且|而|或|后|比|较|之|的?(?:目标|任务|水平)|其中|时"
    r"|(?:增|提|升|降|缩|扩|上升|下降|提高|增加|拓展|调整|整合|增长|提升|优化|扩大|减少|压减)[^，、]{0,3}[至到为](?!\d)"
    r"|(?:两个)?(?:大关|台阶|关口)|安排$|的?基础上"
)
_KINDS = re.compile(r"(?:项目|企业|园区|产业|单位|[镇村县]|平台|集群|产业链)$")
_SINGLE = re.compile(r"(?:年产|单笔|单个|单体|单台)$")
# 稳增长27条: the name of a set of policies.
_POLICIES = re.compile(r"(?:增长|民生|发展|经济|消费|企业|就业|市场)$")
_AMONG_ALL = re.compile(r"(?:在全国|全国前|前)$")
_AMONG = re.compile(r"中[^，、]{0,4}$")
_FUND = re.compile(r"基金|资金|债券|贷款|消费券|补贴")
_STEPS = re.compile(r"(?:台阶|大关|关口|(?<!分)之一)$")
# 围绕安全提出6项指标 says how a plan is laid out.
_PLANS = re.compile(r"(?:指标|工程|任务|措施)$")
_OUTLINES = re.compile(r"(?:提出|设置|设定|细化提出)了?$")
_UNIQUE = re.compile(r"成为[^，]*(?:首个|唯一|第[一二三]个)")
_TIME_MEASURED = re.compile(
    r"(?:年限|寿命|天数|时间|时长|时限|居住|停留|逗留)(?:达到|达|为|平均)?$|平均\S{0,4}$"
)


def joins(after: str) -> bool:
    """Do the words behind a figure go on to something else than what it counts?"""
    return not after or bool(_JOINED.match(after))


def is_part_of_name(place: Place) -> bool:
    """Does the figure only belong to what something is called, or to when it was?"""
    if place.after.startswith("的") and _UNIQUE.search(place.before):
        return True
    if place.before.endswith("每") or (place.figure.unit == "次" and place.before.endswith("连续")):
        return True
    match place.figure.kind:
        case "time":
            return not _measures_time(place)
        case "count":
            return (
                not place.figure.unit
                or bool(_AMONG_ALL.search(place.before))
                or bool(_STEPS.search(place.after))
                or bool(_PLANS.search(place.after) and _OUTLINES.search(place.before))
                or (place.figure.unit == "条" and bool(_POLICIES.search(place.before)))
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
        return bool(_AMONG.search(place.after))
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
    if _SINGLE.search(words) or (
        place.leads and bool(_KINDS.search(after) or (after[0] == "的" and after[1:]))
    ):
        return True
    noun, trail = split_trail(trimmed(words))
    if trail or after[0] == "的" or patterns().done_end.search(words) or words.endswith("等"):
        return after.startswith(("项目", "企业")) and not patterns().done_end.search(words)
    if figure.unit.endswith("元"):
        return bool(_KINDS.search(after)) or not (noun or _FUND.search(after))
    return not patterns().head_end.search(noun[-12:])


def _measures_time(place: Place) -> bool:
    """Is a duration what the sentence measures, not a date or a name's part?"""
    figure, before = place.figure, place.before
    if not joins(place.after):
        return figure.unit == "个月" and before.endswith("连续") and "增长" in place.after
    noun, trail = split_trail(before)
    if _TIME_MEASURED.search(before) or _TIME_MEASURED.search(noun):
        return True
    if figure.unit == "年":
        return bool(_TIME_MEASURED.search(noun))
    return bool((noun or place.chained) and trail and not before.endswith("连续"))
