"""Statements drawn at random: the embedded store gives what a Neo4j gives, or an error."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.parts import Graph
from graph.stores import Answer, Limits, Store, open_store
from tests.stores.drawn import drawn

SEEDS = range(int(os.environ.get("LANTU_STATEMENTS", "1000")))
AT_ONCE = 3
MOST = Limits(rows=3_000, seconds=20)


@pytest.fixture(scope="module")
def both(
    seed_graph: Graph, tmp_path_factory: pytest.TempPathFactory, neo4j_url: str
) -> Iterator[Sequence[Store]]:
    path: Path = tmp_path_factory.mktemp("both") / "graph.lbug"
    stores = [open_store(path), open_store(neo4j_url)]
    for store in stores:
        store.replace(seed_graph)
    yield stores
    for store in stores:
        store.close()


def plain(value: object) -> object:
    """A value whatever its place in a list and the last digits of its numbers."""
    match value:
        case bool() | None | str():
            return repr(value)
        case int() | float():
            return f"{value:.9g}" if value else "0"
        case list():
            return sorted(map(plain, value), key=repr)
        case dict():
            return {key: plain(each) for key, each in sorted(value.items())}
        case _:
            raise AssertionError(f"{value!r} is not JSON")


def rows(answer: Answer) -> list[str]:
    return sorted(repr(plain(list(row))) for row in answer.rows)


def compared(both: Sequence[Store], seed: int) -> bool:
    """Whether both stores answer the statement of a seed; if so they have to agree."""
    embedded, server = both
    asked, passed = drawn(seed)
    try:
        found = embedded.read_untrusted(asked, passed, limits=MOST)  # type: ignore[arg-type]
    except QueryError as error:
        assert "exception" not in str(error), asked
        return False
    try:
        expected = server.read_untrusted(asked, passed, limits=MOST)  # type: ignore[arg-type]
    except QueryError:
        # What the server does not take has no other meaning there.
        return False
    assert found.truncated == expected.truncated, (seed, asked, passed)
    assert found.truncated or rows(found) == rows(expected), (seed, asked, passed)
    return True


def test_drawn_statements_have_one_answer(both: Sequence[Store]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answered = sum(pool.map(lambda seed: compared(both, seed), SEEDS))
    assert answered > len(SEEDS) // 3
