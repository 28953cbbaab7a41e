"""Evaluation: the documented scoring, its misses and extras, and gold that is damaged."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError
from graph.evaluation import compare, evaluate, load_gold
from graph.loaders.extraction import default_extractor
from graph.scoring import Tally, score
from tests.conftest import NO_DOCUMENT, SHARED

GOLD = SHARED / "gold"
with_gold = pytest.mark.skipif(not GOLD.exists(), reason=NO_DOCUMENT)

TEXT = "加快起步区建设。比亚迪整车二期开工，完成投资 12 亿元，增长5%。黄河大桥复线桥建成通车。"
BRIDGE = {
    "t": "entity",
    "type": "Project",
    "name": "黄河大桥复线桥",
    "quote": "黄河大桥复线桥建成通车",
}
PLANT = {"t": "entity", "type": "Project", "name": "比亚迪整车二期", "quote": "比亚迪整车二期开工"}
ZONE = {
    "t": "entity",
    "type": "Area",
    "name": "起步区",
    "quote": "加快起步区建设",
    "borderline": True,
}
INVESTED: dict[str, Any] = {
    "t": "indicator",
    "name": "投资",
    "value": "12",
    "unit": "亿元",
    "measure": "flow",
    "direction": "",
    "qualifier": "exact",
    "year": 2024,
    "status": "actual",
    "quote": "完成投资12亿元",
}


def test_a_perfect_prediction_scores_one() -> None:
    scores = score(TEXT, [BRIDGE, PLANT, INVESTED], [BRIDGE, PLANT, INVESTED])
    assert scores["entity"].tally == Tally(2, 2, 2)
    assert scores["indicator"].tally.f1 == 1.0


def test_borderline_gold_counts_neither_way() -> None:
    scores = score(TEXT, [BRIDGE, ZONE], [BRIDGE, {**ZONE, "type": "Goal"}])
    assert scores["entity"].tally == Tally(1, 1, 1)


def test_what_lies_outside_the_section_is_not_counted() -> None:
    elsewhere = {**PLANT, "name": "别处的项目", "quote": "别处的项目开工"}
    assert score(TEXT, [BRIDGE], [elsewhere])["entity"].tally == Tally(0, 1, 0)


def test_values_are_compared_with_their_scale_multiplied_out() -> None:
    written_out = {**INVESTED, "value": "120000", "unit": "万元"}
    scores = score(TEXT, [INVESTED], [written_out])
    assert scores["indicator"].tally.hits == 1
    wrong_year = {**INVESTED, "year": 2025}
    scores = score(TEXT, [INVESTED], [wrong_year])
    assert scores["indicator"].tally.hits == 0
    assert scores["indicator, figure only"].tally.hits == 1


def test_kinds_that_the_gold_leaves_out_do_not_count() -> None:
    serves = {"t": "relation", "type": "SUPPORTS", "from": "甲", "to": "乙", "quote": "起步区建设"}
    wordless = {**INVESTED, "value": ""}
    scores = score(TEXT, [], [serves, wordless])
    assert scores["relation"].tally.made == scores["indicator"].tally.made == 0


def write_gold(folder: Path, facts: Sequence[Mapping[str, Any]]) -> Path:
    gold = folder / "gold"
    gold.mkdir()
    (gold / "part.txt").write_text(TEXT, encoding="utf-8")
    lines = (json.dumps(fact, ensure_ascii=False) for fact in facts)
    (gold / "part.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    return gold


def test_misses_and_extras_come_with_their_sentences(tmp_path: Path) -> None:
    sections = load_gold(write_gold(tmp_path, [BRIDGE]))
    found = compare([(section, [PLANT]) for section in sections])
    (missed,), (extra,) = found.missed, found.extra
    assert missed.fact["name"] == "黄河大桥复线桥"
    assert missed.sentence == "黄河大桥复线桥建成通车。"
    assert extra.sentence == "比亚迪整车二期开工，完成投资12亿元，增长5%。"


def test_the_default_extractor_is_evaluated_on_the_section_itself(tmp_path: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    sections = load_gold(write_gold(tmp_path, [BRIDGE, INVESTED]))
    found = evaluate(sections, default_extractor(), lambda *call: calls.append(call))
    assert found.total["entity"].gold == 1
    assert found.total["indicator"].gold == 1
    assert found.sections.keys() == {"part"}
    assert calls[0][1:] == (0, 1)


@pytest.mark.parametrize(
    "line",
    ["{not json", '{"t":"entity","type":"Project","quote":"起步区"}', '{"t":"opinion"}', "[]"],
)
def test_damaged_gold_names_the_line(tmp_path: Path, line: str) -> None:
    gold = write_gold(tmp_path, [])
    (gold / "part.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DocumentError, match="line 1"):
        load_gold(gold)


def test_a_folder_without_gold_says_what_it_needs(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"NAME\.txt"):
        load_gold(tmp_path)


def shared_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_facts", GOLD / "score_facts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@with_gold
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_scores_are_those_of_the_shared_scorer(data: st.DataObject) -> None:
    """On gold facts that have been dropped, renamed and changed at random."""
    scorer = shared_scorer()
    section = data.draw(st.sampled_from(load_gold(GOLD)))
    predicted = [
        dict(data.draw(changed(fact))) for fact in section.facts if data.draw(st.booleans())
    ]
    theirs = scorer.score(section.text, [dict(f) for f in section.facts], predicted)
    ours = score(section.text, section.facts, predicted)
    for kind, counts in theirs.items():
        tally = ours[kind].tally
        assert (tally.hits, tally.gold, tally.made) == counts
        assert (tally.precision, tally.recall, tally.f1) == pytest.approx(scorer.f1(*counts))


def changed(fact: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    plain = {key: value for key, value in fact.items() if key != "borderline"}
    variants = [plain]
    if fact["t"] == "relation":
        variants.append({**plain, "from": plain["from"][1:]})
    else:
        variants += [
            {**plain, "name": plain["name"][1:]},
            {**plain, "name": "别的" + plain["name"]},
        ]
    if fact["t"] == "entity":
        variants.append({**plain, "type": "Goal"})
    if fact["t"] == "indicator":
        variants += [{**plain, "year": 1999}, {**plain, "value": "1"}, {**plain, "value": ""}]
    return st.sampled_from(variants)
