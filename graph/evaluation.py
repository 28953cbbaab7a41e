"""Measures an extractor on sections that people have read: scores, misses and extras.

A folder of gold holds for each section its text (`NAME.txt`), the facts read in it (`NAME.jsonl`)
and, in `sections.json`, the path of the report that the section is a stretch of, from the folder
above. A section that names no report is read by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DocumentError
from graph.loaders.extraction import Extractor
from graph.loaders.facts import to_json
from graph.loaders.reading import read_document
from graph.scoring import Line, Tally, bare, score

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done and how much there is."""

_SHOWN = ("entity", "indicator", "relation")
_KEYS = {
    "entity": ("type", "name"),
    "indicator": ("name", "value", "unit", "measure", "direction", "qualifier", "year", "status"),
    "relation": ("type", "from", "to", "basis"),
}


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A section of a report with the facts that people read there."""

    name: str
    text: str
    facts: Sequence[Line]
    report: Path


@dataclass(frozen=True, slots=True)
class Difference:
    """A gold fact that was missed, or a fact that was found and is not in the gold."""

    section: str
    fact: Line
    sentence: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores by kind of fact, over all sections and for each; misses and extras in their order."""

    total: Mapping[str, Tally]
    sections: Mapping[str, Mapping[str, Tally]]
    missed: Sequence[Difference]
    extra: Sequence[Difference]


def evaluate(
    sections: Sequence[GoldSection], extractor: Extractor, progress: Progress | None = None
) -> Evaluation:
    """Extract the facts of the sections' reports and hold them against the gold.

    Raises DocumentError where a report cannot be read and ExtractorError where the extractor fails.
    """
    facts: dict[Path, Sequence[Line]] = {}
    reports = list(dict.fromkeys(section.report for section in sections))
    for number, report in enumerate(reports):
        if progress:
            progress(report.name, number, len(reports))
        facts[report] = _facts_of(report, extractor)
    if progress:
        progress("scores", len(reports), len(reports))
    return compare([(section, facts[section.report]) for section in sections])


def _facts_of(report: Path, extractor: Extractor) -> Sequence[Line]:
    document = read_document(report)
    return [to_json(fact, document) for fact in extractor.extract(document)]


def compare(found: Sequence[tuple[GoldSection, Sequence[Line]]]) -> Evaluation:
    """Hold facts, as JSON lines of whole reports, against the gold of sections of these reports."""
    total: dict[str, Tally] = {}
    tallies: dict[str, Mapping[str, Tally]] = {}
    missed: list[Difference] = []
    extra: list[Difference] = []
    for section, facts in found:
        scores = score(section.text, section.facts, facts)
        tallies[section.name] = {kind: each.tally for kind, each in scores.items()}
        for kind, each in scores.items():
            total[kind] = total.get(kind, Tally(0, 0, 0)) + each.tally
            if kind in _SHOWN:
                missed += [_difference(section, kind, fact) for fact in each.missed]
                extra += [_difference(section, kind, fact) for fact in each.extra]
    return Evaluation(total, tallies, missed, extra)


def _difference(section: GoldSection, kind: str, fact: Line) -> Difference:
    kept = ("t", *_KEYS[kind], "rule", "quote")
    shown = {key: fact[key] for key in kept if key in fact}
    return Difference(section.name, shown, _sentence(section.text, fact["quote"]))


def _sentence(text: str, quote: str) -> str:
    """The sentence of a section that a quote stands in, from its start to its end."""
    within, wanted = bare(text), bare(quote)
    start = within.find(wanted)
    if start < 0:
        return quote
    first = max(within.rfind(mark, 0, start) for mark in "。；！？") + 1
    ends = [within.find(mark, start + len(wanted) - 1) for mark in "。；！？"]
    last = min((end + 1 for end in ends if end >= 0), default=len(within))
    return within[first:last]


def load_gold(folder: Path) -> list[GoldSection]:
    """The sections in a folder of gold, in the order of their names.

    Raises DocumentError, which names the file, where there are none or one is damaged.
    """
    reports = _reports(folder / "sections.json")
    sections = [
        GoldSection(
            facts.stem,
            _text(facts.with_suffix(".txt")),
            _lines(facts),
            folder.parent / reports[facts.stem] if facts.stem in reports else _alone(facts),
        )
        for facts in sorted(folder.glob("*.jsonl"))
    ]
    if not sections:
        raise DocumentError(
            f"There is no gold in {folder}: each section needs NAME.txt and NAME.jsonl."
        )
    return sections


def _alone(facts: Path) -> Path:
    return facts.with_suffix(".txt")


def _reports(path: Path) -> Mapping[str, str]:
    if not path.exists():
        return {}
    try:
        return dict(json.loads(_text(path)))
    except (ValueError, TypeError) as error:
        raise DocumentError(f"{path} should map sections to reports: {error}.") from error


def _lines(path: Path) -> list[Line]:
    lines: list[Line] = []
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            fact: dict[str, Any] = json.loads(line)
            missing = {"t", "quote", *_NEEDED[fact["t"]]} - fact.keys()
        except (ValueError, KeyError, TypeError) as error:
            raise DocumentError(f"{path}, line {number} is not a fact: {error}.") from error
        if missing:
            raise DocumentError(f"{path}, line {number} lacks {', '.join(sorted(missing))}.")
        lines.append(fact)
    return lines


_NEEDED = {
    "entity": ("type", "name"),
    "indicator": ("name", "value", "unit", "year"),
    "relation": ("type", "from", "to"),
}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} cannot be read: {error}.") from error
