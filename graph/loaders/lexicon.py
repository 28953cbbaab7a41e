"""What words tell about names: classes of suffixes, verbs and predicates, places, word clusters."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.errors import RuleError
from graph.loaders.rules import Rules, load_rules

_RULES = Path(__file__).parent / "rules"
_LONGEST_SUFFIX = 6
_LONGEST_DIVISION = 3


class _Lists(Rules):
    suffixes: dict[str, str]
    verbs: dict[str, str]
    predicates: dict[str, str]
    completions: dict[str, str]
    modifiers: str
    zones: str


class Lexicon:
    """Classes of words; a word of several classes has them joined by `+`, one of none has ``.

    `verbs` and `predicates` map words to classes; `clusters` maps a word to the number of the
    group of words it is used like in reports; `divisions` maps the full and the short name of an
    administrative division of China to its level; `completions` maps the word that a list shares
    (桑龙、城龙等7条高速公路) to the type of what it makes of each item. `modifiers` stand before
    such a word, `zones` after the name of a place.
    """

    def __init__(
        self, lists: _Lists, clusters: Mapping[str, str], divisions: Mapping[str, str]
    ) -> None:
        self._suffixes = _classes(lists.suffixes)
        self._known: dict[str, str] = {}
        self.verbs = _classes(lists.verbs)
        self.predicates = _classes(lists.predicates)
        self.completions = _classes(lists.completions)
        self.modifiers = frozenset(lists.modifiers.split())
        self.zones = frozenset(lists.zones.split())
        self.clusters = clusters
        self.divisions = divisions

    def suffix_class(self, words: str) -> str:
        """The classes of the longest suffix on our lists that these words end in."""
        end = words[-_LONGEST_SUFFIX:]
        known = self._known.get(end)
        if known is None:
            found = (self._suffixes.get(end[start:]) for start in range(len(end)))
            known = self._known[end] = next((classes for classes in found if classes), "")
        return known

    def division(self, words: Sequence[str], start: int) -> int:
        """How many words from `start` on name an administrative division; 0 if they do not."""
        for length in range(min(_LONGEST_DIVISION, len(words) - start), 0, -1):
            if "".join(words[start : start + length]) in self.divisions:
                return length
        return 0


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
    return Lexicon(
        load_rules("entities", _Lists),
        _table(_RULES / "clusters.csv", "word", "cluster"),
        _table(_RULES / "divisions.csv", "name", "level"),
    )


def _table(path: Path, key: str, value: str) -> Mapping[str, str]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {row[key]: row[value] for row in csv.DictReader(lines)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise RuleError(f"{path.name} cannot be read: {error}.") from error
