"""Reads the front of a document: its title, who reports, on which day, for which year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.loaders.document import Said
from graph.loaders.lines import Line
from graph.loaders.structure.headings import heading
from graph.loaders.structure.layout import Front, Layout
from graph.loaders.structure.periods import years_named

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_DAY = re.compile(
    r"(?P<year>20\d\d|[二〇○零一三四五六七八九]{4})年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_LAST_YEAR = re.compile(r"20\d\d年?\s*[—\-－–~至]+\s*(20\d\d)")
_OPENING_WORDS = 300
_STOPS = "。！？；：，、.;:,!?"
# So many lines at least can be the title.
_FIRST_LINES = 3


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
    is_report: bool
    is_plan: bool
    titles: frozenset[str]
    lines: int


def front_matter(lines: Sequence[Line], head: int, name: str, rules: Layout) -> FrontMatter:
    """The front of a document, of whose lines the first `head` stand before the speech.

    `name` is the file's name without its ending, the title where the document has none.
    """
    front = rules.front
    first = lines[: max(head, _FIRST_LINES)]
    top = [line.text for line in first]
    titles = _titles(first, rules)
    title = max(map(_unspaced, titles), key=len, default="")
    opening = "".join(line.text for line in lines[: head + 6])[:_OPENING_WORDS]
    is_report = re.search(front.report, title + opening) is not None
    occasions = [text for text in top if re.search(front.occasion, text)]
    place, level = _place(title, occasions, opening, front)
    day = next((found for text in [*occasions, *top] if (found := _day(text))), "")
    return FrontMatter(
        title=title or ("政府工作报告" if is_report else name),
        place=place,
        level=level,
        year=_year(title, rules) or (int(day[:4]) if day else 0),
        date=day,
        is_report=is_report,
        is_plan=not is_report and re.search(front.plan, title or name) is not None,
        titles=frozenset(titles),
        lines=len(first),
    )


def as_said(front: FrontMatter, said: Said, rules: Layout) -> FrontMatter:
    """The front as a person corrected it; the level follows the place."""
    place, level = front.place, front.level
    if said.place is not None:
        told, its_level = _short_name(said.place.strip(), rules.front)
        place, level = told, its_level or (level if told == place else "")
    year = front.year if said.year is None else said.year
    return replace(front, title=said.title or front.title, place=place, level=level, year=year)


def _titles(lines: Sequence[Line], rules: Layout) -> list[str]:
    """The lines that are the title by their words, or else the first where it looks like one."""
    pattern = re.compile(rules.front.title)
    told = [line.text for line in lines if pattern.fullmatch(_unspaced(line.text))]
    if told or not lines or ((found := heading(lines[0], rules)) and found.number):
        return [*dict.fromkeys(told)]
    first = lines[0]
    fits = len(first.text) <= rules.front.longest_title and first.text[-1] not in _STOPS
    return [first.text] if first.mark == 1 or (fits and not _day(first.text)) else []


def _unspaced(text: str) -> str:
    """A title without the spaces it is set with: 政 府 工 作 报 告."""
    parts = text.split()
    return "".join(parts) if len(parts) > 1 and all(len(part) == 1 for part in parts) else text


def _year(title: str, rules: Layout) -> int:
    """The last year of the years or the five-year plan that a title names."""
    spans = (int(found[1]) for found in _LAST_YEAR.finditer(title))
    return max([*spans, *years_named(title, rules.period)], default=0)


def _place(title: str, occasions: Sequence[str], opening: str, rules: Front) -> tuple[str, str]:
    for text in occasions:
        if found := re.search(rules.occasion, text):
            return _short_name(found["place"], rules)
    if re.search(rules.nation, title) or re.search(rules.nation, opening):
        return "全国", "nation"
    if found := re.match(rules.place_in_title, title):
        return _short_name(found["place"], rules)
    return "", ""


def _short_name(name: str, rules: Front) -> tuple[str, str]:
    """A place's name without its ending, and its level of government."""
    for rule in rules.levels:
        if found := re.search(f"(?:{rule.ending})$", name):
            short = name if rule.keep or found.start() < 2 else name[: found.start()]
            return short, "province" if short in rules.municipalities else rule.level
    return name, ""


def _day(text: str) -> str:
    found = _DAY.search(text)
    if not found:
        return ""
    year = "".join(_DIGITS.get(digit, digit) for digit in found["year"])
    try:
        return date(int(year), _number(found["month"]), _number(found["day"])).isoformat()
    except ValueError:
        return ""


def _number(text: str) -> int:
    """A number up to 99, in figures or in characters: 27, 二十七, 十."""
    if text.isdecimal():
        return int(text)
    if "十" not in text:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    tens, ones = text.split("十", 1)
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
