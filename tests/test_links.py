"""Which things may be one, and what people decide about it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from api.cli import lantu
from graph.build.components import components
from graph.build.components import named as named_in
from graph.build.identity.keys import key
from graph.build.identity.reach import Source, identify
from graph.collection import Collection
from graph.decisions import Decision
from graph.linking.questions import questions
from graph.linking.score import features, zone
from graph.linking.things import Said, Thing
from graph.parts import Node, Part, node, relationship
from tests.serving import Served, get, started

JINAN, QINGDAO, SHANDONG, HEBEI, NATION = (
    Source(f"document-{place}", place) for place in ("济南", "青岛", "山东", "河北", "全国")
)
NATION_LATER = Source("document-2", "全国")


def thing(name: str, place: str = "济南", label: str = "Project") -> Thing:
    """A thing that one document speaks of."""
    identity = identify(label, name, Source(f"document-{name}", place))
    said = Said(f"document-{name}", "报告", place, 2026, f"建设{name}。")
    return Thing(identity.thing, label, name, {identity.key}, {f"node-{name}"}, [said])


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Project", ("济滨高铁", JINAN), ("济滨高速铁路建设", SHANDONG)),
        ("Project", ("3号线二期", JINAN), ("三号线二期工程", JINAN)),
        ("Goal", ("新质生产力", JINAN), ("新质生产力", NATION)),
        ("Initiative", ("“两新”政策", JINAN), ("两新", NATION)),
        ("Initiative", ("国有企业改革深化提升行动", NATION), ("国企改革深化提升行动", SHANDONG)),
        ("Initiative", ("“泉水先观”行动", JINAN), ("泉水先观", JINAN)),
        ("Initiative", ("河湖清澈攻坚战", JINAN), ("打好河湖清澈攻坚", JINAN)),
        ("Initiative", ("全市医德医风专项整治", JINAN), ("医德医风集中整治", JINAN)),
        ("Initiative", ("济南夜间经济提升行动", JINAN), ("夜间经济提升工程", JINAN)),
        ("Initiative", ("国家级专利导航试点", JINAN), ("国家专利导航试点工作", JINAN)),
        ("Initiative", ("更加积极的就业政策", JINAN), ("更加积极就业政策", JINAN)),
        ("Initiative", ("国家药品集中采购制度", NATION), ("药品集采", HEBEI)),
        ("Initiative", ("严厉打击各类非法金融活动", HEBEI), ("打击非法金融活动", SHANDONG)),
        ("Initiative", ("政府和社会资本合作新机制", NATION), ("政府与社会资本合作新机制", HEBEI)),
        ("Initiative", ("第四次全国农业普查", NATION), ("第四次农业普查", HEBEI)),
        ("Goal", ("各民族广泛交往交流交融", NATION), ("各民族交往交流交融", HEBEI)),
        ("Goal", ("更高水平平安青岛", QINGDAO), ("平安青岛建设", QINGDAO)),
        ("Goal", ("湾区振兴发展格局", QINGDAO), ("湾区振兴", QINGDAO)),
        ("Goal", ("新发展理念", NATION), ("新发展理念", NATION_LATER)),
        ("Goal", ("区域重大战略", NATION), ("国家区域重大战略", HEBEI)),
        ("Goal", ("天蓝地绿水秀的美丽河北", HEBEI), ("美丽新河北", HEBEI)),
        ("Goal", ("清洁低碳安全高效的新型能源体系", HEBEI), ("新型能源体系", HEBEI)),
        ("Goal", ("“无废城市”", NATION), ("全域“无废城市”", HEBEI)),
        ("Goal", ("军政军民团结", NATION), ("新时代军政军民团结", HEBEI)),
        ("Goal", ("具有全国影响力的海盐文化高地", HEBEI), ("海盐文化高地", HEBEI)),
        ("Goal", ("国家渤海生态屏障", HEBEI), ("重要渤海生态屏障", HEBEI)),
        ("Initiative", ("消费新业态新模式新场景试点", NATION), ("新业态新模式新场景消费", HEBEI)),
        ("Initiative", ("盐场管理改革", HEBEI), ("盐场管理体制改革", HEBEI)),
        ("Initiative", ("制造业数字化转型行动", NATION), ("制造业数智化转型行动", HEBEI)),
        ("Initiative", ("县域普通高中振兴行动", NATION), ("县域高中振兴工程", HEBEI)),
        ("Initiative", ("高质量共建“一带一路”", NATION), ("共建“一带一路”", HEBEI)),
        ("Initiative", ("大学生就业“六预一保”措施", HEBEI), ("六预一保", HEBEI)),
        ("Initiative", ("海盐文化惠民系列活动", HEBEI), ("海盐文化惠民工程", HEBEI)),
        ("Project", ("冀北冀东国家级生物制造集群", HEBEI), ("冀北冀东生物制造集群", HEBEI)),
        ("Organization", ("上合科技创新合作中心", SHANDONG), ("上合科创中心", SHANDONG)),
        ("Area", ("河北野三坡", NATION), ("野三坡", HEBEI)),
        ("Area", ("济南泉城广场", JINAN), ("泉城广场", JINAN)),
        ("Organization", ("山东省农科院", NATION), ("省农科院", JINAN)),
        ("Department", ("山东省委", NATION), ("省委", JINAN)),
        ("Area", ("济南都市圈", JINAN), ("济南现代化都市圈", JINAN)),
        ("Area", ("皖北地区", HEBEI), ("皖北", HEBEI)),
        ("Initiative", ("水价等领域改革", JINAN), ("水价体制改革", JINAN)),
        ("Initiative", ("国家海绵城市试点", JINAN), ("海绵试点城市", JINAN)),
        ("Goal", ("人与自然和谐共生的泉水名城", JINAN), ("泉水名城", JINAN)),
        ("Department", ("政协", JINAN), ("市政协", JINAN)),
        ("Department", ("国资委", HEBEI), ("省国资委", HEBEI)),
        ("Area", ("章丘", JINAN), ("章丘区", SHANDONG)),
        ("Area", ("高新区", JINAN), ("济南高新区", SHANDONG)),
        ("Area", ("雄安新区", HEBEI), ("雄安新区", JINAN)),
        ("Area", ("哈尔滨", NATION), ("哈尔滨市", SHANDONG)),
        ("Organization", ("山东港口集团有限公司", SHANDONG), ("山东港口集团", JINAN)),
        ("Indicator", ("地区生产总值", JINAN), ("地区生产总值", Source("document-2", "济南"))),
    ],
)
def test_names_of_one_thing(label: str, one: tuple[str, Source], other: tuple[str, Source]) -> None:
    assert identify(label, *one).thing == identify(label, *other).thing


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Project", ("3号线", JINAN), ("3号线二期", JINAN)),
        ("Project", ("3号线", JINAN), ("8号线", JINAN)),
        ("Project", ("第三批项目", JINAN), ("第四批项目", JINAN)),
        ("Initiative", ("“十四五”规划", NATION), ("“十五五”规划", NATION)),
        ("Project", ("体育中心", JINAN), ("体育中心", QINGDAO)),
        ("Area", ("高新区", JINAN), ("高新区", QINGDAO)),
        ("Organization", ("市第一人民医院", JINAN), ("市第一人民医院", QINGDAO)),
        ("Goal", ("新发展理念", JINAN), ("新发展理念", NATION)),
        ("Goal", ("经济发展", JINAN), ("经济发展", NATION)),
        ("Goal", ("物质富足的现代化河北", HEBEI), ("文化繁荣的现代化河北", HEBEI)),
        ("Goal", ("京津冀重点领域协同发展", HEBEI), ("京津冀协同发展", NATION)),
        ("Initiative", ("中央经济工作会议", NATION), ("中央经济工作会议", NATION_LATER)),
        ("Initiative", ("住房“以旧换新”", HEBEI), ("消费品以旧换新", NATION)),
        ("Initiative", ("数字产业化“十大工程”", HEBEI), ("“十大工程”", HEBEI)),
        ("Area", ("甘肃老君山", NATION), ("老君山", HEBEI)),
        ("Indicator", ("地区生产总值", JINAN), ("地区生产总值", SHANDONG)),
        ("Measure", ("扩大内需", JINAN), ("扩大内需", SHANDONG)),
        ("Project", ("“鲁电外送”第三通道", SHANDONG), ("“鲁电外送”第四通道", SHANDONG)),
        ("Initiative", ("海河治理3年行动", JINAN), ("海河治理5年行动", JINAN)),
        ("Initiative", ("泉城夜宴专项行动", JINAN), ("泉城夜宴长效机制", JINAN)),
        ("Initiative", ("“海岱论道”论坛", JINAN), ("“海岱论道”行动", JINAN)),
        ("Organization", ("红十字会", JINAN), ("红十字会", QINGDAO)),
        ("Organization", ("省农科院", JINAN), ("省农科院", HEBEI)),
        ("Organization", ("创新联合体", JINAN), ("创新联合体", HEBEI)),
        ("Initiative", ("省级城市更新试点", SHANDONG), ("城市更新行动", NATION)),
        ("Initiative", ("规范涉企行政执法专项行动", NATION), ("规范涉企行政执法长效机制", HEBEI)),
        ("Initiative", ("清理拖欠企业账款任务", HEBEI), ("清理拖欠企业账款长效机制", HEBEI)),
        ("Initiative", ("财税体制改革", NATION), ("财税政策", HEBEI)),
    ],
)  # fmt: skip
def test_names_of_different_things(
    label: str, one: tuple[str, Source], other: tuple[str, Source]
) -> None:
    assert identify(label, *one).thing != identify(label, *other).thing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("轨道交通3号线二期", "轨道交通3号线一期"),
        ("轨道交通3号线", "轨道交通8号线"),
        ("第三批重点项目", "第四批重点项目"),
        ("“十四五”重大工程", "“十五五”重大工程"),
        ("东绕城高速公路东段", "东绕城高速公路西段"),
    ],
)
def test_numbers_phases_plans_and_sides_forbid_a_link(one: str, other: str) -> None:
    assert features(thing(one), thing(other)) == {}
    assert zone(thing(one), thing(other)) == "different"


def asked(things: Sequence[Thing], decisions: Sequence[Decision] = ()) -> list[tuple[str, str]]:
    """The names of the pairs that are asked about."""
    pairs = questions({each.id: each for each in things}, decisions)
    return [(each.one.name, each.other.name) for each in pairs]


def test_what_may_be_one_is_asked_until_somebody_says() -> None:
    one, other, far = thing("浪潮海若智算中心"), thing("海若智算中心"), thing("黄河大桥")
    assert [{*pair} for pair in asked([one, other, far])] == [{one.name, other.name}]
    different = Decision("different", other.id, one.id, "me", "2026-01-01")
    assert asked([one, other], [different]) == []
    undo = Decision("undo", one.id, other.id, "me", "2026-01-02")
    assert len(asked([one, other], [different, undo])) == 1
    unsure = Decision("unsure", one.id, other.id, "me", "2026-01-03")
    assert len(asked([one, other], [different, undo, unsure])) == 1


def test_things_of_other_provinces_are_not_asked_about() -> None:
    assert asked([thing("海若智算中心", "济南"), thing("浪潮海若智算中心", "广州")]) == []


def test_the_key_of_a_key_is_itself() -> None:
    for name in ("济滨高速铁路建设", "三号线二期工程", "“两新”政策", "甲乙有限公司", "改革"):
        for label in ("Goal", "Project", "Initiative", "Organization"):
            assert key(label, key(label, name)) == key(label, name)


def _project(name: str, document: str) -> Node:
    return node("Project", id=f"project-{name}", name=name, document=document)


def test_a_phase_is_a_component_of_what_it_is_a_phase_of() -> None:
    passage = node("Passage", id="passage-1", text="建设3号线、3号线二期。", document="document-1")
    line, phase = (_project(name, "document-1") for name in ("轨道交通3号线", "轨道交通3号线二期"))
    said = [
        relationship("EVIDENCED_BY", each, passage, quote="3号线", document="document-1")
        for each in (line, phase)
    ]
    part = Part("document-1", [line, phase, passage], said)
    [found] = components({"document-1": named_in(part)}, {"document-1": "济南"})
    [link] = found.relationships
    assert (link.type, link.source, link.target) == ("COMPONENT_OF", phase.id, line.id)
    assert link.properties["basis"] == "inferred"


_REPORT = """{place}市{year}年政府工作报告

一、{year}年重点工作

（一）聚力建设数字济南。推进{name}建设，建设智慧停车平台。
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports of a city that name a project in two ways."""
    tmp_path = tmp_path_factory.mktemp("links")
    for year, name in ((2025, "浪潮海若智算中心"), (2026, "海若智算中心")):
        text = _REPORT.format(place="济南", year=year, name=name)
        (tmp_path / f"{year}.txt").write_text(text, "utf-8")
    files = [str(tmp_path / f"{year}.txt") for year in (2025, 2026)]
    run("load", *files, collection=tmp_path / "collection")
    return tmp_path / "collection"


@pytest.fixture
def collection(loaded: Path, tmp_path: Path) -> Path:
    """The two reports in a collection that a test may change."""
    shutil.copytree(loaded, tmp_path / "collection")
    return tmp_path / "collection"


def run(*arguments: str, collection: Path) -> str:
    """What a command prints."""
    result = CliRunner().invoke(lantu, [*arguments, "--collection", str(collection)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_pairs_are_listed_shown_and_judged(collection: Path) -> None:
    def listed() -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(
            run("links", "list", "--format", "json", collection=collection)
        )
        return [each for each in found if "海若" in each["one"]]

    [pair] = listed()
    assert {pair["one"], pair["other"]} == {"浪潮海若智算中心", "海若智算中心"}
    assert "海若智算中心" in pair["one_sentence"]
    shown = run("links", "show", pair["pair"], "--format", "json", collection=collection)
    assert "holds" in shown

    run("links", "same", pair["pair"], "--reason", "one centre", collection=collection)
    assert listed() == []
    found = json.loads(
        run("query", "search", "--text", "海若智算", "--format", "json", collection=collection)
    )
    assert [len(row["documents"]) for row in found["rows"] if row["kind"] == "Project"] == [2]
    [decision] = Collection(collection).decisions()
    assert (decision.kind, decision.reason) == ("same", "one centre")
    assert decision.by
    assert decision.at

    run("links", "undo", pair["pair"], collection=collection)
    assert [each["pair"] for each in listed()] == [pair["pair"]]
    ids = f"{pair['one_thing']},{pair['other_thing']}"
    run("links", "different", ids, collection=collection)
    assert listed() == []
    run("build", collection=collection)
    assert listed() == []


def test_a_pair_that_is_none_is_told(collection: Path) -> None:
    result = CliRunner().invoke(
        lantu, ["links", "same", "pair-none", "--collection", str(collection)]
    )
    assert result.exit_code == 1
    assert "lantu links list" in result.stderr


@pytest.fixture
def server(collection: Path, tmp_path: Path) -> Iterator[Served]:
    """A server of the two reports that takes decisions."""
    with started("--collection", collection, "--writable", log=tmp_path / "log") as served:
        yield served


def post(server: Served, body: object, **headers: str) -> tuple[int, Any]:
    """How a server answers decisions."""
    sent = {"Content-Type": "application/json", **headers}
    address = f"{server.address}api/v1/links/decisions"
    request = Request(address, json.dumps(body).encode(), sent)
    try:
        with urlopen(request, timeout=60) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        return error.code, json.load(error)


def centres(server: Served, state: str) -> list[Any]:
    """The pairs of the two names of one centre that a server gives."""
    page = get(server.address, f"links?state={state}&kind=Project")
    assert page["total"] == len(page["rows"])
    assert get(server.address, f"links?state={state}&kind=Area")["rows"] == []
    return [each for each in page["rows"] if "海若" in each["one"]]


def test_pairs_are_judged_over_http(server: Served, collection: Path) -> None:
    [pair] = centres(server, "asked")
    things = [pair["one_thing"], pair["other_thing"]]
    assert {pair["one"], pair["other"]} == {"浪潮海若智算中心", "海若智算中心"}
    for each in ("one", "other"):
        [said] = pair[f"{each}_said"]
        assert pair[each] in said["quote"]
        assert said["place"] == "济南"
    assert pair["score"] == pytest.approx(sum(pair["features"].values()), abs=0.001)
    assert pair["verdict"] == ""

    said = {"pair": pair["id"], "verdict": "same", "reason": "one centre"}
    status, [decision] = post(server, {"by": "李华", "judgements": [said]})
    assert (status, decision["kind"], decision["by"]) == (200, "same", "李华")
    assert [each.reason for each in Collection(collection).decisions()] == ["one centre"]
    assert centres(server, "asked") == []
    [judged] = centres(server, "decided")
    assert (judged["id"], judged["reason"]) == (pair["id"], "one centre")

    views = [get(server.address, f"nodes/{each}") for each in things]
    assert views[0] == views[1]
    assert len(views[0]["documents"]) == 2
    assert views[0]["id"] == decision["name"]
    claims = [fact["claim"] for each in views[0]["relations"] for fact in each["facts"]]
    assert len({claim["document"] for claim in claims}) == 2
    [relation] = [each for each in views[0]["relations"] if each["type"] == "SUPPORTS"]
    query = f"facts?relation=SUPPORTS&direction={relation['direction']}"
    page = get(server.address, f"nodes/{decision['name']}/{query}")
    assert [row["quote"] for row in page["rows"]] == [
        fact["claim"]["quote"] for fact in relation["facts"]
    ]

    undone = {"pair": pair["id"], "verdict": "undo"}
    assert post(server, {"by": "李华", "judgements": [undone]})[0] == 200
    assert [each["id"] for each in centres(server, "asked")] == [pair["id"]]
    assert server.log
    lines = [json.loads(line) for line in server.log.read_text("utf-8").splitlines()]
    assert [(line["by"], line["judgements"][0]["verdict"], line["status"]) for line in lines] == [
        ("李华", "same", 200),
        ("李华", "undo", 200),
    ]


def test_all_judgements_are_written_or_none(server: Served, collection: Path) -> None:
    [pair] = centres(server, "asked")
    good = {"pair": pair["id"], "verdict": "different"}
    thing, nothing = pair["one_thing"], "project-000000000000"

    def refused(by: str, *judgements: object, **headers: str) -> int:
        return post(server, {"by": by, "judgements": [*judgements]}, **headers)[0]

    for named, status in (
        ("pair-000000000000", 404),
        (f"{thing},{nothing}", 404),
        (f"{thing},{thing}", 404),
        ("../../etc", 422),
    ):
        assert refused("me", good, {"pair": named, "verdict": "same"}) == status
    assert refused("me", {**good, "verdict": "sure"}) == 422
    assert refused("", good) == 422
    assert refused("a\nb", good) == 422
    assert refused("\ud800", good) == 422
    assert refused("me", good, **{"Content-Type": "text/plain"}) == 415
    assert refused("me", good, Origin="https://evil.example") == 403
    assert Collection(collection).decisions() == []


def test_a_server_that_only_reads_gives_pairs_and_takes_no_decision(collection: Path) -> None:
    with started("--collection", collection) as served:
        [pair] = centres(served, "asked")
        said = {"pair": pair["id"], "verdict": "same"}
        status, problem = post(served, {"by": "me", "judgements": [said]})
    assert (status, Collection(collection).decisions()) == (403, [])
    assert "lantu links" in problem["detail"]
