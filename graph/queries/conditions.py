"""The conditions of a selection as Cypher, put into the statement of a named query.

The statements name what they read alike: `document` and `section` are where a claim stands,
`value` is a figure; the thing a row is about is what their last clause gives the `id` of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from graph.errors import NotToChooseBy
from graph.queries.catalogue import Query
from graph.queries.selection import Fate, Where

Given = dict[str, Any]
_RETURN = re.compile(r"^RETURN (?P<thing>\w+)\.id AS id", re.MULTILINE)
_OF_YEAR = (
    "(section.year IN $only_year OR "
    "(coalesce(section.year, 0) = 0 AND document.year IN $only_year))"
)


def conditioned(query: Query, where: Where) -> tuple[str, Given]:
    """The statement of a query with conditions, and the parameters these take.

    Raises NotToChooseBy for a condition that the query's rows cannot meet.
    """
    given: Given = {}
    conditions = [*_conditions(query, where, given)]
    if not conditions:
        return query.statement, given

    def put(found: re.Match[str]) -> str:
        text = " AND ".join(conditions).replace("THING", found["thing"])
        return f"WITH *\nWHERE {text}\n{found[0]}"

    return _RETURN.sub(put, query.statement), given


def _conditions(query: Query, where: Where, given: Given) -> Iterator[str]:
    names = {column.name for column in query.columns}
    for name, values in where.given():
        needed = _NEEDED.get(name, name)
        if needed not in names or query.shape not in AFTERWARDS:
            raise NotToChooseBy(f"{query.name} has no {name} to choose by.")
        if name == "status" and ({*values} <= {*get_args(Fate)}) != (query.shape == "comparison"):
            raise NotToChooseBy(f"{query.name} has no status {', '.join(map(str, values))}.")
        if name in AFTERWARDS[query.shape]:
            continue
        if name == "bound":
            yield from _bounds(where, given)
        else:
            given[f"only_{name}"] = [*values]
            yield _condition(name, names)


# What rows are chosen by once they are read.
_OF_TARGETS = ("year", "document", "verdict")
_OF_FIGURES = ("year", "document", "status", "measure", "value_kind", "bound")
AFTERWARDS: Mapping[str, Sequence[str]] = {
    "rows": ("says", "stage", "due"),
    "matrix": ("bound",),
    "comparison": ("kind", "status"),
    "verdicts": _OF_TARGETS,
    "unmentioned": _OF_TARGETS,
    "targets": _OF_FIGURES,
    "results": _OF_FIGURES,
    "network": ("kind",),
}
_NEEDED = {"level": "place", "bound": "value", "says": "text"}


def _condition(name: str, columns: Sequence[str] | set[str]) -> str:
    match name:
        case "place" | "level":
            return f"document.{name} IN $only_{name}"
        case "document":
            return "document.id IN $only_document"
        case "kind":
            return "labels(THING)[0] IN $only_kind"
        case "organization_kind":
            return "THING.kind IN $only_organization_kind"
        case "year" if "value" not in columns:
            return _OF_YEAR if "section" in columns else "document.year IN $only_year"
        case _:
            return f"value.{name} IN $only_{name}"


def _bounds(where: Where, given: Given) -> Iterator[str]:
    for number, bound in enumerate(where.bound):
        given[f"only_bound_{number}"] = bound.value
        yield f"value.number {bound.sign} $only_bound_{number}"
        yield "value.direction <> 'down'"
        if bound.sign == "=":
            yield "value.upper IS NULL"
        if bound.unit:
            given[f"only_unit_{number}"] = bound.unit
            yield f"value.base_unit = $only_unit_{number}"
