"""Functions and operators of texts that Ladybug understands otherwise than Neo4j."""

from __future__ import annotations

from collections.abc import Sequence

from graph.stores.statements.clauses import closing, opening
from graph.stores.statements.given import Given

_WORDS = "AND OR XOR NOT IN WHERE WHEN THEN ELSE RETURN WITH BY DISTINCT CONTAINS CASE UNWIND AS"
_BEFORE_BRACKETS = frozenset(_WORDS.split())


def containing(given: Given, index: int) -> None:
    """CONTAINS, which on Ladybug an empty text is not in."""
    if given.tokens[index].upper != "CONTAINS" or given.near(index + 1, ":", ",", "}"):
        return
    sought = given.tokens[index + 1]
    if sought.kind == "string" and not given.near(index + 2, "+"):
        if len(sought.text) == len("''"):
            given.changes[given.tokens[index].start] = "STARTS WITH"
    elif sought.kind == "parameter" and not given.near(index + 2, "+", "[", "."):
        if sought.text[1:].strip("`") in given.passed.empty:
            given.changes[given.tokens[index].start] = "STARTS WITH"
    else:
        given.changes[given.tokens[index].start] = "=~ ('(?s).*\\\\Q' +"
        given.after(end_of_text(given, index + 1), " + '\\\\E.*')")


def substring(given: Given, index: int) -> None:
    """Ladybug's own gives the whole of a Chinese text that ends before what is asked for."""
    arguments = given.arguments(index)
    _check_counts(given, index, arguments[1:])
    if len(arguments) not in (2, 3):
        raise given.refused(index, "it takes a text, a start and a length")
    start, comma = arguments[1][0], arguments[1][0] - 1
    drop = f", '(?s)^.{{0,{given.tokens[start].text}}}', '')"
    given.changes[given.tokens[index].start] = "left(regexp_replace"
    given.changes[given.tokens[comma].start] = drop
    given.changes[given.tokens[start].start] = "" if len(arguments) == 3 else f", {2**31 - 1}"


def joined_texts(given: Given, index: int) -> None:
    """Texts put together with +, which on Ladybug takes null for an empty one."""
    if not given.near(index, "+") or given.near(start_of_text(given, index - 1) - 1, "+"):
        return
    if _is_case(given, index) and not {"int", "float"} & {
        given.kinds.before(index),
        given.kinds.after(index + 1),
    }:
        raise given.refused(index, "name what CASE gives with WITH … AS before")
    first, last = start_of_text(given, index - 1), end_of_text(given, index + 1)
    parts: list[tuple[int, int]] = []
    start = first
    for place in range(first, last + 1):
        if given.near(place, "+") and start_of_text(given, place - 1) == start:
            parts.append((start, place))
            start = place + 1
    parts.append((start, last + 1))
    kinds = {given.kinds.of(*part) for part in parts}
    if kinds == {"null"}:
        # Ladybug makes an empty text of them.
        raise given.refused(index, "nothing but null is added: leave it out")
    if "text" not in kinds:
        return
    written = [part for part in parts if given.tokens[part[0]].kind != "string"]
    if any(given.near(place, "+") for part in written for place in range(*part)):
        raise given.refused(index, "name what stands in brackets with WITH … AS before")
    texts = [given.text[given.tokens[a].start : given.tokens[b - 1].end] for a, b in written]
    if texts:
        unknown = " OR ".join(f"({text}) IS NULL" for text in texts)
        given.before(first, f"CASE WHEN {unknown} THEN NULL ELSE ")
        given.after(last, " END")


def _is_case(given: Given, index: int) -> bool:
    """Whether a CASE is put together with something there, and not in brackets."""
    ends = given.tokens[index - 1].upper == "END" and not given.near(index - 2, ".")
    return ends or given.tokens[index + 1].upper == "CASE"


def start_of_text(given: Given, last: int) -> int:
    """The first token of the operand that ends with a token."""
    first = last
    while True:
        if given.near(first, ")", "]"):
            first = opening(given.tokens, first)
            named = first and given.tokens[first - 1].kind in ("word", "quoted")
            if named and given.tokens[first - 1].upper not in _BEFORE_BRACKETS:
                first -= 1
                continue
        if first > 1 and given.near(first - 1, "."):
            first -= 2
            continue
        return first


def end_of_text(given: Given, start: int) -> int:
    """The last token of a text: a name with properties or a call, and what is added to it."""
    last = start
    if given.near(start, "(", "["):
        last = closing(given.tokens, start)
    while last + 1 < len(given.tokens):
        if given.near(last + 1, ".", "+"):
            last += 2
        elif given.near(last + 1, "(", "["):
            last = closing(given.tokens, last + 1)
        else:
            break
    return last


def ends(given: Given, index: int) -> None:
    """left and right, which on Ladybug take what is below 0."""
    _check_counts(given, index, given.arguments(index)[1:])


def _check_counts(given: Given, index: int, arguments: Sequence[tuple[int, int]]) -> None:
    for first, end in arguments:
        if end - first != 1 or not given.tokens[first].text.isdigit():
            raise given.refused(index, "how many characters has to be a number from 0 on here")


def replace(given: Given, index: int) -> None:
    """A text that is replaced, which on Ladybug is nowhere if it is empty."""
    _check_literal(given, index)


def reverse(given: Given, index: int) -> None:
    """Ladybug turns round a list's text, unless the function is the one of lists."""
    kind = given.kinds.after(index + 2)
    if kind == "list":
        given.changes[given.tokens[index].start] = "list_reverse"
    elif kind != "text":
        raise given.refused(index, "write reverse(toString(…)) of what is no list, on this store")


def split(given: Given, index: int) -> None:
    """Ladybug leaves out empty parts: none is, with a sign before each that goes again."""
    by = _check_literal(given, index)
    sign = next((each for each in "~_" if each not in by), None)
    if sign is None:
        raise given.refused(index, "what is split by may not hold both ~ and _ on this store")
    arguments = given.arguments(index)
    given.changes[given.tokens[index].start] = "list_transform(string_split"
    given.before(arguments[0][0], "regexp_replace(replace(")
    # Each part begins with the sign: before the first it is put where the text begins.
    given.after(arguments[0][1] - 1, f", {by}, {by[:-1]}{sign}{by[-1]}), '^', '{sign}')")
    last = closing(given.tokens, index + 1)
    given.after(last, f", `_part` -> substring(`_part`, 2, {2**31 - 1}))")


def _check_literal(given: Given, index: int) -> str:
    arguments = given.arguments(index)
    first, end = arguments[1] if len(arguments) > 1 else (index, index)
    text = given.tokens[first]
    if end - first != 1 or text.kind != "string" or len(text.text) == len("''"):
        raise given.refused(
            index, "its second argument has to be a text in quotation marks that is not empty here"
        )
    return text.text


def to_string(given: Given, index: int) -> None:
    """Values as texts, which Ladybug writes in its own way."""
    kind = given.kinds.of(index + 2, closing(given.tokens, index + 1))
    if kind == "bool":
        given.before(index, "lower(")
        given.after(closing(given.tokens, index + 1), ")")
    elif kind not in ("int", "text", "null"):
        raise given.refused(
            index,
            "it writes numbers with a fraction otherwise on this store: return the value as it "
            "is, or write toString(toInteger(…)) for whole numbers",
        )
