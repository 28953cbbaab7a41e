"""Areas inside other names: 莱芜区 in 莱芜区雅鹿山中学, 雄安 for 雄安新区."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph.loaders import divisions
from graph.loaders.facts import Entity
from graph.loaders.names.completion import organization_kind
from graph.loaders.names.lexicon import lexicon
from graph.loaders.relations.inside_names import is_seat, opens_with_owner
from graph.loaders.relations.mentions import Mention
from graph.loaders.relations.rules import any_of, relation_rules
from graph.loaders.words import cut

_JOINTS = ("、", "和", "与")
_SHORT = 3
"""A name of at most so many characters may be the start of another place's."""


def is_area(name: str, place: str) -> bool:
    """Can things be in what is named so, in a report of `place`?

    Nothing is in a region too wide (长江), in words that were taken for a name (高水平, 新区,
    推动先行区) or in a company (比亚迪); and that a thing is in the place that reports, or its
    province, (重庆市, 山东自贸试验区) says nothing.
    """
    rules = relation_rules().located
    own = divisions.reporting(place)
    return not (
        divisions.short_name(name) in own
        or any(each and name.removeprefix(each) in rules.generic for each in own)
        or name in (*rules.wide, *rules.generic)
        or _says_something().search(name)
        or organization_kind(name) == "company"
    )


@cache
def _says_something() -> re.Pattern[str]:
    rules = relation_rules()
    ends = any_of(rules.located.no_area_ends)
    inside = any_of((*rules.located.sentential, *rules.located.no_area_words))
    verbs = any_of((*rules.topic.before, *rules.located.acts, *rules.located.happens))
    return re.compile(f"^{verbs}|{inside}|{ends}$")


def areas_in_name(
    thing: Mention, areas: Sequence[Mention], bodies: Sequence[Mention], place: str
) -> list[Mention]:
    """The areas that a thing's name says it is in, without those inside a longer one.

    Left out are areas that the thing only joins (西宁至成都铁路, 与长三角对接合作) or is the
    building up of (齐鲁软件园扩容升级), divisions that lie outside the reporting `place` (阿里 in
    阿里云 in 青海), and names that took in a part of their sentence. The area comes first in a
    name, or after one of the `bodies`, a bracket or a word like 新一轮.
    """
    if not areas or any(word in thing.entity.name for word in relation_rules().located.sentential):
        return []
    openers = [each.entity.name for each in (*bodies, *areas)]
    held: dict[str, Mention] = {}
    for area in areas:
        if _places(area.entity.name, thing.entity, openers, place):
            held.setdefault(area.entity.name, area)
    return [
        area
        for name, area in held.items()
        if not any(name != other and name in other for other in held)
    ]


def _places(area: str, thing: Entity, openers: Sequence[str], place: str) -> bool:
    rules = relation_rules().located
    form = _form_in(area, thing.name)
    if len(form) < 2 or thing.name == area:
        return False
    if thing.name.endswith(rules.areas):
        return False
    if thing.type == "Organization" and not area.endswith(rules.districts):
        return False
    before, _, after = thing.name.partition(form)
    before, after = _without_list(before, after, openers)
    if len(before + after) < 2 and form not in divisions.divisions_within(place):
        return False
    if form in opens_with_owner(thing.name) or after in rules.sides:
        return False
    joined = before.endswith(rules.towards) or after.startswith(rules.starts)
    built_up = not before and after in rules.whole
    return not (joined or built_up) and (
        _is_whole(before, form, after, place) and _may_follow(before, form, after, thing, openers)
    )


def _without_list(before: str, after: str, listed: Sequence[str]) -> tuple[str, str]:
    """What stands around a list of areas in a name, for one of them: 金融街、丽泽商务区联动发展."""
    if not (before.endswith(_JOINTS) or after.startswith(_JOINTS)):
        return before, after
    joint, others = any_of(_JOINTS), any_of(listed)
    before = re.sub(f"^(?:{others}{joint})+$", "", before)
    return before, re.sub(f"^(?:{joint}{others})+", "", after)


def _is_whole(before: str, form: str, after: str, place: str) -> bool:
    """Is a name in another no part of a longer word, or of the name of somewhere else?"""
    rules = relation_rules()
    if divisions.is_elsewhere(form, place):
        waters = form.endswith(rules.heads.waters)
        if not (waters and any(word in after for word in rules.heads.works)):
            return False
    if (
        len(form) <= _SHORT
        and form not in lexicon().divisions
        and after.startswith(rules.located.lines)
    ):
        return False
    known = form in divisions.divisions_within(place)
    first = not before or before.endswith(rules.located.opening)
    if not (known and first) and not _at_edges(form, before + form + after):
        return False
    longer = len(form) <= _SHORT and after and cut(after).words[0] in rules.located.lengthens
    company = after.startswith(rules.located.companies)
    return not (longer or company or _longer().match(after))


def _may_follow(before: str, form: str, after: str, thing: Entity, openers: Sequence[str]) -> bool:
    """Does what stands before an area in a name leave it the place of the thing?"""
    if not before:
        return True
    if form in divisions.division_rules().words:
        return False
    if _opened(before, openers) or (
        thing.type == "Project" and (opens_with_owner(thing.name) == before or is_seat(after))
    ):
        return True
    quoted = any(mark in before for mark in "“《")
    return thing.type == "Initiative" and len(form + after) > _SHORT and not quoted


def _opened(before: str, openers: Sequence[str]) -> bool:
    """Does a name open with bodies and areas only, up to here, or with a word or mark that may?"""
    rules = relation_rules().located
    if before.endswith(rules.opening):
        return True
    rest = before
    for opener in sorted((*openers, *rules.openers, *rules.wide), key=len, reverse=True):
        rest = rest.replace(opener, "")
    return not rest


def _form_in(area: str, name: str) -> str:
    """The form of an area's name that another name holds: whole, short, or its own end."""
    if area in name:
        return area
    if (short := short_name(area)) in name:
        town = area.endswith(relation_rules().located.towns)
        return "" if town and area[-1] not in name else short
    end = area[-3:]
    generic = relation_rules().located.generic
    return end if name.startswith(end) and end not in generic else ""


@cache
def _at_edges(form: str, name: str) -> bool:
    """Does a name end where a word does, and one of two characters start so? Not 阿里 in 阿里云."""
    starts = cut(name).starts
    at = name.find(form)
    ends = at + len(form) in starts or form.endswith(relation_rules().located.suffixes)
    return ends and (len(form) > 2 or at in starts)


def is_wide(area: str) -> bool:
    """Is an area too wide for what a sentence or a paragraph about it names to be there?"""
    rules = relation_rules().located
    return area in rules.wide or area.endswith(rules.wide_ends)


@cache
def _longer() -> re.Pattern[str]:
    """What after an area's name makes it the start of another's: 贵阳 in 贵阳都市圈规划."""
    return re.compile(f"[^、]{{0,4}}?{any_of(relation_rules().located.generic)}.")


@cache
def short_name(area: str) -> str:
    """An area's name without its kind, where two characters or more are left: 雄安新区, 雄安."""
    return _kind().sub("", area)


@cache
def _kind() -> re.Pattern[str]:
    return re.compile(f"(?<=..){any_of(relation_rules().located.suffixes)}$")
