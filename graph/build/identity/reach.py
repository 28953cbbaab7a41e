"""How far a name reaches: it is one thing in the world, a province, a place or one document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.build.identity.divisions import division_meant, province_of
from graph.build.identity.keys import core, key
from graph.build.identity.rules import Reach, identity_rules
from graph.build.identity.works import NATION, Work, work_of
from graph.folding import fold, stable_id
from graph.loaders.divisions import short_name
from graph.registry import official_name


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
        name = official_name(name, source.place)
    place = source.place
    # 雄安新区 is one for Hebei too, where it begins with a place that is known.
    if not _shared_key(label, name, key(label, name)):
        name, place = _owned(label, name, place)
    compared = key(label, name)
    if known := _shared_key(label, name, compared):
        return Identity(label, known, "")
    if label == "Initiative" and (work := work_of(name, source.place)):
        return Identity(label, work.compared, _issued_within(work, source))
    reach = _reach(label, name, compared)
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


def _issued_within(work: Work, source: Source) -> str:
    if work.annual and not work.years:
        return source.document
    return "" if work.issuer == NATION else work.issuer or source.document


def _reach(label: str, name: str, compared: str) -> Reach:
    rules = identity_rules()
    if label == "Project" and rules.ways.fullmatch(compared):
        return "world"
    if any(each.fullmatch(name) for each in rules.slogans[label]):
        return "document"
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
    if label in ("Indicator", "Measure", "Goal", "Department"):
        return name, place
    for length in range(min(len(name) - 2, 8), 1, -1):
        rest = name[length:]
        if _is_local(rest) and (division := division_meant(name[:length], place)):
            return rest, short_name(division.name)
    own = re.match(rf"{re.escape(place)}[省市](?=...)", name) if place else None
    return (name[own.end() :], place) if own and _is_local(name[own.end() :]) else (name, place)


def _is_local(name: str) -> bool:
    return any(each.fullmatch(name) for each in identity_rules().local_names)


def _shared_key(label: str, name: str, compared: str) -> str:
    """The key of the programme of the nation that a name is, or nothing."""
    keys, cores, patterns = _shared()[label]
    if compared in keys or any(each.fullmatch(compared) for each in patterns):
        return compared
    return cores.get(core(name), "")


@cache
def _shared() -> Mapping[str, tuple[frozenset[str], Mapping[str, str], Sequence[re.Pattern[str]]]]:
    """For each label the keys, the keys by core, and the patterns of what the nation shares."""
    shared = {}
    for label, names in identity_rules().shared.items():
        plain = [each for each in names if not _is_pattern(each)]
        programmes = plain if label == "Initiative" else []
        cores = {core(each): key(label, each) for each in reversed(programmes) if core(each)}
        shared[label] = (
            frozenset(key(label, each) for each in plain),
            cores,
            [re.compile(each) for each in names if _is_pattern(each)],
        )
    return shared


def _is_pattern(name: str) -> bool:
    return any(mark in name for mark in "[(?*")
