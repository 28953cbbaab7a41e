"""Ids: that a billion nodes have one each, and that those of before lead to what they named."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from api.cli import lantu
from graph.collection import Collection
from graph.errors import UnknownName
from graph.ids import id_before, id_of, is_of_before, is_same_id, stable_id
from graph.linking.questions import pair_id
from graph.loaders.facts import Entity, Relation
from graph.queries.documents import documents_meant
from graph.queries.former import id_now
from graph.queries.names import resolve
from graph.record import dump, parse
from graph.stores.interface import Store
from graph.workspace import Workspace

# Ids that Lantu 0.1 gave to what stands in the report of Jinan.
OF_BEFORE = {
    "section-f3ce1b381bc3": "",
    "passage-f3ce1b381bc3": "2025年1月13日在济南市第十八届人民代表大会第四次会议上",
    "initiative-97df770d11f9": "“十四五”规划",
    "goal-02684384f1ce": "中国式现代化山东篇章",
    "department-d3074acafad4": "省委",
    "measure-99240f23d4fc": "“项目深化年”成果丰硕",
    "organization-6ffdd9a862f3": "临工重机",
    "project-8f8966a78f6e": "临工重机数字化工厂",
    "thing-project-f3060898d1b6": "临工重机数字化工厂",
    "area-40b69b35fe65": "起步区",
    "indicator-3d5476fc10c5": "新旧动能转换绿色低碳高质量发展重大项目",
    "thing-indicator-3495b0c8d86c": "新旧动能转换绿色低碳高质量发展重大项目",
    "observation-0a2a0ac1ff06": "新旧动能转换绿色低碳高质量发展重大项目 2000个（2024年）",
}


def test_a_billion_nodes_have_an_id_each() -> None:
    nodes = 10**9
    digits = stable_id("Project", "云巴").rpartition("-")[2]
    assert nodes**2 / 2 / 16 ** len(digits) < 1e-6


@pytest.mark.parametrize("part", [slice(-20, -12), slice(-12, -8), slice(-8, None)])
def test_every_digit_of_an_id_tells_things_apart(part: slice) -> None:
    made = 20_000
    digits = Counter(stable_id("Project", f"项目{each}")[part] for each in range(made))
    chance = made**2 / 2 / 16 ** len(next(iter(digits)))
    twice = sum(count * (count - 1) // 2 for count in digits.values())
    assert twice <= 2 * chance + 5


def test_ids_of_what_is_told_apart_by_every_character() -> None:
    assert id_of("view", "/#q=a") != id_of("view", "/#q=A") != id_of("view", "/#q=a-")


def test_ids_of_before_and_of_now_are_told_apart() -> None:
    now = stable_id("Goal", "数字济南")
    other = f"{now[:-1]}{'0' if now[-1] != '0' else '1'}"
    assert is_of_before(id_before(now))
    assert not is_of_before(now)
    assert is_same_id(now, id_before(now))
    assert is_same_id(id_before(f"thing-{now}"), f"thing-{now}")
    assert not is_same_id(now, other)
    assert id_before("比亚迪-20250101202501012025") == "比亚迪-20250101202501012025"


@pytest.mark.parametrize(("id_", "name"), OF_BEFORE.items())
def test_an_id_of_before_leads_to_what_it_named(
    seed_workspace: Workspace, id_: str, name: str
) -> None:
    now = id_now(seed_workspace.store, id_)
    assert now.startswith(id_)
    assert not is_of_before(now)
    assert _name(seed_workspace.store, now) == name
    if not id_.startswith(("section", "passage", "observation")):
        assert resolve(seed_workspace.store, id_).ids == resolve(seed_workspace.store, now).ids


def test_series_and_documents_of_before_are_found(seed_workspace: Workspace) -> None:
    store = seed_workspace.store
    assert len(id_now(store, "series-76834d3ea7dd")) == len("series-") + 20
    assert documents_meant(store, "document-593ca4def7ad").name == "济南2025年政府工作报告"
    for nothing in ("goal-000000000000", "thing-goal-000000000000", "dragon-000000000000"):
        assert id_now(store, nothing) == nothing


def _name(store: Store, id_: str) -> str:
    label = id_.removeprefix("thing-").partition("-")[0].capitalize()
    property_ = "thing" if id_.startswith("thing-") else "id"
    statement = f"MATCH (n:{label}) WHERE n.{property_} = $id RETURN n.name"
    return str(store.read(statement, {"id": id_}).rows[0][0])


_REPORT = """济南市{year}年政府工作报告

一、{year}年重点工作

（一）聚力建设数字济南。推进{name}建设，建设智慧停车平台。
"""


def run(*arguments: str, collection: Path) -> str:
    """What a command prints."""
    result = CliRunner().invoke(lantu, [*arguments, "--collection", str(collection)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection as Lantu 0.1 left it: two reports, two of whose projects are said to be one."""
    folder = tmp_path_factory.mktemp("before")
    collection = folder / "collection"
    for year, name in ((2025, "浪潮海若智算中心"), (2026, "海若智算中心")):
        (folder / f"{year}.txt").write_text(_REPORT.format(year=year, name=name), "utf-8")
    run("load", str(folder / "2025.txt"), str(folder / "2026.txt"), collection=collection)
    [pair] = _asked(collection)
    run("links", "same", pair["pair"], collection=collection)
    documents = json.loads(run("documents", "--format", "json", collection=collection))
    [first] = [each["id"] for each in documents if each["year"] == 2025]
    run("documents", "set", first, "--title", "甲报告", collection=collection)
    _age(collection)
    return collection


def _age(collection: Path) -> None:
    for path in (collection / "facts").iterdir():
        record = parse(path.read_bytes())
        before = id_before(record.id)
        aged = replace(record, id=before, told_by=id_before(record.told_by))
        path.unlink()
        path.with_name(f"{before}.jsonl").write_bytes(dump(aged))
    decisions = collection / "decisions.jsonl"
    lines = map(json.loads, decisions.read_text("utf-8").splitlines())
    aged_lines = [
        each | {"name": id_before(each["name"]), "other": id_before(each["other"])}
        for each in lines
    ]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in aged_lines)
    decisions.write_text(text, "utf-8")
    shutil.rmtree(collection / "tables")
    shutil.rmtree(collection / "graph")


@pytest.fixture
def collection(made_before: Path, tmp_path: Path) -> Path:
    """The collection of before, which a test may change."""
    shutil.copytree(made_before, tmp_path / "collection")
    return tmp_path / "collection"


def _asked(collection: Path) -> list[dict[str, str]]:
    found = json.loads(run("links", "list", "--format", "json", collection=collection))
    return [each for each in found if "海若" in each["one"]]


def _documents_of_centre(collection: Path) -> Iterator[int]:
    asked = ("query", "search", "--text", "海若智算", "--format", "json")
    for row in json.loads(run(*asked, collection=collection))["rows"]:
        if row["kind"] == "Project":
            yield len(row["documents"])


def test_a_build_gives_a_collection_of_before_the_ids_of_now(
    collection: Path, made_before: Path
) -> None:
    before = Collection(made_before).ids()
    assert all(map(is_of_before, before))
    run("build", collection=collection)
    now = Collection(collection).ids()
    assert not any(map(is_of_before, now))
    assert [id_before(each) for each in now] == before
    assert [each.told_by for each in Collection(collection).records()] == now
    fresh = stable_id("Document", "济南", "济南市2026年政府工作报告", "2026")
    assert fresh in now
    run("build", collection=collection)
    assert Collection(collection).ids() == now


def _titles(collection: Path) -> list[str]:
    return [each.document.title for each in Collection(collection).records()]


def test_what_people_decided_with_ids_of_before_holds(collection: Path) -> None:
    run("build", collection=collection)
    assert "甲报告" in _titles(collection)
    assert _asked(collection) == []
    assert [*_documents_of_centre(collection)] == [2]
    [decided] = [each for each in Collection(collection).decisions() if each.kind == "same"]
    assert is_of_before(decided.name)
    run("links", "undo", id_before(pair_id(decided.name, decided.other)), collection=collection)
    [pair] = _asked(collection)
    run("links", "different", id_before(pair["pair"]), collection=collection)
    assert _asked(collection) == []


def test_documents_are_named_by_their_ids_of_before(collection: Path) -> None:
    [before, _] = Collection(collection).ids()
    run("build", collection=collection)
    [now, _] = Collection(collection).ids()
    run("remove", before, collection=collection)
    assert now not in Collection(collection).ids()
    run("documents", "restore", before, collection=collection)
    assert now in Collection(collection).ids()


def test_what_was_removed_before_comes_back_with_the_id_of_now(collection: Path) -> None:
    [before, _] = Collection(collection).ids()
    run("remove", before, collection=collection)
    run("build", collection=collection)
    run("documents", "restore", before, collection=collection)
    assert not any(map(is_of_before, Collection(collection).ids()))


def test_a_file_that_is_held_from_before_is_no_second_document(
    collection: Path, made_before: Path
) -> None:
    for year in (2025, 2026):
        file = made_before.parent / f"{year}.txt"
        text = file.read_text("utf-8") + "\n加快建设济南云计算中心。\n"
        changed = collection.parent / file.name
        changed.write_text(text, "utf-8")
        run("load", str(changed), collection=collection)
    ids = Collection(collection).ids()
    assert [id_before(each) for each in ids] == Collection(made_before).ids()
    assert not any(map(is_of_before, ids))


def test_an_id_leads_to_its_words_when_rules_read_them_otherwise(collection: Path) -> None:
    """Rules that cut a name elsewhere, then take it for another kind, while tables get lost."""
    run("build", collection=collection)
    before = _node(collection, "Project", "海若智算中心")
    other = _node(collection, "Project", "浪潮海若智算中心")

    _read_otherwise(collection, "海若智算中心", "Project", "智算中心")
    run("build", collection=collection)
    cut = _node(collection, "Project", "智算中心")
    assert cut.id not in (before.id, other.id)
    shutil.rmtree(collection / "tables")
    run("build", collection=collection)
    _read_otherwise(collection, "智算中心", "Initiative", "智算中心建设")
    run("build", collection=collection)
    now = _node(collection, "Initiative", "智算中心建设")

    with closing(Workspace.open(collection)) as workspace:
        for old in (before.id, id_before(before.id), cut.id):
            assert id_now(workspace.store, old) == now.id
            assert resolve(workspace.store, old).ids == (now.id,)
        assert id_now(workspace.store, cut.thing) == now.thing
        # The thing is still one in the other report, where people said so.
        assert id_now(workspace.store, before.thing) == before.thing
        assert id_now(workspace.store, other.id) == other.id
        assert id_now(workspace.store, now.id) == now.id


def test_another_file_takes_no_ids_over(collection: Path) -> None:
    run("build", collection=collection)
    before = _node(collection, "Project", "海若智算中心")
    changed = collection.parent / "2026.txt"
    changed.write_text(_REPORT.format(year=2026, name="黄河大桥"), "utf-8")
    run("load", str(changed), collection=collection)
    with closing(Workspace.open(collection)) as workspace:
        assert id_now(workspace.store, before.id) == before.id
        with pytest.raises(UnknownName):
            resolve(workspace.store, before.id)


class _Node(NamedTuple):
    id: str
    thing: str


def _node(collection: Path, label: str, name: str) -> _Node:
    with closing(Workspace.open(collection)) as workspace:
        statement = f"MATCH (n:{label}) WHERE n.name = $name RETURN n.id, n.thing"
        [row] = workspace.store.read(statement, {"name": name}).rows
    return _Node(*map(str, row))


def _read_otherwise(collection: Path, old: str, type_: Any, name: str) -> None:
    """Have the facts say what other rules would find: another end of a name, another kind."""
    for path in (collection / "facts").iterdir():
        record = parse(path.read_bytes())
        facts = []
        for each in record.facts:
            if isinstance(each, Entity) and each.name == old:
                said, more = each.evidence, len(name) - len(old)
                evidence = replace(said, start=said.start - min(more, 0))
                each = replace(each, type=type_, name=name, evidence=evidence)
            if isinstance(each, Relation) and old in (each.source, each.target):
                continue
            facts.append(each)
        path.write_bytes(dump(replace(record, facts=facts)))
