"""How far a name reaches: it is one thing in the world, a province, a place or one document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.build.identity.divisions import division_meant, province_of
from graph.build.identity.keys import core, key, led_by_quoted, quoted_in
from graph.build.identity.rules import Reach, identity_rules
from graph.build.identity.works import NATION, Work, work_of
from graph.folding import fold
from graph.ids import stable_id
from graph.loaders.divisions import short_name
from graph.registry import official_name

# How a province or city calls itself in the names of its bodies.
_OWNERS = ("自治区", "省", "市")
# What is said to be of the whole province or city is of who reports.
_OWN = "省级|市级|自治区级|全省域?|全市域?|我省|我市|本省|本市"
# What is of a level is none of the nation's: 省级城市更新试点 is not its 城市更新行动.
_OF_A_LEVEL = ("省级", "市级", "自治区级")
_LONGEST_DIVISION = 11
_SHORTEST_BODY = 1
_SHORTEST_AREA = 3
# So many characters behind what is quoted say only what kind of thing it is: “双一流”高校.
_MERE_WORD = 2
_Keys = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says a name: a document and the place that reports in it."""

    document: str
    place: str


@dataclass(frozen=True, slots=True)
class Identity:
    """What a node is in the world: a name compared by its key, within what it reaches.

    `within` is empty for what is one thing in the whole world, else the province, the place or the
    document.
    """

    label: str
    key: str
    within: str

    @property
    def thing(self) -> str:
        """The id of the thing: the same whichever documents are loaded."""
        return f"thing-{stable_id(self.label, self.key, self.within, 'thing')}"


def identify(label: str, name: str, source: Source) -> Identity:
    """What a name is. It depends on the name, its label and who says it, and on nothing else."""
    if label == "Department":
        if name in identity_rules().own_bodies:
            name = _owner_of(source.place) + name
        name = official_name(name, source.place)
    place = source.place
    said = name
    if label in ("Goal", "Initiative"):
        name = re.sub(rf"^(?:{_OWN})(?=....)", "", name)
    # 雄安新区 is one for Hebei too, where it begins with a place that is known.
    if not _shared_key(label, name, key(label, name)):
        name, place = _owned(label, name, place)
    compared = key(label, name)
    if not said.startswith(_OF_A_LEVEL) and (known := _shared_key(label, name, compared)):
        return Identity(label, known, "")
    if label == "Initiative" and (work := work_of(said, source.place)):
        return Identity(label, work.compared, _issued_within(work, source))
    if (quoted := led_by_quoted(label, name)) and not _shared_key(label, quoted, quoted):
        name, compared = quoted, key(label, quoted)
    reach = _reach(label, name, compared)
    if reach == "place" and place:
        rest = "..." if label == "Area" else "...."
        compared = re.sub(rf"^{re.escape(place)}[省市]?(?={rest})", "", compared)
    # Documents that do not say whose they are need not be of one place.
    within: Mapping[Reach, str] = {
        "world": "",
        "province": province_of(place) or place or source.document,
        "place": place or source.document,
        "document": source.document,
    }
    if label == "Area" and (division := division_meant(name, place)):
        return Identity(label, fold(division.path), "")
    return Identity(label, compared, within[reach])


def _owner_of(place: str) -> str:
    """How a province or city calls itself in the names of its bodies; nothing for other places."""
    division = division_meant(place, place)
    name = division.name if division and not division.county else ""
    return next((each for each in _OWNERS if name.endswith(each)), "")


def _issued_within(work: Work, source: Source) -> str:
    if work.annual and not work.years:
        return source.document
    return "" if work.issuer == NATION else work.issuer or source.document


def _reach(label: str, name: str, compared: str) -> Reach:
    rules = identity_rules()
    if label == "Project" and rules.ways.fullmatch(compared):
        return "world"
    if any(each.fullmatch(text) for each in rules.slogans[label] for text in (name, compared)):
        return rules.slogans_reach[label]
    said_here = name.startswith(rules.local_prefixes)
    if said_here and not name.startswith(rules.not_local_prefixes):
        return "document" if rules.reach[label] == "document" else "place"
    if any(each.fullmatch(name) for each in rules.local_names):
        return "place"
    return rules.reach[label]


def _owned(label: str, name: str, place: str) -> tuple[str, str]:
    """A name without the place it begins with, and that place: 济南高新区 is 高新区 of 济南.

    Only what many places have is named so; 济南战役纪念馆 keeps its name.
    """
    if label in ("Indicator", "Measure", "Goal"):
        return name, place
    if label in ("Organization", "Department") and (body := _body_of(name, place)):
        return body
    if label == "Department":
        return name, place
    for length in range(min(len(name) - 2, 8), 1, -1):
        rest = name[length:]
        if _is_local(rest) and (division := division_meant(name[:length], place)):
            return rest, short_name(division.name)
    if label == "Area" and (province := _leading_province(name)):
        return name.removeprefix(province), province
    own = re.match(rf"{re.escape(place)}[省市](?=...)", name) if place else None
    return (name[own.end() :], place) if own and _is_local(name[own.end() :]) else (name, place)


def _leading_province(name: str) -> str:
    """The province that an area is named with where others speak of it: 甘肃 of 甘肃积石山."""
    if division_meant(name, ""):
        return ""
    leads = (name[:length] for length in (2, 3) if len(name) >= length + _SHORTEST_AREA)
    return next((each for each in leads if province_of(each) == each), "")


def _body_of(name: str, place: str) -> tuple[str, str] | None:
    """A body of a province or city by the name used there: 山东省农科院 is 省农科院 of 山东."""
    for length in range(min(len(name) - _SHORTEST_BODY, _LONGEST_DIVISION), 2, -1):
        whole = name[:length]
        division = division_meant(whole, place) if whole.endswith(_OWNERS) else None
        if division and not division.county:
            owner = next(each for each in _OWNERS if whole.endswith(each))
            return owner + name[length:], short_name(division.name)
    return (name, province_of(place)) if name.startswith("省") and province_of(place) else None


def _is_local(name: str) -> bool:
    return any(each.fullmatch(name) for each in identity_rules().local_names)


def _shared_key(label: str, name: str, compared: str) -> str:
    """The key of the programme of the nation that a name is, or nothing."""
    keys, cores, patterns = _shared()[label]
    if compared in keys:
        return keys[compared]
    if any(each.fullmatch(compared) for each in patterns):
        return compared
    is_quoted = len(name.partition("”")[2]) <= _MERE_WORD
    quoted = quoted_in(label, name) if is_quoted else ""
    return keys.get(key(label, quoted), "") or (cores.get(core(label, name), "") if cores else "")


@cache
def _shared() -> Mapping[str, tuple[_Keys, _Keys, Sequence[re.Pattern[str]]]]:
    """For each label what the nation shares: keys by key and by core of any name, and patterns."""
    shared = {}
    for label, listed in identity_rules().shared.items():
        named = [(each,) if isinstance(each, str) else each for each in listed]
        keys: dict[str, str] = {}
        cores: dict[str, str] = {}
        for usual, *others in named:
            for name in () if _is_pattern(usual) else (usual, *others):
                keys.setdefault(key(label, name), key(label, usual))
                if label in identity_rules().around and (known := core(label, name)):
                    cores.setdefault(known, key(label, usual))
        patterns = [re.compile(each) for each, *_ in named if _is_pattern(each)]
        shared[label] = keys, cores, patterns
    return shared


def _is_pattern(name: str) -> bool:
    return any(mark in name for mark in "[(?*")
