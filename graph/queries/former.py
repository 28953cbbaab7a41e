"""What an id leads to that something had once: before ids had 80 bits, or before rules changed."""

from __future__ import annotations

from graph.ids import is_of_before
from graph.model import ENTITY_LABELS, NODE_LABELS
from graph.stores.interface import Limits, Store

_THING = "thing-"
_ONE = Limits(rows=1, seconds=10.0)


def id_now(store: Store, id_: str) -> str:
    """The id that a node, a thing or a series has now; what is given where nothing had it."""
    lead, _, _ = id_.removeprefix(_THING).rpartition("-")
    label = next((each for each in NODE_LABELS if each.lower() == lead), "")
    is_thing = id_.startswith(_THING)
    if lead == "series":
        return (is_of_before(id_) and _beginning(store, "Observation", lead, id_)) or id_
    if not label or (is_thing and label not in ENTITY_LABELS):
        return id_
    if is_of_before(id_):
        found = _lengthened(store, label, id_)
    else:
        found = id_ if label not in ENTITY_LABELS or _is_held(store, label, id_) else ""
    return found or _led_to(store, id_) or id_


def _lengthened(store: Store, label: str, id_: str) -> str:
    """The id of now of one that had 48 bits; empty where it is not by its digits that it leads."""
    if not id_.startswith(_THING):
        return _beginning(store, label, "id", id_)
    for property_ in ("thing", "thing_by_rule"):
        if found := _beginning(store, label, property_, id_):
            return found
    # That of one which people told apart holds the id of a node.
    node = _beginning(store, label, "id", id_.removeprefix(_THING))
    return _THING + node if node else ""


def _is_held(store: Store, label: str, id_: str) -> bool:
    statement = f"MATCH (n:{label}) WHERE n.id = $id RETURN n.id"
    if store.read(statement, {"id": id_.removeprefix(_THING)}, _ONE).rows:
        return True
    statement = (
        f"MATCH (n:{label}) WHERE n.thing = $id OR n.thing_by_rule = $id RETURN n.id LIMIT 1"
    )
    return id_.startswith(_THING) and bool(store.read(statement, {"id": id_}, _ONE).rows)


def _led_to(store: Store, id_: str) -> str:
    """What has the words now that were this thing while a document was read by other rules."""
    statement = (
        f"MATCH (n:{'|'.join(ENTITY_LABELS)}) WHERE n.former CONTAINS $id "
        "RETURN n.id, n.thing ORDER BY n.id LIMIT 1"
    )
    for node, thing in store.read(statement, {"id": id_}, _ONE).rows:
        return str(thing if id_.startswith(_THING) else node)
    return ""


def _beginning(store: Store, label: str, property_: str, text: str) -> str:
    """The value of a property, of any node of a label, that begins with a text."""
    found = store.read(
        f"MATCH (n:{label}) WHERE n.{property_} STARTS WITH $text "
        f"RETURN n.{property_} ORDER BY n.{property_} LIMIT 1",
        {"text": text},
        _ONE,
    )
    return str(found.rows[0][0]) if found.rows else ""
