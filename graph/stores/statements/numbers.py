"""Numbers and lists that Ladybug understands otherwise than Neo4j."""

from __future__ import annotations

from collections.abc import Sequence

from graph.stores.statements.clauses import closing, split_at_commas
from graph.stores.statements.given import Given
from graph.stores.statements.kinds import Kind, is_postfix

_LARGEST = 2**63 - 1
_NUMBERS = ("int", "float")


def sum(given: Given, index: int) -> None:
    """The sum of nothing is 0, and that of whole numbers is one."""
    last = closing(given.tokens, index + 1)
    kind = given.kinds.before(last + 1)
    if given.tokens[index + 2].upper == "DISTINCT":
        kind = given.kinds.of(index + 3, last)
    if kind == "int":
        given.before(index, "to_int64(coalesce(")
        given.after(last, ", 0))")
    else:
        given.before(index, "coalesce(")
        given.after(last, ", 0.0)" if kind == "float" else ", 0)")


def rounding(given: Given, index: int) -> None:
    """Whole floats, and halves upwards, of whole numbers too."""
    arguments = given.arguments(index)
    if given.tokens[index].upper != "ROUND":
        given.after(index + 1, "to_double(")
        given.before(closing(given.tokens, index + 1), ")")
    elif len(arguments) == 1:
        given.changes[given.tokens[index].start] = "floor"
        given.after(index + 1, "to_double(")
        given.before(closing(given.tokens, index + 1), ") + 0.5")


def to_integer(given: Given, index: int) -> None:
    """A whole number that is nearer to 0, where Ladybug takes the nearest."""
    last = closing(given.tokens, index + 1)
    kind = given.kinds.of(index + 2, last)
    if kind == "float":
        number = given.text[given.tokens[index + 2].start : given.tokens[last].start]
        given.after(index + 1, f"sign({number}) * floor(abs(")
        given.before(last, "))")
    elif kind not in ("int", "text", "null"):
        raise given.refused(
            index, "write toInteger(floor(…)) of a number and toInteger(trim(…)) of a text"
        )


def coalesce(given: Given, index: int) -> None:
    """Values of which Ladybug makes one kind."""
    kinds = [given.kinds.of(first, end) for first, end in given.arguments(index)]
    check_kinds(given, index, kinds)


def numbers(given: Given, index: int) -> None:
    """A number that Ladybug takes for a larger kind."""
    token = given.tokens[index]
    largest = _LARGEST + given.near(index - 1, "-")
    if token.kind == "number" and token.text.isdigit() and int(token.text) > largest:
        raise given.refused(index, f"whole numbers go up to {_LARGEST:,}")


def check_numbers(given: Given, index: int, kinds: Sequence[Kind | None]) -> None:
    """Refuse whole numbers beside others, of which Ladybug makes one kind, by cutting them off."""
    if {*_NUMBERS} <= {*kinds}:
        raise given.refused(
            index, "whole numbers are mixed with others: write all with a point, or use toFloat"
        )


def check_kinds(given: Given, index: int, kinds: Sequence[Kind | None]) -> None:
    """Refuse values of several kinds, of which Ladybug makes one."""
    check_numbers(given, index, kinds)
    if len({*kinds} - {None, "null"}) > 1:
        raise given.refused(
            index, "values of several kinds are mixed: write all as numbers or all as texts"
        )


def lists(given: Given, index: int) -> None:
    """A list with null in it, of numbers of both kinds, an index, a stretch."""
    if not given.near(index, "[") or index in given.in_pattern or given.near(index - 1, "-"):
        return
    last = closing(given.tokens, index)
    if is_postfix(given.tokens, index):
        _picked(given, index, last)
        return
    parts = list(split_at_commas(given.tokens, index + 1, last))
    kinds = [given.kinds.of(first, end) for first, end in parts if first < end]
    if "null" in kinds:
        raise given.refused(index, "null is not run in a list on this store: leave it out")
    check_kinds(given, index, kinds)


def _picked(given: Given, index: int, last: int) -> None:
    inside = given.tokens[index + 1 : last]
    if "".join(token.text for token in given.tokens[index - 1 : last]).endswith(")[0") and (
        _is_labels(given, index)
    ):
        return
    if given.kinds.before(index) in ("int", "float", "text", "bool"):
        raise given.refused(index, "only parts of lists are taken so: of a text with substring")
    ends = [int(each.text) for each in inside if each.kind == "number" and each.text.isdigit()]
    signs = [each for each in inside if each.is_sign("..")]
    if not inside or len(ends) + len(signs) != len(inside) or len(signs) > 1:
        raise given.refused(
            index,
            "which part of a list is taken has to be written as numbers from 0 on, such as [0] or "
            "[1..3], on this store",
        )
    if not signs or inside[0].kind == "number":
        given.changes[inside[0].start] = str(ends[0] + 1)


def _is_labels(given: Given, index: int) -> bool:
    """Whether what is picked from is labels(…), which is translated by itself."""
    return index > 3 and given.tokens[index - 4].upper == "LABELS"
