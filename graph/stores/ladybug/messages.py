"""What Ladybug says of a statement it does not run, in plain sentences.

Its own messages quote grammar rules, types and lists of signatures, and name files of the machine:
what is known of them is told anew, and of what is not known nothing is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.stores.statements.lexer import place_of

_NAME = re.compile(r"[\w$. *+%/^-]{1,60}")
# A family of messages, and what is said instead; {0} is the name that it speaks of.
_FAMILIES: Sequence[tuple[str, str]] = (
    (r"Variable (\S+) is not in scope", "{0} is not known at that place: MATCH or WITH names it"),
    (r"Cannot find property (\S+) for (\S+?)\.", "no such thing has the property {0}"),
    (r"Table (\S+) does not exist", "there is no label or relationship type {0}"),
    (r"function (\S+) does not exist", "there is no function {0} on this store"),
    (r"Function (\S+) did not receive correct", "{0} is given what it does not take"),
    (r"for given function (\S+?)\(", "{0} does not take values of these kinds"),
    (r"Parameter (\S+) not found", "a value is needed for ${0}: give it as a parameter"),
    (r"Cannot order by (\S+)\.", "{0} cannot be put in order: order by a property or a number"),
    (r"(\S+) has data type \S+ but \S+ was expected", "values of {0} are of different kinds"),
    (r"Implicit cast is not supported", "values of different kinds stand where one is needed"),
    (
        r"list_extract\(list, index\)",
        "a list has no element at that place: ask for its size before",
    ),
    (r"Divide by zero|Modulo by zero", "a number is divided by 0"),
    (
        r"is not (?:with)?in \S+ range",
        "a number is too large, has no root or is divided by 0, or a text is no number",
    ),
    (r"Cast failed|Conversion exception", "a text that is no number is taken for one"),
    (r"ORDER BY must be followed", "in WITH, ORDER BY needs LIMIT on this store"),
    (r"Non-binary comparison", "write a < b AND b < c for a < b < c"),
    (r"read-only database", "the graph can only be read"),
)
_PLACE = re.compile(r"\(line: (\d+), offset: (\d+)\)")


def without_place(message: str) -> str:
    """A sentence without the place that it names, which is one in a translated statement."""
    return re.sub(r" in line \d+, column \d+", "", message)


def in_words(message: str, statement: str) -> str:
    """A sentence for a message of the engine about a statement, as it was given to the engine."""
    for family, sentence in _FAMILIES:
        if found := re.search(family, message):
            name = found.group(1).strip("'\"`") if found.groups() else ""
            return sentence.format(name if _NAME.fullmatch(name) else "what is written")
    if place := _PLACE.search(message):
        lines = statement.split("\n")
        line, offset = int(place.group(1)), int(place.group(2))
        start = sum(len(each) + 1 for each in lines[: line - 1]) + offset
        if start >= len(statement.rstrip()):
            return "it ends too early, or a bracket is not closed"
        near = statement[start : start + 20].split()
        return f"it cannot be read at {near[0] if near else 'its end'} {place_of(statement, start)}"
    return "this store does not know how to, though it may be right: write it more simply"
