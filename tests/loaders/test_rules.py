"""Rules kept as data: what does not fit names itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import RuleError
from graph.loaders.rules import read_rules
from graph.loaders.structure.layout import Layout, layout

SHIPPED = Path(__file__).parents[2] / "graph" / "loaders" / "rules" / "structure.toml"


def test_the_shipped_rules_fit_their_schema() -> None:
    assert layout().numbering.styles


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("head_lines = 40", "head_lines = 0", "furniture.head_lines"),
        ("head_lines = 40", "heads = 40", "furniture.heads"),
        ('opening = "(各位代表', 'opening = "((各位代表', "no regular expression"),
        ("[lead]", "[lead", "cannot be read"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "structure.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleError, match=said):
        read_rules(path, Layout)


def test_missing_rules_are_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"none\.toml"):
        read_rules(tmp_path / "none.toml", Layout)
