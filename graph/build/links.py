"""What no single document owns: the agencies, and how each document is linked to the others.

Links are parts of their own, one for each document, so that no store has to take all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.build.mandates import agency_node, mandates
from graph.build.same import same_as
from graph.decisions import Decision
from graph.model import ENTITY_LABELS, Node, Part, Relationship, fold, relationship
from graph.registry import Agency, agencies_of

AGENCIES = "agencies"
_LINKED_LABELS = frozenset(ENTITY_LABELS) - {"Measure"}


def links(
    parts: Sequence[Part],
    places: Mapping[str, str],
    registry: Sequence[Agency],
    decisions: Sequence[Decision],
) -> list[Part]:
    """The agencies, then a part for each document that links are said of.

    `places` says which place reports in which document.
    """
    agencies: dict[str, Node] = {}
    relationships: list[Relationship] = []
    for part in parts:
        local = agencies_of(places[part.key], registry)
        for agency, responsible in mandates(part, local):
            agencies.setdefault(agency.name, agency_node(agency))
            relationships.append(responsible)
        for agency, named in _named(part, local):
            registered = agencies.setdefault(agency.name, agency_node(agency))
            relationships.append(_registered(named, registered))
    linked = [each for part in parts for each in part.nodes if each.label in _LINKED_LABELS]
    relationships += same_as(linked, places, decisions)
    return [Part(AGENCIES, list(agencies.values()), []), *_by_document(relationships)]


def _by_document(relationships: Sequence[Relationship]) -> list[Part]:
    linking: dict[str, list[Relationship]] = defaultdict(list)
    for each in relationships:
        linking[str(each.properties["document"])].append(each)
    return [Part(f"links-of-{document}", [], linking[document]) for document in sorted(linking)]


def _named(part: Part, agencies: Sequence[Agency]) -> list[tuple[Agency, Node]]:
    """The agencies a document names itself."""
    by_name = {fold(name): agency for agency in agencies for name in (agency.name, agency.short)}
    departments = [each for each in part.nodes if each.label == "Department"]
    return [
        (by_name[name], each)
        for each in departments
        if (name := fold(str(each.properties["name"]))) in by_name
    ]


def _registered(named: Node, registered: Node) -> Relationship:
    return relationship(
        "SAME_AS",
        registered,
        named,
        basis="inferred",
        confidence=1.0,
        rule="registry",
        decided_by="rule",
        document=named.properties["document"],
    )
