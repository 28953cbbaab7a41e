"""Expressions that Ladybug takes and understands otherwise than Neo4j: mended, or refused.

What both take must mean the same, and a refusal says how to write it so that it does. Found by
running drawn statements on both (tests/stores/test_statements_agree.py); docs/cypher.md lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.errors import RefusedStatement
from graph.stores.statements.changes import Changes, changed, put_after, put_before
from graph.stores.statements.clauses import clauses, closing, is_call, split_at_commas
from graph.stores.statements.kinds import Kind, Kinds, is_postfix
from graph.stores.statements.lexer import Token, place_of, tokens_of

_LARGEST = 2**63 - 1
_NUMBERS = ("int", "float")
_COMPARES = ("=", "<>", "<", "<=", ">", ">=")
_IN_WORDS: Mapping[Kind, str] = {
    "int": "a number",
    "float": "a number",
    "text": "a text",
    "bool": "true or false",
    "list": "a list",
}


def settle(statement: str) -> str:
    """The statement so that its expressions give on Ladybug what they give on Neo4j.

    Raises RefusedStatement for those that cannot.
    """
    # What a quantifier says of each element is written twice, so that all in it is settled before.
    for rules in (_RULES, (_quantifiers,)):
        given = _Statement(statement, tokens_of(statement))
        for index in range(len(given.tokens)):
            for rule in rules:
                rule(given, index)
        statement = changed(statement, given.tokens, given.changes)
    return statement


@dataclass(frozen=True)
class _Statement:
    text: str
    tokens: Sequence[Token]
    changes: Changes = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Kinds:
        return Kinds(self.tokens)

    @cached_property
    def in_pattern(self) -> frozenset[int]:
        """The tokens that stand in patterns."""
        found = [each for each in clauses(self.tokens) if each.word == "MATCH"]
        return frozenset(index for each in found for index in range(each.first, each.end))

    @cached_property
    def is_optional(self) -> bool:
        return any(token.upper == "OPTIONAL" for token in self.tokens)

    def refused(self, index: int, what: str) -> RefusedStatement:
        at = place_of(self.text, self.tokens[index].start)
        return RefusedStatement(f"{self.tokens[index].text[:40]} {at}: {what}")

    def near(self, index: int, *signs: str) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].is_sign(*signs)

    def arguments(self, at: int) -> list[tuple[int, int]]:
        """Where the arguments of the function called at a place begin and end."""
        return list(split_at_commas(self.tokens, at + 2, closing(self.tokens, at + 1)))

    def before(self, index: int, text: str) -> None:
        put_before(self.changes, self.tokens[index], text)

    def after(self, index: int, text: str) -> None:
        put_after(self.changes, self.tokens[index], text)


def _numbers(given: _Statement, index: int) -> None:
    token = given.tokens[index]
    largest = _LARGEST + given.near(index - 1, "-")
    if token.kind == "number" and token.text.isdigit() and int(token.text) > largest:
        raise given.refused(index, f"whole numbers go up to {_LARGEST:,}")


def _comparisons(given: _Statement, index: int) -> None:
    token = given.tokens[index]
    if not token.is_sign(*_COMPARES) or index in given.in_pattern:
        return
    if given.near(index - 1, "-") or (given.near(index + 1, "-") and given.near(index - 1, ")")):
        return
    _check_alike(given, index, given.kinds.before(index), given.kinds.after(index + 1))


def _pattern_values(given: _Statement, index: int) -> None:
    if index not in given.in_pattern or not given.near(index, ":") or not index:
        return
    if given.near(index - 2, "{", ","):
        name = given.tokens[index - 1]
        of_property = Kinds([Token("sign", ".", 0), name]).before(2)
        _check_alike(given, index - 1, of_property, given.kinds.after(index + 1))


def _check_alike(given: _Statement, index: int, one: Kind | None, other: Kind | None) -> None:
    if one in _IN_WORDS and other in _IN_WORDS and one and other:
        both = {_IN_WORDS[one], _IN_WORDS[other]}
        if len(both) > 1:
            raise given.refused(
                index,
                f"{' is compared with '.join(sorted(both))}: write both as one kind, a text in "
                "quotation marks and a number without",
            )


def _memberships(given: _Statement, index: int) -> None:
    if given.tokens[index].upper == "IN" and given.near(index + 1, "["):
        if given.near(index + 2, "]"):
            raise given.refused(index, "nothing is in an empty list: leave the condition out")
        if not is_postfix(given.tokens, index + 1):
            _check_alike(given, index, given.kinds.before(index), given.kinds.after(index + 2))


def _lists(given: _Statement, index: int) -> None:
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
    _check_numbers(given, index, kinds)


def _check_numbers(given: _Statement, index: int, kinds: Sequence[Kind | None]) -> None:
    if {*_NUMBERS} <= {*kinds}:
        raise given.refused(
            index, "whole numbers are mixed with others: write all with a point, or use toFloat"
        )


def _picked(given: _Statement, index: int, last: int) -> None:
    inside = given.tokens[index + 1 : last]
    if "".join(token.text for token in given.tokens[index - 1 : last]).endswith(")[0") and (
        _is_labels(given, index)
    ):
        return
    ends = [int(each.text) for each in inside if each.kind == "number" and each.text.isdigit()]
    signs = [each for each in inside if each.is_sign("..")]
    if len(ends) + len(signs) != len(inside) or len(signs) > 1:
        raise given.refused(
            index,
            "which part of a list is taken has to be written as numbers from 0 on, such as [0] or "
            "[1..3], on this store",
        )
    if not signs or inside[0].kind == "number":
        given.changes[inside[0].start] = str(ends[0] + 1)


def _is_labels(given: _Statement, index: int) -> bool:
    """Whether what is picked from is labels(…), which is translated by itself."""
    return index > 3 and given.tokens[index - 4].upper == "LABELS"


def _null_cases(given: _Statement, index: int) -> None:
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


def _results_of_cases(given: _Statement, index: int) -> None:
    if given.tokens[index].upper not in ("THEN", "ELSE"):
        return
    start = _own_case(given.tokens, index)
    kinds = [
        given.kinds.after(place + 1)
        for place in range(start, index + 1)
        if given.tokens[place].upper in ("THEN", "ELSE") and _own_case(given.tokens, place) == start
    ]
    _check_numbers(given, index, kinds)


def _quantifiers(given: _Statement, index: int) -> None:
    """any, all, none and single, which Ladybug takes as if what is null were false."""
    if not is_call(given.tokens, index, "ANY", "ALL", "NONE", "SINGLE"):
        return
    last = closing(given.tokens, index + 1)
    where = next((at for at in range(index, last) if given.tokens[at].upper == "WHERE"), None)
    if where is None:
        return
    if any(is_call(given.tokens, at, "ANY", "ALL", "NONE") for at in range(index + 1, last)):
        raise given.refused(index, "one such function in another is not run on this store")
    source = given.text[given.tokens[index + 2].start : given.tokens[where].start]
    condition = given.text[given.tokens[where + 1].start : given.tokens[last].start]
    unknown = f"any({source}WHERE ({condition}) IS NULL)"
    if given.tokens[index].upper == "SINGLE":
        given.before(index, f"CASE WHEN {unknown} THEN NULL ELSE ")
        given.after(last, " END")
        return
    found = "true" if given.tokens[index].upper == "ANY" else "false"
    otherwise = "false" if found == "true" else "true"
    if given.tokens[index].upper == "ALL":
        given.changes[given.tokens[where + 1].start] = f"NOT ({given.tokens[where + 1].text}"
        given.before(last, ")")
    given.changes[given.tokens[index].start] = "CASE WHEN any"
    given.after(last, f" THEN {found} WHEN {unknown} THEN NULL ELSE {otherwise} END")


def _containing(given: _Statement, index: int) -> None:
    """CONTAINS, which on Ladybug an empty text is not in."""
    if given.tokens[index].upper != "CONTAINS" or given.near(index + 1, ":", ",", "}"):
        return
    sought = given.tokens[index + 1]
    if sought.kind == "string" and not given.near(index + 2, "+"):
        if len(sought.text) == len("''"):
            given.changes[given.tokens[index].start] = "STARTS WITH"
    elif sought.kind != "parameter" or given.near(index + 2, "+", "["):
        given.changes[given.tokens[index].start] = "=~ ('(?s).*\\\\Q' +"
        given.after(_end_of_text(given, index + 1), " + '\\\\E.*')")


def _end_of_text(given: _Statement, start: int) -> int:
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


def _functions(given: _Statement, index: int) -> None:
    word = given.tokens[index].upper
    if word in _FUNCTIONS and is_call(given.tokens, index, word):
        _FUNCTIONS[word](given, index)


def _sum(given: _Statement, index: int) -> None:
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


def _rounding(given: _Statement, index: int) -> None:
    arguments = given.arguments(index)
    if given.tokens[index].upper != "ROUND":
        given.after(index + 1, "to_double(")
        given.before(closing(given.tokens, index + 1), ")")
    elif len(arguments) == 1:
        given.changes[given.tokens[index].start] = "floor"
        given.after(index + 1, "to_double(")
        given.before(closing(given.tokens, index + 1), ") + 0.5")


def _substring(given: _Statement, index: int) -> None:
    arguments = given.arguments(index)
    _check_counts(given, index, arguments[1:])
    if len(arguments) > 1:
        start = given.tokens[arguments[1][0]]
        given.changes[start.start] = str(int(start.text) + 1)
    if len(arguments) == 2:
        given.before(closing(given.tokens, index + 1), f", {2**31 - 1}")


def _ends(given: _Statement, index: int) -> None:
    _check_counts(given, index, given.arguments(index)[1:])


def _check_counts(given: _Statement, index: int, arguments: Sequence[tuple[int, int]]) -> None:
    for first, end in arguments:
        if end - first != 1 or not given.tokens[first].text.isdigit():
            raise given.refused(index, "how many characters has to be a number from 0 on here")


def _replace(given: _Statement, index: int) -> None:
    _check_literal(given, index)


def _split(given: _Statement, index: int) -> None:
    """Ladybug leaves out empty parts: none is, with a sign before each that goes again."""
    by = _check_literal(given, index)
    sign = "'~'" if "~" not in by else "'_'" if "_" not in by else None
    if sign is None:
        raise given.refused(index, "what is split by may not hold both ~ and _ on this store")
    arguments = given.arguments(index)
    given.changes[given.tokens[index].start] = "list_transform(string_split"
    given.before(arguments[0][0], f"{sign} + replace(")
    given.after(arguments[0][1] - 1, f", {by}, {by} + {sign})")
    last = closing(given.tokens, index + 1)
    given.after(last, f", `_part` -> substring(`_part`, 2, {2**31 - 1}))")


def _check_literal(given: _Statement, index: int) -> str:
    arguments = given.arguments(index)
    first, end = arguments[1] if len(arguments) > 1 else (index, index)
    text = given.tokens[first]
    if end - first != 1 or text.kind != "string" or len(text.text) == len("''"):
        raise given.refused(
            index, "its second argument has to be a text in quotation marks that is not empty here"
        )
    return text.text


def _to_string(given: _Statement, index: int) -> None:
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


def _coalesce(given: _Statement, index: int) -> None:
    kinds = [given.kinds.of(first, end) for first, end in given.arguments(index)]
    _check_numbers(given, index, kinds)


def _labels(given: _Statement, index: int) -> None:
    """What is not there has no label, where Ladybug gives the one of the pattern."""
    arguments = given.arguments(index)
    if given.is_optional and len(arguments) == 1:
        first, end = arguments[0]
        name = given.text[given.tokens[first].start : given.tokens[end - 1].end]
        last = closing(given.tokens, index + 1)
        if [token.text for token in given.tokens[last + 1 : last + 4]] == ["[", "0", "]"]:
            last += 3
        given.before(index, f"CASE WHEN {name} IS NULL THEN NULL ELSE ")
        given.after(last, " END")


def _engines_own(given: _Statement, index: int) -> None:
    raise given.refused(
        index, "it gives other things on each store: name the properties, such as n.id and n.name"
    )


def _label_conjunctions(given: _Statement, index: int) -> None:
    if index in given.in_pattern and given.near(index, ":") and given.near(index - 2, ":"):
        before = given.tokens[index - 3]
        if before.is_sign("(") or (
            before.kind in ("word", "quoted") and given.near(index - 4, "(")
        ):
            raise given.refused(
                index - 1, "a node has one label: write | between labels of which it has either"
            )


def _optional_paths(given: _Statement, index: int) -> None:
    if given.tokens[index].upper == "OPTIONAL" and given.near(index + 3, "="):
        raise given.refused(
            index, "a path in it cannot be named on this store: name its nodes and relationships"
        )


_FUNCTIONS: Mapping[str, Callable[[_Statement, int], None]] = {
    "SUM": _sum,
    "CEIL": _rounding,
    "FLOOR": _rounding,
    "ROUND": _rounding,
    "SUBSTRING": _substring,
    "LEFT": _ends,
    "RIGHT": _ends,
    "REPLACE": _replace,
    "SPLIT": _split,
    "TOSTRING": _to_string,
    "COALESCE": _coalesce,
    "LABELS": _labels,
    "KEYS": _engines_own,
    "PROPERTIES": _engines_own,
    "ID": _engines_own,
    "ELEMENTID": _engines_own,
}
_RULES: Sequence[Callable[[_Statement, int], None]] = (
    _numbers,
    _comparisons,
    _pattern_values,
    _memberships,
    _lists,
    _null_cases,
    _results_of_cases,
    _containing,
    _functions,
    _label_conjunctions,
    _optional_paths,
)
