"""Why Lantu concluded what no document says: the fields of a mandate that a text names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.build.mandates import RULE as MANDATE
from graph.registry import Agency
from graph.stores.interface import Store
from viz.picture import DrawnEdge


@dataclass(frozen=True, slots=True)
class Reason:
    """The fields of an agency's mandate that are named: by the `name` of a task, or its `text`."""

    fields: Sequence[str]
    where: str


def reason_of(
    store: Store, claim: DrawnEdge, agency: Mapping[str, Any], task: Mapping[str, Any]
) -> Reason | None:
    """Why an agency answers for a goal or a measure; None where a document says so itself."""
    if claim.rule != MANDATE:
        return None
    mandate = tuple(agency["mandate"] or ())
    known = Agency(place="", name=agency["name"], short="", english="", mandate=mandate)
    if fields := known.fields_in(str(task["name"])):
        return Reason(fields, "name")
    statement = "MATCH (p:Passage {id: $id}) RETURN p.text"
    texts = [str(row[0]) for row in store.read(statement, {"id": claim.passage}).rows]
    return Reason(known.fields_in("".join(texts)), "text")
