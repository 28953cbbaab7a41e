"""The embedded store as one file that is swapped."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from graph.errors import QueryError, QueryLimit, StoreError
from graph.parts import Graph, Part, node
from graph.queries.catalogue import catalogue
from graph.queries.run import run
from graph.stores import Limits, Store, open_store
from graph.stores.digest import digests_of
from graph.stores.ladybug.file import GraphFile
from tests.stores.graphs import jinan, whole
from tests.stores.test_queries_agree import arguments


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph" / "graph.lbug"


@pytest.fixture
def store(path: Path) -> Store:
    return open_store(path)


def test_a_path_and_a_url_name_the_same_store(path: Path) -> None:
    open_store(path).replace(whole())
    assert open_store(f"ladybug://{path}").digests() == digests_of(whole())


def test_what_names_no_store_is_refused() -> None:
    with pytest.raises(StoreError, match="names no store"):
        open_store("postgres://somewhere")


def test_reading_before_anything_was_loaded_says_what_to_do(store: Store) -> None:
    with pytest.raises(StoreError, match="run lantu load"):
        store.read("MATCH (n) RETURN n")
    assert store.digests() == {}


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path).read("MATCH (n) RETURN n")


def test_readers_move_to_the_new_file(store: Store, path: Path) -> None:
    store.replace([jinan()])
    reader = open_store(path)
    assert reader.read("MATCH (d:Document) RETURN count(d)").rows == [[1]]
    store.replace(whole())
    assert reader.read("MATCH (d:Document) RETURN count(d)").rows == [[2]]


def test_nothing_is_left_beside_the_file(store: Store, path: Path) -> None:
    store.replace(whole())
    assert sorted(each.name for each in path.parent.iterdir()) == [".graph.lbug.lock", path.name]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A graph file as it is built."""
    path = tmp_path_factory.mktemp("built") / "graph.lbug"
    open_store(path).replace(whole())
    return path.read_bytes()


def overwritten(content: bytes, at: int, size: int = 4096) -> bytes:
    """Content with a page of noise in it."""
    return content[:at] + random.Random(at).randbytes(size) + content[at + size :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: b"x",
        lambda content: b"not a graph\n" * 500,
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda content: bytes(len(content)),
        *(partial(overwritten, at=page * 4096) for page in (0, 1, 8, 100, 300)),
    ],
    ids=["empty", "tiny", "other", "half", "short", "long", "zeros", *"01234"],
)
def test_a_damaged_file_is_reported(
    built: bytes, store: Store, path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path.parent.mkdir()
    path.write_bytes(damage(built))
    with pytest.raises(StoreError, match=r"damaged: .* run lantu build"):
        store.read("MATCH (n) RETURN n")
    with pytest.raises(StoreError, match=r"damaged: .* run lantu build"):
        store.digests()


def test_a_damaged_file_is_replaced_for_all_readers(store: Store, path: Path) -> None:
    store.replace([jinan()])
    path.write_bytes(overwritten(path.read_bytes(), at=4096))
    with pytest.raises(StoreError, match=r"damaged: .* run lantu build"):
        store.read_untrusted("MATCH (n) RETURN n")
    store.replace(whole())
    assert store.read_untrusted("MATCH (d:Document) RETURN count(d)").rows == [[2]]
    assert store.read("MATCH (d:Document) RETURN count(d)").rows == [[2]]
    store.close()


def test_a_graph_that_does_not_hold_together_changes_nothing(store: Store) -> None:
    store.replace(whole())
    project = node("Project", id="project-1", name="one")
    with pytest.raises(StoreError, match="two nodes named project-1"):
        store.replace([Part("a", [project], []), Part("b", [project], [])])
    with pytest.raises(StoreError, match="holds no Project project-1"):
        store.replace([Part("a", jinan().nodes[:1], jinan().relationships[2:3])])
    assert store.digests() == digests_of(whole())


def test_a_runaway_statement_is_stopped(store: Store) -> None:
    store.replace(whole())
    slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b)"
    with pytest.raises(QueryLimit, match="seconds"):
        store.read(slow, limits=Limits(seconds=0.2))


def test_a_mistake_in_a_statement_is_told_as_such(store: Store) -> None:
    store.replace(whole())
    with pytest.raises(QueryError, match="Nope"):
        store.read("MATCH (n:Nope) RETURN n")


def test_memory_that_earlier_statements_took_costs_no_answer(
    store: Store, seed_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine keeps some of it: with this little, every third of these got none."""
    monkeypatch.setattr("graph.stores.ladybug.store.GraphFile", partial(GraphFile, pool=256 << 20))
    store.replace(seed_graph)
    answers = [
        run(store, "path", asked, Limits(seconds=60)).rows
        for asked in arguments(catalogue()["path"], seed_graph)
    ]
    assert any(answers)
    store.close()
