"""What people are told of statements that cannot be run: in words, with where and what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest

from graph.errors import QueryError
from graph.stores import Limits, Store
from graph.stores.ladybug.store import LadybugStore
from tests.stores.messages import ENGINES_WORDS

# What is wrong, the parameters, and what is said of it on the embedded store and on the server.
MISTAKES: Sequence[tuple[str, Mapping[str, object], str, str]] = (
    ("MATCH (n:Goal RETURN n", {}, "read at RETURN in line 1, column 15", "column 15"),
    ("MATCH (n:Goal) RETURN n.name +", {}, "ends too early", "ends too early"),
    ("MATCH (n:Goal)\nRETURN m", {}, "m is not known", "m is not known .* in line 2, column 8"),
    ("MATCH (n:Goal) RETURN n.nope", {}, "no such thing has the property nope", ""),
    ("MATCH (n:Nope) RETURN n", {}, "no label or relationship type Nope", ""),
    ("RETURN 1 / 0", {}, "divided by 0", "divided by 0"),
    ("RETURN toLower(5)", {}, "toString", "a whole number stands where a text"),
    ("MATCH (n:Goal) RETURN n LIMIT $x", {"x": "3"}, "", r"\$x is a text, where a whole number"),
    ("MATCH (n:Goal) RETURN n LIMIT $x", {"x": None}, "", "a number is needed"),
    ("MATCH (n:Goal) WHERE n.id = $id RETURN n", {}, r"\$id", r"\$id"),
    ("RETURN 1 AS a UNION RETURN 2 AS b", {}, "same names", "same names"),
    ("WITH 1 RETURN 2", {}, "", "name what is computed"),
    ("MATCH (n:Goal) RETURN n.name AS x, n.id AS x", {}, "", "two columns have the same name"),
    ("RETURN date('x')", {}, "", "none that can be read as Date"),
    ("RETURN 9223372036854775807 + 1", {}, "too large", "too large"),
    ("MATCH (n:Goal) RETURN DISTINCT n.name ORDER BY n.id", {}, "n", "not known any more"),
    ("MATCH (n)-[n]-() RETURN n", {}, "", "names two different things"),
    ("MATCH (n:Goal) RETURN sum(n.name)", {}, "", "only numbers can be added up"),
    ("RETURN split('a')", {}, "", "split"),
    ("RETURN frobnicate(1)", {}, "frobnicate", "frobnicate"),
    ("RETURN toLowr('A')", {}, "did you mean tolower", "did you mean tolower"),
    ("RETURN [1, 'a']", {}, "several kinds", ""),
    ("RETURN [1, 2][7]", {}, "no element", ""),
    ("UNWIND $x AS y RETURN y", {"x": [1, "a"]}, r"elements of \$x are of several kinds", ""),
    ("RETURN $x", {"x": 2**63}, "too large", "too large"),
    # A fault of Neo4j's own program.
    (
        "MATCH (o:Observation) WHERE o.year <= COUNT { MATCH (o)-[:OBSERVED]-() } RETURN o.id",
        {},
        "",
        "does not know how to",
    ),
)


@pytest.mark.parametrize("statement", MISTAKES, ids=[each[0][:40] for each in MISTAKES])
def test_a_mistake_is_told_in_words(
    both: Sequence[Store], statement: tuple[str, Mapping[str, object], str, str]
) -> None:
    asked, passed, *said = statement
    for store, expected in zip(both, said, strict=True):
        try:
            store.read_untrusted(asked, passed, Limits(5, 5))  # type: ignore[arg-type]
        except QueryError as error:
            assert re.search(expected, str(error)), str(error)
            assert not ENGINES_WORDS.search(str(error)), str(error)
        else:
            assert not expected


def test_a_bound_on_memory_is_told_as_one(both: Sequence[Store]) -> None:
    embedded, _ = both
    assert isinstance(embedded, LadybugStore)
    program = f"""
import resource
from graph.errors import StoreError
from graph.stores import open_store
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
try:
    open_store({str(embedded.path)!r}).read("MATCH (n) RETURN n")
except StoreError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "ulimit -v" in done.stdout
    assert "damaged" not in done.stdout
