"""Reads the figures of one sentence: what each measures, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.loaders.clauses import Place
from graph.loaders.figures import Figure
from graph.loaders.indicator_names import (
    is_bare_head,
    listed,
    split_predicate,
    split_trail,
    subject,
    trimmed,
    without_head,
)
from graph.loaders.indicator_rules import patterns
from graph.loaders.measures import Direction, Measure, direction, is_change, level_or_flow


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a sentence with what it measures; `start` is where its name begins."""

    figure: Figure
    name: str
    start: int
    measure: Measure
    direction: Direction
    rule: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What the figure read last leaves to the next: its names, where they begin, its verb."""

    names: tuple[str, ...] = ()
    start: int = -1
    verb: str = ""
    measure: Measure = "flow"


_JOINED = re.compile(
    r"^(?:和(?![美谐平])|及|以及|与|并(?!网)|同时|等(?:[，、]|$)|且|而|或|后|比|较|之|（|”|的?(?:目标|任务|水平)|其中|时)"
)
_EACH = re.compile(r"均|双双|都|各$")


class SentenceReader:
    """Reads the figures of a sentence in their order; `topic` is what the text is about so far."""

    def __init__(self, text: str, start: int, topic: str) -> None:
        self._text = text
        self._start = start
        self._topic = topic
        self._said = _Said()

    def read(self, found: Sequence[Place]) -> list[Reading]:
        """The readings of all figures that measure something."""
        readings: list[Reading] = []
        queue = [place for place in found if not _part_of_name(place)]
        while queue:
            group = _group(queue)
            readings.extend(self._read_group(group) if len(group) > 1 else self._read(group[0]))
            queue = queue[len(group) :]
        return readings

    def _read_group(self, group: Sequence[Place]) -> list[Reading]:
        """Several values for as many names (A、B分别增长1%、2%)."""
        words = trimmed(group[0].before)
        noun, trail = split_trail(words)
        names = listed(noun, len(group)) if noun else list(self._said.names)
        if len(names) != len(group):
            names = [noun or self._inherited()] * len(group)
        start = group[0].start if noun else self._said.start
        readings = [
            self._reading(place, name, start, trail, "", "respectively")
            for place, name in zip(group, names, strict=True)
        ]
        self._said = _Said(tuple(names), start, "", readings[-1].measure)
        return readings

    def _read(self, place: Place) -> list[Reading]:
        words = trimmed(place.before)
        noun, trail = split_trail(words)
        if _precedes(place, noun, trail):
            return self._read_preceding(place, noun, trail)
        return self._read_following(place, noun, trail)

    def _read_following(self, place: Place, noun: str, trail: str) -> list[Reading]:
        """The figure stands behind what it measures (停车设施39处)."""
        verb = _verb(place.before) or (self._said.verb if place.chained else "")
        start = place.start
        if not noun:
            names = list(self._said.names) or [self._topic]
            start = self._said.start if self._said.names else place.start
        elif is_bare_head(noun):
            names = [self._context(place) + noun]
            start = self._said.start if self._said.names else place.start
        elif _EACH.search(trail):
            names = listed(noun)
        else:
            names = [self._with_verb(noun, place, verb)]
        readings = [
            self._reading(place, name, start, trail, verb, "following") for name in names if name
        ]
        if readings:
            self._said = _Said(tuple(r.name for r in readings), start, verb, readings[-1].measure)
        return readings

    def _read_preceding(self, place: Place, noun: str, trail: str) -> list[Reading]:
        """The figure stands before what it counts (2000个重大项目, 4家企业入围)."""
        after = place.after.removeprefix("的")
        counted, predicate = split_predicate(after)
        before = "" if noun.endswith("等") or len(noun) < 2 else noun
        name = _kept(predicate) + (before if before not in counted else "") + counted
        verb = _verb(place.before) or (self._said.verb if place.chained else "")
        if not name:
            return []
        done = predicate and patterns().after_done.match(predicate)
        ongoing = predicate and not done or patterns().ongoing.search(place.before)
        hint = "加快" if ongoing else "建成" if done else verb
        reading = self._reading(place, name, place.start, trail, hint, "preceding", counted)
        self._said = _Said((counted or name,), place.start, verb, reading.measure)
        return [reading]

    def _reading(
        self, place: Place, name: str, start: int, trail: str, verb: str, rule: str, noun: str = ""
    ) -> Reading:
        figure = place.figure
        measure: Measure
        if figure.kind == "rank":
            measure = "rank"
        elif is_change(figure, trail, name):
            measure = "change"
        else:
            measure = level_or_flow(noun or name, trail, verb, figure, place.after)
        way = direction(trail) if measure == "change" else ""
        return Reading(figure, name, start, measure, way, rule)

    def _inherited(self) -> str:
        return self._said.names[-1] if self._said.names else self._topic

    def _context(self, place: Place) -> str:
        """What a bare quantity (产值, 总投资) belongs to."""
        if self._said.names:
            return without_head(self._said.names[-1])
        clauses = self._text[self._start : place.start]
        about = subject(clauses) if clauses.strip("，、") else ""
        return about or self._topic

    def _with_verb(self, noun: str, place: Place, verb: str) -> str:
        """A chained name with the verb of the list it stands in (新增A 5家、B 3家)."""
        if place.chained and self._said.verb and not _verb(place.before):
            return self._said.verb + noun if self._said.verb[:1] in "新净" else noun
        return noun


def _verb(before: str) -> str:
    """The verb of doing that a clause opens with, or that stands right before the figure."""
    words = before[:24]
    found = patterns().done.match(words) or patterns().done.search(words)
    ongoing = patterns().ongoing.search(words)
    if ongoing:
        return ongoing.group()
    return found.group() if found else ""


def _kept(predicate: str) -> str:
    """What is said of a count as far as it tells it apart: not that it goes well."""
    return "" if patterns().ongoing.match(predicate) else predicate[:30]


def _group(queue: Sequence[Place]) -> Sequence[Place]:
    """The figures that one 分别 joins, from the first of the queue on."""
    if "分别" not in queue[0].before:
        return queue[:1]
    size = 1
    while size < len(queue) and not queue[size].before and queue[size].chained:
        size += 1
    return queue[:size]


def _precedes(place: Place, noun: str, trail: str) -> bool:
    """Does what is counted stand behind the figure?"""
    after, kind = place.after, place.figure.kind
    if not after or after[0] in "、，” " or _JOINED.match(after):
        return False
    if kind in ("rank", "ratio", "time"):
        return False
    if kind in ("count", "people"):
        return not (noun and trail and patterns().reach.search(trail)) or not noun
    moved = is_change(place.figure, trail, noun)
    if moved:
        return False
    return not noun or bool(patterns().done_end.search(noun)) or after[0] == "的"


def _part_of_name(place: Place) -> bool:
    """Is the figure only part of what something is called (2座35万千瓦光热电站, 8英寸)?"""
    figure, after = place.figure, place.after
    if figure.kind == "time":
        return not _measures_time(place)
    if figure.kind == "count" and re.search(r"在全国$|全国前$", place.before):
        return True
    if figure.kind != "amount" or not after or after[0] in "、，”（" or _JOINED.match(after):
        return False
    words = trimmed(place.before)
    noun, trail = split_trail(words)
    if trail or after[0] == "的" or patterns().done_end.search(words):
        return words.endswith("年产")
    if figure.unit.endswith("元"):
        return after.endswith(("项目", "企业", "县")) or not (noun or re.search("基金|资金", after))
    return not (re.search(r"等$", place.before) or patterns().head_end.search(noun[-12:]))


_TIME_HEADS = re.compile(r"(?:年限|寿命|天数|时间|时长|时限|居住|停留|逗留|平均)$")


def _measures_time(place: Place) -> bool:
    figure = place.figure
    if place.after and not _JOINED.match(place.after) and place.after[0] not in "、，”（":
        return bool(figure.unit == "个月" and place.before.endswith("连续"))
    noun, trail = split_trail(place.before)
    return bool(_TIME_HEADS.search(noun) or (noun and trail and figure.unit != "年"))
