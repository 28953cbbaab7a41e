"""Goals as a tree: those of the nation, what provinces make of each, what their cities do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.stores.interface import Limits, Store

LEVELS = ("nation", "province", "city", "county")
_ALL = Limits(rows=200_000, seconds=20.0)
_KINDS = ("Goal", "Measure", "Initiative")


@dataclass(frozen=True, slots=True)
class Said:
    """That a document names a goal: the node, its thing, and who reports for when."""

    id: str
    thing: str
    kind: str
    name: str
    document: str
    place: str
    year: int
    level: str


@dataclass(slots=True)
class Branch:
    """A goal, the documents of its level that name it, and those below that take it up."""

    thing: str
    kind: str
    name: str
    said: list[Said] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)
    places: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Tree:
    """The goals of each level that no goal above is known for, the nation's first.

    `links` are the nodes below that take up each node.
    """

    said: Mapping[str, Said]
    of_thing: Mapping[str, Sequence[Said]]
    links: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, store: Store) -> Tree:
        """The tree of a graph. Raises StoreError."""
        said = {each.id: each for each in _said(store)}
        of_thing: dict[str, list[Said]] = defaultdict(list)
        for each in said.values():
            of_thing[each.thing].append(each)
        links: dict[str, set[str]] = defaultdict(set)
        for kind in _KINDS:
            statement = (
                f"MATCH (low:{kind})-[:ALIGNED_WITH]->(high:Goal|Measure|Initiative) "
                "RETURN low.id, high.id"
            )
            for low, high in store.read(statement, {}, _ALL).rows:
                if str(low) in said and str(high) in said:
                    links[said[str(high)].thing].add(said[str(low)].thing)
        return cls(said, of_thing, {high: frozenset(low) for high, low in links.items()})

    def roots(self, level: str) -> list[Branch]:
        """The goals named on a level and, above it, on none; those taken up most first."""
        above = LEVELS[: LEVELS.index(level)]
        found = []
        taken_up = {low for lows in self.links.values() for low in lows}
        for thing, said in self.of_thing.items():
            levels = {each.level for each in said}
            if said[0].kind != "Goal" or level not in levels or levels & {*above}:
                continue
            if above and thing in taken_up:
                continue
            found.append(self.branch(thing, level))
        return sorted(found, key=lambda each: (-len(each.places), each.name))

    def branch(self, thing: str, level: str) -> Branch:
        """A goal as it is named on a level, with who takes it up on the level below, and so on."""
        own = [each for each in self.of_thing[thing] if each.level == level]
        first = (own or [*self.of_thing[thing]])[0]
        branch = Branch(thing, first.kind, first.name, sorted(own, key=_order))
        for lower in LEVELS[LEVELS.index(level) + 1 :]:
            things = {thing, *self.links.get(thing, ())}
            for each in sorted(things):
                named = [one for one in self.of_thing[each] if one.level == lower]
                if named:
                    below = Branch(each, named[0].kind, named[0].name, sorted(named, key=_order))
                    branch.below.append(below)
                    branch.places |= {one.place for one in named}
        return branch


def by_level(branch: Branch) -> Mapping[str, Mapping[str, list[tuple[Branch, Said]]]]:
    """What takes up a goal, by level and place."""
    found: dict[str, dict[str, list[tuple[Branch, Said]]]] = {}
    for each in branch.below:
        for said in each.said:
            found.setdefault(said.level, {}).setdefault(said.place, []).append((each, said))
    return {level: dict(sorted(found[level].items())) for level in LEVELS if level in found}


def _order(said: Said) -> tuple[str, int]:
    return said.place, -said.year


def _said(store: Store) -> Iterable[Said]:
    documents = {
        str(id_): (str(place or ""), int(str(year or 0)), str(level or ""))
        for id_, place, year, level in store.read(
            "MATCH (d:Document) RETURN d.id, d.place, d.year, d.level", {}, _ALL
        ).rows
    }
    for kind in _KINDS:
        thing = "coalesce(n.thing, n.id)"
        statement = f"MATCH (n:{kind}) RETURN n.id, {thing}, n.name, n.document ORDER BY n.id"
        for id_, named, name, document in store.read(statement, {}, _ALL).rows:
            if str(document) in documents:
                place, year, level = documents[str(document)]
                if level in LEVELS:
                    own = (str(id_), str(named), kind, str(name), str(document))
                    yield Said(*own, place, year, level)
