"""Trains the tagger: words labelled by the names that people found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.token_features import features
from graph.training.alignment import GoldName, GoldPassage, GoldReport
from graph.training.crf import Sequence_, Settings, fit

SETTINGS = Settings(c1=0.2, c2=0.5, iterations=70)


def train_tagger(reports: Sequence[GoldReport], path: Path, settings: Settings = SETTINGS) -> None:
    """Train a tagger on the sentences that people read, and write it to a file."""
    fit(path, _sequences(reports), settings)


def _sequences(reports: Sequence[GoldReport]) -> Iterator[Sequence_]:
    for report in reports:
        for passage in report.passages.values():
            rows = features(passage.words, passage.place, lexicon())
            labels = _labels(passage)
            for start, end in passage.sentences:
                yield rows[start:end], labels[start:end]


def _labels(passage: GoldPassage) -> list[str]:
    """A label for each word; of names over one another the sure and the longer one counts."""
    labels = ["O"] * len(passage.words)
    for name in sorted(passage.names, key=_rank):
        if all(label == "O" for label in labels[name.start : name.end]):
            labels[name.start : name.end] = [f"I-{name.type}"] * (name.end - name.start)
            labels[name.start] = f"B-{name.type}"
    return labels


def _rank(name: GoldName) -> tuple[bool, int, int]:
    return name.unsure, name.start - name.end, name.start
