"""What Neo4j says of a statement it does not run, in plain sentences.

Its own messages list the grammar, name types of its own and classes of its program: what is known
of them is told anew, and what reads like a program is not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from re import Match

_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")
_PROGRAM = re.compile(
    r"[@$#{}\\<>]|::|\w\(|\borg\.|\bjava\b|Exception|Value\b|EOF|Failed to invoke"
)
_KINDS = {
    "Integer": "a whole number",
    "Float": "a number",
    "String": "a text",
    "Boolean": "true or false",
    "List": "a list",
    "Map": "a map",
    "Node": "a node",
    "Relationship": "a relationship",
    "Path": "a path",
}
_FAMILIES: Sequence[tuple[str, str | Callable[[Match[str]], str]]] = (
    (r"Invalid input '': expected", "it ends too early, or a bracket is not closed"),
    (r"Invalid input '(.*?)': expected", "it cannot be read at {0}"),
    (r"Variable `(.+?)` not defined", "{0} is not known at that place: MATCH or WITH names it"),
    (r"/ by zero", "a number is divided by 0"),
    (
        r"Type mismatch for parameter '(.+?)': expected (.+) but was (.+)",
        lambda found: f"${found[1]} is {_kind(found[3])}, where {_kind(found[2])} is needed",
    ),
    (
        r"Type mismatch: expected (.+) but was (.+)",
        lambda found: f"{_kind(found[2])} stands where {_kind(found[1])} is needed",
    ),
    (r"`?(\w+)`? defined with conflicting type", "{0} names two different things"),
    (
        r"(?:Insufficient|Too many) parameters for function '(.+?)'",
        "{0} takes another number of values",
    ),
    (r"Invalid input for (?:function )?'(.+?)(?:\(\))?'", "{0} is given what it does not take"),
    (r"Unknown procedure output: `(.+?)`", "the procedure gives no {0}"),
    (r"Unknown function '(.+?)'", "there is no function {0}"),
    (
        r"All sub queries in an UNION",
        "all parts of a UNION give columns of the same names, with AS",
    ),
    (r"Expression in WITH must be aliased", "in WITH, name what is computed, with AS"),
    (r"Multiple result columns", "two columns have the same name: give one another, with AS"),
    (r"Text cannot be parsed to an? (\w+)", "a text is none that can be read as {0}"),
    (r"cannot be represented as an integer", "a number is too large"),
    (
        r"access variables declared before the WITH/RETURN: (\S+)",
        "{0} is not known any more after DISTINCT or an aggregate: order by what is returned",
    ),
    (r"non-negative integer", "after SKIP and LIMIT comes a whole number from 0 on"),
    (r"Expected a numeric value", "a number is needed where there is none"),
    (r"shortest path algorithm does not work", "a shortest path has two ends: add WHERE a <> b"),
    (r"negative start index|negative length", "a start and a length are numbers from 0 on"),
    (r"can only handle numerical", "only numbers can be added up"),
    (r"queryparser", "what is sought cannot be read: put it in quotation marks"),
)


def in_words(message: str, prefix: str = "") -> str:
    """A sentence for a message about a statement, before which a prefix was put in its line."""
    place = _PLACE.search(message)
    at = ""
    if place:
        line, column = int(place[1]), int(place[2])
        at = f" in line {line}, column {column - (len(prefix) if line == 1 else 0)}"
    reason = _PLACE.sub("", message).strip().rstrip(".")
    for family, sentence in _FAMILIES:
        if found := re.search(family, reason):
            told = sentence(found) if callable(sentence) else sentence.format(*found.groups())
            head, colon, advice = told.partition(": ")
            return f"{head}{at}{colon}{advice}"
    if _PROGRAM.search(reason):
        return f"this store does not know how to{at}, though it may be right: write it more simply"
    return f"{reason}{at}"


def _kind(types: str) -> str:
    first = re.split(r"<|,| or ", types)[0].strip()
    return _KINDS.get(first, first)
