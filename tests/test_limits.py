"""Files that take too much cost that file alone, and a sentence says which limit was met."""

from __future__ import annotations

import json
import os
import re
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from api.cli import lantu
from api.http import create_app
from api.limits import ServerLimits
from graph.errors import DocumentError, LantuError
from graph.limited import processes
from graph.limited.limits import FileLimits, file_limits
from graph.loaders.extraction import RuleExtractor
from graph.workspace import Workspace
from tests import limited_inputs

GOOD = "2025年云河市政府工作报告\n\n一、2025年重点工作\n\n新建学校6所，完成投资30亿元。\n"
LOW = FileLimits(seconds=3, memory=700, characters=2_000)


def state(collection: Path) -> dict[str, bytes]:
    """All that a collection keeps."""
    files = (path for path in collection.rglob("*") if path.is_file())
    return {str(path.relative_to(collection)): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "forms.pdf",
            limited_inputs.nested_forms(),
            "takes (longer|more) than|brought the process",
        ),
        ("many.docx", limited_inputs.many_paragraphs(), "takes more than 700 MiB"),
        ("long.txt", "经济发展。".encode() * 1000, "holds 5,000 characters"),
    ],
)
def test_what_takes_too_much_is_refused_and_the_next_file_is_read(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    workspace = Workspace.open(tmp_path / "collection")
    bomb, good = tmp_path / name, tmp_path / "good.txt"
    bomb.write_bytes(content)
    good.write_text(GOOD, "utf-8")
    workspace.load([good], limits=LOW)
    before = state(workspace.collection.folder)
    refused, again = workspace.load([bomb, good], limits=LOW)
    assert re.search(said, refused.error)
    assert name in refused.error
    assert (again.error, again.changed) == ("", False)
    assert state(workspace.collection.folder) == before
    workspace.close()
    processes.close()


def test_extraction_has_its_own_time() -> None:
    document = processes.read_content(
        ("投资" + "“甲”" * 150_000).encode(), "slow.txt", file_limits()
    )
    with pytest.raises(DocumentError, match="takes longer than 1 seconds"):
        processes.extract_facts(
            RuleExtractor(), document, "slow.txt", FileLimits(1, 1500, 1_000_000)
        )


def test_the_command_line_and_uploads_refuse_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANTU_FILE_SECONDS", "2")
    bomb, good = tmp_path / "forms.pdf", tmp_path / "good.txt"
    bomb.write_bytes(limited_inputs.nested_forms())
    good.write_text(GOOD, "utf-8")
    place = ["--collection", str(tmp_path / "collection")]
    loaded = CliRunner().invoke(lantu, ["load", str(bomb), str(good), "--format", "json", *place])
    assert loaded.exit_code == 1
    assert "forms.pdf" in loaded.stderr
    assert [row["title"] for row in json.loads(loaded.stdout)] == ["2025年云河市政府工作报告"]
    shown = CliRunner().invoke(lantu, ["extract", str(bomb)])
    assert shown.exit_code != 0
    workspace = Workspace.open(tmp_path / "collection")
    limits = ServerLimits(upload_seconds=2)
    app = create_app(workspace, writer=workspace, limits=limits)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        files = {"files": (bomb.name, bomb.read_bytes())}
        answer = client.post("/api/v1/documents", files=files)
        assert answer.status_code == 422
        assert "forms.pdf" in answer.json()["detail"]
        assert len(client.get("/api/v1/documents").json()["rows"]) == 1
    workspace.close()


def test_settings_are_held_against_what_they_may_be() -> None:
    said = {"LANTU_FILE_SECONDS": "7", "LANTU_LIMIT_UPLOAD_CHARACTERS": "9"}
    assert file_limits(said) == FileLimits(7, file_limits({}).memory, file_limits({}).characters)
    of_uploads = ServerLimits.from_environment({}).upload
    assert ServerLimits.from_environment(said).upload == replace(of_uploads, characters=9)
    for wrong in ("0", "-1", "many", "1.5", "٣"):
        with pytest.raises(LantuError, match="LANTU_FILE_MEMORY"):
            file_limits({"LANTU_FILE_MEMORY": wrong})


def test_a_worker_is_warm_for_the_next_file_and_has_no_secrets() -> None:
    os.environ["SECRET_OF_TEST"] = "secret"
    try:
        first = processes.read_content(GOOD.encode(), "good.txt", LOW)
        (worker,) = processes._idle[LOW, False]
        content = Path(f"/proc/{worker._process.pid}/environ").read_bytes()
        processes.read_content(GOOD.encode(), "good.txt", LOW)
        assert processes._idle[LOW, False] == [worker]
    finally:
        del os.environ["SECRET_OF_TEST"]
        processes.close()
    assert b"SECRET_OF_TEST" not in content
    assert first.year == 2025


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe, bound = tmp_path / "pipe.txt", tmp_path / "socket.txt"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(bound))
        for path in (pipe, bound, Path("/dev/zero"), tmp_path):
            shown = CliRunner().invoke(lantu, ["extract", str(path)])
            assert "cannot be read: it is no file" in shown.stderr
            assert shown.exit_code != 0
