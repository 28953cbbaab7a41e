"""Conditions on lists in which something is missing: Ladybug takes for false what is not known.

`any(x IN list WHERE x = null)` is null, and so is `1 IN [2, null]`, but false there.
"""

from __future__ import annotations

from functools import reduce

from graph.model import NODE_LABELS
from graph.stores.statements import texts
from graph.stores.statements.clauses import closing, is_call, opening, split_at_commas, words
from graph.stores.statements.given import Given
from graph.stores.statements.kinds import is_postfix

QUANTIFIERS = ("ANY", "ALL", "NONE", "SINGLE")
_SIGNS = ("+", "-", "*", "/", "%", "^")
_WORDS = words("AND OR XOR NOT IN CONTAINS STARTS ENDS WITH WHERE TRUE FALSE")
_BEGINS_FILTER = ("WHERE", "WHEN")
_FILTERS = (*_BEGINS_FILTER, "AND", "OR")
_AFTER_FILTERS = words("AND OR THEN WITH RETURN MATCH OPTIONAL UNWIND ORDER UNION")
_ALWAYS_THERE = reduce(
    frozenset.__and__,
    (
        frozenset(each.name for each in label.properties if each.type != "float")
        for label in NODE_LABELS.values()
    ),
)
"""What every node has."""


def memberships(given: Given, index: int) -> None:
    """IN with null on either side, or a list that may be empty."""
    if given.tokens[index].upper != "IN" or names_element(given, index):
        return
    if _is_null(given, index - 1):
        raise given.refused(index, "whether null is in a list is not known: leave it out")
    if given.near(index + 1, "[") and not is_postfix(given.tokens, index + 1):
        first = texts.start_of_text(given, index - 1)
        if not _only_filters(given, first, closing(given.tokens, index + 1)):
            _check_items(given, index + 1)


def empty_lists(given: Given, index: int) -> None:
    """IN a list that may be empty: nothing is in it, what is missing neither."""
    if given.tokens[index].upper != "IN" or names_element(given, index):
        return
    first, last = texts.start_of_text(given, index - 1), texts.end_of_text(given, index + 1)
    if given.near(index + 1, "[") or _only_filters(given, first, last):
        return
    if not may_be_missing(given, first, index):
        return
    if given.near(first - 1, *_SIGNS):
        raise given.refused(index, "put what stands before it in brackets")
    sought = given.text[given.tokens[index + 1].start : given.tokens[last].end]
    given.before(first, f"CASE WHEN size({sought}) = 0 THEN false ELSE ")
    given.after(last, " END")


def quantifiers(given: Given, index: int) -> None:
    """any, all, none and single whose condition may not be known."""
    if not is_call(given.tokens, index, *QUANTIFIERS) or not given.near(index + 1, "("):
        return
    last = closing(given.tokens, index + 1)
    if given.tokens[index].upper in ("ANY", "ALL") and _only_filters(given, index, last):
        return
    if given.near(index + 4, "["):
        _check_items(given, index + 4)
    own = given.tokens[index + 2].text
    at = condition_of(given, index)
    while at < last:
        if is_call(given.tokens, at, "COALESCE"):
            at = closing(given.tokens, at + 1)
        elif _may_be_missing(given, at) and given.tokens[at].text != own:
            raise given.refused(
                at,
                f"where it is missing, {given.tokens[index].text} is not known: write "
                "coalesce(…, '') or coalesce(…, 0) around it",
            )
        at += 1


def _only_filters(given: Given, first: int, last: int) -> bool:
    """Whether rows are kept where a condition is true and left out otherwise, known or not."""
    before, after = first - 1, last + 1
    while given.near(before, "(") and given.tokens[before - 1].upper in _FILTERS:
        if not given.near(after, ")"):
            return False
        before, after = before - 1, after + 1
    ends = after >= len(given.tokens) or given.near(after, "}")
    if not ends and given.tokens[after].upper not in _AFTER_FILTERS:
        return False
    if given.tokens[before].upper in ("AND", "OR"):
        before = _beginning(given, before)
    begins = given.tokens[before].upper in _BEGINS_FILTER
    return begins and not _in_quantifier(given, before)


def _beginning(given: Given, at: int) -> int:
    """The word that begins the condition in which a word stands, or what parts it before."""
    while at > 0 and given.tokens[at].upper not in (*_BEGINS_FILTER, "XOR"):
        at = opening(given.tokens, at) if given.near(at, ")", "]", "}") else at
        at -= 1
        if given.near(at, "(", "[", "{"):
            break
    return at


def _in_quantifier(given: Given, where: int) -> bool:
    depth = 0
    for at in range(where - 1, 0, -1):
        depth += given.near(at, ")", "]", "}") - given.near(at, "(", "[", "{")
        if depth < 0:
            return is_call(given.tokens, at - 1, *QUANTIFIERS)
    return False


def condition_of(given: Given, index: int) -> int:
    """Where the condition of a quantifier begins."""
    last = closing(given.tokens, index + 1)
    return next((at for at in range(index, last) if given.tokens[at].upper == "WHERE"), last)


def names_element(given: Given, index: int) -> bool:
    """Whether IN stands between a variable and the list whose elements it takes."""
    return given.near(index - 2, "(", "[") and is_call(given.tokens, index - 3, *QUANTIFIERS)


def may_be_missing(given: Given, first: int, end: int) -> bool:
    """Whether an expression may be null."""
    if is_call(given.tokens, first, "COALESCE"):
        *_, (start, _end) = given.arguments(first) or [(first, first)]
        return _may_be_missing(given, start)
    return any(_may_be_missing(given, at) for at in range(first, end))


def _may_be_missing(given: Given, at: int) -> bool:
    token = given.tokens[at]
    if _is_null(given, at):
        return given.tokens[at - 1].upper not in ("IS", "NOT")
    if token.kind not in ("word", "quoted") or token.upper in _WORDS:
        return False
    if given.near(at + 1, "(") or given.near(at - 1, ":", "|"):
        return False
    if given.near(at + 1, ".") and not given.near(at - 1, "."):
        return False
    if given.near(at - 1, "."):
        return given.is_optional or token.text.strip("`") not in _ALWAYS_THERE
    return True


def _is_null(given: Given, at: int) -> bool:
    token = given.tokens[at]
    return token.upper == "NULL" or (token.kind == "parameter" and given.kinds.after(at) == "null")


def _check_items(given: Given, bracket: int) -> None:
    last = closing(given.tokens, bracket)
    for first, end in split_at_commas(given.tokens, bracket + 1, last):
        if may_be_missing(given, first, end):
            raise given.refused(
                first,
                "where it is missing, nobody knows what is in the list: write x = a OR x = b, or "
                "coalesce(…, '') around it",
            )
