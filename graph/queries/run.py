"""Running a named query: its arguments resolved, its rows read, its answer laid out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast

from graph.errors import QueryError
from graph.folding import fold
from graph.queries.answer import Answered
from graph.queries.areas import area_meant, inside
from graph.queries.catalogue import Language, Parameter, Query, find
from graph.queries.certainty import is_shown
from graph.queries.conditions import conditioned
from graph.queries.documents import documents_meant
from graph.queries.matrix import matrix
from graph.queries.measured import indicator_named
from graph.queries.names import Resolved, resolve
from graph.queries.narrowing import narrowed
from graph.queries.networked import network_rows
from graph.queries.paths import shortest_ways
from graph.queries.same import things_of
from graph.queries.selection import NOWHERE, Selection, Shape, Where
from graph.queries.sentences import (
    ALL,
    led_by,
    quoting,
    said_together,
    said_with,
    saying,
    words_of,
)
from graph.queries.shapes import BY_PLACE, check_shape, columns_of, shaped
from graph.queries.steps import Hop, steps
from graph.queries.tracked import OF_FIGURES, as_announced, tracked_rows
from graph.queries.works import works_named
from graph.stores.interface import DEFAULT_LIMITS, Answer, Limits, Store, steadily
from graph.stores.names import NAMED_LABELS
from graph.tracking.comparison import comparison, is_asked_for

Row = Mapping[str, object]
# What is sorted, told apart or weighed here is read whole first: a cut before that would keep
# whatever rows the store happens to give first, and fewer than were asked for.
_READ_WHOLE = 20_000


def run(
    store: Store,
    name: str,
    arguments: Mapping[str, str],
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    where: Where = NOWHERE,
    shape: Shape = "list",
    *,
    unsure: bool = False,
) -> Answered:
    """The answer of the query `name`; where it asks for a node, a name, alias or id is taken.

    `language` is the title's; with `unsure`, claims are given however unsure they are. Raises
    QueryError for an unknown query or argument, UnknownName and AmbiguousName for what names no
    node or several, QueryLimit and StoreError.
    """
    query = find(name)
    _check(query, arguments)

    def read(pinned: Store) -> Answered:
        meant = {
            each.name: meant_by(pinned, query, each, arguments[each.name])
            for each in query.parameters
            if arguments.get(each.name)
        }
        selection = Selection(name, meant, where, shape)
        return answer(pinned, selection, limits, language, unsure=unsure)

    return steadily(store, read)


# An id means the indicator of one place, a name that of all that measure the same.
_ONE_INDICATOR = ("indicator-", "thing-indicator-")


def meant_by(store: Store, query: Query, parameter: Parameter, text: str) -> Resolved | str:
    """What a name stands for: documents, works, all indicators that measure alike, or a thing.

    Raises UnknownName and AmbiguousName.
    """
    if not parameter.kinds:
        return text.strip()
    match parameter.kinds:
        case ("Indicator",) if query.shape == "matrix" or not text.startswith(_ONE_INDICATOR):
            return indicator_named(store, text)
        case ("Area",):
            return area_meant(store, text)
        case _ if query.shape == "comparison":
            return documents_meant(store, text)
        case _ if parameter.name == "cited":
            return works_named(store, text)
        case _:
            return resolve(store, text, parameter.kinds)


def answer(
    store: Store,
    selection: Selection,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
    *,
    unsure: bool = False,
) -> Answered:
    """The answer to a selection. Raises QueryError, QueryLimit and StoreError."""
    query, meant = find(selection.query), selection.about
    check_shape(query, selection.shape)
    statement, given = conditioned(query, selection.where)
    parameters: dict[str, Any] = {**_parameters(store, query, meant), **given}
    if query.shape == "names":
        rows, truncated = _named(store, query, meant, limits), False
    elif query.shape == "path":
        rows, truncated = _path(store, query, meant, parameters, unsure), False
    elif query.shape in OF_FIGURES:
        meant_only = _targets_meant(store, meant, replace(limits, rows=_READ_WHOLE), unsure)
        of_figures = tracked_rows(
            store, selection, statement, given, language, meant_only, unsure=unsure
        )
        unique = _first_of_each(of_figures, query, query.unique)
        rows, truncated = shaped(store, selection.shape, unique, selection.where), False
    elif query.shape == "network":
        found_of = network_rows(store, selection, statement, given, unsure=unsure)
        of_network = as_announced(query, found_of)
        rows, truncated = shaped(store, selection.shape, of_network, selection.where), False
    else:
        narrow, only = narrowed(statement, meant)
        enough = replace(limits, rows=_rows_read(query, selection, limits))
        found = store.read(narrow, parameters | only, enough)
        rows, truncated = _rows(store, selection, found, unsure), found.truncated
    about = " → ".join(v.name if isinstance(v, Resolved) else v for v in meant.values())
    title = query.title_in(language)
    return Answered(
        query.name,
        f"{title}: {about}" if about else title,
        parameters,
        statement,
        columns_of(selection.shape, [column.name for column in query.columns]),
        rows[: limits.rows],
        truncated or len(rows) > limits.rows,
    )


def _parameters(
    store: Store, query: Query, meant: Mapping[str, Resolved | str]
) -> dict[str, str | list[str]]:
    said = {parameter.name for parameter in query.parameters if parameter.said}
    parameters: dict[str, str | list[str]] = {}
    for name, value in meant.items():
        if isinstance(value, Resolved):
            parameters[name] = list(value.ids)
            if f"${name}_inside" in query.statement:
                within = inside(store, value)
                parameters |= {
                    f"{name}_inside": within.areas,
                    f"{name}_documents": within.documents,
                }
        elif name in said:
            words = [fold(each) for each in words_of(value)]
            parameters[name] = sorted(store.said(words, Limits(rows=_READ_WHOLE)))
        else:
            parameters |= {name: value, f"{name}_folded": fold(value)}
    return parameters


def _named(
    store: Store, query: Query, meant: Mapping[str, Resolved | str], limits: Limits
) -> Sequence[Row]:
    """The things that are named by a text, and one more where there are more than the limit."""
    [text] = map(str, meant.values())
    enough = replace(limits, rows=max(limits.rows + 1, _READ_WHOLE))
    found = store.named("contains", [fold(text)], NAMED_LABELS, enough)
    given = ({**asdict(each), "document": each.document or None} for each in found)
    return _first_of_each([*given], query, query.unique)[: limits.rows + 1]


def _path(
    store: Store,
    query: Query,
    meant: Mapping[str, Resolved | str],
    parameters: dict[str, Any],
    unsure: bool,
) -> Sequence[Row]:
    """The steps from one thing to another; puts the things on the way into the parameters."""
    starts, ends = (
        things_of(store, each.kind, each.ids)
        for each in meant.values()
        if isinstance(each, Resolved)
    )
    apart = not {*starts} & {*ends}
    ways = shortest_ways(store, query.statement, starts, ends, unsure=unsure) if apart else []
    on_the_way = sorted({thing for way in ways for thing in way})
    parameters["things"] = on_the_way
    found = store.read(query.statement, {"things": on_the_way}, Limits(rows=_READ_WHOLE))
    hops = cast(Sequence[Hop], found.rows)
    return steps(store, ways, [each for each in hops if unsure or is_shown(each[1])])


def _targets_meant(
    store: Store, meant: Mapping[str, Resolved | str], limits: Limits, unsure: bool
) -> set[str] | None:
    """The ids of the targets that measure or are answered for by what is meant; None for all."""
    only: set[str] | None = None
    for name, thing in meant.items():
        found = answer(store, Selection(_TARGETS_OF[name], {name: thing}), limits, unsure=unsure)
        ids = {str(row["observation"]) for row in found.rows}
        only = ids if only is None else only & ids
    return only


_TARGETS_OF = {
    "goal": "indicators-of-goal",
    "agency": "targets-of-agency",
    "indicator": "figures-of-indicator",
}


def _rows_read(query: Query, selection: Selection, limits: Limits) -> int:
    of_claims = "confidence" in {column.name for column in query.columns}
    chosen = (
        query.shape != "rows"
        or query.unique
        or query.order
        or of_claims
        or query.name == "passages"
    )
    whole = chosen or selection.where.says or selection.shape != "list"
    return max(limits.rows, _READ_WHOLE) if whole else limits.rows


def _rows(store: Store, selection: Selection, found: Answer, unsure: bool) -> Sequence[Row]:
    query = find(selection.query)
    rows: Sequence[Row] = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    rows = rows if unsure else [row for row in rows if is_shown(row)]
    if query.shape == "comparison":
        a, b = (_ids(selection, name) for name in ("a", "b"))
        compared = as_announced(query, [*comparison(rows, a, b)])
        return [row for row in compared if is_asked_for(row, selection.where)]
    if query.shape == "matrix":
        cells = as_announced(query, matrix(rows, selection.where))
        return shaped(store, selection.shape, cells, selection.where)
    if query.order:
        rows = sorted(rows, key=lambda row: [_rank(row[column]) for column in query.order])
    if query.name in _SAID:
        text = str(selection.about["text"])
        rows = [*_SAID[query.name](rows, words_of(text))]
        if ALL in text:
            rows = said_together(rows, text)
    if "lacks" in found.columns:
        rows = [*lacking(rows)]
    if selection.where.says:
        rows = [*saying(rows, selection.where.says)]
    # What is counted by place counts in each place that speaks of it.
    by_place = selection.shape in BY_PLACE or selection.where.level
    unique = (*query.unique, "place") if query.unique and by_place else query.unique
    first = _first_of_each(rows, query, unique)
    # What the newest document says counts, not whether any ever said so.
    if stages := selection.where.stage:
        first = [row for row in first if row["stage"] in stages]
    if years := selection.where.due:
        first = [row for row in first if row["due"] in years]
    return shaped(store, selection.shape, first, selection.where)


def _ids(selection: Selection, name: str) -> tuple[str, ...]:
    meant = selection.about[name]
    return meant.ids if isinstance(meant, Resolved) else ()


def lacking(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows of things that lack in every document that is asked about what is asked for."""
    has = {row["thing"] for row in rows if not row["lacks"]}
    return (row for row in rows if row["thing"] not in has)


# What is left of rows of passages that say some words, once it is seen where these stand.
_SAID = {"passages": quoting, "about-area": led_by, "things-said-with": said_with}


def _rank(value: object) -> tuple[object, ...]:
    """How a value sorts: what is stated before what is concluded, nothing after anything."""
    return value is None, _BASES.get(value, value)


_BASES: Mapping[object, object] = {"stated": "0", "structural": "1", "inferred": "2"}


def _check(query: Query, arguments: Mapping[str, str]) -> None:
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in arguments.keys() - known.keys():
        raise QueryError(f"{query.name} takes no {name}; it takes {_listed(query.parameters)}.")
    for name, parameter in known.items():
        if not parameter.optional and not arguments.get(name, "").strip():
            raise QueryError(f"{query.name} needs {name}: {parameter.meaning}.")


def _listed(parameters: Sequence[Parameter]) -> str:
    return ", ".join(parameter.name for parameter in parameters)


def _first_of_each(rows: Sequence[Row], query: Query, unique: Sequence[str]) -> Sequence[Row]:
    """The first row of each thing, or of what else is to be unique, with all its documents."""
    names = [column.name for column in query.columns]
    if not unique:
        return [{name: row[name] for name in names} for row in rows]
    same: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        same.setdefault(tuple(row[column] for column in unique), []).append(row)
    return [{name: _value(name, group) for name in names} for group in same.values()]


def _value(name: str, group: Sequence[Row]) -> object:
    if name == "documents":
        return sorted({str(row["document"]) for row in group if row["document"]})
    return group[0][name]
