"""Running a named query: its arguments resolved, its rows read, its answer laid out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, cast

from graph.errors import QueryError
from graph.model import fold
from graph.queries.answer import Answered
from graph.queries.catalogue import Language, Parameter, Query, find
from graph.queries.conditions import conditioned
from graph.queries.names import Resolved, resolve
from graph.queries.narrowing import narrowed
from graph.queries.selection import NOWHERE, Selection, Shape, Where
from graph.queries.sentences import led_by, quoting, said_with, saying, words_of
from graph.queries.shapes import check_shape, columns_of, shaped
from graph.queries.steps import Path, steps
from graph.stores.interface import DEFAULT_LIMITS, Answer, Limits, Store, steadily
from graph.stores.names import NAMED_LABELS

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
) -> Answered:
    """The answer of the query `name`; where it asks for a node, a name, alias or id is taken.

    `language` is the title's. Raises QueryError for an unknown query or argument, UnknownName and
    AmbiguousName for what names no node or several, QueryLimit and StoreError.
    """
    query = find(name)
    _check(query, arguments)

    def read(pinned: Store) -> Answered:
        meant = {
            parameter.name: resolve(pinned, arguments[parameter.name], parameter.kinds)
            if parameter.kinds
            else arguments[parameter.name].strip()
            for parameter in query.parameters
        }
        return answer(pinned, Selection(name, meant, where, shape), limits, language)

    return steadily(store, read)


def answer(
    store: Store,
    selection: Selection,
    limits: Limits = DEFAULT_LIMITS,
    language: Language = "en",
) -> Answered:
    """The answer to a selection. Raises QueryError, QueryLimit and StoreError."""
    query, meant = find(selection.query), selection.about
    check_shape(query, selection.shape)
    statement, given = conditioned(query, selection.where)
    parameters: dict[str, Any] = {**_parameters(store, query, meant), **given}
    if query.shape == "names":
        rows, truncated = _named(store, query, meant, limits), False
    else:
        narrow, only = narrowed(statement, meant)
        enough = replace(limits, rows=_rows_read(query, selection, limits))
        found = store.read(narrow, parameters | only, enough)
        rows, truncated = _rows(store, selection, found), found.truncated
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
        elif name in said:
            words = [fold(each) for each in words_of(value)]
            parameters[name] = sorted(store.said(words, Limits(rows=_READ_WHOLE)))
        else:
            parameters |= {name: value, f"{name}_folded": fold(value)}
    return parameters


def _named(
    store: Store, query: Query, meant: Mapping[str, Resolved | str], limits: Limits
) -> Sequence[Row]:
    """The rows of what is named by a text, and one more where there are more than the limit."""
    [text] = map(str, meant.values())
    enough = replace(limits, rows=limits.rows + 1)
    found = store.named("contains", [fold(text)], NAMED_LABELS, enough)
    given = ({**asdict(each), "document": each.document or None} for each in found)
    return [{column.name: row[column.name] for column in query.columns} for row in given]


def _rows_read(query: Query, selection: Selection, limits: Limits) -> int:
    whole = query.unique or query.order or selection.where.says or selection.shape != "list"
    as_it_comes = query.shape == "rows" and not whole
    return limits.rows if as_it_comes else max(limits.rows, _READ_WHOLE)


def _rows(store: Store, selection: Selection, found: Answer) -> Sequence[Row]:
    query = find(selection.query)
    if query.shape == "path":
        return steps(store, cast(Sequence[Path], found.rows))
    rows: Sequence[Row] = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    if query.order:
        rows = sorted(rows, key=lambda row: [_rank(row[column]) for column in query.order])
    if query.name == "passages":
        rows = [*quoting(rows, words_of(str(selection.about["text"])))]
    if query.name == "about-area":
        rows = [*led_by(rows, words_of(str(selection.about["text"])))]
    if query.name == "things-said-with":
        rows = [*said_with(rows, words_of(str(selection.about["text"])))]
    if selection.where.says:
        rows = [*saying(rows, selection.where.says)]
    return shaped(store, selection.shape, _first_of_each(rows, query.unique), selection.where)


def _rank(value: object) -> tuple[object, ...]:
    """How a value sorts: what is stated before what is concluded, nothing after anything."""
    return value is None, _BASES.get(value, value)


_BASES: Mapping[object, object] = {"stated": "0", "structural": "1", "inferred": "2"}


def _check(query: Query, arguments: Mapping[str, str]) -> None:
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in arguments.keys() - known.keys():
        raise QueryError(f"{query.name} takes no {name}; it takes {_listed(query.parameters)}.")
    for name, parameter in known.items():
        if not arguments.get(name, "").strip():
            raise QueryError(f"{query.name} needs {name}: {parameter.meaning}.")


def _listed(parameters: Sequence[Parameter]) -> str:
    return ", ".join(parameter.name for parameter in parameters)


def _first_of_each(rows: Sequence[Row], columns: Sequence[str]) -> Sequence[Row]:
    if not columns:
        return rows
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(row[column] for column in columns), row)
    return list(first.values())
