"""Which names of one document are one thing."""

from __future__ import annotations

import pytest

from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.names.coreference import canonical_names


def canonical(*named: tuple[EntityType, str]) -> dict[str, str]:
    """What each name stands for, of a document that has these."""
    where = Evidence(0, 0, 4, "建设")
    found = canonical_names(
        [Entity(type=type_, name=name, evidence=where, rule="test") for type_, name in named]
    )
    return {name: other for (_, name), other in found.items()}


@pytest.mark.parametrize(
    ("type_", "longer", "shorter"),
    [
        ("Organization", "麒麟软件", "麒麟"),
        ("Organization", "民企赛力斯", "赛力斯"),
        ("Project", "景泰二期提质增效工程", "景泰二期"),
        ("Initiative", "中俄博览会（哈洽会）", "哈洽会"),
        ("Area", "沿黄生态起步区", "起步区"),
    ],
)
def test_a_longer_name_stands_for_the_shorter(type_: EntityType, longer: str, shorter: str) -> None:
    assert [*canonical((type_, longer), (type_, shorter)).values()] == [shorter]


def test_an_area_before_a_name_says_where_it_is() -> None:
    names: list[tuple[EntityType, str]] = [("Project", "长沙奥体中心"), ("Project", "奥体中心")]
    assert canonical(*names) == {}
    assert canonical(*names, ("Area", "长沙")) == {"长沙奥体中心": "奥体中心"}
    assert canonical(*names, ("Area", "长沙"), ("Project", "株洲奥体中心")) == {}


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Project", "3号线二期", "3号线"),
        ("Organization", "山东大学齐鲁医院", "山东大学"),
        ("Area", "东部新城", "新城"),
        ("Initiative", "海洋试验场（深海）", "深海"),
    ],
)
def test_what_says_more_is_another(type_: EntityType, one: str, other: str) -> None:
    assert canonical((type_, one), (type_, other)) == {}
