"""A graph put into Neo4j: only the parts that changed, each in one transaction, and compared.

What is stored of a part is at any moment what its digest says, or nothing: so a load that was
killed anywhere is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ConstraintError

from graph.errors import StoreError
from graph.model import NODE_LABELS, Graph, Part
from graph.stores.bolt.read import counts, digests, node_ids, run, stored_parts
from graph.stores.bolt.rows import as_declared
from graph.stores.bolt.schema import PART, definitions, quoted
from graph.stores.bolt.write import forget_digests, remove_parts, write_part
from graph.stores.digest import check, digests_of, part_digest
from graph.stores.interface import Progress

_COMPARED_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done: parts to clear away before any other, to take out, and to write.

    `known` are the parts of which the server may hold something.
    """

    clear: Sequence[str]
    remove: Sequence[str]
    write: Sequence[Part]
    known: Collection[str]


def replace(session: Session, graph: Graph, progress: Progress | None = None) -> None:
    """Make `graph` all that Lantu has in the database. Raises StoreError and the driver's errors.

    Each part is written whole or not at all. Where a part that stays has relationships to nodes
    that go or change parts, it is cleared away first and written again after them.
    """
    check(graph)
    graph = as_declared(graph)
    _define(session)
    plan = session.execute_read(_plan, graph)
    if plan.clear:
        session.execute_write(remove_parts, plan.clear)
    for key in plan.remove:
        session.execute_write(remove_parts, [key])
    _write(session, plan, progress)
    _compare(session, plan.write, progress)
    _compare_totals(session.execute_read(counts), graph)


def _define(session: Session) -> None:
    there = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
    missing = [each.statement for each in definitions() if each.name not in there]
    if missing:
        session.execute_write(_run_all, missing)
        session.run("CALL db.awaitIndexes(300)").consume()


def _run_all(transaction: ManagedTransaction, statements: Sequence[str]) -> None:
    for statement in statements:
        run(transaction, statement).consume()


def _plan(transaction: ManagedTransaction, graph: Graph) -> Plan:
    stored, counted = digests(transaction), counts(transaction)
    intact = {
        part.key
        for part in graph
        if stored.get(part.key) == part_digest(part) and counted.get(part.key) == _size(part)
    }
    outdated = {*counted} - intact
    clear = _in_the_way(transaction, outdated, graph)
    wanted = {part.key for part in graph if any(_size(part))}
    return Plan(
        sorted(clear),
        sorted(outdated - wanted - clear),
        [part for part in graph if any(_size(part)) and part.key not in intact - clear],
        outdated - clear,
    )


def _in_the_way(
    transaction: ManagedTransaction, outdated: Collection[str], graph: Graph
) -> set[str]:
    """The parts to clear away first, so that no other part has to be changed along with one."""
    homes = {(node.label, node.id): part.key for part in graph for node in part.nodes}
    clear: set[str] = set()
    while True:
        leaving: list[tuple[str, str]] = []
        found: set[str] = set()
        for key in {*outdated, *clear}:
            nodes = {node: homes.get(node) for node in node_ids(transaction, key)}
            if any(home not in (None, key) for home in nodes.values()):
                found.add(key)
            leaving += [node for node, home in nodes.items() if key in clear or home != key]
        found |= _attached(transaction, leaving)
        if found <= clear:
            return clear
        clear |= found


def _attached(transaction: ManagedTransaction, nodes: Sequence[tuple[str, str]]) -> set[str]:
    """The parts that have relationships to nodes of other parts among `nodes`."""
    found: set[str] = set()
    for label in NODE_LABELS:
        statement = (
            f"UNWIND $ids AS id MATCH (n:{quoted(label)} {{id: id}})-[r]-() "
            f"WHERE r.{PART} <> n.{PART} RETURN DISTINCT r.{PART} AS part"
        )
        ids = [id_ for kind, id_ in nodes if kind == label]
        if ids:
            found |= {record["part"] for record in run(transaction, statement, {"ids": ids})}
    return found


def _write(session: Session, plan: Plan, progress: Progress | None) -> None:
    total = sum(sum(_size(part)) for part in plan.write)
    done = 0
    for part in plan.write:
        try:
            session.execute_write(write_part, part, part.key in plan.known)
        except ConstraintError as error:
            raise StoreError(
                f"the database holds a node that Lantu did not make and {part.key} needs to "
                f"({error.message}): take it out, or use another database"
            ) from error
        done += sum(_size(part))
        if progress:
            progress("writing the graph", done, total)


def _compare(session: Session, written: Sequence[Part], progress: Progress | None) -> None:
    total = sum(sum(_size(part)) for part in written)
    done = 0
    for parts in _portions(written):
        stored = session.execute_read(stored_parts, [part.key for part in parts])
        given = digests_of(parts)
        different = [each.key for each in stored if given.get(each.key, "") != _digest(each)]
        if different:
            session.execute_write(forget_digests, different)
            raise StoreError(
                f"the graph was not written: {', '.join(different)} came back from the server "
                "other than it was given; load again"
            )
        done += sum(sum(_size(part)) for part in parts)
        if progress:
            progress("comparing the graph", done, total)


def _compare_totals(stored: Mapping[str, tuple[int, int]], graph: Graph) -> None:
    given = {part.key: _size(part) for part in graph if part.nodes or part.relationships}
    if stored != given:
        different = sorted(key for key in {*given, *stored} if given.get(key) != stored.get(key))
        raise StoreError(
            f"the graph was not written: {', '.join(different)} has other numbers of nodes or "
            "relationships on the server than it was given; load again"
        )


def _portions(parts: Sequence[Part]) -> Iterator[list[Part]]:
    portion: list[Part] = []
    for part in parts:
        portion.append(part)
        if sum(sum(_size(each)) for each in portion) >= _COMPARED_AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _size(part: Part) -> tuple[int, int]:
    return len(part.nodes), len(part.relationships)


def _digest(part: Part) -> str:
    return part_digest(part) if part.nodes or part.relationships else ""
