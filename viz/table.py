"""A table as a page shows it: rows chosen by facets and words, sorted, some at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.folding import fold

Row = Mapping[str, object]
PAGE = 100
_MOST_VALUES = 40


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their columns in order, and the columns by whose values rows can be chosen.

    A value of a row may be a list, as are the places that speak of a thing. `truncated` says that
    there are more rows than these, `understood` what of a question was understood.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    facets: Sequence[str] = ()
    truncated: bool = False
    cypher: str = ""
    understood: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader chose: values by facet, words, the column to sort by, the first row shown."""

    values: Mapping[str, Sequence[str]]
    words: str = ""
    sort: str = ""
    descending: bool = False
    first: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A column with its values, each with how many rows have it and whether it is chosen."""

    column: str
    values: Sequence[tuple[str, int, bool]]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a choice leaves of a table: some of its `found` rows, and the facets to go on by."""

    rows: Sequence[Row]
    found: int
    facets: Sequence[Facet]


def shown(table: Table, choice: Choice, page: int = PAGE) -> Shown:
    """What a choice leaves of a table. `page` rows are given, all where it is 0."""
    said = [row for row in table.rows if _says(row, table.columns, choice.words)]
    chosen = _chosen(said, choice, table.facets)
    if choice.sort in table.columns:
        chosen = _sorted(chosen, choice.sort, choice.descending)
    facets = [_facet(said, choice, table.facets, each) for each in table.facets]
    rows = chosen[choice.first : choice.first + page] if page else chosen
    return Shown(rows, len(chosen), [each for each in facets if len(each.values) > 1 or _any(each)])


def values_of(row: Row, column: str) -> Sequence[str]:
    """The values of a row in a column, none where it is empty."""
    value = row.get(column)
    several = value if isinstance(value, list | tuple) else [value]
    return [str(each) for each in several if each not in (None, "", 0)]


def _says(row: Row, columns: Sequence[str], words: str) -> bool:
    if not words:
        return True
    text = fold("\n".join(str(row.get(each, "")) for each in (*columns, "name_en")))
    return all(fold(word) in text for word in words.split())


def _chosen(rows: Iterable[Row], choice: Choice, facets: Iterable[str]) -> list[Row]:
    asked = {each: {*choice.values.get(each, ())} for each in facets}
    return [
        row
        for row in rows
        if all(not asked[each] or asked[each] & {*values_of(row, each)} for each in asked)
    ]


def _facet(rows: Sequence[Row], choice: Choice, facets: Sequence[str], column: str) -> Facet:
    """The values of a column among the rows that the other facets leave, the most first."""
    others = [each for each in facets if each != column]
    counts = Counter(
        value for row in _chosen(rows, choice, others) for value in {*values_of(row, column)}
    )
    asked = choice.values.get(column, ())
    found = sorted(counts.items(), key=lambda each: _order(column, *each))
    values = [(value, count, value in asked) for value, count in found]
    values += [(each, 0, True) for each in asked if each not in counts]
    few = [each for number, each in enumerate(values) if number < _MOST_VALUES or each[2]]
    return Facet(column, few, len(values) - len(few))


def _order(column: str, value: str, count: int) -> tuple[object, ...]:
    return (-int(value),) if column.endswith("year") and value.isdecimal() else (-count, value)


def _any(facet: Facet) -> bool:
    return any(chosen for _, _, chosen in facet.values)


def _sorted(rows: Sequence[Row], column: str, descending: bool) -> list[Row]:
    """By a column, numbers as numbers; rows without a value come last, whichever way."""
    empty = [row for row in rows if not values_of(row, column)]
    full = [row for row in rows if values_of(row, column)]
    return [*sorted(full, key=lambda row: _key(row, column), reverse=descending), *empty]


def _key(row: Row, column: str) -> tuple[int, float, str]:
    value = row.get(column)
    if isinstance(value, int | float):
        return 0, float(value), ""
    if isinstance(value, list | tuple):
        return 0, float(len(value)), str(value)
    return 1, 0.0, str(value)
