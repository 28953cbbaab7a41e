"""Names that a list of places shares the end of: 西宁国家物流枢纽 in 西宁、格尔木国家物流枢纽."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.relations.listed import lists_of
from graph.loaders.relations.mentions import Mention, Sentence, mentions_by_passage, sentences
from graph.loaders.relations.rules import any_of, counted_end, relation_rules

_THINGS = ("Project", "Initiative")
_SHORTEST_TAIL = 4


def with_list_tails(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and those that a list of areas before the last one's name also names.

    A list with a count (宝鸡、延安等4个物流基地) names one thing an area, and they stand in the
    place of what the list counts. Raises RuleError where the rules do not fit their schema.
    """
    known = {(each.evidence.passage, each.type, each.name) for each in entities}
    added: list[Entity] = []
    counted: set[int] = set()
    mentions = mentions_by_passage(document, entities)
    for passage in document.passages:
        for sentence in sentences(passage, mentions[passage.position]):
            for area, thing, tail in _shared(sentence):
                if tail == thing.entity.name:
                    counted.add(id(thing.entity))
                name = area.entity.name + tail
                if (passage.position, thing.entity.type, name) not in known:
                    known.add((passage.position, thing.entity.type, name))
                    added.append(_entity(passage, area, thing, name))
    return [*(each for each in entities if id(each) not in counted), *added]


def is_shared(sentence: Sentence, thing: Mention) -> bool:
    """Is a thing whose name an area opens one of all areas before it? 南昌、九江三地联席会议."""
    if thing.entity.type not in _THINGS:
        return False
    opening = [area for area in sentence.of("Area") if area.start == thing.start]
    return any(
        _patterns().together.search(thing.entity.name, len(area.entity.name)) for area in opening
    )


def _shared(sentence: Sentence) -> Iterator[tuple[Mention, Mention, str]]:
    """Each area of a list that shares its end, the thing at the list's end, and the end itself."""
    things = sentence.of(*_THINGS)
    for places in lists_of(sentence, sentence.of("Area")):
        if not _is_parted(sentence, places.members):
            continue
        last = places.members[-1]
        for thing in things:
            between = sentence.text(places.end, max(places.end, thing.start))
            if thing.start > places.end and counted_end().fullmatch(between):
                yield from ((area, thing, thing.entity.name) for area in places.members)
            elif thing.start == last.start and not is_shared(sentence, thing):
                tail = _tail(thing.entity.name, last.entity.name)
                alike = (area for area in places.members[:-1] if _alike(area, last))
                yield from ((area, thing, tail) for area in alike if tail)


def _tail(name: str, area: str) -> str:
    """What follows the area that opens a name, if that is a name for a thing of other areas."""
    say = _patterns()
    tail = say.count.sub("", name.removeprefix(area))
    short = len(tail) < _SHORTEST_TAIL or tail == name
    return "" if short or say.of_area.match(tail) or say.says.search(tail) else tail


def _alike(area: Mention, last: Mention) -> bool:
    """Have both areas a zone's name, or neither? 长沙 and 湘江科学城 do not share an end."""
    zone = _patterns().zone
    if area.entity.name in relation_rules().located.wide:
        return False
    return bool(zone.search(area.entity.name)) == bool(zone.search(last.entity.name))


def _is_parted(sentence: Sentence, areas: Sequence[Mention]) -> bool:
    """Are there two areas or more, with a mark or a word between each and the next?"""
    joints = [sentence.text(left.end, right.start) for left, right in pairwise(areas)]
    return bool(joints) and all(each in relation_rules().lists.parting for each in joints)


def _entity(passage: Passage, area: Mention, thing: Mention, name: str) -> Entity:
    return Entity(
        type=thing.entity.type,
        name=name,
        evidence=Evidence.of(passage, area.start, thing.end),
        rule="list_tail",
        confidence=min(0.7, thing.entity.confidence),
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    together: re.Pattern[str]
    count: re.Pattern[str]
    of_area: re.Pattern[str]
    says: re.Pattern[str]
    zone: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rules = relation_rules()
    lists, located = rules.lists, rules.located
    zones = any_of((*located.generic, *rules.heads.zones))
    number = f"[{lists.numerals}]+"
    return _Patterns(
        together=re.compile(
            f"{number}{any_of(lists.kinds)}|{any_of((*lists.more, *lists.together))}"
        ),
        count=re.compile(f"^{number}{any_of(lists.counted)}"),
        of_area=re.compile(f"{any_of((*located.lengthens, *lists.extends))}|[^、]{{0,4}}?{zones}"),
        says=re.compile(any_of(located.sentential)),
        zone=re.compile(f"{zones}$"),
    )
