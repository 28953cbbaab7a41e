"""Statements drawn at random: the embedded store gives what a Neo4j gives, or an error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graph.errors import QueryError
from graph.model import Graph
from graph.stores import Answer, Limits, Store, open_store
from tests.stores.drawn import statement

SEEDS = range(150)
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


def test_drawn_statements_have_one_answer(both: Sequence[Store]) -> None:
    embedded, server = both
    answered = 0
    for seed in SEEDS:
        asked = statement(seed)
        try:
            found = embedded.read_untrusted(asked, limits=MOST)
        except QueryError as error:
            assert "exception" not in str(error), asked
            continue
        try:
            expected = server.read_untrusted(asked, limits=MOST)
        except QueryError:
            # What the server does not take has no other meaning there.
            continue
        answered += 1
        assert found.truncated == expected.truncated, (seed, asked)
        assert found.truncated or rows(found) == rows(expected), (seed, asked)
    assert answered > len(SEEDS) // 3
