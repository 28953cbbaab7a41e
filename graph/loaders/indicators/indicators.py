"""Finds the indicators of a document: every figure that reports or sets performance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.loaders.document import Document, Passage, Section
from graph.loaders.facts import Evidence, Indicator
from graph.loaders.indicators.clauses import AND, Place, clause_start, places, sentences
from graph.loaders.indicators.figures import Figure, find_figures
from graph.loaders.indicators.names import names_quantity, subject, trimmed
from graph.loaders.indicators.origins import without_origins
from graph.loaders.indicators.part_of_name import is_part_of_name, only_qualifies
from graph.loaders.indicators.rules import indicator_rules
from graph.loaders.indicators.sentences import Reading, SentenceReader
from graph.loaders.indicators.when import when
from graph.loaders.squeezed import Squeezed, squeeze

_LONGEST_QUOTE = 80
# So far, in characters, what a sentence says of its time holds: longer ones are lists without end.
_REACH = 800
_SHORTEST_QUOTE = 5
# A 、 ends what a count is of only where another figure follows.
_COUNTED_TWICE = re.compile(r"[户处家座栋元公里米吨亩]$")
_MARK = re.compile(r"[，。；：]|、(?=[^，。；：、]{0,12}?\d)")


def find_indicators(document: Document) -> list[Indicator]:
    """The indicators of a document, in the order of its text; what is said twice counts once."""
    found: dict[tuple[object, ...], Indicator] = {}
    for passage in document.passages:
        for each in _in_passage(passage, document.section_of(passage), document):
            said = (each.name, each.value, each.unit, each.measure, each.year, each.evidence.quote)
            found.setdefault(said, each)
    return list(found.values())


def _in_passage(passage: Passage, section: Section, document: Document) -> Iterator[Indicator]:
    view = without_origins(squeeze(passage.text))
    figures = find_figures(view.text)
    if not figures:
        return
    topic, stem, position = "", "", 0
    for start, end in sentences(view.text):
        inside: list[Figure] = []
        while position < len(figures) and figures[position].number < end:
            inside.append(figures[position])
            position += 1
        sentence = view.text[start:end]
        if inside:
            if section.part != "plan":
                inside = [figure for figure in inside if figure.kind != "words"]
            found = places(view.text, start, end, inside)
            measuring = list(_measuring(found))
            of = stem if sentence.startswith(indicator_rules().heads.counterparts) else topic
            reader = SentenceReader(view.text, start, of)
            for reading in reader.read(places(view.text, start, end, _apart(measuring))):
                yield _indicator(reading, view, (start, end), passage, section, document)
        about = subject(sentence[:60])
        topic = "" if names_quantity(about) else about or topic
        stem = _stem(sentence)


def _stem(sentence: str) -> str:
    """What a sentence tells the income of, so that the next may tell its spending."""
    about = subject(trimmed(sentence[:60]))
    heads = [each for each in indicator_rules().heads.counterparts if about.endswith(each)]
    return about.removesuffix(heads[0]) if heads else ""


def _measuring(found: Sequence[Place]) -> Iterator[Figure]:
    """The figures that measure; one that ends a list (2公里路和3万亩水面) is as the one before."""
    named, counted = False, ""
    amount = False
    for place, qualifies in zip(found, _qualifying(found), strict=True):
        listed = place.above or place.before.removeprefix(counted) in AND
        before, amount = amount, place.figure.kind == "amount"
        if not (listed and place.follows and counted and before and amount):
            named = is_part_of_name(place)
        counted = place.after
        if not (named or qualifies):
            yield place.figure


def _qualifying(found: Sequence[Place]) -> list[bool]:
    """Does each count only say of how many things a figure behind it tells something?"""
    answers: list[bool] = []
    following: Place | None = None
    for place in reversed(found):
        counts_on = bool(answers) and answers[-1] and place.figure.kind == "count"
        tells = following is not None and only_qualifies(place, following)
        answers.append(place.leads and (counts_on or tells))
        following = place
    return answers[::-1]


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """The figures without those that only group the next (12批1181项) or class it (2个1类新药).

    Two units of one thing both count (16.6万户70.5万人).
    """
    kept: list[Figure] = []
    for figure in figures:
        if kept and kept[-1].end == figure.start:
            if figure.unit == "类":
                continue
            if not _COUNTED_TWICE.search(kept[-1].unit):
                kept.pop()
        kept.append(figure)
    return kept


def _indicator(
    reading: Reading,
    view: Squeezed,
    sentence: tuple[int, int],
    passage: Passage,
    section: Section,
    document: Document,
) -> Indicator:
    figure = reading.figure
    before = view.text[max(sentence[0], figure.start - _REACH) : figure.start]
    year, status = when(before, figure.unit, section, document)
    start, end = _quoted(reading, view.text, sentence)
    return Indicator(
        name=reading.name,
        value=figure.value,
        unit=figure.unit,
        measure=reading.measure,
        direction=reading.direction,
        qualifier=figure.qualifier,
        year=year,
        status=status,
        evidence=Evidence.of(passage, *view.span(start, end)),
        rule=f"indicator-{reading.rule}",
        upper=figure.upper,
    )


def _quoted(reading: Reading, text: str, sentence: tuple[int, int]) -> tuple[int, int]:
    """The stretch that shows the name and the figure."""
    figure = reading.figure
    end = figure.end
    start = reading.start if sentence[0] <= reading.start < end else figure.start
    if figure.kind == "rank" and figure.value in text[start : figure.start]:
        # The words of a rank without digits must not borrow the digits of another figure.
        start = 1 + max(text.rfind(mark, start, figure.start) for mark in "、，")
    if end - start > _LONGEST_QUOTE:
        start = max(start, figure.start - 30)
    if reading.rule == "preceding":
        mark = _MARK.search(text, end, min(sentence[1], end + 40))
        end = mark.start() if mark else min(sentence[1], end + 40)
    if end - start < _SHORTEST_QUOTE and figure.kind != "rank":
        start = clause_start(text, sentence[0], start)
    if end - start < _SHORTEST_QUOTE and figure.kind != "rank":
        start = clause_start(text, sentence[0], max(sentence[0], start - 1))
    return start, end
