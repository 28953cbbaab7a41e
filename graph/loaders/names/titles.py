"""Titles between 《 and 》: laws and plans are names, and what stands inside them is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.bounds import is_own_title, name_rules
from graph.loaders.names.lexicon import lexicon
from graph.loaders.relations.mentions import Mention, mention_of
from graph.loaders.squeezed import squeeze

_TITLE = re.compile(r"《([^《》]{4,58})》")
_DRAFT = re.compile(r"（[^（）]*）$")


def with_titles(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the titles of laws and plans in place of what was found inside them.

    The document's own title is no name in it.
    """
    named: dict[int, list[Entity]] = {}
    for entity in entities:
        named.setdefault(entity.evidence.passage, []).append(entity)
    found: list[Entity] = []
    for passage in document.passages:
        found += _in_passage(passage, named.get(passage.position, []), document.title)
    return found


def _in_passage(passage: Passage, entities: Sequence[Entity], own: str) -> Iterator[Entity]:
    spans = [each.span() for each in _TITLE.finditer(passage.text) if _is_policy(each[1])]
    if not spans:
        yield from entities
        return
    mentions = [mention_of(passage, each) for each in entities]
    kept = [each for each in mentions if not any(_breaks(each, *span) for span in spans)]
    yield from (each.entity for each in kept)
    names = {each.entity.name for each in kept}
    for start, end in spans:
        name = squeeze(passage.text[start:end]).text
        inside = any(each.start <= start and end <= each.end for each in kept if _hides(each))
        if name not in names and not inside and not is_own_title(name, own):
            names.add(name)
            yield Entity(
                type="Initiative",
                name=name,
                evidence=Evidence.of_name(passage, start, end),
                rule="title",
                confidence=0.9,
            )


def _is_policy(title: str) -> bool:
    said = _DRAFT.sub("", squeeze(title).text)
    return said.endswith(name_rules().acts) or "policy" in lexicon().suffix_class(said).split("+")


def _hides(mention: Mention) -> bool:
    return mention.entity.type != "Measure"


def _breaks(mention: Mention, start: int, end: int) -> bool:
    """Is a name only a part of a title, or of two?"""
    if not _hides(mention) or mention.end <= start or end <= mention.start:
        return False
    return not (mention.start <= start and end <= mention.end) or "》《" in mention.entity.name
