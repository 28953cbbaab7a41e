"""Users' statements on the embedded store: what they can do, and what they can break."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import OutOfMemory, QueryError, QueryLimit, RefusedStatement, StoreError
from graph.stores import Limits
from graph.stores.digest import digests_of
from graph.stores.ladybug.barriers import MEMORY, held
from graph.stores.ladybug.store import LadybugStore
from graph.stores.ladybug.worker import POOL
from graph.stores.ladybug.workers import Workers
from tests.stores.graphs import jinan, whole
from tests.stores.processes import most_memory, workers_of

BRIEF = Limits(rows=5, seconds=1.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LadybugStore]:
    store = LadybugStore(tmp_path / "graph.lbug")
    store.replace(whole())
    yield store
    store.close()


def workers(store: LadybugStore) -> list[int]:
    return workers_of(store.path)


def test_an_answer_looks_like_that_of_lantus_own_statements(store: LadybugStore) -> None:
    statement = "MATCH (p:Project)-[r:SUPPORTS]->(g) RETURN p, r, g.name ORDER BY p.id, r.start"
    assert store.read_untrusted(statement).rows == store.read(statement).rows


def test_columns_are_named_as_they_are_written(store: LadybugStore) -> None:
    answer = store.read_untrusted(
        "MATCH (g:Goal)-[r]-(x) WHERE g.id = $id RETURN DISTINCT type(r), labels(x)[0], x.id AS i",
        {"id": "goal-1"},
    )
    assert answer.columns == ["type(r)", "labels(x)[0]", "i"]


def test_rows_beyond_the_limit_are_cut_and_it_is_said(store: LadybugStore) -> None:
    answer = store.read_untrusted("MATCH (n) RETURN n", limits=BRIEF)
    assert (len(answer.rows), answer.truncated) == (5, True)
    assert not store.read_untrusted("MATCH (n:Goal) RETURN n", limits=BRIEF).truncated


def test_what_is_refused_starts_no_worker(tmp_path: Path) -> None:
    store = LadybugStore(tmp_path / "graph.lbug")
    with pytest.raises(RefusedStatement):
        store.read_untrusted("MATCH (n) DELETE n")
    with pytest.raises(StoreError, match="run lantu load"):
        store.read_untrusted("MATCH (n) RETURN n")
    assert not workers(store)


def test_mistakes_are_told_and_cost_no_worker(store: LadybugStore) -> None:
    store.read_untrusted("RETURN 1 AS one")
    before = workers(store)
    with pytest.raises(QueryError, match="Nope"):
        store.read_untrusted("MATCH (n:Nope) RETURN n")
    with pytest.raises(QueryError, match=r"\$id"):
        store.read_untrusted("MATCH (n:Goal) WHERE n.id = $id RETURN n")
    assert workers(store) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)",
        "RETURN range(1, 200000000)",
        "RETURN size(lpad('a', 2000000000, 'b'))",
    ],
)
def test_a_bomb_that_the_reading_let_pass_costs_one_answer(
    store: LadybugStore, statement: str
) -> None:
    running = Workers(store.path)
    with pytest.raises(QueryLimit):
        running.run(statement, {}, BRIEF)
    assert running.run("MATCH (d:Document) RETURN count(d)", {}, BRIEF).rows == [[2]]
    running.close()


def test_a_worker_that_dies_is_replaced(store: LadybugStore) -> None:
    store.read_untrusted("RETURN 1 AS one")
    for worker in workers(store):
        os.kill(worker, signal.SIGKILL)
    with pytest.raises(QueryLimit, match="worker"):
        store.read_untrusted("RETURN 1 AS one")
    assert store.read_untrusted("RETURN 1 AS one").rows == [[1]]


def test_workers_move_to_the_new_graph(store: LadybugStore) -> None:
    count = "MATCH (d:Document) RETURN count(d)"
    assert store.read_untrusted(count).rows == [[2]]
    store.replace([jinan()])
    assert store.read_untrusted(count).rows == [[1]]


def test_many_at_once_are_all_answered(store: LadybugStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda number: store.read_untrusted(f"RETURN {number} AS n"), range(24))
        assert [answer.rows for answer in answers] == [[[number]] for number in range(24)]
    assert len(workers(store)) <= 2


def test_closing_ends_the_workers_and_the_store_still_answers(store: LadybugStore) -> None:
    store.read_untrusted("RETURN 1 AS one")
    store.close()
    assert not workers(store)
    assert store.read_untrusted("RETURN 1 AS one").rows == [[1]]


def test_workers_hold_no_secret(store: LadybugStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTU_NEO4J_PASSWORD", "not for workers")
    store.read_untrusted("RETURN 1 AS one")
    for worker in workers(store):
        assert b"not for workers" not in Path(f"/proc/{worker}/environ").read_bytes()


def test_a_worker_can_write_no_byte_and_has_limits(store: LadybugStore) -> None:
    store.read_untrusted("RETURN 1 AS one")
    [worker] = workers(store)
    limits = Path(f"/proc/{worker}/limits").read_text()
    soft = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
    assert soft["Max file size"] == soft["Max core file size"] == "0"
    assert soft["Max open files"] == "0"
    assert soft["Max data size"].isdigit()
    assert soft["Max cpu time"].isdigit()


@pytest.mark.parametrize(
    "statement",
    [
        "COPY (MATCH (n) RETURN n.id) TO '{folder}/new.csv'",
        "COPY (MATCH (n) RETURN n.id) TO '{folder}/there.csv'",
        "COPY (MATCH (n) RETURN n.id) TO '{folder}/new.parquet'",
        "EXPORT DATABASE '{folder}/exported'",
        "LOAD FROM '{folder}/there.csv' RETURN *",
        "INSTALL httpfs",
        "ATTACH '{folder}/graph.lbug' AS other (dbtype lbug)",
        "CREATE (g:Goal {{id: 'new'}})",
    ],
)
def test_behind_the_lexer_the_system_stops_what_does_not_read(
    store: LadybugStore, statement: str
) -> None:
    folder = store.path.parent
    (folder / "there.csv").write_text("a,b\n1,2\n")
    before = {each: each.read_bytes() for each in folder.iterdir()}
    running = Workers(store.path)
    with pytest.raises(QueryError, match="the statement"):
        running.run(statement.format(folder=folder), {}, BRIEF)
    assert running.run("MATCH (d:Document) RETURN count(d)", {}, BRIEF).rows == [[2]]
    running.close()
    assert {each: each.read_bytes() for each in folder.iterdir()} == before


def test_barriers_hold_where_the_kernel_has_them() -> None:
    assert all(held().values()) or not Path("/sys/kernel").exists()


def test_memory_that_a_statement_may_take_is_bounded(store: LadybugStore) -> None:
    running = Workers(store.path)
    with pytest.raises(OutOfMemory):
        running.run("RETURN size(lpad('a', 2000000000, 'b'))", {}, BRIEF)
    running.run("MATCH (a), (b), (c) RETURN count(DISTINCT a.id + b.id + c.id)", {}, Limits())
    found = workers(store)
    assert found
    for worker in found:
        assert most_memory(worker) < POOL + MEMORY + (128 << 20)
    running.close()


def test_the_graph_is_what_it_was(store: LadybugStore) -> None:
    store.read_untrusted("MATCH (n) RETURN n")
    assert store.digests() == digests_of(whole())
