"""Which things are phases, loops, blocks or branches of others: by how their names end.

3号线二期 is a component of 3号线: related, and not the same. A part holds what links one pair of
documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.build.identity.divisions import province_of
from graph.build.identity.keys import key
from graph.build.identity.rules import identity_rules
from graph.build.said import first_said
from graph.folding import fold
from graph.parts import Node, Part, Relationship, relationship

RULE = "component-name"
_CONFIDENCE = 0.8
_LEAST = 3


def components(parts: Sequence[Part], places: Mapping[str, str]) -> Iterator[Part]:
    """For each two documents of one province, or one, the components that they name of things.

    `places` says which place reports in which document.
    """
    regions = {part.key: province_of(places[part.key]) or part.key for part in parts}
    said = {part.key: first_said(part) for part in parts}
    links: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    wholes: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for part in parts:
        for each in part.nodes:
            if each.label in identity_rules().components and each.properties["document"]:
                wholes[each.label, key(each.label, str(each.properties["name"]))].append(each)
    for found in wholes.values():
        for each in found:
            document = str(each.properties["document"])
            for whole in wholes.get((each.label, _whole_of(each)), ()):
                other = str(whole.properties["document"])
                if regions[document] == regions[other] and each.id != whole.id:
                    one, two = sorted((document, other))
                    links[one, two].append(_component(each, whole, said[document][each.id]))
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


def _component(each: Node, whole: Node, said: Relationship) -> Relationship:
    place = {name: said.properties[name] for name in ("quote", "document", "start", "end")}
    return relationship(
        "COMPONENT_OF",
        each,
        whole,
        basis="inferred",
        confidence=_CONFIDENCE,
        rule=RULE,
        passage=said.target,
        **place,
    )
