"""What is installed, when it is not run from its sources."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch

from tests.conftest import ROOT

PACKAGES = ("api", "graph", "seed", "viz")


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
