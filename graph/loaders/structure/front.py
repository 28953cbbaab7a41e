"""Reads the front of a document: its title, who reports, on which day, for which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.loaders.document import Said
from graph.loaders.lines import Line
from graph.loaders.structure.dates import day_in
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.kinds import Kind, kind_of
from graph.loaders.structure.layout import Front, Layout
from graph.loaders.structure.periods import Years, years_of_title
from graph.loaders.structure.places import place_alone, place_before, place_in
from graph.loaders.structure.titles import title_of

_OPENING_WORDS = 300
# So many lines at least can be the title, so many at the end the signature.
_FIRST_LINES = 3
_LAST_LINES = 4
# A report that is given so late in a year plans for the next; what only reports, and is given so
# early, is about the last.
_LATE, _EARLY = 11, 4


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front says.

    `year` is the year it plans for, or reports on where it only reports; `year_of_day` where only
    the day tells it. `titles` are the texts
    that are the title, said once or twice among the first `lines` lines.
    """

    title: str
    place: str
    level: str
    year: int
    date: str
    kind: Kind
    titles: frozenset[str]
    lines: int
    year_of_day: bool = False

    def years(self, rules: Layout) -> Years:
        """The years it reports on and plans for; what reports on a whole year plans for the next.

        This year (今年) is that of the day it was given, else the one that it plans for.
        """
        if not self.year:
            return Years(0, 0, 0, 0, self.kind == "review")
        given = int(self.date[:4]) if self.date else 0
        if self.kind != "review":
            first, last = years_of_title(self.title, rules.period)
            first = first if last == self.year else self.year
            present = given if given == first - 1 else first
            return Years(first - 1, first, self.year, present)
        part = re.search(rules.front.part_of_year, with_digits(self.title)) is not None
        planned = self.year if part else self.year + 1
        return Years(self.year, planned, planned, given or planned, only_reports=True)

    def with_year_of_body(self, planned: int) -> FrontMatter:
        """The front with the year that its headings plan for, where that fits better.

        A report named by the year in which it is given plans for the next.
        """
        nearer = self.kind == "report" and planned == self.year + 1
        surer = self.kind == "review" and self.year_of_day and planned
        return replace(self, year=planned) if not self.year or nearer or surer else self


def front_matter(
    lines: Sequence[Line], head: int, name: str, labelled: str, rules: Layout
) -> FrontMatter:
    """The front of a document, of whose lines the first `head` stand before the speech.

    `name` is the file's name without its ending, the title where the document has none; `labelled`
    the day that a line of the page around the document gives (发布时间：).
    """
    front = rules.front
    described = re.compile(rules.furniture.metadata)
    telling = next((at for at, line in enumerate(lines) if not described.match(line.text)), 0)
    first = lines[: max(head, telling + _FIRST_LINES)]
    top = [line.text for line in first]
    title = title_of(first, rules)
    opening = "".join(line.text for line in lines[: head + 6])[:_OPENING_WORDS]
    occasions = [text for text in top if re.search(front.occasion, with_digits(text))]
    signature = [*_signature([line.text for line in lines], front)]
    place, level = _place(title.text, occasions, opening, [*top, *signature], front)
    dated = (text for text in [*occasions, *top, *signature] if not re.search(front.in_force, text))
    days = map(day_in, dated)
    day = next(filter(None, days), labelled)
    kind = kind_of(title.text, name, opening, front)
    named = years_of_title(title.text, rules.period)[1]
    if kind == "review" and (written := _year_written(top, front)):
        # What looks back from the middle of a plan is not about the plan's last year.
        named = min(named, written)
    return FrontMatter(
        title=title.text or (_untitled(opening, front) if kind == "report" else "") or name,
        place=place,
        level=level,
        year=named or _year_of_day(day, title.text, kind, front),
        year_of_day=not named,
        date=day,
        kind=kind,
        titles=title.lines,
        lines=len(first),
    )


def as_said(front: FrontMatter, said: Said, rules: Layout) -> FrontMatter:
    """The front as a person corrected it; the level follows the place."""
    place, level = front.place, front.level
    if said.place is not None:
        told, its_level = place_alone(said.place.strip(), rules.front.places)
        place = told or said.place.strip()
        level = its_level or (level if place == front.place else "")
    year = front.year if said.year is None else said.year
    return replace(front, title=said.title or front.title, place=place, level=level, year=year)


def _untitled(opening: str, rules: Front) -> str:
    """What a report is called that has no title."""
    return next((rule.title for rule in rules.untitled if re.search(rule.opening, opening)), "")


def _signature(texts: Sequence[str], rules: Front) -> Iterator[str]:
    """The lines that say who signed and when: a day on a line of its own, and the line above it.

    What follows them is an annex; the last lines of all may say either in other words.
    """
    for place, text in enumerate(texts):
        if re.fullmatch(rules.day_alone, with_digits(text)):
            yield from texts[max(0, place - 1) : place + 1]
    for text in texts[-_LAST_LINES:]:
        if len(text) <= rules.longest_title and (re.fullmatch(rules.office, text) or day_in(text)):
            yield text


def _year_written(texts: Sequence[str], rules: Front) -> int:
    """The year of a line that says the month alone, 0 where none does."""
    found = (re.fullmatch(rules.month_alone, with_digits(text)) for text in texts)
    return next((int(each["year"]) for each in found if each), 0)


def _year_of_day(day: str, title: str, kind: Kind, rules: Front) -> int:
    """The year that a document of a day is for."""
    if not day:
        return 0
    year, month = int(day[:4]), int(day[5:7])
    if kind == "review" and month <= _EARLY and not re.search(rules.part_of_year, title):
        return year - 1
    return year + (kind == "report" and month >= _LATE)


def _place(
    title: str, occasions: Sequence[str], opening: str, lines: Sequence[str], rules: Front
) -> tuple[str, str]:
    """Who reports, by the occasion, the title, the speaker's words, or whose office signs."""
    for found in _found(rules.occasion, map(with_digits, occasions)):
        if (told := place_alone(found["place"], rules.places))[0]:
            return told
    if re.search(rules.nation, title) or re.search(rules.nation, opening):
        return "全国", "nation"
    if (told := place_in(with_digits(title), rules.places))[0]:
        return told
    for found in _found(rules.speaker, [opening]):
        if (told := place_alone(found["place"], rules.places))[0]:
            return told
    for found in filter(None, (re.fullmatch(rules.office, text) for text in lines)):
        if (told := place_before(found["name"], rules.places))[0]:
            return told
    return "", ""


def _found(pattern: str, texts: Iterable[str]) -> Iterator[re.Match[str]]:
    return (found for text in texts for found in re.finditer(pattern, text))
