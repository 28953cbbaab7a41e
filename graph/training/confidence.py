"""Makes the table of how sure facts are, from facts found in reports that were left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.evaluation import GoldSection
from graph.loaders.confidence import Key, Step, Table, key_of
from graph.loaders.facts import from_json
from graph.scoring import verdicts
from graph.training.crossvalidate import found_left_out

_STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
# A rule that was judged seldom is taken to be as good as its kind: so many judgements of that.
_PRIOR = 4
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that gold tells of: what is alike to it, how sure its finder was, is it right."""

    key: Key
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Of facts said to be so sure: how many there are, how sure on average, how many are right."""

    kind: str
    least: float
    judged: int
    said: float
    right: int


def judged_left_out(
    sections: Sequence[GoldSection], count: int, unread: str = ""
) -> list[list[Judged]]:
    """The judged facts of each of so many folds.

    Figures are found by rules alone, which people wrote with gold in view: they are judged in
    sections whose name ends in `unread`. Raises DocumentError as `found_left_out`.
    """
    return [
        [
            Judged(key_of(from_json(line)), line["confidence"], right)
            for section, facts in found
            for line, right in verdicts(section.text, section.facts, facts)
            if line["t"] != "indicator" or section.name.endswith(unread)
        ]
        for _, found in found_left_out(sections, count)
    ]


def table_of(judged: Iterable[Judged], read: Table) -> Table:
    """The table that these judgements make; where there are none, what was `read` by hand."""
    alike: dict[Key, list[Judged]] = defaultdict(list)
    for each in judged:
        alike[each.key].append(each)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for key, facts in alike.items():
        kinds[key[0]] += (fact.right for fact in facts)
    usual = {kind: sum(right) / len(right) for kind, right in kinds.items()}
    made = {key: _steps(facts, usual[key[0]]) for key, facts in alike.items()}
    return {**made, **{key: steps for key, steps in read.items() if key not in made}}


def _steps(facts: Sequence[Judged], usual: float) -> list[Step]:
    """The shares of right facts by how sure their finder was, made to rise with that."""
    pools: list[tuple[float, int, int]] = []
    for least, end in zip(_STEPS, (*_STEPS[1:], 2.0), strict=True):
        here = [fact.right for fact in facts if least <= fact.confidence < end]
        if here:
            pools.append((least, sum(here), len(here)))
        while len(pools) > 1 and _share(pools[-2], usual) >= _share(pools[-1], usual):
            (least_of_both, right, judged), (_, more_right, more) = pools[-2:]
            pools[-2:] = [(least_of_both, right + more_right, judged + more)]
    first = [(0.0, *pools[0][1:]), *pools[1:]]
    return [Step(each[0], each[1], each[2], "gold", _share(each, usual)) for each in first]


def _share(pool: tuple[float, int, int], usual: float) -> float:
    _, right, judged = pool
    return round((right + _PRIOR * usual) / (judged + _PRIOR), 2)


def reliability(folds: Sequence[Sequence[Judged]]) -> list[Band]:
    """How right facts are by how sure they are said to be, each fold by the table of the others."""
    said: dict[tuple[str, float], list[tuple[float, bool]]] = defaultdict(list)
    for position, fold in enumerate(folds):
        others = [each for other in folds if other is not folds[position] for each in other]
        table = table_of(others, {})
        for fact in fold:
            sure = _sure(fact, table)
            band = max(least for least in BANDS if least <= sure)
            said[fact.key[0], band].append((sure, fact.right))
    return [
        Band(
            kind,
            least,
            len(facts),
            sum(sure for sure, _ in facts) / len(facts),
            sum(right for _, right in facts),
        )
        for (kind, least), facts in sorted(said.items())
    ]


def _sure(fact: Judged, table: Mapping[Key, Sequence[Step]]) -> float:
    fitting = [step.confidence for step in table.get(fact.key, ()) if step.least <= fact.confidence]
    return fitting[-1] if fitting else fact.confidence
