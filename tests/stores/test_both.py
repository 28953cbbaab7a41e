"""What either store does, the same on both."""

from __future__ import annotations

import pytest

from graph.errors import GraphChanging, StoreError
from graph.exchange.whole import read_whole
from graph.parts import Graph, Part, node, relationship
from graph.stores import Store
from graph.stores.digest import digests_of
from graph.stores.interface import steadily
from tests.stores.graphs import contents, jinan, links, shandong, whole

OTHER = node("Goal", id="goal-9", name="another")


def holds(store: Store, graph: Graph) -> bool:
    """Whether a store holds a graph: by its digests, and by every node, relationship, property."""
    return store.digests() == digests_of(graph) and contents([read_whole(store)]) == contents(graph)


def test_an_empty_store_answers_with_nothing(store: Store) -> None:
    assert store.digests() == {}
    assert store.read("MATCH (n:Goal) RETURN n").rows == []


def test_what_is_put_in_comes_out(store: Store) -> None:
    told: list[tuple[str, int, int]] = []
    store.replace(whole(), lambda *step: told.append(step))
    assert holds(store, whole())
    assert told[-1] == ("comparing the graph", 25, 25)


def test_putting_it_in_twice_changes_nothing(store: Store) -> None:
    store.replace(whole())
    store.replace(whole())
    assert holds(store, whole())


def changed() -> Part:
    """`jinan`, read again: one project gone, another renamed, a third found."""
    before = jinan()
    kept = [each for each in before.nodes if each.id != "project-1"]
    renamed = node("Project", id="project-2", name="高新东区云巴", document="document-jinan")
    added = node("Project", id="project-3", name="济滨高铁", document="document-jinan")
    nodes = [renamed if each.id == "project-2" else each for each in kept] + [added]
    return Part(
        before.key,
        nodes,
        [each for each in before.relationships if "project-1" not in (each.source, each.target)],
    )


@pytest.mark.parametrize(
    "graph",
    [
        [jinan()],
        [shandong(), jinan()],
        [],
        [changed(), shandong(), links(changed(), shandong())],
        [*whole(), Part("more", [OTHER], [relationship("SUPPORTS", jinan().nodes[4], OTHER)])],
        [Part("all", [*jinan().nodes, *shandong().nodes], whole()[2].relationships)],
        [Part("links", shandong().nodes, []), Part("document-shandong", jinan().nodes, [])],
        [Part("document-jinan", shandong().nodes, []), Part("document-shandong", [OTHER], [])],
        [Part("empty", [], []), jinan()],
    ],
    ids=[
        "removed",
        "unlinked",
        "emptied",
        "changed",
        "added",
        "joined",
        "moved",
        "swapped",
        "none",
    ],
)
def test_parts_are_added_changed_and_removed(store: Store, graph: Graph) -> None:
    store.replace(whole())
    store.replace(graph)
    assert holds(store, graph)
    store.replace(whole())
    assert holds(store, whole())


def test_a_link_is_lost_and_found_with_what_it_joins(store: Store) -> None:
    store.replace(whole())
    without = Part("document-shandong", shandong().nodes[:2], [])
    aligned = Part("links", [], whole()[2].relationships[1:])
    store.replace([jinan(), without, aligned])
    assert holds(store, [jinan(), without, aligned])
    store.replace(whole())
    assert holds(store, whole())


def test_every_kind_of_value_comes_back_as_it_was(store: Store) -> None:
    text = "“引号”\n\t'\\`$x 𠮷\u200b"
    odd = node("Goal", id="goal-odd", name=text, aliases=["", text, "a;b"], search="")
    figures = [
        node("Observation", id=f"observation-{i}", name="", number=number, year=-(2**40))
        for i, number in enumerate((0.1, -0.0, 1e300, 7, None))
    ]
    store.replace([Part("odd", [odd, *figures], [])])
    [[row]] = store.read("MATCH (n:Goal) RETURN n").rows
    assert row == {"label": "Goal", **odd.properties}
    found = store.read("MATCH (n:Observation) RETURN n.number ORDER BY n.id").rows
    assert [repr(number) for [number] in found] == ["0.1", "-0.0", "1e+300", "7.0", "None"]


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        ([jinan(), Part("b", jinan().nodes[:1], [])], "two nodes named document-jinan"),
        ([jinan(), jinan()], "two parts named document-jinan"),
        ([shandong(), links(jinan(), shandong())], "holds no Area area-1"),
        ([Part("", [OTHER], [])], "empty id"),
        ([Part("a", [node("Goal", id="g", name=5)], [])], "is not a string"),
        ([Part("a", [node("Document", id="d", year=2**63)], [])], "cannot be stored"),
        ([Part("a", [node("Goal", id="g", name="\ud800")], [])], "cannot be stored"),
    ],
    ids=["node twice", "part twice", "no end", "no key", "type", "too large", "no text"],
)
def test_what_cannot_be_stored_changes_nothing(store: Store, graph: Graph, message: str) -> None:
    store.replace(whole())
    with pytest.raises(StoreError, match=message):
        store.replace(graph)
    assert holds(store, whole())


@pytest.mark.parametrize("fails", [False, True], ids=["answers", "fails"])
def test_what_a_server_gave_of_two_graphs_is_read_again(server: Store, fails: bool) -> None:
    server.replace([jinan(), shandong()])
    counted: list[object] = []

    def read(store: Store) -> object:
        counted.append(store.read("MATCH (d:Document) RETURN count(d)").rows[0][0])
        if len(counted) == 1:
            server.replace([jinan()])
            if fails:
                raise KeyError("a document that is gone")
        return counted[-1]

    assert steadily(server, read) == 1
    assert counted == [2, 1]


def test_what_fails_on_one_graph_fails(store: Store) -> None:
    store.replace([jinan()])
    with pytest.raises(KeyError, match="nothing"):
        steadily(store, lambda pinned: {str(pinned.version()): 1}["nothing"])


def test_what_never_rests_is_told(server: Store) -> None:
    def read(store: Store) -> object:
        there = len(store.digests())
        server.replace([jinan()] if there != 1 else [jinan(), shandong()])
        return there

    server.replace([jinan()])
    with pytest.raises(GraphChanging, match="ask again"):
        steadily(server, read)
