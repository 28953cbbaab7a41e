"""Names whose end a list says once for all of its items."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.facts import EntityType
from graph.loaders.names.shared_heads import with_shared_heads
from tests.loaders.listed import named, read


@pytest.mark.parametrize(
    ("text", "type_", "found", "expected"),
    [
        # The word of the list is behind a count, or behind 等, and says what all items are.
        (
            "深入实施节能降耗、清洁生产、绿色包装三大专项行动。",
            "Initiative",
            [],
            ["节能降耗专项行动", "清洁生产专项行动", "绿色包装专项行动"],
        ),
        (
            "永丰、泰吉等6条高速公路建成通车。",
            "Project",
            [],
            ["永丰高速公路", "泰吉高速公路"],
        ),
        # What took several items or the count for a name gives way to them.
        (
            "实施节能降耗、绿色包装两大专项行动。",
            "Initiative",
            ["节能降耗、绿色包装", "绿色包装两大专项行动"],
            ["节能降耗专项行动", "绿色包装专项行动"],
        ),
        # The last item alone says it: believed beside a name that ends in it.
        (
            "实施技能培训提升、品牌培育、劳务输出扩容行动。",
            "Initiative",
            ["劳务输出扩容行动"],
            ["劳务输出扩容行动", "品牌培育行动", "技能培训提升行动"],
        ),
        ("实施技能培训提升、品牌培育、劳务输出扩容行动。", "Initiative", [], []),
        # Items with an end of their own, parts of a quotation and short words share nothing.
        (
            "推进东湖大桥、西山隧道等重点工程。",
            "Project",
            ["东湖大桥", "西山隧道"],
            ["东湖大桥", "西山隧道"],
        ),
        ("实施“千村示范、万村整治”工程。", "Initiative", [], []),
        ("推进供水、供气等重点领域改革。", "Initiative", [], []),
        # The count is of what a sentence says is to come, no item's.
        ("围绕技术攻关、成果转化提出9项工程。", "Initiative", [], []),
    ],
)
def test_items_of_a_list_get_its_word(
    tmp_path: Path, text: str, type_: EntityType, found: list[str], expected: list[str]
) -> None:
    document = read(tmp_path, text)
    entities = with_shared_heads(document, named(document, type_, *found))
    assert sorted(each.name for each in entities) == sorted(expected)
    assert {each.type for each in entities} <= {type_}
