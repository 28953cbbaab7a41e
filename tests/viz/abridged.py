"""Thirty real reports, each cut to the opening of its chapters: quick to read, of many places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import NO_DOCUMENT, SHARED

_CHAPTER = re.compile(r"(?:#+\s*)?[一二三四五六七八九十]+、")
_PARAGRAPHS = 3
_LONGEST = 2_600
"""Characters of a report that are kept at most."""


def abridged(text: str) -> str:
    """What stands before the first chapter, and the first paragraphs of each."""
    kept: list[str] = []
    left = _PARAGRAPHS
    begun = False
    for line in text.split("\n"):
        if _CHAPTER.match(line):
            begun, left = True, _PARAGRAPHS + 1
        if not begun or (left and line.strip()):
            kept.append(line)
            left -= begun
    short = "\n".join(kept)
    return short[: short.rfind("\n", 0, _LONGEST)] if len(short) > _LONGEST else short


def abridged_reports(folder: Path, little_report: str) -> list[Path]:
    """The reports of the nation and of the provinces, and the little one of Jinan, as files."""
    reports = sorted((SHARED / "reports").glob("*/*.txt"))
    if not reports:
        pytest.skip(NO_DOCUMENT)
    texts = {
        each.name: abridged(each.read_text("utf-8")) for each in reports if ".en" not in each.name
    }
    texts["jinan-2025.md"] = little_report
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]
