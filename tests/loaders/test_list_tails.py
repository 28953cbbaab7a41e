"""Names that a list of places shares the end of."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.loaders.facts import Entity
from graph.loaders.names.list_tails import with_list_tails
from tests.loaders.listed import named, read


@pytest.mark.parametrize(
    ("text", "areas", "thing", "expected"),
    [
        (
            "建好衡阳、湘潭国家物流枢纽。",
            ["衡阳", "湘潭"],
            "湘潭国家物流枢纽",
            ["湘潭国家物流枢纽", "衡阳国家物流枢纽"],
        ),
        (
            "建好衡阳、湘潭和株洲3座光伏发电站。",
            ["衡阳", "湘潭", "株洲"],
            "株洲3座光伏发电站",
            ["株洲3座光伏发电站", "衡阳光伏发电站", "湘潭光伏发电站"],
        ),
        # Counted, it is one thing an area, and no thing of its own.
        (
            "建好衡阳、湘潭等4个冷链物流基地。",
            ["衡阳", "湘潭"],
            "冷链物流基地",
            ["衡阳冷链物流基地", "湘潭冷链物流基地"],
        ),
        # Uncounted, it is one thing.
        ("实施衡阳、湘潭等口岸提升工程。", ["衡阳", "湘潭"], "口岸提升工程", ["口岸提升工程"]),
        # One thing of both, and words that complete the last area's name alone.
        (
            "召开衡阳、湘潭两地联席会议。",
            ["衡阳", "湘潭"],
            "湘潭两地联席会议",
            ["湘潭两地联席会议"],
        ),
        ("推进衡阳、湘潭港航道枢纽建设。", ["衡阳", "湘潭"], "湘潭港航道枢纽", ["湘潭港航道枢纽"]),
        (
            "推进岳麓科学城、湘潭研发中心建设。",
            ["岳麓科学城", "湘潭"],
            "湘潭研发中心",
            ["湘潭研发中心"],
        ),
        (
            "支持衡阳、湘潭入选国家试点。",
            ["衡阳", "湘潭"],
            "湘潭入选国家试点",
            ["湘潭入选国家试点"],
        ),
        # Too short to be a name's end.
        ("建好衡阳、湘潭大道。", ["衡阳", "湘潭"], "湘潭大道", ["湘潭大道"]),
    ],
)
def test_a_list_of_areas_may_share_the_end_of_the_last_name(
    tmp_path: Path, text: str, areas: list[str], thing: str, expected: list[str]
) -> None:
    document = read(tmp_path, text)
    entities = [*named(document, "Area", *areas), *named(document, "Project", thing)]
    found = [each for each in with_list_tails(document, entities) if each.type == "Project"]
    assert sorted(each.name for each in found) == sorted(expected)
    assert all(each.evidence.quote in text for each in found)


def test_what_is_named_anyway_is_not_named_twice(tmp_path: Path) -> None:
    document = read(tmp_path, "建好衡阳、湘潭国家物流枢纽。")
    (one,) = named(document, "Project", "湘潭国家物流枢纽")
    (area,) = named(document, "Area", "湘潭")
    (other,) = named(document, "Area", "衡阳")
    known = Entity(type="Project", name="衡阳国家物流枢纽", evidence=one.evidence, rule="")
    entities = [other, area, one, known]
    assert with_list_tails(document, entities) == entities
