"""Names whose end a list says once for all of them: 清洁降碳、高效调节两大专项行动 are two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names.completion import organization_kind
from graph.loaders.names.lexicon import lexicon
from graph.loaders.relations.mentions import Mention, mention_of
from graph.loaders.relations.rules import any_of
from graph.loaders.rules import Rules, load_rules
from graph.loaders.squeezed import squeeze
from graph.loaders.words import Words, cut

_LEADING = ("v", "p", "d", "ad", "vd", "r")
_DOING = ("v", "an")


class _SharedHeads(Rules):
    modifiers: list[str]
    counted: list[str]
    saying: list[str]
    works: list[str]
    numerals: str
    shortest: int
    longest: int
    heads: dict[EntityType, list[str]]
    told: dict[EntityType, list[str]]
    open: dict[EntityType, list[str]]
    ended: dict[EntityType, list[str]]


@dataclass(frozen=True, slots=True)
class _Listed:
    """The items of a list, as spans of a text, the word that all share, and what it makes of them.

    `closed` where the list says its word apart from its items, `whole` is its span to that word's
    end.
    """

    items: Sequence[tuple[int, int]]
    head: str
    type: EntityType
    closed: bool
    whole: tuple[int, int]


def with_shared_heads(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and those that lists with a shared head name, in place of what took several.

    Raises RuleError where the rules do not fit their schema.
    """
    found: dict[int, list[Mention]] = {}
    for entity in entities:
        passage = document.passages[entity.evidence.passage]
        found.setdefault(passage.position, []).append(mention_of(passage, entity))
    added: list[Entity] = []
    dropped: set[int] = set()
    for passage in document.passages:
        mentions = found.get(passage.position, [])
        squeezed = squeeze(passage.text)
        for each in _lists(cut(squeezed.text), squeezed.text):
            near = [
                mention
                for mention in mentions
                if mention.entity.type != "Measure"
                and mention.start < squeezed.span(*each.whole)[1]
                and squeezed.span(*each.whole)[0] < mention.end
            ]
            if not _believed(each, near):
                continue
            each = _of_projects(each, near)
            spans = [squeezed.span(*item) for item in each.items]
            names = [squeezed.text[slice(*item)] for item in each.items]
            dropped |= {id(m.entity) for m in near if _replaced(m.entity, each, names)}
            added += _items(passage, each, squeezed.text, spans, near)
    return [*(each for each in entities if id(each) not in dropped), *added]


def _believed(listed: _Listed, near: Sequence[Mention]) -> bool:
    if listed.closed and listed.head in _rules().told.get(listed.type, ()):
        return True
    return any(
        mention.entity.type == listed.type and mention.entity.name.endswith(listed.head)
        for mention in near
    )


def _of_projects(listed: _Listed, near: Sequence[Mention]) -> _Listed:
    """The list as one of projects where most of what was found of it are: 引洮二期配套等工程."""
    types = [mention.entity.type for mention in near]
    if listed.head in _rules().works and types.count("Project") > types.count("Initiative"):
        return replace(listed, type="Project")
    return listed


def _replaced(entity: Entity, listed: _Listed, items: Sequence[str]) -> bool:
    """Is an entity an item without the shared word, several items, or one and the list's end?"""
    if entity.type == listed.type and entity.name in items:
        return not entity.name.endswith(listed.head)
    held = [item for item in items if item in entity.name]
    counted = listed.closed and entity.name.startswith(items[-1]) and entity.name != items[-1]
    return len(held) > 1 or (counted and entity.name != items[-1] + listed.head)


def _items(
    passage: Passage,
    listed: _Listed,
    text: str,
    spans: Sequence[tuple[int, int]],
    near: Sequence[Mention],
) -> Iterator[Entity]:
    named = {mention.entity.name for mention in near if mention.entity.type == listed.type}
    for item, span in zip(listed.items, spans, strict=True):
        words = text[slice(*item)]
        name = words if words.endswith(listed.head) else words + listed.head
        if name not in named:
            yield Entity(
                type=listed.type,
                name=name,
                evidence=Evidence.of_name(passage, *span),
                rule="shared_head",
                confidence=0.7,
                kind=organization_kind(name) if listed.type == "Organization" else "",
            )


def _lists(words: Words, text: str) -> Iterator[_Listed]:
    say = _patterns()
    for start, end in words.clauses():
        first, last = words.starts[start], words.starts[end]
        for closed, pattern in ((True, say.closed), (False, say.open)):
            match = pattern.search(text, first, last)
            if match is None or match.end() not in words.starts:
                continue
            head = match["head"]
            kind = say.types[head]
            until = match.start("close") if closed else match.end()
            items = _parted(words, text, start, first, until, kind, closed)
            left = [each for each in items if not _ended(text[slice(*each)], head, kind)]
            if not closed:
                left = left if len(left) == len(items) and _done(words, left[:-1], kind) else []
            if closed and any(text[slice(*each)].endswith(head) for each in items):
                break
            if len(items) > 1 and len(left) > 1:
                yield _Listed(left, head, kind, closed, (items[0][0], match.end()))
                break


def _done(words: Words, items: Sequence[tuple[int, int]], kind: EntityType) -> bool:
    """Do the items of a list of actions say what is done? 景区焕新, not 企业."""
    last = (bisect_left(words.starts, stop) - 1 for _, stop in items)
    return kind != "Initiative" or all(
        words.tags[each].startswith(_DOING) or words.words[each].endswith(("”", "化"))
        for each in last
    )


def _ended(item: str, head: str, kind: EntityType) -> bool:
    """Is an item a name with an end of its own, which is not the one that the list shares?"""
    if item.endswith(head):
        return False
    return any(
        each in _rules().ended.get(kind, ())
        for each in lexicon().suffix_class(item.rstrip("”")).split("+")
    )


def _parted(
    words: Words, text: str, start: int, first: int, end: int, kind: EntityType, closed: bool
) -> list[tuple[int, int]]:
    """The spans of a list's items up to `end`; none where one is too short or long for a name."""
    say = _patterns()
    first = words.starts[_without_verbs(words, start, end)]
    parting = say.marks if closed and kind == "Initiative" else say.links
    spans = []
    for part in (*parting.finditer(text, first, end), None):
        stop = part.start() if part else end
        spans.append((first, stop))
        first = part.end() if part else end
    rules = _rules()
    shortest = rules.shortest if kind == "Initiative" else 2
    fits = all(
        shortest <= stop - begin <= rules.longest and _is_item(text[begin:stop])
        for begin, stop in spans
    )
    return spans if fits and "、" in text[spans[0][0] : end] else []


def _without_verbs(words: Words, start: int, end: int) -> int:
    """The word that the first item of a list begins with, behind what is done to all of them."""
    place = start
    for ahead in range(start, len(words)):
        if words.starts[ahead + 1] >= end or ahead > place + 1:
            break
        word, tag = words.words[ahead], words.tags[ahead]
        leads = word in lexicon().verbs or word in lexicon().predicates
        if leads or (ahead == place and tag.startswith(_LEADING)):
            place = ahead + 1
    return place


def _is_item(words: str) -> bool:
    whole = words.count("“") == words.count("”") and words.count("（") == words.count("）")
    return whole and not _patterns().no_item.search(words)


@dataclass(frozen=True, slots=True)
class _Patterns:
    closed: re.Pattern[str]
    open: re.Pattern[str]
    marks: re.Pattern[str]
    links: re.Pattern[str]
    no_item: re.Pattern[str]
    types: Mapping[str, EntityType]


@cache
def _patterns() -> _Patterns:
    rules = _rules()
    types = {head: kind for kind, heads in rules.heads.items() for head in heads}
    last = [head for heads in rules.open.values() for head in heads]
    heads = f"(?P<head>{any_of(types)})"
    count = f"“?[{rules.numerals}]+{any_of(rules.counted)}?"
    modifiers = f"{any_of(rules.modifiers)}*"
    return _Patterns(
        closed=re.compile(f"(?P<close>等(?:{count})?|{count}){modifiers}{heads}"),
        open=re.compile(f"(?<=[\u4e00-\u9fff”])(?P<head>{any_of(last)})"),
        marks=re.compile("、"),
        links=re.compile("、|以及|[和与及]"),
        no_item=re.compile(
            f"等|^以|^[{rules.numerals}]+{any_of((*rules.counted, '名'))}"
            f"|\\d{any_of(rules.counted)}$|{any_of(rules.saying)}$"
        ),
        types=types,
    )


@cache
def _rules() -> _SharedHeads:
    return load_rules("shared_heads", _SharedHeads)
