"""What is installed, when it is not run from its sources."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from fnmatch import fnmatch
from pathlib import Path
from urllib.request import urlopen

from tests.conftest import ROOT
from tests.serving import started_by

PACKAGES = ("api", "graph", "seed", "viz")


def run(command: list[str], cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command without what the tests' own environment says of paths."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=True, timeout=600
    )


def test_every_file_of_the_packages_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = [*project["tool"]["setuptools"]["package-data"]["*"], "*.py"]
    left_out = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and not any(fnmatch(path.name, pattern) for pattern in patterns)
    ]
    assert left_out == []


def test_what_is_installed_works_without_the_sources(tmp_path: Path) -> None:
    """The wheel in an environment of its own; what it rests on is that of the tests."""
    sources = tmp_path / "sources"
    left = ("api", "graph", "seed", "viz", "lantu.py", "pyproject.toml", "README.md", "LICENSE")
    sources.mkdir()
    for name in left:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, sources / name)
    build = "from setuptools import build_meta; print(build_meta.build_wheel('.'))"
    built = run([sys.executable, "-c", build], cwd=sources)
    wheel = sources / built.stdout.split()[-1]
    place = tmp_path / "environment"
    run([sys.executable, "-m", "venv", "--without-pip", str(place)])
    packages = next((place / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as content:
        content.extractall(packages)
        [entries] = [each for each in content.namelist() if each.endswith("entry_points.txt")]
        assert "lantu = api.cli:main" in content.read(entries).decode()
        assert "graph/py.typed" in content.namelist()
    # What stands here is searched after the environment's own; no finder of the sources is run.
    (packages / "tested.pth").write_text(sysconfig.get_path("purelib") + "\n")
    shutil.rmtree(sources)
    python = place / "bin" / "python"
    where = run([str(python), "-c", "import lantu; print(lantu.__file__)"], cwd=tmp_path).stdout
    assert where.strip() == str(packages / "lantu.py")
    command = [str(python), "-m", "api.cli"]
    loaded = run([*command, "demo", "--no-serve", "--collection", "jinan"], cwd=tmp_path)
    assert "济南" in loaded.stdout
    asked = [
        *command,
        "ask",
        "哪些项目服务数字济南目标",
        "--collection",
        "jinan",
        "--format",
        "json",
    ]
    assert len(json.loads(run(asked, cwd=tmp_path).stdout)["rows"]) > 20
    with started_by(command, "--collection", tmp_path / "jinan") as server:
        for path in ("", "docs", "openapi.json", "readyz"):
            with urlopen(f"{server.address}{path}", timeout=60) as response:
                assert response.status == 200
