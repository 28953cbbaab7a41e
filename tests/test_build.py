"""The graph that is built of a collection: one node a thing, links between documents, mandates."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.build import build_graph
from graph.build.quantity import number
from graph.decisions import Decision
from graph.glossary import Entry, Glossary, seed_glossary
from graph.loaders.facts import Entity
from graph.model import (
    NODE_LABELS,
    RELATIONSHIP_TYPES,
    Graph,
    Part,
    Relationship,
    all_nodes,
    all_relationships,
    fold,
)
from graph.registry import seed_registry
from graph.workspace import Workspace


@pytest.fixture(scope="module")
def part(seed_workspace: Workspace) -> Part:
    """What the Jinan report adds to the graph."""
    return build_graph(seed_workspace.collection)[0]


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, seed_report: Path, shandong_report: Path
) -> Workspace:
    """A collection of the city's report and the province's."""
    workspace = Workspace.open(tmp_path_factory.mktemp("both"))
    workspace.load([seed_report, shandong_report])
    return workspace


def same_things(graph: Graph) -> list[Relationship]:
    """What is said to be one thing in both documents."""
    return [each for each in all_relationships(graph) if each.type == "SAME_AS"]


def loaded(folder: Path, *heads: str) -> Graph:
    """The graph of documents that speak of one indicator, each under a head of its own."""
    workspace = Workspace.open(folder / "collection")
    files = []
    for position, head in enumerate(heads):
        file = folder / f"report-{position}.txt"
        file.write_text(f"{head}\n一、重点任务\n全市用水总量5亿立方米。\n", encoding="utf-8")
        files.append(file)
    workspace.load(files)
    return build_graph(workspace.collection)


@pytest.mark.parametrize(
    ("heads", "links"),
    [
        (("青山市2024年工作要点", "青山市2025年工作要点"), 1),
        (("青山市2025年工作要点", "石桥市2025年工作要点"), 0),
        (("2024年全市工作要点", "2025年全市工作要点"), 0),
    ],
    ids=["one place", "two places", "no place said"],
)
def test_what_is_local_is_one_thing_in_one_place_only(
    tmp_path: Path, heads: tuple[str, str], links: int
) -> None:
    assert len(same_things(loaded(tmp_path, *heads))) == links


def named(part: Part, name: str) -> list[dict[str, object]]:
    return [{"label": each.label, **each.properties} for each in part.nodes
            if fold(name) in str(each.properties["search"]).split("\n")]  # fmt: skip


def test_every_node_and_relationship_is_of_the_model(seed_workspace: Workspace) -> None:
    graph = build_graph(seed_workspace.collection)
    labels = {}
    for node in all_nodes(graph):
        assert list(node.properties) == [each.name for each in NODE_LABELS[node.label].properties]
        assert node.id not in labels
        labels[node.id] = node.label
    for each in all_relationships(graph):
        declared = RELATIONSHIP_TYPES[each.type]
        assert (labels[each.source], labels[each.target]) in declared.ends
        assert list(each.properties) == [property_.name for property_ in declared.properties]


def test_every_claim_shows_its_words_at_its_place(seed_workspace: Workspace) -> None:
    [identity] = seed_workspace.collection.ids()
    source = seed_workspace.collection.read(identity).document.text
    part = build_graph(seed_workspace.collection)[0]
    passages = {each.id: each.properties for each in part.nodes if each.label == "Passage"}
    claims = [each for each in part.relationships if RELATIONSHIP_TYPES[each.type].claim]
    assert len(claims) > 1000
    for claim in claims:
        said = claim.properties
        quote, passage = str(said["quote"]), passages[str(said["passage"])]
        assert quote in str(passage["text"])
        start, end = said["start"], said["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert source[start] == quote[0]
        assert source[end - 1] == quote[-1]


@pytest.mark.parametrize(
    ("asked", "label", "name"),
    [
        ("digital Jinan", "Goal", "数字济南"),
        ("BYD phase II", "Project", "比亚迪整车二期"),
        ("Yunba", "Project", "高新东区云巴"),
        ("Yuntian", "Project", "高新东区云巴"),
        ("云巴", "Project", "高新东区云巴"),
        ("starting zone", "Area", "起步区"),
    ],
)
def test_things_go_by_their_english_names(part: Part, asked: str, label: str, name: str) -> None:
    assert [(each["label"], each["name"]) for each in named(part, asked)] == [(label, name)]


def test_a_thing_named_often_is_one_node_with_all_its_passages(
    part: Part, seed_workspace: Workspace
) -> None:
    [goal] = named(part, "数字济南")
    passages = [
        each.target for each in part.relationships
        if each.type == "EVIDENCED_BY" and each.source == goal["id"]
    ]  # fmt: skip
    record = seed_workspace.collection.read(part.key)
    said = {
        fact.evidence.passage for fact in record.facts
        if isinstance(fact, Entity) and (fact.type, fold(fact.name)) == ("Goal", "数字济南")
    }  # fmt: skip
    assert len(said) >= 2
    positions = {each.id: each.properties["position"] for each in part.nodes
                 if each.label == "Passage"}  # fmt: skip
    assert sorted(str(positions[each]) for each in passages) == sorted(map(str, said))


def test_agencies_answer_by_mandate_and_are_said_to_be_inferred(seed_workspace: Workspace) -> None:
    *_, registered, links = build_graph(seed_workspace.collection)
    agencies = {each.id: each.properties["name"] for each in registered.nodes}
    responsible = [each for each in links.relationships if each.type == "RESPONSIBLE_FOR"]
    assert {each.properties["basis"] for each in responsible} == {"inferred"}
    [goal] = named(build_graph(seed_workspace.collection)[0], "数字济南")
    assert [agencies[each.source] for each in responsible if each.target == goal["id"]] == [
        "济南市大数据局"
    ]


def test_one_name_in_two_documents_is_one_thing_unless_it_is_local(both: Workspace) -> None:
    graph = build_graph(both.collection)
    names = {node.id: (node.label, str(node.properties["name"])) for node in all_nodes(graph)}
    joined = {names[each.source] for each in same_things(graph)}
    assert ("Project", "济滨高铁") in joined or ("Project", "济枣高铁") in joined
    assert not [name for label, name in joined if label == "Indicator"]
    local = [name for label, name in joined if label != "Department" and name.startswith("省")]
    assert not [name for name in local if not name.startswith("省际")]


def test_links_are_a_part_for_each_document(both: Workspace) -> None:
    *documents, agencies, first, second = build_graph(both.collection)
    assert [each.key for each in (first, second)] == [f"links-of-{d.key}" for d in documents]
    assert not agencies.relationships
    assert not [*first.nodes, *second.nodes]
    for part, document in ((first, documents[0]), (second, documents[1])):
        assert {each.properties["document"] for each in part.relationships} == {document.key}


def test_what_people_told_apart_stays_apart(both: Workspace) -> None:
    graph = build_graph(both.collection)
    [first, *_] = same_things(graph)
    ends = {first.source, first.target}
    with both.collection.writing() as draft:
        draft.decide(Decision("different", first.source, first.target, "me", "2026"))
    pairs = [{each.source, each.target} for each in same_things(build_graph(both.collection))]
    assert ends not in pairs
    with both.collection.writing() as draft:
        draft.decide(Decision("same", first.source, first.target, "me", "2026"))
    [decided] = [
        each for each in same_things(build_graph(both.collection))
        if {each.source, each.target} == ends
    ]  # fmt: skip
    assert decided.properties["decided_by"] == "me"


def test_an_alias_that_somebody_added_finds_the_thing(tmp_path: Path, seed_report: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.load([seed_report])
    before = {node.id for node in all_nodes(build_graph(workspace.collection))}
    with workspace.collection.writing() as draft:
        draft.decide(Decision("alias", "云巴", "sky train", "me", "2026"))
    part = build_graph(workspace.collection)[0]
    assert [each["name"] for each in named(part, "sky train")] == ["高新东区云巴"]
    assert {node.id for node in all_nodes(build_graph(workspace.collection))} == before
    workspace.close()


def test_glossary_names_stand_for_one_thing_each() -> None:
    meant: dict[tuple[str, str], str] = {}
    for entry in seed_glossary():
        for name in (entry.name, *entry.aliases):
            assert meant.setdefault((entry.kind, fold(name)), entry.name) == entry.name
        assert entry.english


def test_an_alias_may_be_added_to_what_no_glossary_knows() -> None:
    glossary = Glossary([Entry("甲", "Goal", "A")]).with_aliases([("乙", "B"), ("甲", "first")])
    assert glossary.find("Project", "b") == Entry("乙", "Project", "", ("B",))
    assert glossary.find("Goal", "First") == Entry("甲", "Goal", "A", ("first",))


def test_the_registry_covers_the_city() -> None:
    agencies = seed_registry()
    assert len(agencies) >= 40
    assert len({agency.name for agency in agencies}) == len(agencies)
    assert len({agency.short for agency in agencies}) == len(agencies)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("5.4", "万个", 54_000),
        ("1083", "亿元", 108_300_000_000),
        ("3.1", "万亿元", 3_100_000_000_000),
        ("2.1", "%", 2.1),
        ("", "", None),
    ],
)
def test_values_are_multiplied_out(value: str, unit: str, expected: float | None) -> None:
    assert number(value, unit) == expected
