"""A graph put into Neo4j: only the parts that changed, each whole in one transaction, and compared.

What is stored of a part is at any moment what its digest says, or nothing: so a load that was
killed anywhere is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import ManagedTransaction, Session
from neo4j.exceptions import ConstraintError, TransientError

from graph.errors import StoreError
from graph.model import NODE_LABELS
from graph.parts import Graph, Part
from graph.stores.bolt.connection import OUT_OF_MEMORY
from graph.stores.bolt.portions import Sessions, Told, at_once, in_portions, portions, size
from graph.stores.bolt.read import Counts, counts, digests, node_ids, run, stored_rows
from graph.stores.bolt.rows import as_declared
from graph.stores.bolt.schema import PART, definitions, quoted
from graph.stores.bolt.write import (
    Digests,
    forget_digests,
    remove_parts,
    write_again,
    write_new,
)
from graph.stores.digest import check, digests_of, rows_digest
from graph.stores.interface import Progress
from graph.tables.columns import columns_of

# A transaction holds what it writes in the server's memory, where larger ones cost more than they
# save; smaller ones than this spend their time on beginning and ending.
_WRITTEN_AT_ONCE = 5_000
_COMPARED_AT_ONCE = 25_000
# What one report brings, with its links, is one transaction: nobody reads it without them.
_CHANGED_TOGETHER = 20_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done: parts to take out, portion by portion, and parts to write.

    `new` are parts of which the server holds nothing and whose relationships stay among their own
    nodes: they can be written in any order, and at once. `rest` are to be written in their order.
    `size` is how many nodes and relationships go or are written.
    """

    remove: Sequence[Sequence[str]]
    new: Sequence[Part]
    rest: Sequence[Part]
    size: int


def replace(sessions: Sessions, graph: Graph, progress: Progress | None = None) -> None:
    """Make `graph` all that Lantu has in the database. Raises StoreError and the driver's errors.

    Each part is written whole or not at all, and a change that is not large is one transaction.
    Where a part that stays has relationships to nodes that go or change parts, it is cleared away
    first and written again after them.
    """
    check(graph, columns_of(graph))
    graph = as_declared(graph)
    given = digests_of(graph)
    with sessions() as session:
        _define(session, late=False)
        _await_indexes(session)
        plan = session.execute_read(_plan, graph, given)
        if plan.size > _CHANGED_TOGETHER or not _changed_together(session, plan, given, progress):
            _change_in_portions(sessions, session, plan, given, progress)
        _define(session, late=True)
        _compare(sessions, [*plan.new, *plan.rest], given, progress)
        _compare_totals(session.execute_read(counts), graph)
        _await_indexes(session)


def _define(session: Session, *, late: bool) -> None:
    """Make what is missing of constraints and indexes, which the server then fills meanwhile."""
    there = {record["name"] for record in session.run("SHOW INDEXES YIELD name")}
    missing = [each for each in definitions() if each.late == late and each.name not in there]
    if missing:
        session.execute_write(_run_all, [each.statement for each in missing])


def _await_indexes(session: Session) -> None:
    session.run("CALL db.awaitIndexes(300)").consume()


def _run_all(transaction: ManagedTransaction, statements: Sequence[str]) -> None:
    for statement in statements:
        run(transaction, statement).consume()


def _plan(transaction: ManagedTransaction, graph: Graph, given: Digests) -> Plan:
    stored, counted = digests(transaction), counts(transaction)
    intact = {
        part.key
        for part in graph
        if stored.get(part.key) == given.get(part.key) and counted.get(part.key) == size(part)
    }
    outdated = {*counted} - intact
    clear = _in_the_way(transaction, outdated, graph)
    write = [part for part in graph if part.key in given and part.key not in intact - clear]
    known = outdated - clear
    new = [part for part in write if part.key not in known and _stands_alone(part)]
    alone = {part.key for part in new}
    gone = sorted(known - given.keys())
    removed = sum(sum(counted[key]) for key in {*gone, *clear})
    return Plan(
        [
            *_clearing({key: counted[key] for key in clear}),
            *in_portions(gone, lambda key: sum(counted[key]), _WRITTEN_AT_ONCE),
        ],
        new,
        [part for part in write if part.key not in alone],
        removed + sum(sum(size(part)) for part in write),
    )


def _clearing(counted: Counts) -> list[list[str]]:
    """Parts in the way of others, in portions.

    Those of relationships only come first, so that none is left half there; then the others at
    once, which may have relationships to each other's nodes.
    """
    links = [key for key, (nodes, _) in counted.items() if not nodes]
    cleared = in_portions(sorted(links), lambda key: counted[key][1], _WRITTEN_AT_ONCE)
    others = sorted(counted.keys() - links)
    return [*cleared, others] if others else cleared


def _stands_alone(part: Part) -> bool:
    own = {node.id for node in part.nodes}
    return all(each.source in own and each.target in own for each in part.relationships)


def _in_the_way(
    transaction: ManagedTransaction, outdated: Collection[str], graph: Graph
) -> set[str]:
    """The parts to clear away first, so that no other part has to be changed along with one."""
    homes = {(node.label, node.id): part.key for part in graph for node in part.nodes}
    clear: set[str] = set()
    while True:
        leaving: list[tuple[str, str]] = []
        found: set[str] = set()
        for key, *node in node_ids(transaction, {*outdated, *clear}):
            home = homes.get((node[0], node[1]))
            if home not in (None, key):
                found.add(key)
            if key in clear or home != key:
                leaving.append((node[0], node[1]))
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


def _changed_together(
    session: Session, plan: Plan, given: Digests, progress: Progress | None
) -> bool:
    """Do all that has to be done at once; False where the server has too little memory for it."""
    written = [*plan.new, *plan.rest]

    def change(transaction: ManagedTransaction) -> None:
        for keys in plan.remove:
            remove_parts(transaction, keys)
        write_new(transaction, plan.new, given)
        write_again(transaction, plan.rest, given)

    try:
        with _told_of_nodes_in_the_way(written):
            session.execute_write(change)
    except TransientError as error:
        if OUT_OF_MEMORY not in str(error.code):
            raise
        return False
    Told(progress, "writing the graph", written).done(written)
    return True


def _change_in_portions(
    sessions: Sessions, session: Session, plan: Plan, given: Digests, progress: Progress | None
) -> None:
    for keys in plan.remove:
        session.execute_write(remove_parts, keys)

    def write(session: Session, parts: Sequence[Part]) -> None:
        with _told_of_nodes_in_the_way(parts):
            session.execute_write(write_new, parts, given)

    told = Told(progress, "writing the graph", [*plan.new, *plan.rest])
    at_once(sessions, write, portions(plan.new, _WRITTEN_AT_ONCE), told)
    for parts in portions(plan.rest, _WRITTEN_AT_ONCE):
        with _told_of_nodes_in_the_way(parts):
            session.execute_write(write_again, parts, given)
        told.done(parts)


@contextmanager
def _told_of_nodes_in_the_way(parts: Sequence[Part]) -> Iterator[None]:
    try:
        yield
    except ConstraintError as error:
        raise StoreError(
            "the database holds a node that Lantu did not make and "
            f"{' or '.join(part.key for part in parts)} needs to "
            f"({error.message}): take it out, or use another database"
        ) from error


def _compare(
    sessions: Sessions, written: Sequence[Part], given: Digests, progress: Progress | None
) -> None:
    def compare(session: Session, parts: Sequence[Part]) -> None:
        stored = session.execute_read(stored_rows, [part.key for part in parts])
        different = [key for key, rows in stored.items() if rows_digest(rows) != given[key]]
        if different:
            session.execute_write(forget_digests, different)
            raise StoreError(
                f"the graph was not written: {', '.join(different)} came back from the server "
                "other than it was given; load again"
            )

    told = Told(progress, "comparing the graph", written)
    at_once(sessions, compare, portions(written, _COMPARED_AT_ONCE), told)


def _compare_totals(stored: Mapping[str, tuple[int, int]], graph: Graph) -> None:
    given = {part.key: size(part) for part in graph if part.nodes or part.relationships}
    if stored != given:
        different = sorted(key for key in {*given, *stored} if given.get(key) != stored.get(key))
        raise StoreError(
            f"the graph was not written: {', '.join(different)} has other numbers of nodes or "
            "relationships on the server than it was given; load again"
        )
