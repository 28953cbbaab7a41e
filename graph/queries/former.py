"""What an id leads to that was given out before ids had 80 bits."""

from __future__ import annotations

from graph.ids import is_of_before
from graph.model import ENTITY_LABELS, NODE_LABELS
from graph.stores.interface import Limits, Store

_THING = "thing-"
_ONE = Limits(rows=1, seconds=10.0)


def id_now(store: Store, id_: str) -> str:
    """The id that a node, a thing or a series has now; the same where it has none of before."""
    if not is_of_before(id_):
        return id_
    lead, _, _ = id_.removeprefix(_THING).rpartition("-")
    label = next((each for each in NODE_LABELS if each.lower() == lead), "")
    if lead == "series":
        return _beginning(store, "Observation", "series", id_) or id_
    if not id_.startswith(_THING):
        return (label and _beginning(store, label, "id", id_)) or id_
    if label not in ENTITY_LABELS:
        return id_
    for property_ in ("thing", "thing_by_rule"):
        if found := _beginning(store, label, property_, id_):
            return found
    # That of one which people told apart holds the id of a node.
    node = _beginning(store, label, "id", id_.removeprefix(_THING))
    return _THING + node if node else id_


def _beginning(store: Store, label: str, property_: str, text: str) -> str:
    """The value of a property, of any node of a label, that begins with a text."""
    found = store.read(
        f"MATCH (n:{label}) WHERE n.{property_} STARTS WITH $text "
        f"RETURN n.{property_} ORDER BY n.{property_} LIMIT 1",
        {"text": text},
        _ONE,
    )
    return str(found.rows[0][0]) if found.rows else ""
