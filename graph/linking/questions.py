"""The pairs of things that people are asked about: found by blocks, scored, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.build.identity.decided import verdicts
from graph.build.identity.divisions import province_of
from graph.build.identity.rules import identity_rules
from graph.decisions import Decision
from graph.ids import stable_id
from graph.linking.score import features, score, zone
from graph.linking.things import Thing

# Indicators are told apart by their spelling, measures stand in one document.
_ASKED = ("Project", "Area", "Organization", "Initiative", "Goal", "Department")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that may be one, and what was decided of them."""

    one: Thing
    other: Thing
    verdict: Decision | None = None

    @property
    def id(self) -> str:
        """The same whichever comes first, and whatever else is in the collection."""
        return pair_id(self.one.id, self.other.id)

    @property
    def score(self) -> float:
        """How much speaks for them being one, up to 1."""
        return score(self.one, self.other)

    @property
    def features(self) -> Mapping[str, float]:
        """What the score is made of."""
        return features(self.one, self.other)


def pair_id(one: str, other: str) -> str:
    """The id of a pair of things."""
    return stable_id("Pair", *sorted((one, other)))


def questions(things: Mapping[str, Thing], decisions: Sequence[Decision]) -> list[Pair]:
    """The pairs to ask about, the likeliest first; what nobody was sure of comes last.

    What was decided same or different is not asked again.
    """
    held = verdicts(decisions)
    asked: list[Pair] = []
    for one, other in _candidates(things):
        found = [
            held[pair]
            for a in (one.id, *one.nodes)
            for b in (other.id, *other.nodes)
            if (pair := frozenset((a, b))) in held
        ]
        last = max(found, key=lambda each: each.at, default=None)
        if (last is None or last.kind == "unsure") and zone(one, other) == "ask":
            asked.append(Pair(one, other, last))
    return sorted(asked, key=lambda each: (each.verdict is not None, -each.score, each.id))


def _candidates(things: Mapping[str, Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Two things of one label whose names share a run of characters that few others have.

    Things of different provinces are compared only where one of them is of the nation.
    """
    rules = identity_rules().asking
    blocks: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for thing in things.values():
        slogans = identity_rules().slogans[thing.label]
        if thing.label in _ASKED and not any(each.fullmatch(thing.name) for each in slogans):
            for region in {province_of(place) or place for place in thing.places}:
                for run in {run for each in thing.keys for run in _runs(each, rules.run)}:
                    blocks[thing.label, region, run].add(thing.id)
    pairs = {
        pair
        for block in blocks.values()
        if len(block) <= rules.most_alike
        for pair in combinations(sorted(block), 2)
    }
    return ((things[one], things[other]) for one, other in sorted(pairs))


def _runs(key: str, length: int) -> Iterator[str]:
    yield from (key[at : at + length] for at in range(max(1, len(key) - length + 1)))
