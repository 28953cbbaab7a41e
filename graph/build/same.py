"""Which nodes of different documents are one thing: by name, unless people decided otherwise.

A name that means something else in every place (高新区, 市第一医院, 地区生产总值) is one thing
only within one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.build.rules import link_rules
from graph.decisions import Decision
from graph.model import Node, Relationship, fold, relationship

_BY_NAME = 0.9


def same_as(
    nodes: Iterable[Node], places: Mapping[str, str], decisions: Sequence[Decision]
) -> list[Relationship]:
    """SAME_AS between the nodes given; `places` says which place reports in which document.

    The last decision on a pair holds: nodes that people told apart are not joined by rule.
    """
    known = {each.id: each for each in nodes}
    verdicts = {
        frozenset((each.name, each.other)): each
        for each in decisions
        if each.kind in ("same", "different")
    }
    refused = {pair for pair, verdict in verdicts.items() if verdict.kind == "different"}
    accepted = [each for each in verdicts.values() if each.kind == "same"]
    by_rule = (
        _same(head, other, rule="same-name", confidence=_BY_NAME, decided_by="rule")
        for group in _namesakes(known.values(), places)
        for head, other in _joined(group, refused)
        if frozenset((head.id, other.id)) not in verdicts
    )
    by_person = (
        _same(known[each.name], known[each.other], rule="decision", decided_by=each.by)
        for each in accepted
        if each.name in known and each.other in known
    )
    return [*by_rule, *by_person]


def _namesakes(nodes: Iterable[Node], places: Mapping[str, str]) -> Iterator[list[Node]]:
    """Nodes that one label and one name (and, for a local name, one place) bring together."""
    rules = link_rules()
    groups: dict[tuple[str, str, str], list[Node]] = {}
    for each in nodes:
        name = str(each.properties["name"])
        document = str(each.properties["document"])
        # Documents that do not say whose they are need not be of one place.
        place = places.get(document) or document
        local = place if rules.is_local(each.label, name) else ""
        groups.setdefault((each.label, fold(name), local), []).append(each)
    return (sorted(group, key=lambda each: each.id) for group in groups.values())


def _joined(group: Sequence[Node], refused: set[frozenset[str]]) -> Iterator[tuple[Node, Node]]:
    """Each node with the head of the first cluster none of whose members it was told apart from."""
    clusters: list[list[Node]] = []
    for each in group:
        fitting = (
            cluster
            for cluster in clusters
            if not any(frozenset((each.id, member.id)) in refused for member in cluster)
        )
        cluster = next(fitting, None)
        if cluster is None:
            clusters.append([each])
        else:
            yield cluster[0], each
            cluster.append(each)


def _same(
    head: Node, other: Node, *, rule: str, decided_by: str, confidence: float = 1.0
) -> Relationship:
    return relationship(
        "SAME_AS",
        head,
        other,
        basis="inferred",
        confidence=confidence,
        rule=rule,
        decided_by=decided_by,
        document=other.properties["document"],
    )
