"""The notebooks of the documentation run, and print what they show.

LANTU_WRITE_OUTPUTS=1 writes what they print into them instead.
"""

from __future__ import annotations

import io
import json
import os
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_prints_what_it_shows(path: Path) -> None:
    pytest.importorskip("pandas")
    notebook = json.loads(path.read_text("utf-8"))
    space: dict[str, Any] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        printed = io.StringIO()
        with redirect_stdout(printed):
            exec(compile("".join(cell["source"]), f"{path.name}: {cell['id']}", "exec"), space)
        shown = "".join(each["text"] for each in cell["outputs"])
        if os.environ.get("LANTU_WRITE_OUTPUTS"):
            text = printed.getvalue()
            cell["outputs"] = (
                [{"name": "stdout", "output_type": "stream", "text": text}] if text else []
            )
        else:
            assert printed.getvalue() == shown, cell["id"]
    if os.environ.get("LANTU_WRITE_OUTPUTS"):
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
