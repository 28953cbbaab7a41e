"""Nodes found by their names, on both stores and against looking at every name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.folding import fold
from graph.parts import Node, Part, all_nodes, node
from graph.queries.catalogue import find
from graph.queries.run import run
from graph.stores import Limits, Store, open_store
from graph.stores.names import NAMED_LABELS, Match, Named
from tests.queries.small import small_graph

NAMES = (
    "数字济南",
    "数字济南建设",
    "济南",
    "a",
    "ab",
    "abc",
    "Ab c",
    "🚄高铁",
    "高铁🚄",
    "é",
    "a%b",
    "\\n",
    "南",
)
ANY = Limits(rows=1_000)


def named(number: int, label: str, *names: str) -> Node:
    search = "\n".join(dict.fromkeys(map(fold, names)))
    return node(label, id=f"{label.lower()}-{number}", name=names[0], search=search)


def many() -> Part:
    """Every name by itself and every two as name and alias, under four labels."""
    pairs = [(one, other) for one in NAMES for other in NAMES]
    labels = ("Goal", "Area", "Project", "Document")
    return Part("many", [named(n, labels[n % 4], *pair) for n, pair in enumerate(pairs)], [])


@pytest.fixture(scope="module")
def embedded_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("names") / "graph.lbug")
    store.replace([many()])
    yield store
    store.close()


@pytest.fixture(scope="module")
def server_names(neo4j_url: str) -> Iterator[Store]:
    store = open_store(neo4j_url)
    store.replace([many()])
    yield store
    store.close()


def looked_through(match: Match, text: str, labels: Sequence[str]) -> list[str]:
    """The ids of what is found, by looking at every name of every node."""
    found: list[tuple[int, int, str, str]] = []
    for each in many().nodes:
        names = str(each.properties["search"]).split("\n")
        if each.label in labels and text and any(fits(match, text, name) for name in names):
            near = min(nearness(text, name) for name in names) if match == "contains" else 0
            name = str(each.properties["name"])
            found.append((near, len(name), name, each.id))
    return [id_ for *_, id_ in sorted(found)]


def fits(match: Match, text: str, name: str) -> bool:
    within = len(name) >= 2 and name in text
    return {"is": name == text, "contains": text in name, "within": within}[match]


def nearness(text: str, name: str) -> int:
    return 0 if name == text else 1 if name.startswith(text) else 2


TEXT = st.one_of(
    st.text(max_size=6),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from([*NAMES, "在", "x"]), max_size=4).map("".join),
).map(fold)


@given(text=TEXT, match=st.sampled_from(["is", "contains", "within"]), kinds=st.data())
@settings(deadline=None, max_examples=300)
def test_the_index_finds_what_looking_at_every_name_finds(
    embedded_names: Store, text: str, match: Match, kinds: st.DataObject
) -> None:
    labels = kinds.draw(st.lists(st.sampled_from(NAMED_LABELS), min_size=1, unique=True))
    found = embedded_names.named(match, [text], labels, ANY)
    assert [each.id for each in found] == looked_through(match, text, labels)


@pytest.mark.parametrize("match", ["is", "contains", "within"])
@pytest.mark.parametrize(
    "text", ["数字济南", "南", "ab", "在数字济南建设高铁🚄", "", "\\", "%", "'"]
)
def test_a_server_finds_the_same(server_names: Store, match: Match, text: str) -> None:
    found = server_names.named(match, [text], NAMED_LABELS, ANY)
    expected = looked_through(match, text, NAMED_LABELS)
    # Java orders what lies outside the basic plane before some of what lies inside.
    assert sorted(each.id for each in found) == sorted(expected)


def test_what_is_found_is_whole_and_the_nearest_is_kept(store: Store) -> None:
    store.replace(small_graph())
    found = store.named("contains", [fold("东区")], NAMED_LABELS, Limits(rows=1))
    assert found == [
        Named(
            "area-city",
            "东区",
            "",
            "Area",
            "城市报告",
            "document-city",
            ("东区", "eastzone"),
            "thing-area-city",
        )
    ]
    several = store.named("contains", ["东区", "新区", "东区软"], ["Area"])
    assert [each.id for each in several] == [
        "area-city", "area-twin-1", "area-twin-2", "area-inner"
    ]  # fmt: skip


def test_what_is_no_text_names_nothing(embedded_names: Store) -> None:
    for match in ("is", "contains", "within"):
        assert embedded_names.named(match, ["\ud800", "济\udcff"], NAMED_LABELS) == []


@pytest.mark.parametrize("text", ["数字", "区", "platform", "programme"])
def test_the_statement_of_search_gives_the_rows_of_its_answer(store: Store, text: str) -> None:
    store.replace(small_graph())
    answer = run(store, "search", {"text": text})
    assert answer.rows
    shown = store.read_untrusted(find("search").statement, answer.parameters)
    rows = [dict(zip(shown.columns, row, strict=True)) for row in shown.rows]
    first = {row["thing"]: row for row in reversed(rows)}
    assert [{**first[row["thing"]], "documents": row["documents"]} for row in answer.rows] == (
        answer.rows
    )
    assert len(answer.rows) == len(first)


def test_names_change_with_the_graph_and_stay_for_who_reads_the_old_one(tmp_path: Path) -> None:
    store = open_store(tmp_path / "graph.lbug")
    store.replace(small_graph())
    with store.pinned() as pinned:
        assert pinned.named("is", ["丁工程"], ["Project"])
        store.replace(small_graph()[:1])
        assert pinned.named("is", ["丁工程"], ["Project"])
    assert store.named("is", ["丁工程"], ["Project"]) == []
    store.replace([])
    assert store.named("contains", ["区"], NAMED_LABELS) == []


def test_a_statement_that_counts_nodes_does_not_meet_the_index(store: Store) -> None:
    store.replace(small_graph())
    given = len([*all_nodes(small_graph())])
    assert store.read_untrusted("MATCH (n) RETURN count(n)").rows == [[given]]


def test_a_graph_file_without_an_index_is_to_be_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "graph.lbug")
    with monkeypatch.context() as earlier:
        earlier.setattr("graph.stores.ladybug.manifest._LAYOUT", "of earlier versions")
        store.replace(small_graph())
    with pytest.raises(StoreError, match="built by another version of Lantu: run lantu build"):
        store.named("is", ["东区"], NAMED_LABELS)
    store.replace(small_graph())
    assert store.named("is", ["东区"], NAMED_LABELS)
