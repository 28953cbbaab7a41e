"""What a document cites: names in《》, usual names without, and names of works that it follows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Literal

from graph.build.citations.rules import citation_rules
from graph.build.identity.divisions import division_meant
from graph.build.identity.works import Work, issuer_said, issuer_words, work_of, work_rules
from graph.folding import fold
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.record import Record

# A name, and where it begins and ends in a passage.
Span = tuple[str, int, int]
Manner = Literal["follows", "makes", "mentions"]
_TITLE = re.compile(r"《([^《》]{2,80})》")
_LONGEST_DIVISION = 11
_CLAUSE = re.compile(r"[，,。；;！？!?\n]")
_SENTENCE = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a document cites a work: by what name, how, and where."""

    name: str
    work: Work
    manner: Manner
    evidence: Evidence


def citations(record: Record) -> list[Citation]:
    """What a document cites, in its order, but neither itself nor what formulas name."""
    document = record.document
    own = work_of(document.title, document.place)
    named = _named(record)
    titles = _Titles(document.place)
    found: list[Citation] = []
    for passage in document.passages:
        sure = [*titles.in_(passage.text), *_usual(passage, document.place)]
        for name, start, end in _apart(sure, named.get(passage.position, ())):
            work, manner = work_of(name, document.place), _manner(passage.text, start, end)
            if work is None or _is_own(work, own, document):
                continue
            if manner == "mentions" and _is_formula(passage.text, start, end):
                continue
            if manner == "follows" or (name, start, end) in sure:
                evidence = Evidence.of_name(passage, start, end)
                found.append(Citation(name, work, manner, evidence))
    return found


def _apart(*groups: Sequence[Span]) -> Iterator[Span]:
    """The spans that share nothing with one before them."""
    taken: list[Span] = []
    for span in chain(*groups):
        _, start, end = span
        if not any(start < stop and begin < end for _, begin, stop in taken):
            taken.append(span)
            yield span


def _is_own(work: Work, own: Work | None, document: Document) -> bool:
    if own is None or (work.key, work.issuer) != (own.key, own.issuer):
        return own is not None and work.title == own.title
    return not work.years or not work.annual or document.year in work.years


class _Titles:
    """The names in《》of one document, each for the whole name where it is short for one."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._whole: list[tuple[str, str]] = []

    def in_(self, text: str) -> Iterator[Span]:
        """The name of the work, and where it stands with the words that say who issued it."""
        for found in _TITLE.finditer(text):
            word, start = _issuer_before(text[: found.start()], citation_rules().issued)
            if _short_said().search(text[: found.start()]):
                continue
            if self._is_short(found[1]):
                if name := self._meant(found[1], word):
                    yield name, start, found.end()
                continue
            said = "" if _says_issuer(found[1], self._place) else word
            name = (
                found[1]
                if not said or issuer_said(said, self._place) == self._place
                else said + found[1]
            )
            if work_of(name, self._place) is None:
                name = f"《{name}》"
            short = _short_for().match(text[found.end() :])
            self._whole.append((name, short[1] if short else ""))
            yield name, start, found.end()

    def _is_short(self, title: str) -> bool:
        if any(title == short for _, short in self._whole):
            return True
        return _bare(title) in citation_rules().short

    def _meant(self, title: str, word: str) -> str:
        issuer = issuer_said(word, self._place) if word else None
        for name, short in reversed(self._whole):
            work = work_of(name, self._place)
            if issuer is not None and (work is None or work.issuer != issuer):
                continue
            if title == short or _bare(name).endswith(_bare(title)):
                return name
        return ""


def _usual(passage: Passage, place: str) -> Iterator[Span]:
    """The usual names in a passage, with who issued what they name; table rows are no sentences."""
    rules, text = citation_rules(), passage.text
    for found in () if passage.cells else _usual_names().finditer(text):
        start, end = found.span()
        division = _division_before(text, found.end("said") if found["said"] else start, place)
        start = min(start, division)
        before = text[:start]
        if rules.not_before.search(before) or rules.not_behind.match(text[end:]):
            continue
        named = text[start:end].startswith("“") or start < found.start("work")
        if named or rules.before.search(before):
            yield text[start:end].replace("《", "").replace("》", ""), start, end


def _division_before(text: str, end: int, place: str) -> int:
    """Where the name of a division begins that ends there; there where none does."""
    for length in range(min(end, _LONGEST_DIVISION), 1, -1):
        if division_meant(text[end - length : end], place):
            return end - length
    return end


def _named(record: Record) -> dict[int, list[Span]]:
    """By passage, the names of works that the extractor found without《》."""
    found: dict[int, list[Span]] = {}
    endings = citation_rules().named.endings
    for fact in record.facts:
        if isinstance(fact, Entity) and fact.type == "Initiative" and fact.name.endswith(endings):
            passage = record.document.passages[fact.evidence.passage]
            begin = bisect_left(passage.offsets, fact.evidence.start)
            start = passage.text.find(fact.name, begin)
            if start >= 0:
                end = start + len(fact.name)
                found.setdefault(passage.position, []).append((fact.name, start, end))
    return found


def _manner(text: str, start: int, end: int) -> Manner:
    rules = citation_rules().manner
    if rules.follows_behind.match(text[end:]):
        return "follows"
    if rules.makes_behind.match(text[end:]):
        return "makes"
    clause = _CLAUSE.split(text[max(0, start - rules.reach) : start])[-1]
    follows = max((each.end() for each in rules.follows.finditer(clause)), default=0)
    makes = max((each.end() for each in rules.makes.finditer(clause)), default=0)
    if not follows and not makes:
        return "mentions"
    return "follows" if follows > makes else "makes"


def _is_formula(text: str, start: int, end: int) -> bool:
    before = _SENTENCE.split(text[:start])[-1]
    sentence = before + text[start:end] + _SENTENCE.split(text[end:])[0]
    return any(each.search(sentence) for each in citation_rules().boilerplate)


@cache
def _usual_names() -> re.Pattern[str]:
    words = "|".join(map(re.escape, issuer_words()))
    usual = "|".join(citation_rules().usual)
    return re.compile(f"(?P<said>{words})?(?:关于)?(?P<work>{usual})")


@cache
def _issuer(behind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, issuer_words()))
    return re.compile(f"(?P<said>{words})(?P<behind>{behind})$")


def _issuer_before(text: str, behind: str) -> tuple[str, int]:
    """The word before a name that says who issued it, and where the name with it begins."""
    found = _issuer(behind).search(text)
    if not found:
        return "", len(text)
    return found["said"], len(text) if found["behind"] else found.start()


def _says_issuer(title: str, place: str) -> bool:
    work = work_of(title, place)
    return work is not None and work.title != work.key and not title.startswith("关于")


def _bare(title: str) -> str:
    return work_rules().behind.sub("", fold(title))


@cache
def _short_said() -> re.Pattern[str]:
    """What ends where a short name begins."""
    return re.compile(f"(?:{citation_rules().short_said})$")


@cache
def _short_for() -> re.Pattern[str]:
    """A short name right behind the long one."""
    return re.compile(f"(?:{citation_rules().short_said})《([^《》]{{2,20}})》")
