"""How much speaks for two things of different names being one, feature by feature."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, product
from typing import Literal

from graph.build.identity.keys import marks
from graph.build.identity.rules import identity_rules
from graph.linking.things import Thing

Zone = Literal["same", "ask", "different"]


def features(one: Thing, other: Thing) -> Mapping[str, float]:
    """What two things share, by name, with what each adds to the score.

    Empty where numbers, phases, plans or sides in their names tell them apart.
    """
    rules = identity_rules().asking
    pairs = [
        (a, b) for a, b in product(sorted(one.keys), sorted(other.keys)) if marks(a) == marks(b)
    ]
    if not pairs:
        return {}
    found = {"alike": rules.alike * max(_alike(a, b) for a, b in pairs)}
    if any(_holds(a, b) or _holds(b, a) for a, b in pairs):
        found["holds"] = rules.holds
    shared = {
        "same_area": (one.areas & other.areas, rules.same_area),
        "same_goal": (one.goals & other.goals, rules.same_goal),
        "same_indicator": (one.indicators & other.indicators, rules.same_indicator),
        "same_document": (one.documents & other.documents, rules.same_document),
    }
    return found | {name: weight for name, (both, weight) in shared.items() if both}


def score(one: Thing, other: Thing) -> float:
    """The sum of the features of two things, between 0 and 1; 1 for one thing."""
    if one.id == other.id:
        return 1.0
    return round(min(1.0, max(0.0, sum(features(one, other).values()))), 3)


def zone(one: Thing, other: Thing) -> Zone:
    """Whether rules say that two things are one or not, or a person is to be asked."""
    if one.id == other.id:
        return "same"
    return "ask" if score(one, other) >= identity_rules().asking.ask else "different"


def _alike(one: str, other: str) -> float:
    """How many of their pairs of characters two names share, of all they have (Dice)."""
    first, second = ({*pairwise(each)} for each in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _holds(whole: str, part: str) -> bool:
    """Does a name begin or end with another, or is that short for it (its characters in order)?"""
    if len(part) < 2 or part == whole:
        return False
    if whole.startswith(part) or whole.endswith(part):
        return True
    left = iter(whole)
    return len(part) >= 4 and all(each in left for each in part)
