"""Documents of one passage that lists things, and the names given in it."""

from __future__ import annotations

from pathlib import Path

from graph.loaders.document import Document
from graph.loaders.facts import Entity, EntityType, Evidence
from graph.loaders.reading import read_document


def read(folder: Path, text: str) -> Document:
    path = folder / "report.md"
    path.write_text(f"# 某省政府工作报告\n\n## 一、重点工作\n\n{text}\n", encoding="utf-8")
    return read_document(path)


def named(document: Document, type_: EntityType, *names: str) -> list[Entity]:
    passage = next(each for each in document.passages if not each.heading and "、" in each.text)
    starts = [passage.text.index(name) for name in names]
    return [
        Entity(
            type=type_,
            name=name,
            evidence=Evidence.of(passage, start, start + len(name)),
            rule="",
        )
        for name, start in zip(names, starts, strict=True)
    ]
