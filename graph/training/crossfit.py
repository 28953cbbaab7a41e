"""Models for gold that is split into folds of whole reports: each trained on what is left out.

The judge learns from what a tagger finds in reports that it was not trained on, as it will find
it in documents that nobody has read. To measure both on a fold, it is left out of all of this too;
a tagger that was trained without two folds serves both of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.recognition import Models, read_model
from graph.training.alignment import GoldReport
from graph.training.crf import Sequence_
from graph.training.judges import judged_by_people, train_judge
from graph.training.known import known_names
from graph.training.taggers import train_tagger

Fold = Sequence[GoldReport]


def split(reports: Sequence[GoldReport], count: int) -> list[list[GoldReport]]:
    """The reports dealt into so many folds in the order of their names.

    It depends on nothing but which reports there are, so that scores can be compared.
    """
    ordered = sorted(reports, key=lambda each: each.path.name)
    return [ordered[start::count] for start in range(count)]


class CrossFit:
    """Models that were not trained on some of the folds; what is trained is kept in a folder."""

    def __init__(self, folds: Sequence[Fold], folder: Path) -> None:
        self._folds = folds
        self._folder = folder

    def models(self, *without: int) -> Models:
        """A tagger, a judge and names that know nothing of these folds, by their positions."""
        known = lexicon().knowing(known_names(self._others(without)))
        tagger, judge = self.tagger(*without), self.judge(*without)
        return Models(read_model(tagger), read_model(judge), known)

    def judge(self, *without: int) -> Path:
        """A judge that was not trained on these folds."""
        path = self._path("judge", without)
        if not path.exists():
            train_judge(list(self._judged(without)), path)
        return path

    def tagger(self, *without: int) -> Path:
        """A tagger that was not trained on these folds."""
        path = self._path("tagger", without)
        if not path.exists():
            train_tagger(self._others(without), path)
        return path

    def _judged(self, without: Sequence[int]) -> Iterator[Sequence_]:
        others = self._others(without)
        for position, fold in enumerate(self._folds):
            if position not in without:
                tagger = read_model(self.tagger(*without, position))
                yield from judged_by_people(fold, tagger, others)

    def _others(self, without: Sequence[int]) -> list[GoldReport]:
        return [
            report
            for position, fold in enumerate(self._folds)
            if position not in without
            for report in fold
        ]

    def _path(self, kind: str, without: Sequence[int]) -> Path:
        name = "-".join(map(str, [kind, *sorted(without)]))
        return self._folder / f"{name}.crfsuite"
