"""Areas within their bounds: to the end of a zone's name (沈阳片区), without what happens there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.loaders.divisions import (
    division_levels,
    divisions_within,
    is_elsewhere,
    is_reporting,
)
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.lexicon import lexicon
from graph.loaders.relations.mentions import Mention, mention_of
from graph.loaders.relations.rules import any_of
from graph.loaders.rules import Rules, load_rules
from graph.loaders.squeezed import squeeze
from graph.loaders.words import Words, cut

_PLACES = {"place", "zone"}
_JOINT = re.compile("[—与和]")
_INNER = ("v", "p", "c", "u", "d", "m", "x")
# What the model may have taken a zone's whole name for.
_TAKEN_FOR = ("Goal", "Initiative", "Project")


class _Areas(Rules):
    regions: list[str]
    ends: list[str]
    longest: int
    parting: list[str]
    no_ends: tuple[str, ...]
    glued: tuple[str, ...]
    foreign: frozenset[str]
    natural: tuple[str, ...]
    general: tuple[str, ...]
    kinds: tuple[str, ...]


def with_area_bounds(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, areas among them as long as their names are, and none that only partners are.

    Nor is one the place that reports, or a division that is only known elsewhere by a short name,
    which is mostly a part of another name: 长春 in 长春百克, for 山东. Raises RuleError where the
    rules do not fit their schema.
    """
    within = divisions_within(document.place)
    places = {*within, *(each.name for each in entities if each.type == "Area")}
    partners = _rules().regions if within else ()
    kept = [
        each
        for entity in entities
        for each in _joined(_bare(entity, places))
        if _is_name(each, partners) and not _is_outside(each, document.place)
    ]
    here: dict[int, list[Entity]] = {}
    for each in kept:
        here.setdefault(each.evidence.passage, []).append(each)
    areas = {each.name for each in kept if each.type == "Area"} - set(_rules().regions)
    areas |= {name for name in within if len(name) > 1}
    found: list[Entity] = []
    for passage in document.passages:
        found += _lengthened(passage, here.get(passage.position, []), areas)
    return found


def _is_name(entity: Entity, partners: Collection[str]) -> bool:
    name = entity.name
    if entity.type == "Area" and (
        name in partners
        or name in _rules().foreign
        or name.endswith(_rules().no_ends)
        or _general().fullmatch(name)
    ):
        return False
    return len(name) > 1


def _is_outside(entity: Entity, place: str) -> bool:
    """Is an area who reports, or by its short name a division of another place?"""
    if entity.type != "Area":
        return False
    name = entity.name
    short = name not in division_levels() and not name.endswith(_rules().natural)
    return is_reporting(name, place) or (short and is_elsewhere(name, place))


def _joined(entity: Entity) -> Iterator[Entity]:
    """The areas that a name joins: 中卫 and 吴忠 of 中卫—吴忠."""
    parts = _JOINT.split(entity.name) if entity.type == "Area" else []
    known = lexicon().divisions
    last = re.sub(f"{any_of(_rules().ends)}$", "", parts[-1]) if len(parts) > 1 else ""
    if last in known and all(each in known for each in parts[:-1]):
        yield from (replace(entity, name=each) for each in parts)
    else:
        yield entity


def _bare(entity: Entity, places: Collection[str]) -> Entity:
    """An area without what is done to it or happens there, before its name and behind it."""
    if entity.type != "Area":
        return entity
    return _without_end(_without_events(_without_lead(entity, places)))


def _without_lead(entity: Entity, places: Collection[str]) -> Entity:
    """An area without what is done to it: 长春新区 of 好长春新区 and 修改长春新区."""
    name = entity.name
    if name in lexicon().divisions:
        return entity
    if name[0] in _rules().glued and _opens_with(name[1:], places):
        return replace(entity, name=name[1:])
    words = cut(name)
    first, rest = words.words[0], name[words.starts[1] :]
    verb = len(first) > 1 and (words.tags[0] == "v" or first in lexicon().verbs)
    told = verb and (_opens_with(rest, places) or _general().fullmatch(rest))
    return replace(entity, name=rest) if told else entity


def _opens_with(name: str, places: Collection[str]) -> bool:
    return any(name.startswith(each) for each in places if len(each) > 1)


def _without_end(entity: Entity) -> Entity:
    """An area without what is said of it, where a place is left: 太原都市圈 of 太原都市圈同城化."""
    end = next((each for each in _rules().no_ends if entity.name.endswith(each)), "")
    rest = entity.name.removesuffix(end)
    return replace(entity, name=rest) if end and _is_place(rest) else entity


def _without_events(entity: Entity) -> Entity:
    """An area without what happens there: 遵义 of 遵义建设省域副中心."""
    words = cut(entity.name)
    for place in range(1, len(words)):
        head = "".join(words.words[:place])
        word, tag = words.words[place], words.tags[place]
        happens = word in _rules().parting or (tag == "v" and word in lexicon().verbs)
        if tag.startswith("v") and happens and _is_place(head):
            return replace(entity, name=head)
    return entity


def _is_place(name: str) -> bool:
    classes = lexicon().suffix_class(name).split("+")
    return name in lexicon().divisions or not _PLACES.isdisjoint(classes)


def _lengthened(
    passage: Passage, entities: Sequence[Entity], areas: Iterable[str]
) -> Iterator[Entity]:
    """The entities of a passage, with zones in the place of the areas that open their names."""
    zones = [*_zones(passage, areas)] if _ending().search(passage.text) else []
    mentions = [mention_of(passage, each) for each in entities]
    longer = [zone for zone in zones if not any(_covers(each, zone) for each in mentions)]
    names = {passage.text[slice(*zone)] for zone in longer}
    for mention in mentions:
        opened = [zone for zone in longer if _opens(mention, zone)]
        if mention.entity.name in names and mention.entity.type in _TAKEN_FOR:
            continue
        if not opened or passage.text.count(mention.entity.name) > len(opened):
            yield mention.entity
    known = {each.name for each in entities if each.type == "Area"}
    for zone in longer:
        name = passage.text[slice(*zone)]
        if name not in known:
            known.add(name)
            evidence = Evidence.of(passage, *zone)
            yield Entity(type="Area", name=name, evidence=evidence, rule="zone", confidence=0.7)


def _covers(mention: Mention, zone: tuple[int, int]) -> bool:
    """Is a zone a part of a longer name?"""
    inside = mention.start <= zone[0] and zone[1] <= mention.end
    longer = mention.end - mention.start > zone[1] - zone[0]
    return inside and longer and mention.entity.type != "Measure"


def _opens(mention: Mention, zone: tuple[int, int]) -> bool:
    shorter = zone[0] <= mention.start and mention.end < zone[1]
    return shorter and mention.entity.type == "Area"


def _zones(passage: Passage, areas: Iterable[str]) -> Iterator[tuple[int, int]]:
    """The spans of a passage's text that an area opens and the end of a zone's name closes."""
    squeezed = squeeze(passage.text)
    if squeezed.text != passage.text:
        return
    words = cut(squeezed.text)
    edges = {start: place for place, start in enumerate(words.starts)}
    last = 0
    for match in _ending().finditer(squeezed.text):
        place = edges.get(match.end())
        if place is None:
            continue
        start = _opening(words, place, edges.get(match.start(), place - 1), areas)
        if start is not None and start >= last:
            last = match.end()
            yield start, last


def _opening(words: Words, end: int, ending: int, areas: Iterable[str]) -> int | None:
    """Where the area stands that opens the zone's name whose last words are `ending` to `end`."""
    first = end - 1
    while first >= 0 and words.starts[end] - words.starts[first] <= _rules().longest + 10:
        word, tag = words.words[first], words.tags[first]
        for length in (1, 2, 3):
            if first + length <= ending and "".join(words.words[first : first + length]) in areas:
                return words.starts[first]
        says = word in _rules().parting or (tag.startswith(_INNER) and tag != "vn")
        if first < ending and says:
            return None
        first -= 1
    return None


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(any_of(_rules().ends))


@cache
def _general() -> re.Pattern[str]:
    rules = _rules()
    return re.compile(f"{any_of(rules.general)}+{any_of(rules.kinds)}?")


@cache
def _rules() -> _Areas:
    return load_rules("areas", _Areas)
