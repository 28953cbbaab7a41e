"""How many names of one thing with different wording rules link, of a list that people judged.

`differently_worded.csv` has pairs of like names as real reports say them. The halves 1 and 2 were
drawn and read before rules were mended, and of 2 nothing was looked at to mend them until 3 was
drawn, of names that stand in 2 and nowhere that was looked at. For an indicator, `measured` gives
the measures and the units of its values.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph.build.identity.reach import Source, identify
from graph.build.series.spelling import canonical_name
from graph.glossary import seed_glossary

Linked = Mapping[tuple[str, str], Sequence[bool]]


@pytest.fixture(scope="module")
def linked() -> Linked:
    """Whether rules link the pairs of the list, by half and verdict."""
    glossary = seed_glossary()

    def thing(row: Mapping[str, str], which: str) -> str:
        label, name, place = row["label"], row[which], row[f"{which}_place"]
        if label == "Indicator":
            measures, units = (said.split() for said in row[f"{which}_measured"].split("|"))
            name = canonical_name(name, {*measures}, {*units}, place)
        entry = glossary.find(label, name, place)
        source = Source(f"{place} {row[f'{which}_year']}", place)
        return identify(label, entry.name if entry else name, source).thing

    found = defaultdict(list)
    with Path(__file__).with_name("differently_worded.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["half"], row["verdict"]].append(thing(row, "one") == thing(row, "other"))
    return found


@pytest.mark.parametrize(("half", "found", "of"), [("1", 74, 82), ("2", 63, 77), ("3", 139, 140)])
def test_names_of_one_thing_in_different_words_are_linked(
    linked: Linked, half: str, found: int, of: int
) -> None:
    assert len(linked[half, "same"]) == of
    assert sum(linked[half, "same"]) >= found


def test_like_names_of_different_things_are_not_linked(linked: Linked) -> None:
    different = [each for half in "123" for each in linked[half, "different"]]
    assert len(different) == 698
    assert sum(different) <= 1
