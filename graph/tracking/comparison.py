"""Two documents of one place, or two places: what is new, goes on, is finished, was dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from graph.errors import QueryError
from graph.queries.selection import Where
from graph.tracking.alike import core
from graph.tracking.mentions import Match, Mentions
from graph.tracking.renamed import pairs, same_names

Row = Mapping[str, object]
_DONE = ("finished", "in_operation")
KINDS = ("Goal", "Project", "Initiative", "Indicator")


def comparison(rows: Sequence[Row], a: Collection[str], b: Collection[str]) -> Iterator[Row]:
    """The rows of compare.cypher's answer: each thing of either side once, goals first.

    Of two documents of one place, the earlier is held against the later, whichever came first: a
    thing is `new`, `continued`, `finished`, or `dropped`, which is said in the earlier, not
    finished by then, and in the later neither named nor mentioned. Of two places it is `shared` or
    their `own`. Raises QueryError for what cannot be compared.
    """
    a, b = _in_order(rows, a, b)
    earlier, later = _things(rows, a), _things(rows, b)
    one_place = len({row["place"] for row in rows}) == 1
    mentions = Mentions(row for row in rows if one_place and row["document_id"] in b)
    for kind in KINDS:
        own, others = (_of_kind(side, kind) for side in (earlier, later))
        matched = _matched(own, others, pairs if one_place else same_names)
        for row in own:
            match, other = matched.get(str(row["id"])) or mentions.of(row)
            yield _row(row, other, match, _status(row, other, one_place=one_place))
        taken = {str(other["id"]) for _, other in matched.values()}
        for row in others:
            if row["id"] not in taken:
                yield _row(row, None, "", "new" if one_place else "own")


def is_asked_for(row: Row, where: Where) -> bool:
    """Is a row of a kind and status that are asked for?"""
    asked = {"kind": where.kind, "status": where.status}
    return all(not values or row[name] in values for name, values in asked.items())


def _in_order(
    rows: Sequence[Row], a: Collection[str], b: Collection[str]
) -> tuple[Collection[str], Collection[str]]:
    if {*a} & {*b}:
        raise QueryError(
            "What is compared must be two documents or two places: say the years, such as "
            "济南2025 and 济南2026, or the ids that lantu documents lists."
        )
    first, second = (
        max((_year(row) for row in rows if row["document_id"] in side), default=0)
        for side in (a, b)
    )
    places = {row["place"] for row in rows}
    return (b, a) if len(places) == 1 and first > second else (a, b)


def _things(rows: Iterable[Row], side: Collection[str]) -> list[Row]:
    """The things of some documents, each where it is said first."""
    things: dict[object, Row] = {}
    for row in rows:
        if row["document_id"] in side:
            things.setdefault(row["thing"] or row["id"], row)
    return [*things.values()]


def _of_kind(rows: Iterable[Row], kind: str) -> list[Row]:
    return [row for row in rows if row["kind"] == kind]


_Pairs = Callable[[Sequence[str], Sequence[str]], Mapping[str, str]]


def _matched(
    own: Sequence[Row], others: Sequence[Row], paired: _Pairs
) -> Mapping[str, tuple[Match, Row]]:
    """By id, what each thing of one side is on the other, and how that is known."""
    by_thing = {row["thing"]: row for row in others if row["thing"]}
    found: dict[str, tuple[Match, Row]] = {
        str(row["id"]): ("thing", by_thing[row["thing"]]) for row in own if row["thing"] in by_thing
    }
    taken = {str(row["id"]) for _, row in found.values()}
    left = {str(row["name"]): row for row in own if row["id"] not in found}
    free = {str(row["name"]): row for row in others if row["id"] not in taken}
    for name, other in _by_name(left, free, paired).items():
        found[str(left[name]["id"])] = ("name", free[other])
    return found


def _by_name(
    own: Mapping[str, Row], others: Mapping[str, Row], paired: _Pairs
) -> Mapping[str, str]:
    if any(row["kind"] == "Indicator" for row in own.values()):
        cores = {core(str(row["canonical"] or name)): name for name, row in others.items()}
        cored = {name: core(str(row["canonical"] or name)) for name, row in own.items()}
        return {name: cores[each] for name, each in cored.items() if each in cores}
    return paired([*own], [*others])


def _status(row: Row, other: Row | None, *, one_place: bool) -> str:
    if not one_place:
        return "shared" if other else "own"
    if other is None:
        return "finished" if row["stage"] in _DONE else "dropped"
    return "finished" if (other["stage"] or row["stage"]) in _DONE else "continued"


def _row(row: Row, other: Row | None, match: Match, status: str) -> Row:
    return {
        **{name: row[name] for name in _OWN},
        **_where_said(row),
        "status": status,
        "match": match,
        **_other(other),
        "basis": "inferred",
        # How often such conclusions are right has not been measured.
        "confidence": None,
    }


_OWN = (
    *("id", "name", "name_en", "kind", "thing", "stage", "due", "document", "place", "year"),
    *("section", "document_id"),
)
_SAID = ("quote", "passage", "start", "end")


def _where_said(row: Row) -> Row:
    """The clause that says how far a thing is, else where it is first named."""
    lead = "stage_" if row["stage"] else ""
    return {name: row[f"{lead}{name}"] for name in _SAID}


def _other(row: Row | None) -> Row:
    names = (*("id", "name", "stage", "due", "document", "place", "year", "document_id"), *_SAID)
    said = {**row, **_where_said(row)} if row else {}
    return {f"other_{name}": said.get(name) for name in names}


def _year(row: Row) -> int:
    year = row["year"]
    return year if isinstance(year, int) else 0
