"""Plans, laws and programmes: which one a name is, once it is known who issued it.

《山东省国民经济和社会发展第十五个五年规划纲要（草案）》, 我省“十五五”规划 in a report of Shandong
and a document of that title are one work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from graph.build.identity.divisions import Division, division_meant, is_city, province_of
from graph.build.identity.rules import Respelling
from graph.folding import fold
from graph.loaders.divisions import division_rules, short_name
from graph.loaders.rules import Rules, read_rules

NATION = "全国"
_LEAST = 3
_LONGEST_DIVISION = 11
_YEAR = re.compile(r"(?:20\d\d)年(?:度)?")


class WorkRules(Rules):
    """How works are named, and by whom."""

    endings: tuple[str, ...]
    endings_in_brackets: tuple[str, ...]
    not_endings: tuple[str, ...]
    no_names: re.Pattern[str]
    behind: re.Pattern[str]
    years: re.Pattern[str]
    nation: tuple[str, ...]
    nation_before_usual: tuple[str, ...]
    province: tuple[str, ...]
    city: tuple[str, ...]
    county: tuple[str, ...]
    not_here: tuple[str, ...]
    party: re.Pattern[str]
    between: re.Pattern[str]
    of_the_nation: re.Pattern[str]
    annual: tuple[str, ...]
    usual: tuple[re.Pattern[str], ...]
    respelled: tuple[Respelling, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A plan, law or programme.

    `title` is its whole name as it is compared, `key` the same without who issued it and when;
    `issuer` is the short name of the place that did, 全国 for the nation, empty where that is not
    known. `years` are those in its name; where it is `annual`, there is another every year.
    """

    title: str
    key: str
    issuer: str
    years: tuple[int, ...]
    annual: bool

    @property
    def compared(self) -> str:
        """The key with the years that tell it from the next, where there is one every year."""
        return self.key + "".join(map(str, self.years)) if self.annual else self.key


@cache
def work_rules() -> WorkRules:
    """The rules that ship with Lantu. Raises RuleError where they do not fit."""
    return read_rules(Path(__file__).with_name("works.toml"), WorkRules)


@lru_cache(1 << 13)
def work_of(name: str, place: str) -> Work | None:
    """The work that a name is to who reports, or None where it names none."""
    rules = work_rules()
    text = re.sub(r"[《》〈〉“”\"\s]", "", name)
    years = _years(text)
    while (shorter := rules.behind.sub("", text)) != text:
        text = shorter
    endings = (*rules.endings, *rules.endings_in_brackets) if "《" in name else rules.endings
    ends_otherwise = not text.endswith(endings) or text.endswith(rules.not_endings)
    if ends_otherwise or rules.no_names.search(text):
        return None
    issuer, rest = _issued(text, place)
    key = _respelled(rest)
    if rules.of_the_nation.search(text):
        issuer = NATION
    return Work(fold(text), key, issuer, years, key in rules.annual)


def issuer_said(word: str, place: str) -> str | None:
    """The place that a word means to who reports (省委, 我市, 国务院), or None where it is none."""
    rules = work_rules()
    if word in (*rules.nation, *rules.nation_before_usual):
        return NATION
    province = province_of(place)
    if word in rules.province:
        return province
    if word in rules.city:
        return place if is_city(place) else ""
    return "" if word in rules.county else None


def issuer_words() -> Iterator[str]:
    """All words that say who issued something, the longer before those they begin with."""
    rules = work_rules()
    words = (*rules.nation, *rules.nation_before_usual, *rules.province, *rules.city, *rules.county)
    yield from sorted(words, key=len, reverse=True)


def is_usual(name: str) -> bool:
    """Is a name, without who issued it, one that needs no《》?"""
    return any(each.fullmatch(_respelled(name)) for each in work_rules().usual)


def _issued(text: str, place: str) -> tuple[str, str]:
    """Who issued what is named, and the name without that and without its year."""
    issuer, rules = place, work_rules()
    while True:
        rest = _YEAR.sub("", text, count=1) if _YEAR.match(text) else text
        rest = rules.party.sub("", rest)
        rest = rules.between.sub("", rest) or rest
        length, said = _lead(rest, place)
        if length and len(rest) - length >= _LEAST:
            issuer, rest = said, rest[length:]
        if rest == text:
            return issuer, rest
        text = rest


def _lead(text: str, place: str) -> tuple[int, str]:
    """How many characters a name begins with that say who issued it, and who that is."""
    rules = work_rules()
    if text.startswith(rules.not_here):
        return 0, ""
    for word in issuer_words():
        if text.startswith(word) and (word in rules.nation or is_usual(text[len(word) :])):
            return len(word), issuer_said(word, place) or ""
    for length in range(min(len(text) - _LEAST, _LONGEST_DIVISION), 1, -1):
        if division := _issuing(text[:length], place):
            return length, short_name(division.name)
    for word in issuer_words():
        if text.startswith(word) and word not in rules.nation_before_usual and not is_usual(text):
            return len(word), issuer_said(word, place) or ""
    return 0, ""


def _issuing(name: str, place: str) -> Division | None:
    """The division that a name is; 密云 and 海南 begin other names too."""
    division = None if name in division_rules().words else division_meant(name, place)
    return None if division and division.county and name == short_name(name) else division


def _years(text: str) -> tuple[int, ...]:
    rules = work_rules()
    if spans := rules.years.search(text):
        return tuple(map(int, spans.groups()))
    return tuple(int(each[:4]) for each in _YEAR.findall(text)[:1])


def _respelled(text: str) -> str:
    folded = fold(text)
    for each in work_rules().respelled:
        folded = each.old.sub(each.new, folded)
    return folded
