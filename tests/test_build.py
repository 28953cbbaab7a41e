"""The graph that is built of a collection: one node a thing, links between documents, mandates."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from graph.build.assemble import build_graph
from graph.build.identity.reach import Source, identify
from graph.build.mandates import agency_node
from graph.build.series.units import number
from graph.decisions import Decision, DecisionKind
from graph.draft import Draft
from graph.folding import fold
from graph.glossary import Entry, Glossary, seed_glossary
from graph.loaders.facts import Entity
from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Graph, Node, Part, all_nodes, all_relationships
from graph.registry import seed_registry
from graph.stores.digest import digests_of
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


def things(graph: Graph) -> dict[str, list[Node]]:
    """The nodes of each thing."""
    found: dict[str, list[Node]] = defaultdict(list)
    for each in all_nodes(graph):
        if each.label in ENTITY_LABELS:
            found[str(each.properties["thing"])].append(each)
    return found


def shared(graph: Graph) -> dict[str, list[Node]]:
    """The things that several documents speak of."""
    return {
        thing: nodes for thing, nodes in things(graph).items()
        if len({each.properties["document"] for each in nodes} - {""}) > 1
    }  # fmt: skip


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
    assert len(shared(loaded(tmp_path, *heads))) == links


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
    document, registered, links, *_ = build_graph(seed_workspace.collection)
    agencies = {each.id: each.properties["name"] for each in registered.nodes}
    responsible = [each for each in links.relationships if each.type == "RESPONSIBLE_FOR"]
    assert {each.properties["basis"] for each in responsible} == {"inferred"}
    [goal] = named(document, "数字济南")
    assert [agencies[each.source] for each in responsible if each.target == goal["id"]] == [
        "济南市大数据局"
    ]


def test_an_agency_that_a_document_names_is_the_registered_one() -> None:
    [agency] = [each for each in seed_registry() if each.short == "市大数据局"]
    named = {identify("Department", each, Source("document-1", "济南")).thing
             for each in (agency.name, agency.short)}  # fmt: skip
    assert named == {agency_node(agency).properties["thing"]}
    assert identify("Department", agency.short, Source("document-2", "青岛")).thing not in named


def test_one_name_in_two_documents_is_one_thing_unless_it_is_local(both: Workspace) -> None:
    joined = {(nodes[0].label, str(nodes[0].properties["name"]))
              for nodes in shared(build_graph(both.collection)).values()}  # fmt: skip
    assert {("Project", "济滨高铁"), ("Goal", "新质生产力")} <= joined
    assert not [name for label, name in joined if label in ("Indicator", "Measure")]
    assert not {"高质量发展", "新发展理念"} & {name for _, name in joined}


def test_each_part_is_of_one_document_one_place_or_one_pair(both: Workspace) -> None:
    *_, agencies = [each for each in build_graph(both.collection) if each.nodes]
    assert agencies.key == "agencies-of-济南"
    for part in build_graph(both.collection):
        if part.key.startswith("links-of-"):
            said = {each.properties["document"] for each in part.relationships}
            assert said == {part.key.removeprefix("links-of-")}
            assert not part.nodes


def test_a_document_more_changes_no_part_of_the_others(
    both: Workspace, tmp_path: Path, seed_report: Path
) -> None:
    alone = Workspace.open(tmp_path)
    alone.load([seed_report])
    before = digests_of(build_graph(alone.collection))
    after = digests_of(build_graph(both.collection))
    assert before.items() <= after.items()
    alone.close()


def test_what_people_told_apart_stays_apart(both: Workspace) -> None:
    found = shared(build_graph(both.collection))
    [thing] = [key for key, nodes in found.items() if nodes[0].properties["name"] == "济滨高铁"]
    one, other = (each.id for each in found[thing])

    def decide(kind: DecisionKind) -> dict[str, str]:
        with Draft.of(both.collection) as draft:
            draft.decide(Decision(kind, one, other, "me", "2026"))
        nodes = {each.id: each for each in all_nodes(build_graph(both.collection))}
        return {each: str(nodes[each].properties["thing"]) for each in (one, other)}

    assert decide("different") == {one: thing, other: f"thing-{other}"}
    assert decide("same") == {one: thing, other: thing}
    assert decide("different") == {one: thing, other: f"thing-{other}"}
    assert decide("undo") == {one: thing, other: thing}


def test_what_people_said_to_be_one_is_one(both: Workspace) -> None:
    names = {str(each.properties["name"]): each for each in all_nodes(build_graph(both.collection))}
    one, other = (str(names[name].properties["thing"]) for name in ("聊热入济", "津潍高铁"))
    with Draft.of(both.collection) as draft:
        draft.decide(Decision("same", one, other, "me", "2026"))
    nodes = things(build_graph(both.collection))
    assert other not in nodes
    moved = [each for each in nodes[one] if each.properties["thing_by_rule"] == other]
    assert [each.properties["name"] for each in moved] == ["津潍高铁"]
    with Draft.of(both.collection) as draft:
        draft.decide(Decision("undo", other, one, "me", "2026"))
    assert other in things(build_graph(both.collection))


def test_an_alias_that_somebody_added_finds_the_thing(tmp_path: Path, seed_report: Path) -> None:
    workspace = Workspace.open(tmp_path)
    workspace.load([seed_report])
    before = {node.id for node in all_nodes(build_graph(workspace.collection))}
    with Draft.of(workspace.collection) as draft:
        draft.decide(Decision("alias", "云巴", "sky train", "me", "2026"))
    part = build_graph(workspace.collection)[0]
    assert [each["name"] for each in named(part, "sky train")] == ["高新东区云巴"]
    assert {node.id for node in all_nodes(build_graph(workspace.collection))} == before
    workspace.close()


def test_glossary_names_stand_for_one_thing_each() -> None:
    meant: dict[tuple[str, str, str], str] = {}
    for entry in seed_glossary():
        for name in entry.names:
            key = (entry.kind, fold(name), entry.place)
            assert meant.setdefault(key, entry.name) == entry.name
        assert entry.english


def test_an_alias_may_be_added_to_what_no_glossary_knows() -> None:
    glossary = Glossary([Entry("甲", "Goal", "A")]).with_aliases([("乙", "B"), ("甲", "first")])
    assert glossary.find("Project", "b") == Entry("乙", "Project", "", ("B",))
    assert glossary.find("Goal", "First") == Entry("甲", "Goal", "A", ("first",))


def test_a_name_of_one_place_means_nothing_elsewhere() -> None:
    zone = Entry("高新区", "Area", "High-tech Zone", ("济南高新区",), "济南")
    glossary = Glossary([zone, Entry("高新区", "Area", "High-tech Zone")])
    assert glossary.find("Area", "高新区", "济南") == zone
    elsewhere = glossary.find("Area", "高新区", "青岛")
    assert elsewhere
    assert elsewhere.names == ("高新区",)
    assert glossary.find("Area", "济南高新区", "青岛") is None
    added = glossary.with_aliases([("高新区", "HTZ")])
    assert {place: added.find("Area", "HTZ", place) is not None for place in ("济南", "青岛")} == {
        "济南": True,
        "青岛": True,
    }


_LINES = """{place}市2025年政府工作报告

一、2025年重点工作

（一）聚力建设交通强市。推动{line}、{line}环线建设，支持高新区发展。
"""


def test_names_of_one_city_do_not_stick_to_those_of_another(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    for place, line in (("济南", "高新东区云巴"), ("青岛", "云巴")):
        (tmp_path / f"{place}.txt").write_text(_LINES.format(place=place, line=line), "utf-8")
    workspace.load([tmp_path / f"{place}.txt" for place in ("济南", "青岛")])
    graph = build_graph(workspace.collection)
    workspace.close()
    names = {
        part.nodes[0].properties["place"]: {
            name
            for each in part.nodes
            if each.label in ("Project", "Area")
            for name in (str(each.properties["name"]), *(each.properties["aliases"] or ()))
        }
        for part in graph
        if part.nodes and part.nodes[0].label == "Document"
    }
    assert {"济南高新区", "高新东区云巴", "云巴", "高新东区云巴环线"} <= names["济南"]
    assert names["青岛"] == {"高新区", "云巴", "云巴环线"}
    [loop] = [each for each in all_relationships(graph) if each.type == "COMPONENT_OF"]
    called = {each.id: each.properties["name"] for each in all_nodes(graph)}
    assert (called[loop.source], called[loop.target]) == ("高新东区云巴环线", "高新东区云巴")


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
