"""Trains the judge: spans that may be names, labelled by the names that people found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from graph.loaders.names.candidates import Candidate
from graph.loaders.names.judge import NONE, UNSURE, sequences
from graph.loaders.names.lexicon import lexicon
from graph.loaders.names.recognition import spans_with_features
from graph.loaders.words import Words
from graph.scoring import name_likeness
from graph.training.alignment import GoldName, GoldPassage, GoldReport
from graph.training.crf import Sequence_, Settings, fit
from graph.training.known import known_names
from graph.training.thinning import COPIES, thinned

# Penalties for each copy of an example that it learns from.
SETTINGS = Settings(c1=0.1 * COPIES, c2=1.0 * COPIES, iterations=100)


def train_judge(judged: Sequence[Sequence_], path: Path, settings: Settings = SETTINGS) -> None:
    """Train a judge on candidates with their labels, thinned, and write it to a file."""
    fit(path, thinned(judged), settings)


def judged_by_people(
    reports: Sequence[GoldReport], tagger: pycrfsuite.Tagger, others: Sequence[GoldReport]
) -> Iterator[Sequence_]:
    """The candidates of sentences that people read, with features and labels.

    The tagger must not have been trained on these reports: the judge would trust it too much. For
    the same reason the names it knows are those of the `others`, without the report's own.
    """
    for report in reports:
        known = lexicon().knowing(known_names(each for each in others if each != report))
        for passage in report.passages.values():
            found, rows = spans_with_features(passage.words, passage.place, tagger, known)
            labels = _labels(passage, found)
            for first, last in sequences(passage.words, found):
                start = found[first].start
                if any(begin <= start < end for begin, end in passage.sentences):
                    yield rows[first:last], labels[first:last]


def _labels(passage: GoldPassage, found: Sequence[Candidate]) -> list[str]:
    """A label for each candidate: of the name it is, or of one that only it resembles."""
    places = {(each.start, each.end): place for place, each in enumerate(found)}
    labels = [NONE] * len(found)
    unmatched = []
    for name in passage.names:
        place = places.get((name.start, name.end))
        if place is None:
            unmatched.append(name)
        else:
            labels[place] = _label(name)
    for name in unmatched if found else ():
        likeness, place = max(
            (_likeness(passage.words, name, each), -place) for place, each in enumerate(found)
        )
        if likeness and labels[-place] == NONE:
            labels[-place] = _label(name)
    return labels


def _label(name: GoldName) -> str:
    return name.type + UNSURE * name.unsure


def _likeness(words: Words, name: GoldName, candidate: Candidate) -> float:
    if candidate.end <= name.start or name.end <= candidate.start:
        return 0.0
    one, other = ("".join(words.words[e.start : e.end]) for e in (name, candidate))
    return name_likeness(one, other)
