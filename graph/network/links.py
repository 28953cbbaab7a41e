"""What the network is made of: things, and the claims that join them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import networkx as nx

Row = Mapping[str, object]
AGENCIES = ("Department", "Organization")


@dataclass(frozen=True, slots=True)
class Links:
    """Things by id, each as the row that first names it, and the ways between them.

    `joined` has an edge for each two things that a claim joins, of whatever direction, its `weight`
    the number of claims. In `serves` edges lead from what does something to what it is done for:
    from an agency to its tasks, from a place to what is there, from a project to its goals.
    """

    things: dict[str, Row] = field(default_factory=dict)
    joined: nx.Graph[str] = field(default_factory=nx.Graph)
    serves: nx.DiGraph[str] = field(default_factory=nx.DiGraph)
    answers: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Links:
        """The network of the rows that network statements give, one a claim."""
        links = cls()
        for row in rows:
            source, target = links._thing(row, ""), links._thing(row, "other_")
            if source != target:
                links._join(source, target, str(row["relation"]))
        return links

    def kind(self, thing: str) -> str:
        """The label of a thing's nodes."""
        return str(self.things[thing]["kind"])

    def name(self, thing: str) -> str:
        """What a thing is called where it is first named."""
        return str(self.things[thing]["name"])

    def _thing(self, row: Row, side: str) -> str:
        id_ = str(row[f"{side}thing"] or row[f"{side}id"])
        named = {each: row[f"{side}{each}"] for each in ("id", "name", "name_en", "kind")}
        said = {each: row[f"{side}{each}"] for each in ("document", "place", "year", "document_id")}
        self.things.setdefault(id_, {**named, **said, "thing": id_})
        return id_

    def _join(self, source: str, target: str, relation: str) -> None:
        weight = self.joined.get_edge_data(source, target, {"weight": 0})["weight"]
        self.joined.add_edge(source, target, weight=weight + 1)
        if relation in ("RESPONSIBLE_FOR", "INVOLVES"):
            agency = source if relation == "RESPONSIBLE_FOR" else target
            task = target if relation == "RESPONSIBLE_FOR" else source
            self.serves.add_edge(agency, task)
            if self.kind(agency) in AGENCIES:
                self.answers.setdefault(agency, set()).add(task)
        elif relation == "LOCATED_IN":
            self.serves.add_edge(target, source)
        elif relation != "ALIGNED_WITH":
            self.serves.add_edge(source, target)
