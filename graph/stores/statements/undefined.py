"""Sums without a result (0.0 / 0.0, the root of -1), which Ladybug compares otherwise than Neo4j.

Neo4j finds such a number equal to none and smaller than none (IEEE 754); Ladybug groups them and
takes them for the smallest. On Ladybug they are an error instead, as turning one into a whole
number is.
"""

from __future__ import annotations

from graph.stores.statements.clauses import closing, is_call
from graph.stores.statements.given import Given

_PARTIAL = ("SQRT", "LOG", "LOG10", "ASIN", "ACOS")


def functions(given: Given, index: int) -> None:
    """Functions of which not every number has a value."""
    if is_call(given.tokens, index, *_PARTIAL):
        last = closing(given.tokens, index + 1)
        call = given.text[given.tokens[index].start : given.tokens[last].end]
        given.before(index, "(")
        given.after(last, f" + 0.0 * to_int64({call}))")


def divisions(given: Given, index: int) -> None:
    """Division by a number that may be 0.0."""
    if index in given.in_pattern or not given.near(index, "/", "%"):
        return
    last = _end_of_factor(given, index + 1)
    number = given.tokens[last]
    if last - index <= 2 and number.kind == "number" and float(number.text):
        return
    divisor = given.text[given.tokens[index + 1].start : number.end]
    given.before(index + 1, "(")
    given.after(last, f" + to_int64(0.0 / ({divisor})))")


def powers(given: Given, index: int) -> None:
    """A power of what may be negative, unless it is a whole one."""
    if index in given.in_pattern or not given.near(index, "^"):
        return
    base, by = given.tokens[index - 1], given.tokens[index + 1 + given.near(index + 1, "-")]
    if by.text.isdigit() or (base.kind == "number" and not given.near(index - 2, "-")):
        return
    raise given.refused(
        index, "write a whole number behind it on this store, such as x ^ 2, or sqrt(x) for a root"
    )


def _end_of_factor(given: Given, start: int) -> int:
    """The last token of what is divided by: 2, n.value, f(x)[0], a ^ 2, CASE … END."""
    tokens = given.tokens
    last = start + given.near(start, "-", "+")
    if tokens[last].upper == "CASE":
        depth = 1
        while depth:
            last += 1
            depth += (tokens[last].upper == "CASE") - (tokens[last].upper == "END")
    elif given.near(last, "(", "["):
        last = closing(tokens, last)
    while last + 1 < len(tokens):
        if given.near(last + 1, "."):
            last += 2
        elif given.near(last + 1, "(", "["):
            last = closing(tokens, last + 1)
        elif given.near(last + 1, "^"):
            last = _end_of_factor(given, last + 2)
        else:
            break
    return last
