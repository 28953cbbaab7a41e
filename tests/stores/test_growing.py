"""A graph file that gains parts holds, and finds, what one that is built anew does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreError
from graph.exchange.whole import read_whole
from graph.parts import Graph, Part, node, relationship
from graph.stores import Store, open_store
from graph.stores.digest import digests_of
from graph.stores.ladybug import writing
from graph.stores.ladybug.build import Held, Work, building
from graph.stores.ladybug.file import Stamp
from graph.stores.ladybug.segments import taken_in
from graph.stores.names import NAMED_LABELS
from tests.stores.graphs import contents, jinan, links, shandong

EVERY = 8


def report(number: int) -> Part:
    """A document with as many goals as make it a small part of what is there."""
    document = f"document-{number}"
    own = node("Document", id=document, name=f"报告{number}", document=document)
    passages = [
        node(
            "Passage",
            id=f"passage-{number}-{each}",
            text=f"第{number}份说：建设数字{each}区",
            document=document,
        )
        for each in range(EVERY)
    ]
    goals = [
        node(
            "Goal",
            id=f"goal-{number}-{each}",
            name=f"数字{each}区",
            search=f"数字{each}区",
            document=document,
        )
        for each in range(EVERY)
    ]
    said = [
        relationship("EVIDENCED_BY", goal, passage, quote=goal.properties["name"], start=number)
        for goal, passage in zip(goals, passages, strict=True)
    ]
    return Part(document, [own, *passages, *goals], said)


def aligned(lower: int, higher: int) -> Part:
    """What two documents are linked by."""
    one, other = (f"goal-{number}-0" for number in (lower, higher))
    ends = [node("Goal", id=each, name="") for each in (one, other)]
    claim = relationship(
        "ALIGNED_WITH", *ends, basis="inferred", confidence=0.8, rule="tests", programme="数字"
    )
    return Part(f"alignment-of-{lower}-with-{higher}", [], [claim])


def linked(count: int) -> Graph:
    """So many reports, each linked with the two before it."""
    pairs = [(each, before) for each in range(count) for before in range(max(0, each - 2), each)]
    return [*map(report, range(count)), *(aligned(*pair) for pair in pairs)]


def answers(store: Store) -> Mapping[str, object]:
    """All that a store holds and finds."""
    return {
        "digests": store.digests(),
        "contents": contents([read_whole(store)]),
        "said": {*store.said(["建设数字3区"])},
        "is": {each.id for each in store.named("is", ["数字3区"], NAMED_LABELS)},
        "contains": {each.id for each in store.named("contains", ["3"], NAMED_LABELS)},
        "titles": {each.document for each in store.named("within", ["数字3区怎样"], NAMED_LABELS)},
        "counted": store.read("MATCH (n)-[r]->(m) RETURN count(DISTINCT n), count(r)").rows,
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.lbug"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = open_store(path)
    yield store
    store.close()


def anew(folder: Path, graph: Graph) -> Mapping[str, object]:
    """What a file that is built anew holds and finds."""
    store = open_store(folder / "anew.lbug")
    store.replace([])
    store.replace(graph)
    found = answers(store)
    store.close()
    return found


def grows(store: Store, path: Path, graph: Graph) -> bool:
    """Whether only what came would be written."""
    return Work.of(path, graph, Held(Stamp.of(path), store.digests())).kept is not None


def test_documents_that_come_are_written_behind_the_others(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.replace(linked(5))
    for count in range(6, 16):
        assert grows(store, path, linked(count))
        store.replace(linked(count))
    assert answers(store) == anew(tmp_path, linked(15))


def test_what_is_there_and_did_not_change_stays_whole_when_nothing_came(
    store: Store, path: Path
) -> None:
    store.replace(linked(5))
    before = answers(store)
    assert grows(store, path, linked(5))
    store.replace(linked(5))
    assert answers(store) == before


@pytest.mark.parametrize(
    "graph",
    [linked(4), [*linked(4), jinan()], linked(40)],
    ids=["gone", "another in its place", "many came"],
)
def test_a_file_is_built_anew_where_parts_went_or_many_came(
    store: Store, path: Path, tmp_path: Path, graph: Graph
) -> None:
    store.replace(linked(5))
    assert not grows(store, path, graph)
    store.replace(graph)
    assert answers(store) == anew(tmp_path, graph)


def test_a_large_graph_is_written_in_rounds(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = [*linked(6), jinan(), shandong(), links(jinan(), shandong())]
    expected = anew(tmp_path, graph)
    monkeypatch.setattr(writing, "ROWS_A_ROUND", 40)
    assert len([*writing.rounds(graph)]) > 3
    store.replace(graph)
    assert answers(store) == expected


def test_what_does_not_hold_together_changes_nothing(store: Store) -> None:
    store.replace(linked(5))
    before = answers(store)
    with pytest.raises(StoreError, match="holds no Goal goal-9-0"):
        store.replace([*linked(5), aligned(9, 1)])
    with pytest.raises(StoreError, match="two parts named document-1"):
        store.replace([*linked(5), report(1)])
    with pytest.raises(StoreError, match=r"duplicated primary key value goal-1-1.* is unchanged"):
        twice = Part("twice", [node("Goal", id="goal-1-1", name="又")], [])
        store.replace([*linked(5), twice])
    assert answers(store) == before


def test_a_file_that_others_built_meanwhile_is_not_taken_for_the_one_before(
    store: Store, path: Path
) -> None:
    store.replace(linked(5))
    work = Work.of(path, linked(6), Held(Stamp.of(path), store.digests()))
    store.replace(linked(4))
    with pytest.raises(StoreError, match="built anew meanwhile: try again"), building(path):
        work.done(None)
    assert store.digests() == digests_of(linked(4))


@given(st.lists(st.integers(1, 1 << 16), max_size=200))
def test_segments_stay_few_and_hold_everything(coming: Sequence[int]) -> None:
    sizes: list[int] = []
    for new in coming:
        left = len(sizes) - taken_in(sizes, new)
        sizes = [*sizes[:left], new + sum(sizes[left:])]
    assert sum(sizes) == sum(coming)
    assert len(sizes) <= 20 + sum(coming) // (1 << 14)
