"""Areas that the table of administrative divisions knows: 长沙 in 支持长沙…, in 长沙奥体中心."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.loaders.document import Document, Passage
from graph.loaders.facts import Entity, Evidence
from graph.loaders.names.divisions import divisions_within
from graph.loaders.relations.mentions import Mention, mentions_by_passage
from graph.loaders.relations.rules import any_of
from graph.loaders.squeezed import squeeze
from graph.loaders.words import Words, cut

_HIDING = ("Area", "Organization")


def with_divisions(document: Document, entities: Sequence[Entity]) -> list[Entity]:
    """The entities, and the divisions of the reporting place that are named and not among them.

    One mention a passage. A division that is only a part of another area's or a body's name is left
    to that name. Raises RuleError where the table or its rules are damaged.
    """
    names = divisions_within(document.place)
    if not names:
        return list(entities)
    pattern = re.compile(any_of(names))
    mentions = mentions_by_passage(document, entities)
    added = [
        entity
        for passage in document.passages
        for entity in _divisions(passage, pattern, names, mentions[passage.position])
    ]
    return [*entities, *added]


def _divisions(
    passage: Passage,
    pattern: re.Pattern[str],
    names: Mapping[str, bool],
    mentions: Sequence[Mention],
) -> Iterator[Entity]:
    hiding = [each for each in mentions if each.entity.type in _HIDING]
    named = {each.entity.name for each in hiding}
    squeezed = squeeze(passage.text)
    if not pattern.search(squeezed.text):
        return
    words = cut(squeezed.text)
    for match in pattern.finditer(squeezed.text):
        name = match.group()
        start, end = squeezed.span(*match.span())
        hidden = any(start < each.end and each.start < end for each in hiding)
        if name in named or hidden or not _stands(match, words, names[name]):
            continue
        named.add(name)
        yield Entity(
            type="Area",
            name=name,
            evidence=Evidence.of_name(passage, start, end),
            rule="division",
            confidence=0.8,
        )


def _stands(match: re.Match[str], words: Words, whole: bool) -> bool:
    """Does a name stand between the edges of words? One with its kind need not."""
    at_edges = match.start() in words.starts and match.end() in words.starts
    return at_edges or (whole and len(match.group()) > 2)
