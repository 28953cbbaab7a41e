"""Small graphs that the store tests load."""

from __future__ import annotations

from graph.parts import Graph, Node, Part, Value, all_nodes, all_relationships, node, relationship

QUOTE = "加快比亚迪整车二期等项目建设，打造“数字济南”"


def jinan() -> Part:
    """One document with a goal, two projects, an area and a figure."""
    owned: dict[str, Value] = {"document": "document-jinan"}
    document = node("Document", id="document-jinan", name="济南市政府工作报告", year=2025, **owned)
    section = node("Section", id="section-1", name="数字济南", depth=1, part="plan", **owned)
    passage = node("Passage", id="passage-1", name="数字济南", text=QUOTE, end=24, **owned)
    goal = node(
        "Goal", id="goal-1", name="数字济南", name_en="digital Jinan", aliases=["数字泉城"], **owned
    )
    byd = node("Project", id="project-1", name="比亚迪整车二期", name_en="BYD phase II", **owned)
    yunba = node("Project", id="project-2", name="云巴", aliases=["Yunba", "Yuntian"], **owned)
    area = node("Area", id="area-1", name="起步区", name_en="starting zone", **owned)
    indicator = node("Indicator", id="indicator-1", name="地区生产总值增长", **owned)
    figure = node(
        "Observation", id="observation-1", name="5.5", value="5.5", number=5.5, unit="%", year=2025
    )
    said: dict[str, Value] = {"quote": QUOTE, "start": 0, "end": 24, **owned}
    claim: dict[str, Value] = {
        "basis": "stated",
        "confidence": 0.9,
        "rule": "tests",
        "passage": "passage-1",
        **said,
    }
    return Part(
        "document-jinan",
        [document, section, passage, goal, byd, yunba, area, indicator, figure],
        [
            relationship("PART_OF", section, document),
            relationship("PART_OF", passage, section),
            relationship("SUPPORTS", byd, goal, **claim),
            relationship("SUPPORTS", yunba, goal, **claim),
            relationship("SUPPORTS", yunba, goal, **{**claim, "start": 3, "rule": "twice said"}),
            relationship("LOCATED_IN", byd, area, **claim),
            relationship("MEASURED_BY", goal, indicator, **claim),
            relationship("OBSERVED", indicator, figure, **claim),
            *[relationship("EVIDENCED_BY", each, passage, **said) for each in (goal, byd, yunba)],
        ],
    )


def shandong() -> Part:
    """Another document, with a goal of the same name."""
    owned: dict[str, Value] = {"document": "document-shandong"}
    document = node("Document", id="document-shandong", name="山东省政府工作报告", **owned)
    goal = node("Goal", id="goal-2", name="数字山东", name_en="digital Shandong", **owned)
    area = node("Area", id="area-2", name="起步区", **owned)
    return Part("document-shandong", [document, goal, area], [])


def links(*parts: Part) -> Part:
    """What joins `jinan` and `shandong`, as a part without nodes of its own."""
    nodes: dict[str, Node] = {each.id: each for part in parts for each in part.nodes}
    claim: dict[str, Value] = {
        "basis": "inferred",
        "confidence": 0.8,
        "rule": "tests",
    }
    return Part(
        "links",
        [],
        [
            relationship("COMPONENT_OF", nodes["area-1"], nodes["area-2"], **claim),
            relationship("ALIGNED_WITH", nodes["goal-1"], nodes["goal-2"], **claim),
        ],
    )


def whole() -> Graph:
    """Both documents and what joins them."""
    one, other = jinan(), shandong()
    return [one, other, links(one, other)]


def contents(graph: Graph) -> tuple[list[str], list[str]]:
    """Every node and every relationship of a graph with its properties, whatever the part."""
    nodes = [repr((each.label, each.properties)) for each in all_nodes(graph)]
    relationships = [
        repr((each.type, each.source, each.target, each.properties))
        for each in all_relationships(graph)
    ]
    return sorted(nodes), sorted(relationships)
