"""How facts found in a section are held against the facts that people read there.

A predicted fact counts where its quote lies in the section. Gold and prediction are paired one to
one, the best matching first; a gold fact marked as borderline counts neither way, and neither does
a predicted entity that resembles one. Names are compared without spaces, quotation marks, brackets
and dashes: equal, or similar to at least 0.7 (0.5 for an indicator's), where a name inside another
of at most twice its length counts as 0.75. A figure matches by value, unit and overlapping quotes;
an indicator also by measure, direction, qualifier, status and year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

Line = Mapping[str, Any]
"""A fact as a JSON line holds it."""

_JUDGED = ("entity", "indicator", "relation")
ENTITY_TYPES = ("Project", "Area", "Organization", "Goal", "Initiative")
RELATION_TYPES = ("LOCATED_IN", "INVOLVES")
_SAME_FIELDS = ("measure", "direction", "qualifier", "status")
_MARKUP = re.compile(r"<[^>]+>|[\s*#]+")
_UNCOMPARED = re.compile(r"[\s“”\"‘’「」《》()（）、，,·\-—]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SCALE = re.compile(r"万亿|千万|百万|万|亿")
_FACTORS = {"万": 1e4, "亿": 1e8, "万亿": 1e12, "百万": 1e6, "千万": 1e7}
_UNITS = {"％": "%", "百分点": "个百分点", "项次": "项", "名": "人"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gold facts were hit, how many there are, and how many predictions were made."""

    hits: int
    gold: int
    made: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.gold + other.gold, self.made + other.made)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right, 0 where none was made."""
        return self.hits / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found, 0 where there are none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """The tally of one kind of fact in one section, with the gold facts missed and the extras."""

    tally: Tally
    missed: Sequence[Line]
    extra: Sequence[Line]


def bare(text: str) -> str:
    """Text without whitespace, tags and the marks of Markdown, as quotes are looked up in it."""
    return _MARKUP.sub("", text)


def score(text: str, gold: Sequence[Line], predicted: Sequence[Line]) -> Mapping[str, Scored]:
    """The score of each kind of fact in a section with this text, by the kind's name."""
    within = bare(text)
    counted = [line for line in predicted if _counts(line) and _quoted(line, within)]
    unsure = [line for line in gold if line["t"] == "entity" and line.get("borderline")]
    spans = _Spans(within)
    return {
        kind.name: _score_kind(kind.of(gold), _once(kind.of(counted)), kind.alike, unsure, spans)
        for kind in _KINDS
    }


def verdicts(
    text: str, gold: Sequence[Line], predicted: Sequence[Line]
) -> Iterator[tuple[Line, bool]]:
    """The predictions in a section that its gold tells of, and whether it has them.

    Borderline gold counts as having them; entities that only resemble a borderline one are left
    out, as are kinds of facts that the gold does not hold.
    """
    within = bare(text)
    counted = [line for line in predicted if _counts(line) and _quoted(line, within)]
    unsure = [line for line in gold if line["t"] == "entity" and line.get("borderline")]
    spans = _Spans(within)
    for kind in (each for each in _KINDS if each.name in _JUDGED):
        lines = _once(kind.of(counted))
        has = set(_paired(kind.of(gold), lines, kind.alike, spans).values())
        for place, line in enumerate(lines):
            if place in has or not _resembles(line, unsure):
                yield line, place in has


class _Spans:
    """Where the quotes of lines lie in a section's bare text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def overlap(self, one: Line, other: Line) -> bool:
        (start, end), (from_, to) = self._span(one), self._span(other)
        return start < to and from_ < end

    def _span(self, line: Line) -> tuple[int, int]:
        quote = bare(line["quote"])
        start = self._text.find(quote)
        return start, start + len(quote)


_Alike = Callable[[Line, Line, _Spans], float]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    t: str
    type: str
    alike: _Alike

    def of(self, lines: Sequence[Line]) -> list[Line]:
        return [
            line for line in lines if line["t"] == self.t and self.type in ("", line.get("type"))
        ]


def _score_kind(
    gold: Sequence[Line],
    predicted: Sequence[Line],
    alike: _Alike,
    unsure: Sequence[Line],
    spans: _Spans,
) -> Scored:
    paired = _paired(gold, predicted, alike, spans)
    firm = {place for place, line in enumerate(gold) if not line.get("borderline")}
    matched = set(paired.values())
    extra = [
        line
        for place, line in enumerate(predicted)
        if place not in matched and not _resembles(line, unsure)
    ]
    hits = len(firm & paired.keys())
    missed = [gold[place] for place in sorted(firm - paired.keys())]
    return Scored(Tally(hits, len(firm), hits + len(extra)), missed, extra)


def _paired(
    gold: Sequence[Line], predicted: Sequence[Line], alike: _Alike, spans: _Spans
) -> dict[int, int]:
    """For gold facts the prediction each is paired with, both by place, the most alike first."""
    likeness = sorted(
        (
            (alike(line, other, spans), place, other_place)
            for place, line in enumerate(gold)
            for other_place, other in enumerate(predicted)
        ),
        reverse=True,
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for value, place, other_place in likeness:
        if value > 0 and place not in paired and other_place not in taken:
            paired[place] = other_place
            taken.add(other_place)
    return paired


def _counts(line: Line) -> bool:
    """Is a prediction of a kind that the gold holds?

    SUPPORTS, MEASURED_BY, targets without a number and ranks in characters are not.
    """
    if line["t"] == "entity":
        return line["type"] in ENTITY_TYPES
    if line["t"] == "relation":
        return line["type"] in RELATION_TYPES
    value = str(line.get("value") or "")
    if not _NUMBER.fullmatch(value):
        return False
    return line.get("measure") != "rank" or value.split(".")[0] in bare(line["quote"])


def _quoted(line: Line, text: str) -> bool:
    quote = bare(line.get("quote") or "")
    return bool(quote) and quote in text


def _once(lines: Sequence[Line]) -> list[Line]:
    """Entities once a type and name, other facts as they are."""
    if not lines or lines[0]["t"] != "entity":
        return list(lines)
    return list({(line["type"], _compared(line["name"])): line for line in lines}.values())


def _resembles(line: Line, unsure: Sequence[Line]) -> bool:
    return line["t"] == "entity" and any(
        name_likeness(other["name"], line["name"], 0.7) > 0 for other in unsure
    )


def _same_name(gold: Line, line: Line, spans: _Spans) -> float:
    return name_likeness(gold["name"], line["name"], 0.7)


def _same_entity(gold: Line, line: Line, spans: _Spans) -> float:
    return _same_name(gold, line, spans) if gold["type"] == line["type"] else 0.0


def _same_figure(gold: Line, line: Line, spans: _Spans) -> float:
    (value, unit), (other_value, other_unit) = _quantity(gold), _quantity(line)
    same_value = abs(value - other_value) <= 1e-6 * max(1, abs(value))
    same_unit = unit == other_unit or unit in other_unit or other_unit in unit
    if not (same_value and same_unit and spans.overlap(gold, line)):
        return 0.0
    return 0.2 + name_likeness(gold["name"], line["name"], 0.0)


def _same_indicator(gold: Line, line: Line, spans: _Spans) -> float:
    likeness = _same_figure(gold, line, spans)
    if not likeness or not name_likeness(gold["name"], line["name"], 0.5):
        return 0.0
    same = all((gold.get(field) or "") == (line.get(field) or "") for field in _SAME_FIELDS)
    return likeness if same and int(gold["year"]) == int(line.get("year") or 0) else 0.0


def _same_relation(gold: Line, line: Line, spans: _Spans) -> float:
    if gold["type"] != line["type"]:
        return 0.0
    source = name_likeness(gold["from"], line["from"], 0.7)
    target = name_likeness(gold["to"], line["to"], 0.7)
    return (source + target) / 2 if source and target else 0.0


def _quantity(line: Line) -> tuple[float, str]:
    """Value and unit of a figure, with 万 and 亿 multiplied into the value."""
    unit, value = (line.get("unit") or "").strip(), float(line["value"])
    if scale := _SCALE.match(unit):
        value *= _FACTORS[scale.group()]
        unit = unit[scale.end() :]
    return round(value, 6), re.sub(r"[（(].*", "", _UNITS.get(unit, unit))


@lru_cache(maxsize=100_000)
def name_likeness(name: str, other: str, least: float = 0.7) -> float:
    """How alike two names are, from 0 to 1; 0 where they are less alike than `least`."""
    one, two = _compared(name), _compared(other)
    if not one or not two:
        return 0.0
    if one == two:
        return 1.0
    likeness = SequenceMatcher(None, one, two, autojunk=False).ratio()
    shorter, longer = sorted((one, two), key=len)
    if shorter in longer and len(shorter) / len(longer) >= 0.5:
        likeness = max(likeness, 0.75)
    return likeness if likeness >= least else 0.0


@lru_cache(maxsize=100_000)
def _compared(name: str) -> str:
    return _UNCOMPARED.sub("", name).lower()


_KINDS = (
    _Kind("entity", "entity", "", _same_entity),
    _Kind("entity, any type", "entity", "", _same_name),
    *(_Kind(type_, "entity", type_, _same_entity) for type_ in ENTITY_TYPES),
    _Kind("indicator", "indicator", "", _same_indicator),
    _Kind("indicator, figure only", "indicator", "", _same_figure),
    _Kind("relation", "relation", "", _same_relation),
)
