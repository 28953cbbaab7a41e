"""Training: gold is aligned with its reports, and the same gold gives the same models."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.errors import DocumentError
from graph.evaluation import load_gold
from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.named import find_named
from graph.loaders.names.recognition import Models, read_model
from graph.loaders.reading import read_document
from graph.training.__main__ import training
from graph.training.alignment import GoldName, GoldPassage, read_reports
from graph.training.crossfit import split
from graph.training.crossvalidate import left_out
from graph.training.known import known_names
from graph.training.models import train_models

PLACES = ("青山", "白石", "金沙", "龙泉", "云溪", "永宁")
KINDS = ("大桥", "水厂", "医院", "图书馆", "体育馆")
HEAD = "# 政府工作报告\n\n## 一、2025年重点工作\n\n"


def fact(type_: str, name: str, quote: str, **more: object) -> dict[str, object]:
    return {"t": "entity", "type": type_, "name": name, "quote": quote, **more}


def write_gold(folder: Path, name: str, text: str, facts: Sequence[dict[str, object]]) -> None:
    """A section that is the whole of its report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(HEAD + text, encoding="utf-8")
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in facts)
    (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports whose sentences all say the same of other names."""
    folder = tmp_path_factory.mktemp("training") / "gold"
    for number in range(4):
        place = PLACES[number]
        text, facts = "", []
        for kind in KINDS:
            name = f"{place}{kind}"
            text += f"加快建设{name}，力争年内投入使用。持续提升服务水平，不断增进民生福祉。"
            facts.append(fact("Project", name, f"加快建设{name}"))
        text += f"深入实施{place}提升行动。"
        facts.append(fact("Initiative", f"{place}提升行动", f"深入实施{place}提升行动"))
        write_gold(folder, f"report{number}", text, facts)
    return folder


@pytest.fixture(scope="session")
def trained(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    train_models(read_reports(load_gold(gold)), folder)
    return folder


def read_one(folder: Path, text: str, *facts: dict[str, object]) -> GoldPassage:
    """The passage of a section of one paragraph."""
    write_gold(folder, "one", text, facts)
    (report,) = read_reports(load_gold(folder))
    return list(report.passages.values())[-1]


def said(passage: GoldPassage, name: GoldName) -> str:
    return "".join(passage.words.words[name.start : name.end])


def test_the_same_gold_gives_the_same_bytes(gold: Path, trained: Path, tmp_path: Path) -> None:
    for path in train_models(read_reports(load_gold(gold)), tmp_path):
        assert path.read_bytes() == (trained / path.name).read_bytes()


def test_trained_models_find_names_that_they_have_not_seen(trained: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    report.write_text(HEAD + "加快建设永宁大桥，力争年内投入使用。", encoding="utf-8")
    models = Models(
        *(read_model(trained / f"{each}.crfsuite") for each in ("tagger", "judge")), lexicon()
    )
    found = find_named(read_document(report), models)
    assert ("Project", "永宁大桥") in [(each.type, each.name) for each in found]


def test_what_is_left_out_is_scored_fold_by_fold(gold: Path) -> None:
    rounds = list(left_out(load_gold(gold), 4))
    assert [what for what, _ in rounds] == [*sorted(w for w, _ in rounds[:-1]), "all"]
    assert rounds[-1][1].total["entity"].gold == sum(
        each.total["entity"].gold for _, each in rounds[:-1]
    )
    assert rounds[-1][1].total["Project"].f1 > 0.8


def test_folds_hold_whole_reports_each_once(gold: Path) -> None:
    reports = read_reports(load_gold(gold))
    folds = split(reports, 3)
    dealt = [report.path for fold in folds for report in fold]
    assert sorted(dealt) == [report.path for report in reports]
    assert split(reports, 3) == folds


@pytest.mark.parametrize(
    ("text", "type_", "name", "item", "head"),
    [
        ("桑龙、城龙等7条高速公路建成通车。", "Project", "桑龙高速公路", "桑龙", "高速公路"),
        ("紫金山、太湖等实验室加快建设。", "Organization", "太湖实验室", "太湖", "实验室"),
        ("用好“两重”、“两新”政策。", "Initiative", "“两重”政策", "“两重”", "政策"),
        ("加快建设青山大桥。", "Project", "青山大桥", "青山大桥", ""),
    ],
)
def test_an_item_of_a_list_stands_for_the_name_that_its_head_completes(
    tmp_path: Path, text: str, type_: str, name: str, item: str, head: str
) -> None:
    passage = read_one(tmp_path, text, fact(type_, name, text[:-1]))
    assert [(said(passage, each), each.head) for each in passage.names] == [(item, head)]


def test_a_name_is_one_wherever_its_section_says_it(tmp_path: Path) -> None:
    text = "加快建设青山大桥。青山大桥年内通车。"
    passage = read_one(tmp_path, text, fact("Project", "青山大桥", "加快建设青山大桥"))
    assert [said(passage, each) for each in passage.names] == ["青山大桥", "青山大桥"]


def test_a_sure_name_comes_before_an_unsure_one_at_its_place(tmp_path: Path) -> None:
    passage = read_one(
        tmp_path,
        "打造数字青山。",
        fact("Goal", "数字青山", "打造数字青山", borderline=True),
        fact("Initiative", "数字青山", "打造数字青山"),
    )
    assert [(each.type, each.unsure) for each in passage.names] == [("Initiative", False)]


def test_only_sentences_of_a_section_are_learned_from(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    write_gold(gold, "part", "", [fact("Project", "青山大桥", "建设青山大桥")])
    (gold / "part.txt").write_text("建设青山大桥。", encoding="utf-8")
    report = tmp_path / "report.md"
    report.write_text(HEAD + "建设白石水厂。建设青山大桥。", encoding="utf-8")
    (gold / "sections.json").write_text('{"part": "report.md"}', encoding="utf-8")
    (read,) = read_reports(load_gold(gold))
    (passage,) = read.passages.values()
    sentences = ["".join(passage.words.words[start:end]) for start, end in passage.sentences]
    assert sentences == ["建设青山大桥。"]


def test_names_that_are_met_again_are_kept_with_the_label_they_mostly_got(gold: Path) -> None:
    names = known_names(read_reports(load_gold(gold)))
    assert names["青山提升行动"] == "Initiative"
    assert "青山大桥" not in names


def test_damaged_gold_is_told_with_file_and_line(gold: Path, tmp_path: Path) -> None:
    write_gold(tmp_path, "one", "建设青山大桥。", [fact("Project", "青山大桥", "建设青山大桥")])
    with (tmp_path / "one.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"t": "entity", "type": "Project"\n')
    result = CliRunner().invoke(training, ["models", str(tmp_path)])
    assert result.exit_code == 1
    assert "one.jsonl, line 2" in result.output


def test_one_report_is_too_few(tmp_path: Path) -> None:
    write_gold(tmp_path, "one", "建设青山大桥。", [fact("Project", "青山大桥", "建设青山大桥")])
    reports = read_reports(load_gold(tmp_path))
    with pytest.raises(DocumentError, match="two reports"):
        train_models(reports, tmp_path)


def test_clusters_are_the_same_every_time(tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    sentences = [f"加快建设{place}{kind}，提升服务水平。" for place in PLACES for kind in KINDS]
    report.write_text(HEAD + "".join(sentences), encoding="utf-8")
    tables = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for table in tables:
        result = CliRunner().invoke(training, ["clusters", str(report), "--into", str(table)])
        assert result.exit_code == 0, result.output
    assert tables[0].read_bytes() == tables[1].read_bytes()
    assert tables[0].read_text(encoding="utf-8").startswith("word,cluster,kind\n")
