"""A small hand-made graph: real sentences of a work report, every kind of claim."""

from __future__ import annotations

from graph.folding import fold
from graph.ids import stable_id
from graph.parts import Graph, Node, Part, Relationship, Value, node, relationship

TEXT = (
    "推动数字济南建设。实施数字先锋城市行动，建成工业互联网平台20个，新建5G基站5000个，"
    "加快比亚迪整车二期、高新东区云巴等项目建设，市大数据局牵头推进“泉城云”升级。"
)


class Sample:
    """One document of the sample; those of several numbers speak of the same things."""

    def __init__(self, number: int = 1, place: str = "济南", year: int = 2025) -> None:
        self.number = number
        owner = f"document-{number:012x}"
        self.document = node(
            "Document",
            id=owner,
            name=f"{year}年{place}市政府工作报告"
            if place == "济南"
            else f"{year}年{place}政府工作报告",
            name_en=f"government work report {year}",
            search=fold(f"{year}年{place}政府工作报告"),
            document=owner,
            place=place,
            level="city",
            year=year,
            date=f"{year}-01-15",
            file=f"report-{number}.md",
            characters=len(TEXT),
        )
        self.section = node(
            "Section", id=f"section-{number:012x}", name="加快数字济南建设", document=owner,
            depth=2, numbering="（四）", part="plan", year=year, end=len(TEXT),
        )  # fmt: skip
        self.passage = node(
            "Passage", id=f"passage-{number:012x}", document=owner, text=TEXT, end=len(TEXT)
        )
        self.goal = self.entity("Goal", "数字济南", "digital Jinan")
        self.measure = self.entity("Measure", "实施数字先锋城市行动")
        self.car = self.entity("Project", "比亚迪整车二期", "BYD phase II")
        self.cloud = self.entity("Project", "“泉城云”升级")
        self.rail = self.entity("Project", "高新东区云巴", "Yunba")
        self.area = self.entity("Area", "高新区", "High-tech Zone")
        self.bureau = self.entity("Department", "市大数据局", "Big Data Bureau")
        self.company = self.entity("Organization", "比亚迪")
        self.indicator = self.entity("Indicator", "5G基站")
        self.value = self.entity("Observation", "5000个")
        self.value.properties.update(
            value="5000", number=5000.0, unit="个", year=2025, status="target", qualifier="exact"
        )

    def entity(self, label: str, name: str, name_en: str = "") -> Node:
        return node(
            label,
            id=stable_id(label, f"sample {self.number}", name),
            name=name,
            name_en=name_en,
            search=f"{fold(name)}\n{fold(name_en)}",
            document=self.document.id,
            **(
                {}
                if label == "Observation"
                else {"thing": f"thing-{stable_id(label, 'sample', name)}"}
            ),
        )

    def claim(
        self,
        kind: str,
        source: Node,
        target: Node,
        quote: str,
        basis: str = "stated",
        **more: Value,
    ) -> Relationship:
        evidence: dict[str, Value] = {**more}
        if basis != "inferred":
            start = TEXT.index(quote)
            evidence |= {
                "quote": quote,
                "passage": self.passage.id,
                "start": start,
                "end": start + len(quote),
            }
        return relationship(
            kind, source, target, basis=basis, confidence=0.9 if evidence else 0.6,
            rule="mandate" if basis == "inferred" else "sample",
            **({"fields": "数字"} if basis == "inferred" else {}),
            document=self.document.id, **evidence,
        )  # fmt: skip

    def graph(self) -> Graph:
        frame = [
            relationship("PART_OF", self.passage, self.section),
            relationship("PART_OF", self.section, self.document),
        ]
        claims = [
            self.claim("SUPPORTS", self.measure, self.goal, "实施数字先锋城市行动", "structural"),
            self.claim("SUPPORTS", self.car, self.goal, "加快比亚迪整车二期", "structural"),
            self.claim("SUPPORTS", self.rail, self.measure, "高新东区云巴等项目建设"),
            self.claim("SUPPORTS", self.cloud, self.goal, "“泉城云”升级"),
            self.claim("LOCATED_IN", self.rail, self.area, "高新东区云巴"),
            self.claim("INVOLVES", self.car, self.company, "比亚迪整车二期"),
            self.claim("INVOLVES", self.cloud, self.bureau, "市大数据局牵头推进“泉城云”升级"),
            self.claim("RESPONSIBLE_FOR", self.bureau, self.goal, "", "inferred"),
            self.claim(
                "RESPONSIBLE_FOR",
                self.bureau,
                self.cloud,
                "市大数据局牵头推进“泉城云”升级",
                role="lead",
            ),
            self.claim("MEASURED_BY", self.goal, self.indicator, "新建5G基站5000个"),
            self.claim("OBSERVED", self.indicator, self.value, "5G基站5000个"),
        ]
        entities = [
            self.goal, self.measure, self.car, self.cloud, self.rail, self.area, self.bureau,
            self.company, self.indicator, self.value,
        ]  # fmt: skip
        said = [
            relationship(
                "EVIDENCED_BY", each, self.passage, quote=each.properties["name"],
                document=self.document.id,
            )
            for each in entities
        ]  # fmt: skip
        nodes = [self.document, self.section, self.passage, *entities]
        return [Part(f"sample-{self.number}", nodes, [*frame, *claims, *said])]
