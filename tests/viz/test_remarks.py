"""Remarks on documents in the reader's language."""

from __future__ import annotations

import re

from graph.workspace import Workspace
from viz.remarks import remark_in


def test_what_a_remark_quotes_stays_as_it_is() -> None:
    said = "This paragraph stops in the middle of a sentence: …财产安全和{社会}"
    assert remark_in(said, "zh") == "这一段在句子中间中断：…财产安全和{社会}"
    assert remark_in(said, "en") == said


def test_the_remarks_of_a_report_are_known(seed_workspace: Workspace) -> None:
    (loaded,) = seed_workspace.documents()
    assert loaded.remarks
    for each in loaded.remarks:
        assert re.search("[\u4e00-\u9fff]", remark_in(each, "zh")[:4]), each
