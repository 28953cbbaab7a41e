"""What ships with Lantu and is made of a folder of gold: the tagger, the judge, the names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from graph.errors import DocumentError
from graph.loaders.names.lexicon import NAMES
from graph.training.alignment import GoldReport
from graph.training.crossfit import CrossFit, split
from graph.training.known import known_names, write_names

FOLDS = 5


def train_models(reports: Sequence[GoldReport], folder: Path) -> list[Path]:
    """Train a tagger and a judge on reports, write them to a folder and give their paths.

    The names that people found are written beside them. The same reports give the same bytes.
    Raises DocumentError where there is only one report: the judge learns from what a tagger finds
    in reports that it does not know.
    """
    if len(reports) < 2:
        raise DocumentError("Training needs gold of two reports or more.")
    with TemporaryDirectory() as kept:
        fit = CrossFit(split(reports, min(FOLDS, len(reports))), Path(kept))
        trained = [Path(copyfile(path, folder / path.name)) for path in (fit.tagger(), fit.judge())]
    names = folder / NAMES
    write_names(known_names(reports), names)
    return [*trained, names]
