"""Who answers for what: inferred from the agency registry, never said by a document.

An agency of the reporting place answers for a goal or measure whose words name fields of its
mandate: one that is no common word, or several. The claim says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.build.identity.reach import Source, identify
from graph.build.rules import mandate_rules
from graph.build.said import Where, first_said
from graph.folding import fold
from graph.ids import stable_id
from graph.model import FIELDS_JOINT
from graph.parts import Node, Part, Relationship, node, relationship
from graph.registry import Agency

RULE = "mandate"


def agency_node(agency: Agency) -> Node:
    """The node of an agency, which no document owns."""
    names = (agency.name, agency.english, agency.short)
    identity = identify("Department", agency.name, Source("", agency.place))
    return node(
        "Department",
        id=stable_id("Department", agency.place, agency.name),
        name=agency.name,
        name_en=agency.english,
        aliases=[agency.short],
        search="\n".join(map(fold, names)),
        thing=identity.thing,
        thing_by_rule=identity.thing,
        mandate=list(agency.mandate),
    )


def mandates(part: Part, agencies: Sequence[Agency]) -> Iterator[Relationship]:
    """Each agency with each goal or measure of a document that its mandate names."""
    first = first_said(part)
    texts = {each.id: str(each.properties.get("text", "")) for each in part.nodes}
    for target in part.nodes:
        if target.label not in ("Goal", "Measure"):
            continue
        said = first[target.id]
        text = texts[said.passage] if target.label == "Measure" else ""
        for agency in agencies:
            confidence, fields = _named(agency, str(target.properties["name"]), text)
            if confidence:
                yield _responsible(agency, target, said, confidence, fields)


def _named(agency: Agency, name: str, text: str) -> tuple[float, list[str]]:
    """How sure it is that an agency answers for something, and by which fields of its mandate."""
    rules = mandate_rules()
    by_name, by_text = agency.fields_in(name), agency.fields_in(text)
    if by_name and (len({*by_name, *by_text}) > 1 or not rules.common.issuperset(by_name)):
        return rules.confidence, list(dict.fromkeys((*by_name, *by_text)))
    if len(by_text) >= rules.text_fields and not rules.common.issuperset(by_text):
        return rules.text_confidence, by_text
    return 0.0, []


def _responsible(
    agency: Agency, target: Node, said: Where, confidence: float, fields: list[str]
) -> Relationship:
    return relationship(
        "RESPONSIBLE_FOR",
        agency_node(agency),
        target,
        basis="inferred",
        confidence=confidence,
        rule=RULE,
        fields=FIELDS_JOINT.join(fields),
        **said.as_properties(),
    )
