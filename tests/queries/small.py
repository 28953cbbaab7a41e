"""Two small documents that share a goal and an area, for answers that can be told by heart."""

from __future__ import annotations

from graph.folding import fold
from graph.model import ENTITY_LABELS
from graph.parts import Graph, Node, Part, Relationship, Value, node, relationship


def small_graph() -> Graph:
    """The city's plan, the province's plan, and what links them."""
    city, province = _city(), _province()
    nodes = {each.id: each for part in (city, province) for each in part.nodes}
    twins = nodes["area-twin-2"], nodes["area-twin-1"]
    link = _claim("COMPONENT_OF", *twins, "document-province", 0, basis="inferred")
    papers = nodes["document-province"], nodes["document-city"]
    cited = _claim("CITES", *papers, "document-province", 7, manner="mentions")
    aligned = [
        _claim(
            "ALIGNED_WITH",
            nodes[lower],
            nodes[higher],
            "document-city",
            21,
            basis="inferred",
            programme="数字中国",
            other_passage="passage-document-province",
        )
        for lower, higher in (("measure-city", "goal-province"), ("goal-city", "goal-green"))
    ]
    return [city, province, Part("links", [], [link, cited, *aligned])]


def _named(label: str, id_: str, name: str, *aliases: str, **more: Value) -> Node:
    search = "\n".join(dict.fromkeys(map(fold, (name, *aliases))))
    if label in ENTITY_LABELS:
        more = {"thing": f"thing-{id_}", **more}
    return node(label, id=id_, name=name, aliases=list(aliases), search=search, **more)


def _frame(
    document: str, title: str, place: str, text: str
) -> tuple[list[Node], list[Relationship]]:
    owned: dict[str, Value] = {"document": document}
    paper = _named("Document", document, title, place=place, **owned)
    section = node("Section", id=f"section-{document}", name="一、重点工作", **owned)
    passage = node("Passage", id=f"passage-{document}", name="", text=text, **owned)
    part_of = [relationship("PART_OF", section, paper), relationship("PART_OF", passage, section)]
    return [paper, section, passage], part_of


def _claim(
    kind: str, source: Node, target: Node, document: str, start: int, **more: Value
) -> Relationship:
    claim: dict[str, Value] = {
        "basis": "stated",
        "confidence": 0.9,
        "rule": "tests",
        "quote": f"{source.properties['name']}…{target.properties['name']}",
        "passage": f"passage-{document}",
        "document": document,
        "start": start,
        "end": start + 5,
    }
    return relationship(kind, source, target, **{**claim, **more})


def _city() -> Part:
    document = "document-city"
    frame, part_of = _frame(
        document, "城市报告", "某市", "数字城市。建设甲平台、乙中心，落在东区。规模达到5万个。"
    )
    own: dict[str, Value] = {"document": document}
    goal = _named("Goal", "goal-city", "数字城市", "digital city", "smart-city programme", **own)
    measure = _named("Measure", "measure-city", "建好平台", "build platforms", **own)
    said: dict[str, Value] = {"stage": "under_way", "stage_quote": "建设甲平台"}
    said |= {"stage_passage": f"passage-{document}", "stage_start": 5, "stage_end": 10}
    first = _named("Project", "project-a", "甲平台", "platform A", **own, **said)
    second = _named("Project", "project-b", "乙中心", "centre B", "Yunba", **own)
    third = _named("Project", "project-c", "丙道路", "平台乙", **own)
    fifth = _named("Project", "project-e", "平台乙", **own)
    area = _named("Area", "area-city", "东区", "east zone", **own)
    inner = _named("Area", "area-inner", "东区软件园", "software park", **own)
    twin = _named("Area", "area-twin-1", "新区", **own)
    agency = _named("Department", "department-data", "市大数据局", "City Big Data Bureau")
    indicator = _named("Indicator", "indicator-size", "规模", **own)
    figure: dict[str, Value] = {"value": "5", "number": 5e4, "unit": "万个", "year": 2025}
    figure |= {"base_unit": "个", "value_kind": "year", "series": "series-size"}
    kept: dict[str, Value] = {"qualifier": "at_least", "measure": "level", **figure}
    target = node(
        "Observation", id="observation-target", name="5", status="target", nature="binding", **kept
    )
    actual = node("Observation", id="observation-actual", name="5", status="actual", **kept)
    builder = _named("Organization", "organization-builder", "甲公司", **own)
    drive = _named("Initiative", "initiative-drive", "登高行动", **own)
    things = [goal, measure, first, second, third, fifth, area, inner, twin, agency, indicator]
    law = _named("Initiative", "initiative-law", "建城条例", **own)
    things += [builder, drive, law]
    told = (goal, first, second, measure, area, agency, builder, drive, third, law, indicator)
    said = [_said(each, frame[2], document, place) for place, each in enumerate(told)]
    claims = [
        _claim("SUPPORTS", measure, goal, document, 1, basis="structural"),
        _claim("SUPPORTS", first, goal, document, 30),
        _claim("SUPPORTS", first, measure, document, 3, basis="structural"),
        _claim("SUPPORTS", second, measure, document, 5),
        _claim("SUPPORTS", third, measure, document, 2, basis="inferred"),
        _claim("SUPPORTS", fifth, goal, document, 4, confidence=0.3),
        _claim("LOCATED_IN", first, area, document, 8),
        _claim("LOCATED_IN", inner, area, document, 9),
        _claim("LOCATED_IN", second, inner, document, 10),
        _claim("LOCATED_IN", builder, twin, document, 17),
        _claim("MEASURED_BY", measure, indicator, document, 12, basis="structural"),
        _claim("OBSERVED", indicator, target, document, 12),
        _claim("OBSERVED", indicator, actual, document, 11),
        _claim("INVOLVES", first, builder, document, 16),
        _claim("RESPONSIBLE_FOR", agency, measure, document, 14, basis="inferred", role="lead"),
        _claim("CITES", frame[0], law, document, 18, manner="makes"),
    ]
    return Part(document, [*frame, *things, target, actual], [*part_of, *said, *claims])


def _province() -> Part:
    document = "document-province"
    frame, part_of = _frame(document, "全省报告", "全省", "支持数字城市，推进丁工程。")
    own: dict[str, Value] = {"document": document}
    goal = _named("Goal", "goal-province", "数字城市", thing="thing-goal-city", **own)
    fourth = _named("Project", "project-d", "丁工程", **own)
    twin = _named("Area", "area-twin-2", "新区", **own)
    claims = [
        _claim("SUPPORTS", fourth, goal, document, 2),
        _claim("LOCATED_IN", fourth, twin, document, 3),
    ]
    done = _named("Indicator", "indicator-done", "已建里程", **own)
    aimed = _named("Indicator", "indicator-aimed", "拟建里程", **own)
    kept: dict[str, Value] = {"value": "9", "number": 9.0, "unit": "公里", "base_unit": "公里"}
    kept |= {"year": 2025, "value_kind": "part", "measure": "flow", "qualifier": "exact"}
    result = node("Observation", id="observation-done", name="9", status="actual", **kept)
    target = node("Observation", id="observation-aimed", name="9", status="target", **kept)
    claims += [
        _claim("OBSERVED", done, result, document, 6),
        _claim("OBSERVED", aimed, target, document, 7),
    ]
    third = _named("Goal", "goal-green", "绿色省份", **own)
    law = _named("Initiative", "initiative-law-2", "建城条例", thing="thing-initiative-law", **own)
    claims += [_claim("CITES", frame[0], law, document, 5, manner="follows")]
    said = [
        _said(each, frame[2], document, place) for place, each in enumerate((fourth, third, goal))
    ]
    nodes = [goal, fourth, twin, third, law, done, aimed, result, target]
    return Part(document, [*frame, *nodes], [*part_of, *claims, *said])


def _said(thing: Node, passage: Node, document: str, start: int) -> Relationship:
    quote = str(thing.properties["name"])
    where: dict[str, Value] = {"document": document, "start": start, "end": start + len(quote)}
    return relationship("EVIDENCED_BY", thing, passage, quote=quote, **where)
