"""How far a document says that a project is, by the verb beside its name, and by when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.build.stages.rules import STAGES, Speaks, StageName, stage_rules
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence

Span = tuple[int, int]
_STOPS = "，。；：！？,;\n"
# What stands for a name that is left out of its clause.
_BLANK = "\0"
_BLANKS = re.compile("\0+")


@dataclass(frozen=True, slots=True)
class Stage:
    """What one clause says of a project; `due` is the year it is to be finished, 0 if unsaid."""

    name: StageName
    due: int
    evidence: Evidence

    @property
    def rank(self) -> Span:
        """How far it is: of several statements the one that is furthest counts."""
        return STAGES.index(self.name), self.due


class Stages:
    """The stages of the projects of one document."""

    def __init__(self, document: Document, entities: Iterable[Entity]) -> None:
        self._document = document
        self._names: dict[int, list[Span]] = {}
        for entity in entities:
            if entity.type == "Project":
                passage = document.passages[entity.evidence.passage]
                place = _place(entity, passage)
                self._names.setdefault(passage.position, []).append(place)

    def of(self, entity: Entity) -> Stage | None:
        """What the clause that names a project says of how far it is, if it does."""
        passage = self._document.passages[entity.evidence.passage]
        section = self._document.section_of(passage)
        if passage.cells or passage.heading:
            return None
        names, reviews = self._names[passage.position], section.part == "review"
        said = stage_said(passage.text, _place(entity, passage), names, section.year, reviews)
        if said is None:
            return None
        name, due, (first, last) = said
        return Stage(name, due, Evidence.of(passage, first, last))


def stage_said(
    text: str, name: Span, names: Sequence[Span], year: int, reviews: bool
) -> tuple[StageName, int, Span] | None:
    """What the clause of a text in which a name stands says, the year it is due, and the clause.

    `names` are where names of projects stand in the text, `year` is what a plan or a review is of.
    """
    start, end = name
    plain = _blanked(text, names)
    first, last = _clause(text, start, end)
    before, after = (_BLANKS.sub(_BLANK, each) for each in (plain[first:start], plain[end:last]))
    found = _said(before, after, plain[max(0, first - 30) : first])
    if found is None:
        return None
    speaks, led = found
    stage = _stage(speaks, led, reviews=reviews)
    due = _due(led, year) if speaks == "finish" and stage == "under_way" else 0
    return stage, due, (first, last)


def _place(entity: Entity, passage: Passage) -> Span:
    """Where in its passage a mention's name stands."""
    first = bisect_left(passage.offsets, entity.evidence.start)
    last = bisect_left(passage.offsets, entity.evidence.end)
    found = passage.text.find(entity.name, first, last)
    return (found, found + len(entity.name)) if found >= 0 else (first, last)


def _blanked(text: str, names: Sequence[Span]) -> str:
    """A passage in which names of projects, which hold verbs too (改扩建工程), say nothing."""
    for start, end in names:
        text = text[:start] + _BLANK * (end - start) + text[end:]
    return text


def _clause(text: str, start: int, end: int) -> Span:
    first = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = (text.find(stop, end) for stop in _STOPS)
    return first, min((each for each in ends if each >= 0), default=len(text))


def _said(before: str, after: str, earlier: str) -> tuple[Speaks, str] | None:
    """What the words of a clause speak of, and what leads up to these words."""
    rules = stage_rules()
    whole = (before + after).replace(_BLANK, "")
    for rule in rules.on("after"):
        found = re.match(f"{rules.between}(?P<words>{rule.words.pattern})", after)
        if found and _is_predicate(after, found):
            return rule.speaks_of, f"{earlier}{before}{after[: found.start('words')]}"
    words = max(_before(before, whole), default=None)
    return (words[2], f"{earlier}{before[: -words[1]]}") if words else None


def _before(before: str, whole: str) -> Iterator[tuple[int, int, Speaks]]:
    """Where words before a name end, how far before it they begin, and what they speak of."""
    for rule in stage_rules().on("before"):
        if rule.unless is None or not rule.unless.search(whole):
            for found in rule.words.finditer(before):
                yield found.end(), len(before) - found.start(), rule.speaks_of


def _is_predicate(after: str, found: re.Match[str]) -> bool:
    """Do words stand right behind the name, or end the clause that it is listed in?"""
    near = len(after[: found.start("words")].replace(_BLANK, "")) <= 2
    return near or len(after) - found.end("words") <= stage_rules().tail


def _stage(speaks: Speaks, led: str, *, reviews: bool) -> StageName:
    rules = stage_rules()
    plain = led.replace(_BLANK, "")
    if rules.time.coming.search(plain):
        reviews = False
    elif rules.time.done.search(plain):
        reviews = True
    in_part = rules.speaks_of[speaks]
    return in_part.review if reviews else in_part.plan


def _due(led: str, year: int) -> int:
    said = stage_rules().time.due.search(led.replace(_BLANK, ""))
    return int(said["year"]) if said else year
