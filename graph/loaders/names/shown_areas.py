"""Areas that the words around them show to be ones: 总部落户合肥, 以南港工业区为重要承载地."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.loaders.divisions import divisions_within
from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.relations.area_names import is_area
from graph.loaders.relations.rules import any_of, relation_rules
from graph.loaders.squeezed import squeeze
from graph.loaders.words import cut

# A name of a place begins with none of these: verbs, prepositions, adverbs, numbers.
_NEVER_FIRST = ("v", "p", "d", "m")
_EVERYDAY = ("n", "vn", "v", "a", "an", "d")
_WHOLE = 4
"""A name of so many characters is no end of another."""
# The longest list that is looked at: a pattern without a bound takes the square of a text's length.
_MEMBERS = 40
_Shown = Callable[[str, Collection[str]], Iterator[tuple[int, int]]]


def with_shown_areas(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the areas among what nobody named, one mention a passage.

    Raises RuleError where the rules do not fit their schema.
    """
    found = list(entities)
    for shown in (_by_wording, _beside_known):
        areas = [each for each in found if each.type == "Area"]
        places = {each.name for each in areas} | divisions_within(document.place).keys()
        known = {(each.evidence.passage, each.name) for each in areas}
        for passage in document.passages:
            found += _areas(passage, document.place, shown, places, known)
    return found


def _areas(
    passage: Passage,
    place: str,
    shown: _Shown,
    places: Collection[str],
    known: set[tuple[int, str]],
) -> Iterator[Entity]:
    squeezed = squeeze(passage.text)
    for start, end in shown(squeezed.text, places):
        name = squeezed.text[start:end]
        if (passage.position, name) in known or not is_area(name, place):
            continue
        known.add((passage.position, name))
        yield Entity(
            type="Area",
            name=name,
            evidence=Evidence.of_name(passage, *squeezed.span(start, end)),
            rule="shown_area",
            confidence=0.7,
        )


def _by_wording(text: str, places: Collection[str]) -> Iterator[tuple[int, int]]:
    """The spans of a text that its wording shows to name areas, of which `places` are known."""
    say = _patterns()
    for pattern in (say.comes_to, say.ground, say.topic):
        for match in pattern.finditer(text):
            if match[1] in places or _may_be_name(match[1], places):
                yield match.span(1)


def _beside_known(text: str, places: Collection[str]) -> Iterator[tuple[int, int]]:
    """The spans that name areas as they open a known one's name, or stand in a list with one."""
    say = _patterns()
    for match in say.moves.finditer(text):
        if say.zone.search(match[1]) or any(place.startswith(match[1]) for place in places):
            yield match.span(1)
    for match in say.listed.finditer(text):
        items = [*re.finditer("[^、]+", match[1])]
        # Before the first name stands what is done to all of them: 建好芜湖、….
        opened = any(items[0].group().endswith(place) for place in places)
        if opened or any(each.group() in places for each in items):
            start = match.start(1)
            yield from ((start + each.start(), start + each.end()) for each in items[1:])


def _may_be_name(words: str, places: Collection[str]) -> bool:
    """Are these no everyday words, and is none the end of the other: they and a known name?"""
    if any(word in words for word in relation_rules().heads.common):
        return False
    if any(words.endswith(each) for each in places if len(each) >= _WHOLE):
        return False
    if any(each.endswith(words) for each in places):
        return False
    parts = cut(words)
    everyday = len(parts) == 1 and parts.tags[0] in _EVERYDAY
    return not everyday and not parts.tags[0].startswith(_NEVER_FIRST)


@dataclass(frozen=True, slots=True)
class _Patterns:
    comes_to: re.Pattern[str]
    ground: re.Pattern[str]
    topic: re.Pattern[str]
    moves: re.Pattern[str]
    listed: re.Pattern[str]
    zone: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules()
    shown, topic = rules.shown, rules.topic
    letter = "[\u4e00-\u9fff]"
    name, zone = f"{letter}{{2,6}}", any_of({*rules.heads.kinds, *rules.located.generic})
    counted = f"(?:[{rules.lists.numerals}]+{any_of(rules.lists.counted)}?)?"
    closing = f"{any_of(rules.lists.more)}{counted}{any_of(shown.praised)}?"
    says = any_of((*shown.says, *topic.states))
    long_name = f"({letter}{{1,{shown.longest}}}?{zone})"
    return _Patterns(
        comes_to=re.compile(
            f"{any_of(shown.comes_to)}({name}?)(?=[，。；、]|$|{any_of(shown.after)})"
        ),
        ground=re.compile(
            f"{any_of(topic.taking)}{long_name}作?为[^，。]{{0,4}}{any_of(topic.grounds)}"
        ),
        topic=re.compile(f"(?:^|(?<=[，。；])){long_name}(?={letter}{{0,4}}?{says})"),
        moves=re.compile(f"{any_of(shown.towards)}({name}?)(?={any_of(shown.moves)})"),
        listed=re.compile(f"((?:{name}、){{1,{_MEMBERS}}}{name}){closing}{any_of(shown.kinds)}"),
        zone=re.compile(f"{zone}$"),
    )
