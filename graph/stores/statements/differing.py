"""Expressions that Ladybug takes and understands otherwise than Neo4j: mended, or refused.

What both take must mean the same, and a refusal says how to write it so that it does. Found by
running drawn statements on both (tests/stores/test_statements_agree.py); docs/cypher.md lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from graph.stores.statements import nulls, numbers, texts, undefined
from graph.stores.statements.changes import changed
from graph.stores.statements.clauses import (
    clauses,
    closing,
    is_call,
    opening,
    split_at_commas,
    words,
)
from graph.stores.statements.counting import counting
from graph.stores.statements.given import Given
from graph.stores.statements.kinds import Kind, Kinds, is_postfix
from graph.stores.statements.lexer import Token, tokens_of
from graph.stores.statements.passed import NOTHING_PASSED, Passed

_COMPARES = ("=", "<>", "<", "<=", ">", ">=")
_IN_WORDS: Mapping[Kind, str] = {
    "int": "a number",
    "float": "a number",
    "text": "a text",
    "bool": "true or false",
    "list": "a list",
}


def settle(statement: str, passed: Passed = NOTHING_PASSED) -> str:
    """The statement so that its expressions give on Ladybug what they give on Neo4j.

    Raises RefusedStatement for those that cannot.
    """
    # What is written twice is settled before that.
    for rules in (_RULES, (texts.joined_texts, nulls.empty_lists), _OF_NUMBERS):
        given = Given(statement, tokens_of(statement), passed)
        for index in range(len(given.tokens)):
            for rule in rules:
                rule(given, index)
        statement = changed(statement, given.tokens, given.changes)
    return statement


def _comparisons(given: Given, index: int) -> None:
    token = given.tokens[index]
    if not token.is_sign(*_COMPARES) or index in given.in_pattern:
        return
    if given.near(index - 1, "-") or (given.near(index + 1, "-") and given.near(index - 1, ")")):
        return
    _check_alike(given, index, given.kinds.before(index), given.kinds.after(index + 1))


def _pattern_values(given: Given, index: int) -> None:
    if index not in given.in_pattern or not given.near(index, ":") or not index:
        return
    if given.near(index - 2, "{", ","):
        name = given.tokens[index - 1]
        of_property = Kinds([Token("sign", ".", 0), name]).before(2)
        _check_alike(given, index - 1, of_property, given.kinds.after(index + 1))


def _check_alike(given: Given, index: int, one: Kind | None, other: Kind | None) -> None:
    if one in _IN_WORDS and other in _IN_WORDS and one and other:
        both = {_IN_WORDS[one], _IN_WORDS[other]}
        if len(both) > 1:
            raise given.refused(
                index,
                f"{' is compared with '.join(sorted(both))}: write both as one kind, a text in "
                "quotation marks and a number without",
            )


def _memberships(given: Given, index: int) -> None:
    if given.tokens[index].upper in ("CONTAINS", "STARTS", "ENDS"):
        after = given.kinds.after(index + 1 + (given.tokens[index + 1].upper == "WITH"))
        for kind in (given.kinds.before(index), after):
            _check_alike(given, index, kind, "text")
    if given.tokens[index].upper == "IN" and given.near(index + 1, "["):
        if given.near(index + 2, "]"):
            raise given.refused(index, "nothing is in an empty list: leave the condition out")
        if not is_postfix(given.tokens, index + 1):
            _check_alike(given, index, given.kinds.before(index), given.kinds.after(index + 2))
    if given.tokens[index].upper != "IN" or nulls.names_element(given, index):
        return
    last = texts.end_of_text(given, index + 1)
    if given.near(last, "]") and is_postfix(given.tokens, opening(given.tokens, last)):
        # Ladybug would take the part of the answer, and not of the list.
        given.before(index + 1, "(")
        given.after(last, ")")


def _null_cases(given: Given, index: int) -> None:
    """A CASE that compares with a value, which Ladybug finds equal where both are null."""
    if given.tokens[index].upper != "WHEN":
        return
    start = _own_case(given.tokens, index)
    if given.tokens[start + 1].upper == "WHEN":
        return
    value = given.tokens[index + 1 + given.near(index + 1, "-")]
    if value.kind not in ("number", "string") and value.upper not in ("TRUE", "FALSE"):
        raise given.refused(
            index, "write CASE WHEN … = … THEN for what is not a number or a text, on this store"
        )


def _own_case(tokens: Sequence[Token], index: int) -> int:
    ended = 0
    for place in range(index - 1, -1, -1):
        ended += tokens[place].upper == "END" and not tokens[place - 1].is_sign(".")
        if tokens[place].upper == "CASE":
            if not ended:
                return place
            ended -= 1
    return 0


def _results_of_cases(given: Given, index: int) -> None:
    if given.tokens[index].upper not in ("THEN", "ELSE"):
        return
    start = _own_case(given.tokens, index)
    kinds = [
        given.kinds.after(place + 1)
        for place in range(start, index + 1)
        if given.tokens[place].upper in ("THEN", "ELSE") and _own_case(given.tokens, place) == start
    ]
    numbers.check_kinds(given, index, kinds)


def _quantifiers(given: Given, index: int) -> None:
    """any, all, none and single, of which Ladybug mixes up two that look outside themselves."""
    if not is_call(given.tokens, index, *nulls.QUANTIFIERS):
        return
    found = [at for at in range(len(given.tokens)) if is_call(given.tokens, at, *nulls.QUANTIFIERS)]
    if index in found[1:] and any(_looks_outside(given, at) for at in found):
        raise given.refused(
            index,
            "only one any, all, none or single with a variable of the statement in it is "
            "run on this store: divide the statement with WITH … AS into several answers",
        )


def _looks_outside(given: Given, index: int) -> bool:
    own = given.tokens[index + 2].text
    return any(
        _may_vary(given, at)
        and given.tokens[at].text != own
        and given.tokens[at].upper != "WHERE"
        and not given.near(at - 1, ".")
        for at in range(nulls.condition_of(given, index), closing(given.tokens, index + 1))
    )


def _functions(given: Given, index: int) -> None:
    word = given.tokens[index].upper
    if word in _OF_TEXTS and is_call(given.tokens, index, word):
        kind = given.kinds.after(index + 2)
        if kind in ("int", "float", "bool"):
            raise given.refused(index, "it is of texts, not of numbers: write toString(…) in it")
    if word in _FUNCTIONS and is_call(given.tokens, index, word):
        _FUNCTIONS[word](given, index)


def _labels(given: Given, index: int) -> None:
    """What is not there has no label, where Ladybug gives the one of the pattern."""
    arguments = given.arguments(index)
    if given.is_optional and len(arguments) == 1:
        first, end = arguments[0]
        name = given.text[given.tokens[first].start : given.tokens[end - 1].end]
        last = closing(given.tokens, index + 1)
        if [token.text for token in given.tokens[last + 1 : last + 4]] == ["[", "0", "]"]:
            last += 3
        given.before(index, f"(CASE WHEN {name} IS NULL THEN NULL ELSE ")
        given.after(last, " END)")


def _engines_own(given: Given, index: int) -> None:
    raise given.refused(
        index, "it gives other things on each store: name the properties, such as n.id and n.name"
    )


def _label_conjunctions(given: Given, index: int) -> None:
    if index in given.in_pattern and given.near(index, ":") and given.near(index - 2, ":"):
        before = given.tokens[index - 3]
        if before.is_sign("(", "|") or (
            before.kind in ("word", "quoted") and given.near(index - 4, "(")
        ):
            raise given.refused(
                index - 1, "a node has one label: write | between labels of which it has either"
            )


def _distinct_constants(given: Given, index: int) -> None:
    """DISTINCT of nothing but constants, which Ladybug does not take for one row."""
    if given.tokens[index].upper != "DISTINCT" or given.tokens[index - 1].upper != "WITH":
        return
    constant: set[str] = set()
    for clause in clauses(given.tokens):
        if clause.word != "WITH" or clause.first >= index:
            continue
        start = clause.first + 1 + (given.tokens[clause.first + 1].upper == "DISTINCT")
        items = list(_named_items(given, start, clause.end))
        named = {name for name, first, end in items if not _varies(given, first, end, constant)}
        if clause.first == index - 1 and len(named) == len(items):
            raise given.refused(index, "what is constant needs no DISTINCT: write LIMIT 1")
        constant = named


def _named_items(given: Given, first: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The items of a WITH, each with the name it is given and where its expression stands."""
    for start, last in split_at_commas(given.tokens, first, end):
        named = last - start > 2 and given.tokens[last - 2].upper == "AS"
        yield given.tokens[last - 1].text, start, last - 2 if named else last


def _varies(given: Given, first: int, end: int, constant: Container[str]) -> bool:
    return any(
        _may_vary(given, at) and given.tokens[at].text not in constant for at in range(first, end)
    )


def _may_vary(given: Given, index: int) -> bool:
    token = given.tokens[index]
    named = token.kind == "quoted" or (token.upper and token.upper not in _CONSTANT)
    return (bool(named) and not given.near(index + 1, "(")) or (
        token.is_sign("*") and given.tokens[index - 1].upper in ("DISTINCT", "WITH", "(")
    )


def _optional_paths(given: Given, index: int) -> None:
    if given.tokens[index].upper == "OPTIONAL" and given.near(index + 3, "="):
        raise given.refused(
            index, "a path in it cannot be named on this store: name its nodes and relationships"
        )


_CONSTANT = words(
    "TRUE FALSE NULL AND OR XOR NOT IS IN CONTAINS STARTS ENDS WITH CASE WHEN THEN ELSE END"
)
_OF_TEXTS = words(
    "TOUPPER TOLOWER UPPER LOWER TRIM LTRIM RTRIM LEFT RIGHT SUBSTRING REPLACE SPLIT SIZE"
)
_FUNCTIONS: Mapping[str, Callable[[Given, int], None]] = {
    "SUM": numbers.sum,
    "CEIL": numbers.rounding,
    "FLOOR": numbers.rounding,
    "ROUND": numbers.rounding,
    "SUBSTRING": texts.substring,
    "LEFT": texts.ends,
    "RIGHT": texts.ends,
    "REPLACE": texts.replace,
    "SPLIT": texts.split,
    "REVERSE": texts.reverse,
    "TOSTRING": texts.to_string,
    "TOINTEGER": numbers.to_integer,
    "COALESCE": numbers.coalesce,
    "LABELS": _labels,
    "KEYS": _engines_own,
    "PROPERTIES": _engines_own,
    "ID": _engines_own,
    "ELEMENTID": _engines_own,
}
_OF_NUMBERS = (undefined.functions, undefined.divisions, undefined.powers)
_RULES: Sequence[Callable[[Given, int], None]] = (
    numbers.numbers,
    _comparisons,
    _pattern_values,
    _memberships,
    nulls.memberships,
    nulls.quantifiers,
    counting,
    numbers.lists,
    _null_cases,
    _results_of_cases,
    texts.containing,
    _functions,
    _label_conjunctions,
    _optional_paths,
    _distinct_constants,
    _quantifiers,
)
