from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.stores import Store, open_store
from tests.queries.small import small_graph


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two documents made by hand, in which every row of every answer is known."""
    store = open_store(tmp_path_factory.mktemp("small") / "graph.lbug")
    store.replace(small_graph())
    yield store
    store.close()
