"""What changed in a document against the version before."""

from __future__ import annotations

from pathlib import Path

from graph.workspace import Workspace
from viz.changed import changes_of

REPORT = """# 2025年济南市政府工作报告

一、2025年工作安排

加快数字济南建设，推进{project}建设。地区生产总值增长{growth}%左右。
"""


def test_a_new_version_is_held_against_the_one_before(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    report = tmp_path / "report.md"
    for project, growth in (("齐鲁黄河大桥", "5"), ("黄岗路穿黄隧道", "6")):
        report.write_text(REPORT.format(project=project, growth=growth), encoding="utf-8")
        (loaded,) = workspace.load([report])
        if project == "齐鲁黄河大桥":
            assert changes_of(workspace.collection, loaded.id) is None
    changes = changes_of(workspace.collection, loaded.id)
    workspace.close()
    assert changes is not None
    assert ("Project", "黄岗路穿黄隧道") in changes.added.names
    assert ("Project", "齐鲁黄河大桥") in changes.gone.names
    assert ("Goal", "数字济南") not in {*changes.added.names, *changes.gone.names}
    assert [each.split()[1] for each in changes.added.figures] == ["6%"]
    assert [len(each.paragraphs) for each in (changes.added, changes.gone)] == [1, 1]
