"""Who is said to answer for what: （市甲局牵头，市乙局配合）, 责任单位：…, 由…负责."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from graph.loaders.rules import Rules, load_rules
from graph.loaders.squeezed import PASSAGES
from graph.loaders.structure.layout import Pattern

Role = Literal["lead", "support"]
Span = tuple[int, int]

_BRACKET = re.compile(r"[（(〔【]((?:[^（）()〔〕【】]|[（(][^（）()]{0,20}[）)]){2,400})[）)〕】]")
# Not within brackets: 各县（市、区）.
_JOINT = re.compile(r"、(?![^（(]*[）)])|及(?!其)|和(?=[市省县区各])|以及|会同")
_NUMBER = re.compile(r"^\s*(?:[（(]?\d{1,3}[）)]|\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、)\s*")
_SENTENCE = re.compile(r"[^。！？\n]+")
_SEGMENT = re.compile(r"[^；;，,。]+")
# Behind a space a label begins another segment: 牵头单位：市甲局 配合单位：市乙局.
_LABEL_AFTER_SPACE = re.compile(r"(?<=\S)[\s　]+(?=[^\s：:，；]{2,8}[：:])")
_LABELLED = re.compile(r"[\s　]*[^\s：:，；]{2,8}[：:]")
# What stands for a bracket whose duties are told already: it parts sentences.
_CLOSED = "。"
_LONGEST_BODY = 25


class _Labels(Rules):
    lead: tuple[str, ...]
    support: tuple[str, ...]


class _Verbs(Rules):
    lead: tuple[str, ...]
    support: tuple[str, ...]
    shared: tuple[str, ...]
    before: tuple[str, ...]


class _Bodies(Rules):
    of: Pattern
    stems: str
    kinds: Pattern
    other: tuple[str, ...]
    each: Pattern
    vague: Pattern


class DutyRules(Rules):
    """Schema of duties.toml."""

    labels: _Labels
    verbs: _Verbs
    bodies: _Bodies


@dataclass(frozen=True, slots=True)
class Duty:
    """Bodies that answer for an item: where each stands in the text, and where the item does.

    The item is empty where the text is about nothing else, and the one before it is meant.
    """

    bodies: Sequence[Span]
    role: Role
    item: Span


@lru_cache(PASSAGES)
def duties_in(text: str) -> Sequence[Duty]:
    """The duties that a passage tells, in the order of the text."""
    say = _patterns()
    if not say.any.search(text):
        return ()
    found: list[Duty] = []
    begin, rest = 0, text
    for bracket in _BRACKET.finditer(text):
        told = [*_told(text, *bracket.span(1))]
        if told:
            item = _item(text, begin, bracket.start())
            found.extend(Duty(bodies, role, item) for bodies, role in told)
            begin = bracket.end()
            closed = _CLOSED * (begin - bracket.start())
            rest = rest[: bracket.start()] + closed + rest[begin:]
    for sentence in _SENTENCE.finditer(rest):
        found.extend(_in_sentence(rest, *sentence.span()))
    return found


def only_duties(text: str) -> bool:
    """Whether a passage tells who answers for the one before it, and nothing of its own."""
    duties = duties_in(text)
    return bool(duties) and duties[0].item == (0, 0)


def item_of(text: str) -> Span:
    """Where the words of an item stand, without its number."""
    return _item(text, 0, len(text))


def bodies_in(text: str) -> Iterator[Span]:
    """Where the short names of government bodies stand (市发展改革委, 各县区政府)."""
    return (each.span() for each in _patterns().body.finditer(text))


def _told(text: str, start: int, end: int) -> Iterator[tuple[Sequence[Span], Role]]:
    """The bodies that a stretch names with the part of each, if that is all it does."""
    say = _patterns()
    role: Role | None = None
    led = False
    for first, last in _segments(text, start, end):
        label = say.label.match(text, first, last)
        verb = say.verb.search(text, first, last)
        if label:
            role = "lead" if label["lead"] else "support"
            bodies = _listed(text, label.end(), verb.start() if verb else last)
        elif _LABELLED.match(text, first, last):
            role = None
            continue
        elif verb:
            shared: Role = "support" if led else "lead"
            role = "lead" if verb["lead"] else "support" if verb["support"] else shared
            bodies = _listed(text, first + text.startswith("由", first), verb.start())
            if not bodies:
                return
        elif role is None:
            return
        else:
            bodies = _listed(text, first, last)
        led = led or role == "lead"
        if bodies:
            yield bodies, role
        if verb and not label:
            role = None


def _segments(text: str, start: int, end: int) -> Iterator[Span]:
    """The segments of a stretch: between stops, and from one label to the next."""
    for clause in _SEGMENT.finditer(text, start, end):
        bounds = [clause.start()]
        for space in _LABEL_AFTER_SPACE.finditer(text, *clause.span()):
            bounds.extend(space.span())
        yield from zip(bounds[::2], [*bounds[1::2], clause.end()], strict=True)


def _listed(text: str, start: int, end: int) -> list[Span]:
    """The names in a list of bodies."""
    bounds = [start]
    for joint in _JOINT.finditer(text, start, end):
        bounds.extend(joint.span())
    bounds.append(end)
    pieces = (_stripped(text, *each) for each in zip(bounds[::2], bounds[1::2], strict=True))
    return [each for each in pieces if _is_body(text[slice(*each)])]


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    kept = words.strip().removesuffix("等")
    begin = start + len(words) - len(words.lstrip())
    return begin, begin + len(kept)


def _is_body(name: str) -> bool:
    if not 2 <= len(name) <= _LONGEST_BODY or re.search(r"[。：“”0-9]", name):
        return False
    return re.fullmatch(load_rules("duties", DutyRules).bodies.vague, name) is None


def _in_sentence(text: str, start: int, end: int) -> Iterator[Duty]:
    say = _patterns()
    stretch = text[start:end]
    labels = _labels_from(text, start, end)
    if told := [*_told(text, labels, end)]:
        item = _item(text, 0, labels)
        yield from (Duty(bodies, role, item) for bodies, role in told)
        return
    for found in say.by.finditer(stretch):
        listed = _listed(text, start + found.start("bodies"), start + found.end("bodies"))
        bodies = [each for each in listed if say.known.fullmatch(text, *each)]
        if not bodies:
            continue
        alone = found.start() == 0 and not text[start + found.end() : end].strip("，,")
        item = _sentence_before(text, start) if alone else (start, end)
        yield Duty(bodies, "lead" if found["lead"] else "support", item)
        for clause in _SEGMENT.finditer(text, start + found.end(), end):
            by_others = say.supports.fullmatch(text, *clause.span())
            if not by_others:
                break
            others = [
                each
                for each in _listed(text, *by_others.span("bodies"))
                if say.known.fullmatch(text, *each)
            ]
            if others:
                yield Duty(others, "support", item)


def _labels_from(text: str, start: int, end: int) -> int:
    """Where the labels begin among which one of a duty stands; the end where none does."""
    first = end
    if not _LABELLED.search(text, start, end):
        return end
    for at, to in _segments(text, start, end):
        first = (at if first == end else first) if _LABELLED.match(text, at, to) else end
        if _patterns().label.match(text, at, to):
            return first
    return end


def _sentence_before(text: str, end: int) -> Span:
    """The sentence before a place, which a sentence that names bodies alone is about."""
    last = deque(_SENTENCE.finditer(text, 0, end), maxlen=1)
    return _item(text, *last[0].span()) if last else (0, 0)


def _item(text: str, start: int, end: int) -> Span:
    """The item that a duty closes, without its number."""
    number = _NUMBER.match(text[start:end])
    begin = start + (number.end() if number else 0)
    return begin, max(begin, end)


@dataclass(frozen=True, slots=True)
class _Patterns:
    any: re.Pattern[str]
    label: re.Pattern[str]
    verb: re.Pattern[str]
    by: re.Pattern[str]
    supports: re.Pattern[str]
    body: re.Pattern[str]
    known: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _patterns() -> _Patterns:
    rules = load_rules("duties", DutyRules)
    labels, verbs, bodies = rules.labels, rules.verbs, rules.bodies
    before = f"(?:等|{_any(verbs.before)})*"
    kinds = (
        f"(?:(?P<shared>{_any(verbs.shared)})|(?P<lead>{_any(verbs.lead)})"
        f"|(?P<support>{_any(verbs.support)}))"
    )
    bare = f"(?:(?:{_any(bodies.stems.split())})(?:{bodies.kinds})|{_any(bodies.other)})"
    name = f"{bodies.each}|(?<![家个城]){bodies.of}{bare}"
    listed = f"(?:{name})(?:[、和及](?:{name}))*"
    return _Patterns(
        any=re.compile(_any((*labels.lead, *labels.support, *verbs.lead, *verbs.support))),
        label=re.compile(
            f"\\s*(?:(?P<lead>{_any(labels.lead)})|(?P<support>{_any(labels.support)}))[：:]\\s*"
        ),
        verb=re.compile(f"{before}{kinds}(?=$|[；;，,。）)])"),
        by=re.compile(
            f"(?:由|(?:^|(?<=[，；]))(?={listed}))(?P<bodies>[^，。；：由]{{2,80}}?){before}{kinds}"
        ),
        supports=re.compile(f"(?P<bodies>[^，。；：]{{2,80}}?){before}(?:{_any(verbs.support)})"),
        body=re.compile(name),
        known=re.compile(f"{name}|{bare}"),
    )
