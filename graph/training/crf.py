"""Fits a conditional random field to labelled sequences, the same one every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from graph.loaders.names.token_features import Features

Sequence_ = tuple[Sequence[Features], Sequence[str]]
"""The features of each step of a sequence, and its label."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a field is fitted: weights of the absolute and the squared penalty, and how long."""

    c1: float
    c2: float
    iterations: int
    least: int = 1
    """A feature with a label that is seen less often is left out."""


def fit(path: Path, sequences: Iterable[Sequence_], settings: Settings) -> None:
    """Fit a field and write it to a file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for rows, labels in sequences:
        trainer.append(rows, labels)
    trainer.select("lbfgs", "crf1d")
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.least,
            "feature.possible_transitions": False,
        }
    )
    trainer.train(str(path))
