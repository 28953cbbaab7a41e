"""Reads the front of a document: its title, who reports, on which day, for which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graph.loaders.document import Said
from graph.loaders.lines import Line
from graph.loaders.structure.dates import day_in
from graph.loaders.structure.digits import with_digits
from graph.loaders.structure.headings import heading
from graph.loaders.structure.kinds import Kind, kind_of
from graph.loaders.structure.layout import Front, Layout
from graph.loaders.structure.periods import years_named
from graph.loaders.structure.places import place_alone, place_in

_LAST_YEAR = re.compile(r"20\d\d年?\s*[—\-－–~～至到]+\s*(20\d\d)")
_OPENING_WORDS = 300
_STOPS = "。！？；：，、.;:,!?"
# So many lines at least can be the title, so many at the end the signature.
_FIRST_LINES = 3
_LAST_LINES = 4


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front says.

    `titles` are the texts that are the title, said once or twice among the first `lines` lines.
    """

    title: str
    place: str
    level: str
    year: int
    date: str
    kind: Kind
    titles: frozenset[str]
    lines: int

    @property
    def planned_year(self) -> int:
        """The year that a plan in this document is for; what only reports would plan the next."""
        return self.year + 1 if self.kind == "review" and self.year else self.year


def front_matter(
    lines: Sequence[Line], head: int, name: str, labelled: str, rules: Layout
) -> FrontMatter:
    """The front of a document, of whose lines the first `head` stand before the speech.

    `name` is the file's name without its ending, the title where the document has none; `labelled`
    the day that a line of the page around the document gives (发布时间：).
    """
    first = lines[: max(head, _FIRST_LINES)]
    top = [line.text for line in first]
    titles = _titles(first, rules)
    title = max((_bare(_unspaced(text), rules.front) for text in titles), key=len, default="")
    opening = "".join(line.text for line in lines[: head + 6])[:_OPENING_WORDS]
    occasions = [text for text in top if re.search(rules.front.occasion, with_digits(text))]
    signature = [line.text for line in lines[-_LAST_LINES:] if _signs(line.text, rules.front)]
    place, level = _place(title, occasions, opening, [*top, *signature], rules.front)
    days = (day_in(text) for text in [*occasions, *top, *signature])
    day = next(filter(None, days), labelled)
    kind = kind_of(title, name, opening, rules.front)
    return FrontMatter(
        title=title or (_untitled(opening, rules.front) if kind == "report" else "") or name,
        place=place,
        level=level,
        year=_year(title, rules) or (int(day[:4]) if day else 0),
        date=day,
        kind=kind,
        titles=frozenset(titles),
        lines=len(first),
    )


def as_said(front: FrontMatter, said: Said, rules: Layout) -> FrontMatter:
    """The front as a person corrected it; the level follows the place."""
    place, level = front.place, front.level
    if said.place is not None:
        told, its_level = place_alone(said.place.strip(), rules.front.places)
        place, level = told, its_level or (level if told == place else "")
    year = front.year if said.year is None else said.year
    return replace(front, title=said.title or front.title, place=place, level=level, year=year)


def _titles(lines: Sequence[Line], rules: Layout) -> list[str]:
    """The lines that are the title by their words, or else the first where it looks like one."""
    pattern = re.compile(rules.front.title)
    bare = [(line, _bare(_unspaced(line.text), rules.front)) for line in lines]
    marked = [
        line.text for line, text in bare if line.mark == 1 and text and not _numbered(line, rules)
    ]
    told = [line.text for line, text in bare if pattern.fullmatch(text)]
    if told or not lines or _numbered(lines[0], rules):
        return [*dict.fromkeys(told)]
    if marked:
        return marked[:1]
    first = lines[0]
    fits = len(first.text) <= rules.front.longest_title and first.text[-1] not in _STOPS
    return [first.text] if fits and not day_in(first.text) else []


def _untitled(opening: str, rules: Front) -> str:
    """What a report is called that has no title."""
    return next((rule.title for rule in rules.untitled if re.search(rule.opening, opening)), "")


def _numbered(line: Line, rules: Layout) -> bool:
    found = heading(line, rules)
    return found is not None and found.number != ""


def _bare(text: str, rules: Front) -> str:
    """A title without what a web page puts around it: 政策解读丨…, 标题：…, …_某某市人民政府."""
    return re.sub(rules.around_title, "", text).strip()


def _unspaced(text: str) -> str:
    """A title without the spaces it is set with: 政 府 工 作 报 告."""
    parts = text.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text


def _signs(text: str, rules: Front) -> bool:
    return len(text) <= rules.longest_title and bool(
        re.fullmatch(rules.office, text) or day_in(text)
    )


def _year(title: str, rules: Layout) -> int:
    """The last year of the years or the five-year plan that a title names."""
    spans = (int(found[1]) for found in _LAST_YEAR.finditer(with_digits(title)))
    return max([*spans, *years_named(title, rules.period)], default=0)


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
    for found in (*_found(rules.speaker, [opening]), *_found(rules.office, lines)):
        if (told := place_alone(found["place"], rules.places))[0]:
            return told
    return "", ""


def _found(pattern: str, texts: Iterator[str] | Sequence[str]) -> Iterator[re.Match[str]]:
    return (found for text in texts for found in re.finditer(pattern, text))
