"""What is known of the values that users pass for parameters, for the engine that casts them.

Ladybug takes `'2024'` for a number where one is compared, makes one kind of a list's elements, and
ends its process over some lists of several kinds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import QueryError
from graph.stores.statements.kinds import Kind


@dataclass(frozen=True, slots=True)
class Passed:
    """The kinds of parameters by their names, those of lists' elements, and what is empty."""

    kinds: frozenset[tuple[str, Kind]] = frozenset()
    elements: frozenset[tuple[str, Kind]] = frozenset()
    empty: frozenset[str] = frozenset()

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Passed:
        """What is known of some values.

        Raises QueryError for a list whose elements are of several kinds, or with null in it.
        """
        lists = {name: each for name, each in values.items() if isinstance(each, list | tuple)}
        elements = {name: _element(name, each) for name, each in lists.items()}
        return cls(
            frozenset((name, kind_of(each)) for name, each in values.items()),
            frozenset((name, kind) for name, kind in elements.items() if kind),
            frozenset(name for name, each in values.items() if each in ("", [], ())),
        )


NOTHING_PASSED = Passed()


def kind_of(value: object) -> Kind:
    """The kind of a value that was passed."""
    match value:
        case None:
            return "null"
        case bool():
            return "bool"
        case int():
            return "int"
        case float():
            return "float"
        case str():
            return "text"
        case list() | tuple():
            return "list"
    return "map"


def _element(name: str, values: Sequence[object]) -> Kind | None:
    kinds = {kind_of(each) for each in values}
    if "null" in kinds:
        raise QueryError(f"${name} has null in its list, which is not run on this store: leave out")
    if len(kinds) > 1:
        raise QueryError(
            f"the elements of ${name} are of several kinds, of which this store makes one: write "
            "all as texts, all as whole numbers or all with a point"
        )
    if len({_shape(each) for each in values}) > 1:
        raise QueryError(f"the elements of ${name} are not built alike: give each the same names")
    return kinds.pop() if kinds else None


def _shape(value: object) -> str:
    """What a value in a list is made of, by the names and kinds of what is in it."""
    match value:
        case Mapping():
            inside = ", ".join(sorted(f"{key}: {_shape(each)}" for key, each in value.items()))
            return f"{{{inside}}}"
        case list() | tuple():
            kinds = sorted({_shape(each) for each in value})
            return f"[{' '.join(kinds)}]" if value else "list"
    return kind_of(value)
