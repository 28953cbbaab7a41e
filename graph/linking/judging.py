"""Pairs of things as people see and judge them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from graph.build.assemble import build_graph
from graph.build.identity.decided import as_now, verdicts
from graph.collection import Collection
from graph.decisions import Decision
from graph.errors import UnknownName
from graph.ids import is_same_id
from graph.linking.questions import Pair, questions
from graph.linking.things import Thing, things_of
from graph.model import ENTITY_LABELS
from graph.parts import Graph, all_nodes

Verdict = Literal["same", "different", "unsure", "undo"]
Found = Mapping[str, Sequence[Mapping[str, object]]]
VERDICTS: Sequence[Verdict] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says of a pair, which is named as `Judging.pair` takes it."""

    pair: str
    verdict: Verdict
    reason: str = ""


class Judging:
    """The pairs of a graph: those to ask about, and any that is named."""

    def __init__(self, graph: Graph, decisions: Sequence[Decision]) -> None:
        self._decisions = as_now(decisions, _ids(graph))
        self._things = things_of(graph)
        self.asked: Sequence[Pair] = questions(self._things, self._decisions)

    @classmethod
    def of(cls, collection: Collection) -> Judging:
        """The pairs of a collection, which links all of it. Raises CollectionError."""
        return cls(build_graph(collection), collection.decisions())

    def as_json(self) -> Found:
        """All pairs as they go out, by whether they are `asked` or `decided`."""
        pairs = {"asked": self.asked, "decided": self.decided}
        return {state: [*map(as_json, found)] for state, found in pairs.items()}

    def pair(self, named: str) -> Pair:
        """The pair that is named by its id, or by the ids of its things or nodes with a comma.

        Raises UnknownName.
        """
        one, comma, other = named.partition(",")
        if comma:
            return Pair(self._thing(one.strip()), self._thing(other.strip()))
        pairs = (*self.asked, *self.decided)
        found = next((each for each in pairs if is_same_id(each.id, named)), None)
        if found is None:
            raise UnknownName(
                f"There is no pair {named}: lantu links list gives those that are asked about, or "
                "name two things by their ids with a comma between them."
            )
        return found

    @property
    def decided(self) -> Sequence[Pair]:
        """The pairs on which a decision holds."""
        held = verdicts(self._decisions).values()
        known = (each for each in held if each.name in self._things or each.other in self._things)
        return [Pair(self._named(each.name), self._named(each.other), each) for each in known]

    def decision(self, judged: Judgement, by: str) -> Decision:
        """What somebody decided of a pair. Raises UnknownName."""
        pair = self.pair(judged.pair)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        one, other = pair.one.id, pair.other.id
        if one == other:
            # Two nodes of one thing: what is decided is of them.
            one, other = (each.strip() for each in judged.pair.split(","))
            one, other = (_among(pair.one.nodes, each) for each in (one, other))
            if one == other or not {one, other} <= pair.one.nodes:
                raise UnknownName(f"{judged.pair} names one thing twice: name two, or two nodes.")
        for held in verdicts(self._decisions).values():
            if {held.name, held.other} == {one, other}:
                one, other = held.name, held.other
        return Decision(judged.verdict, one, other, by, at, judged.reason)

    def _named(self, id_: str) -> Thing:
        # One that was said to be another is no thing any more.
        return self._things.get(id_) or Thing(id_, "", id_)

    def _thing(self, id_: str) -> Thing:
        for thing in self._things.values():
            if any(is_same_id(id_, known) for known in (thing.id, *thing.nodes)):
                return thing
        raise UnknownName(f"There is no thing {id_}. Look it up by name with the query search.")


def _ids(graph: Graph) -> Iterator[str]:
    for each in all_nodes(graph):
        if each.label in ENTITY_LABELS:
            yield each.id
            yield str(each.properties["thing"])
            yield str(each.properties["thing_by_rule"])


def _among(ids: Iterable[str], given: str) -> str:
    """The one of some ids that is given, be it as it was before; else what is given."""
    return next((each for each in ids if is_same_id(each, given)), given)


def as_row(pair: Pair) -> Mapping[str, object]:
    """A pair as a row of a list: both names, where they are said, and both sentences."""
    first, second = _first(pair.one), _first(pair.other)
    return {
        "pair": pair.id,
        "score": pair.score,
        "kind": pair.one.label,
        "one": pair.one.name,
        "one_said_by": _said_by(pair.one),
        "other": pair.other.name,
        "other_said_by": _said_by(pair.other),
        "verdict": pair.verdict.kind if pair.verdict else "",
        "one_sentence": first,
        "other_sentence": second,
        "features": {name: round(value, 3) for name, value in pair.features.items()},
        "one_thing": pair.one.id,
        "other_thing": pair.other.id,
        "by": pair.verdict.by if pair.verdict else "",
        "at": pair.verdict.at if pair.verdict else "",
        "reason": pair.verdict.reason if pair.verdict else "",
    }


def as_json(pair: Pair) -> Mapping[str, object]:
    """A pair as it goes out: with all that documents say of both its things."""
    verdict = pair.verdict
    return {
        "id": pair.id,
        "score": pair.score,
        "kind": pair.one.label or pair.other.label,
        "one": pair.one.name,
        "one_thing": pair.one.id,
        "one_said": [*map(asdict, pair.one.said)],
        "other": pair.other.name,
        "other_thing": pair.other.id,
        "other_said": [*map(asdict, pair.other.said)],
        "verdict": verdict.kind if verdict else "",
        "by": verdict.by if verdict else "",
        "at": verdict.at if verdict else "",
        "reason": verdict.reason if verdict else "",
        "features": pair.features,
    }


PAIR_COLUMNS = (
    *("id", "score", "kind", "one", "one_thing", "one_said", "other", "other_thing", "other_said"),
    *("verdict", "by", "at", "reason", "features"),
)
"""The keys of `as_json`."""


def _first(thing: Thing) -> str:
    return thing.said[0].quote if thing.said else ""


def _said_by(thing: Thing) -> str:
    said = [f"{each.place} {each.year}" for each in thing.said]
    more = f" +{len(said) - 3}" if len(said) > 3 else ""
    return ", ".join(said[:3]) + more
