"""What networkx tells of the things of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

import networkx as nx

from graph.network.backends import fastest
from graph.network.links import Links, Row

# So many things are the ends from which shortest ways are counted; of more, as many drawn by lot.
_ENDS = 200
_LOT = 2025
# A community of fewer things than this is none.
_FEWEST = 3
# A community is named by so many of its things.
_NAMED_BY = 2
_NAMING = ("Goal", "Measure", "Initiative", "Area", "Project")
_ROOT = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thing stands: how many goals it serves, how far it bridges them, what it belongs to.

    `row` names the thing. `bridging` is the share of the shortest ways between goals, and what
    joins them, that lead through it; `community` is the name of its community, empty where it is in
    none; `hangs_on` the id of the one agency without which nobody answers for it, empty where there
    is none.
    """

    row: Row
    goals: int
    links: int
    bridging: float
    community: str
    hangs_on: str


Network = Mapping[str, Standing]
"""The standing of each thing, by its id."""


def analysed(links: Links) -> Network:
    """The standing of every thing. The same claims give the same, in whatever order they come."""
    joined = _in_order(links.joined)
    communities = _communities(joined, links)
    bridging = _bridging(joined, links)
    hanging = _hanging(links)
    return {
        thing: Standing(
            row=links.things[thing],
            goals=_goals_served(thing, links),
            links=joined.degree(thing),
            bridging=round(bridging.get(thing, 0.0), 5),
            community=communities.get(thing, ""),
            hangs_on=hanging.get(thing, ""),
        )
        for thing in joined
    }


def as_json(network: Network) -> dict[str, object]:
    """A network to be kept; `from_json` reads it."""
    return {thing: asdict(standing) for thing, standing in network.items()}


def from_json(content: Mapping[str, Mapping[str, object]]) -> Network:
    """A network that was kept. Raises TypeError where it is none."""
    return {thing: Standing(**standing) for thing, standing in content.items()}  # type: ignore[arg-type]


def _in_order(joined: nx.Graph[str]) -> nx.Graph[str]:
    """The same graph with its nodes and edges sorted, on which lots and ties do not hang."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(joined))
    edges = [(min(a, b), max(a, b), data["weight"]) for a, b, data in joined.edges(data=True)]
    ordered.add_weighted_edges_from(sorted(edges))
    return ordered


def _goals_served(thing: str, links: Links) -> int:
    if thing not in links.serves:
        return 0
    reached = nx.descendants(links.serves, thing)
    return sum(links.kind(each) == "Goal" for each in reached)


def _bridging(joined: nx.Graph[str], links: Links) -> Mapping[str, float]:
    """How much of the shortest ways between goals leads through each thing."""
    between = joined.copy()
    # What is joined to one thing only lies between no two goals.
    while ends := [n for n, degree in between.degree() if degree < 2 and links.kind(n) != "Goal"]:
        between.remove_nodes_from(ends)
    if len(between) < 3:
        return {}
    with fastest(len(between) * min(_ENDS, len(between))):
        found: Mapping[str, float] = nx.betweenness_centrality(
            between, k=min(_ENDS, len(between)), seed=_LOT
        )
    return found


def _communities(joined: nx.Graph[str], links: Links) -> Mapping[str, str]:
    """The name of each thing's community."""
    with fastest(len(joined) * 10):
        parts = nx.community.louvain_communities(joined, weight="weight", seed=_LOT)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for part in sorted(parts, key=lambda each: (-len(each), min(each))):
        if len(part) >= _FEWEST:
            name = next(each for each in _names(joined, part, links) if each not in taken)
            taken.add(name)
            names |= dict.fromkeys(part, name)
    return names


def _names(joined: nx.Graph[str], part: set[str], links: Links) -> Iterator[str]:
    """Names for a community, by what most of it is joined to: goals before what serves them."""
    inner = joined.subgraph(part)
    central = sorted(
        part,
        key=lambda n: (
            _NAMING.index(links.kind(n)) if links.kind(n) in _NAMING else len(_NAMING),
            -inner.degree(n),
            n,
        ),
    )
    leading = [each for each in central if inner.degree(each) > 1] or central
    named = [*dict.fromkeys(links.name(each) for each in leading)]
    for size in range(min(_NAMED_BY, len(named)), len(named) + 1):
        yield "、".join(named[:size])
    yield f"{named[0]}（{min(part)}）"


def _hanging(links: Links) -> Mapping[str, str]:
    """For each thing that one agency alone answers for, itself or through what it serves, which.

    From an agency ways lead to its tasks and from these to what serves them; what all ways from all
    agencies lead to through one agency hangs on that.
    """
    ways: nx.DiGraph[str] = nx.DiGraph()
    ways.add_node(_ROOT)
    for agency, tasks in sorted(links.answers.items()):
        ways.add_edge(_ROOT, agency)
        ways.add_edges_from((agency, task) for task in sorted(tasks))
    for source, target in sorted(links.serves.edges):
        ends_in_agency = source in links.answers or target in links.answers
        if not ends_in_agency and links.kind(source) != "Area":
            ways.add_edge(target, source)
    above = nx.immediate_dominators(ways, _ROOT)
    hanging: dict[str, str] = {}
    for thing in sorted(above):
        at = thing
        while at not in links.answers and at != _ROOT:
            at = above[at]
        if at != _ROOT and at != thing:
            hanging[thing] = at
    return hanging
