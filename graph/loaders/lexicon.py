"""What words tell about names: classes of suffixes, verbs and predicates, and word clusters."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.errors import RuleError
from graph.loaders.rules import Rules, load_rules

_CLUSTERS = Path(__file__).parent / "rules" / "clusters.csv"
_LONGEST_SUFFIX = 6


class _Lists(Rules):
    suffixes: dict[str, str]
    verbs: dict[str, str]
    predicates: dict[str, str]
    list_heads: str


class Lexicon:
    """Classes of words; a word of several classes has them joined by `+`, one of none has ``."""

    def __init__(self, lists: _Lists, clusters: Mapping[str, str]) -> None:
        self._suffixes = _classes(lists.suffixes)
        self._known: dict[str, str] = {}
        self.verbs = _classes(lists.verbs)
        self.predicates = _classes(lists.predicates)
        self.list_heads = frozenset(lists.list_heads.split())
        self.clusters = clusters

    def suffix_class(self, words: str) -> str:
        """The classes of the longest suffix on our lists that these words end in."""
        end = words[-_LONGEST_SUFFIX:]
        known = self._known.get(end)
        if known is None:
            found = (self._suffixes.get(end[start:]) for start in range(len(end)))
            known = self._known[end] = next(
                (classes for classes in found if classes), ""
            )
        return known


def _classes(lists: Mapping[str, str]) -> Mapping[str, str]:
    classes: dict[str, str] = {}
    for name, words in lists.items():
        for word in words.split():
            classes[word] = f"{classes[word]}+{name}" if word in classes else name
    return classes


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with Lantu.

    Raises RuleError where one of its files cannot be read or does not fit.
    """
    return Lexicon(load_rules("entities", _Lists), _read_clusters(_CLUSTERS))


def _read_clusters(path: Path) -> Mapping[str, str]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {row["word"]: row["cluster"] for row in csv.DictReader(lines)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise RuleError(f"{path.name} cannot be read: {error}.") from error
