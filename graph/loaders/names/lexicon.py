"""What words tell about names: classes of suffixes, verbs and predicates, places, word clusters."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from graph.errors import RuleError
from graph.loaders.gazetteer import Gazetteer
from graph.loaders.rules import Rules, load_rules

_RULES = Path(__file__).parent.parent / "rules"
CLUSTERS = _RULES / "clusters.csv"
MODELS = Path(__file__).parent / "models"
NAMES = "names.csv"
_LONGEST_SUFFIX = 6
_LONGEST_NAME = 3
_BEGINNING = 2


class _Lists(Rules):
    suffixes: dict[str, str]
    verbs: dict[str, str]
    predicates: dict[str, str]
    completions: dict[str, str]
    certain: dict[str, str]
    heads: dict[str, str]
    modifiers: str
    zones: str
    joints: str
    leading: str
    results: str
    company_acts: str
    body_acts: str
    visions: str
    organizations: str


class Lexicon:
    """Classes of words; a word of several classes has them joined by `+`, one of none has ``.

    `verbs` and `predicates` map words to classes; `clusters` maps a word to the number of the
    group of words it is used like in reports, `kinds` to that of a smaller group; `heads` maps the
    word that says what a list is of to a class, `organizations` are names of widely known ones;
    `names` maps names that people found in reports to the label they gave; `divisions` maps the
    full and the short name of an administrative division of China to its level; `completions` maps
    the ending that the items of a list share (桑龙、城龙等7条高速公路) to the type of what it makes
    of each, `certain` an ending that only names of one type have to that type. `modifiers` stand
    before the word that a list shares, `zones` after the name of a place, `visions` before the name
    of the place that reports, where they make a goal of it (数字济南), `joints` between projects.
    What is done to a project (`leading`) does not begin its name, nor what comes of doing it
    (`results`) behind a verb. A list is of companies where its items do what companies do
    (`company_acts`), and a body's name ends before what it does (`body_acts`).
    """

    def __init__(
        self,
        lists: _Lists,
        clusters: Mapping[str, str],
        kinds: Mapping[str, str],
        divisions: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        self._lists = lists
        self._suffixes = _classes(lists.suffixes)
        self._known: dict[str, str] = {}
        self.verbs = _classes(lists.verbs)
        self.predicates = _classes(lists.predicates)
        self.completions = _classes(lists.completions)
        self.certain = _classes(lists.certain)
        self.modifiers = frozenset(lists.modifiers.split())
        self.zones = frozenset(lists.zones.split())
        self.joints = frozenset(lists.joints.split())
        self.leading = frozenset(lists.leading.split())
        self.results = frozenset(lists.results.split())
        self.company_acts = tuple(lists.company_acts.split())
        self.body_acts = frozenset(lists.body_acts.split())
        self.visions = frozenset(lists.visions.split())
        self.heads = _classes(lists.heads)
        self.organizations = frozenset(lists.organizations.split())
        self.clusters = clusters
        self.kinds = kinds
        self.divisions = divisions
        self._begin = {name[:_BEGINNING] for name in (*divisions, *self.organizations)}
        self.names = names
        self._gazetteer = Gazetteer(names)

    def knowing(self, names: Mapping[str, str]) -> Lexicon:
        """The same lexicon with other names that people found in reports."""
        return Lexicon(self._lists, self.clusters, self.kinds, self.divisions, names)

    def names_at(self, text: str, starts: Iterable[int]) -> Iterator[tuple[int, str]]:
        """The names on our list that stand at some places in a text, each with its place."""
        return self._gazetteer.at_each(text, starts)

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
        return self._length(words, start, self.divisions)

    def organization(self, words: Sequence[str], start: int) -> int:
        """How many words from `start` on name an organization that is widely known, or 0."""
        return self._length(words, start, self.organizations)

    def may_name(self, words: Sequence[str], start: int) -> bool:
        """Whether a division or an organization may be named from a word on; most begin none."""
        word = words[start]
        if len(word) < _BEGINNING and start + 1 < len(words):
            word += words[start + 1]
        return word[:_BEGINNING] in self._begin

    def _length(self, words: Sequence[str], start: int, names: Container[str]) -> int:
        if not self.may_name(words, start):
            return 0
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            if "".join(words[start : start + length]) in names:
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
        _table(CLUSTERS, "word", "cluster"),
        _table(CLUSTERS, "word", "kind"),
        _table(_RULES / "divisions.csv", "name", "level"),
        _table(MODELS / NAMES, "name", "label"),
    )


def _table(path: Path, key: str, value: str) -> Mapping[str, str]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return {row[key]: row[value] for row in csv.DictReader(lines)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise RuleError(f"{path.name} cannot be read: {error}.") from error
