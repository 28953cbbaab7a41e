"""Which things are phases, loops, blocks or branches of others: by how their names end.

3号线二期 is a component of 3号线: related, and not the same. A part holds what links one pair of
documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.build.identity.divisions import province_of
from graph.build.identity.keys import key
from graph.build.identity.rules import identity_rules
from graph.build.said import Where, first_said
from graph.folding import fold
from graph.parts import Node, Part, Relationship, relationship

RULE = "component-name"
_CONFIDENCE = 0.8
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A node with the key of its name, and that of what it is a component of by it, or nothing."""

    label: str
    id: str
    key: str
    whole: str
    said: Where


def named(part: Part) -> tuple[Named, ...]:
    """The nodes of a document that may be components of others, or have them."""
    said = first_said(part)
    return tuple(
        Named(
            each.label,
            each.id,
            key(each.label, str(each.properties["name"])),
            _whole_of(each),
            said[each.id],
        )
        for each in part.nodes
        if each.label in identity_rules().components
    )


def components(nodes: Mapping[str, Sequence[Named]], places: Mapping[str, str]) -> Iterator[Part]:
    """For each two documents of one province, or one, the components that they name of things.

    `nodes` and `places`, which report, are by document.
    """
    regions = {document: province_of(place) or document for document, place in places.items()}
    wholes: dict[tuple[str, str, str], list[tuple[str, Named]]] = defaultdict(list)
    for document, found in nodes.items():
        for each in found:
            wholes[regions[document], each.label, each.key].append((document, each))
    links: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    for document, found in nodes.items():
        for each in found:
            known = wholes.get((regions[document], each.label, each.whole), ())
            for other, whole in known if each.whole else ():
                if each.id != whole.id:
                    one, two = sorted((document, other))
                    links[one, two].append(_component(each, whole))
    for (one, other), between in sorted(links.items()):
        name = f"components-of-{one}" if one == other else f"components-between-{one}-and-{other}"
        yield Part(name, [], between)


def _whole_of(node: Node) -> str:
    """The key of what a node is a component of by its name, or nothing."""
    name = fold(str(node.properties["name"]))
    for ending in identity_rules().components[node.label]:
        for found in ending.finditer(name):
            if found.end() == len(name) and found.start() >= _LEAST:
                return key(node.label, name[: found.start()])
    return ""


def _component(each: Named, whole: Named) -> Relationship:
    return relationship(
        "COMPONENT_OF",
        each,
        whole,
        basis="inferred",
        confidence=_CONFIDENCE,
        rule=RULE,
        **each.said.as_properties(),
    )
