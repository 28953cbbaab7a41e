"""Reads the front of a document: its title, who reports, on which day, for which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.loaders.layout import Front
from graph.loaders.lines import Line

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
}
_DAY = re.compile(
    r"(?P<year>20\d\d|[二〇○零一三四五六七八九]{4})年(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_YEAR = re.compile(r"(20\d\d)(?=年|[—\-－–]20\d\d)")
_OPENING_WORDS = 300


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front says. `titles` are the lines that are the title, said once or twice."""

    title: str
    place: str
    level: str
    year: int
    date: str
    is_report: bool
    is_plan: bool
    titles: frozenset[str]


def front_matter(lines: Sequence[Line], head: int, name: str, rules: Front) -> FrontMatter:
    """The front of a document, of whose lines the first `head` stand before the speech.

    `name` is the file's name without its ending, the title where the document has none.
    """
    top = [line.text for line in lines[: max(head, 3)]]
    titles = _titles(lines[: max(head, 3)], rules)
    title = max(titles, key=len, default="")
    opening = "".join(line.text for line in lines[: head + 6])[:_OPENING_WORDS]
    is_report = re.search(rules.report, title + opening) is not None
    occasions = [text for text in top if re.search(rules.occasion, text)]
    place, level = _place(title, occasions, opening, rules)
    day = next((found for text in [*occasions, *top] if (found := _day(text))), "")
    return FrontMatter(
        title=title or ("政府工作报告" if is_report else name),
        place=place,
        level=level,
        year=_year(title) or (int(day[:4]) if day else 0),
        date=day,
        is_report=is_report,
        is_plan=not is_report and re.search(rules.plan, title or name) is not None,
        titles=frozenset(titles),
    )


def _titles(lines: Iterable[Line], rules: Front) -> list[str]:
    """Lines of the head that are the title; one marked as a heading of the first level is."""
    pattern = re.compile(rules.title)
    return [line.text for line in lines if line.mark == 1 or pattern.fullmatch(line.text)]


def _year(title: str) -> int:
    found = _YEAR.search(title)
    return int(found[1]) if found else 0


def _place(title: str, occasions: Sequence[str], opening: str, rules: Front) -> tuple[str, str]:
    for text in occasions:
        if found := re.search(rules.occasion, text):
            return _short_name(found["place"], rules)
    if re.search(rules.nation, title + opening):
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
