"""What kind of value an expression gives, as far as its own words tell.

Properties are known by the model, in which one name has one type, functions and literals by
themselves, variables by what they were given. Where that says nothing the kind is None: nothing is
refused for what is not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Literal

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.stores.statements.clauses import (
    clauses,
    closing,
    is_call,
    opening,
    split_at_commas,
    words,
)
from graph.stores.statements.lexer import Token

Kind = Literal["int", "float", "text", "bool", "list", "map", "null"]


_OF_TYPE: Mapping[str, Kind] = {"string": "text", "int": "int", "float": "float", "strings": "list"}
_DECLARED = [each.properties for each in NODE_LABELS.values()] + [
    each.properties for each in RELATIONSHIP_TYPES.values()
]
_OF_PROPERTY: Mapping[str, Kind] = {
    each.name: _OF_TYPE[each.type] for each in chain.from_iterable(_DECLARED)
}
_FUNCTIONS: Sequence[tuple[Kind, str]] = (
    ("int", "SIZE LENGTH COUNT TOINTEGER SIGN TO_INT64"),
    ("float", "TOFLOAT AVG CEIL FLOOR ROUND SQRT EXP LOG LOG10 SIN COS TAN PI TO_DOUBLE"),
    (
        "text",
        "TOLOWER TOUPPER LOWER UPPER TRIM LTRIM RTRIM LEFT RIGHT SUBSTRING REPLACE REGEXP_REPLACE",
    ),
    ("text", "TOSTRING STRING TYPE LABEL"),
    ("bool", "ANY ALL NONE SINGLE"),
    ("list", "COLLECT SPLIT RANGE LABELS NODES RELATIONSHIPS RELS"),
)
_OF_FUNCTION: Mapping[str, Kind] = {
    name: kind for kind, names in _FUNCTIONS for name in names.split()
}
_OF_ELEMENTS: Mapping[str, Kind] = {"RANGE": "int", "SPLIT": "text", "LABELS": "text"}
_OF_FIRST_ARGUMENT = words("ABS MIN MAX SUM COALESCE REVERSE")
_COMPARES = ("=", "<>", "<", "<=", ">", ">=", "=~")
_CONNECTS = words("AND OR XOR NOT IN CONTAINS STARTS ENDS IS")


@dataclass(frozen=True)
class Kinds:
    """The kinds of a statement's expressions."""

    tokens: Sequence[Token]
    of_parameter: Mapping[str, Kind] = field(default_factory=dict)
    of_elements: Mapping[str, Kind] = field(default_factory=dict)
    """Those of the elements of parameters that are lists."""

    def before(self, end: int) -> Kind | None:
        """The kind of the operand whose last token stands before `end`."""
        last = self.tokens[end - 1] if end > 0 else None
        if last is None:
            return None
        if last.is_sign(")"):
            first = opening(self.tokens, end - 1)
            if first and self._is_call(first - 1):
                return self._of_call(first - 1)
            return self.of(first + 1, end - 1)
        if last.is_sign("]"):
            return self._of_brackets(opening(self.tokens, end - 1))
        return self._of_token(end - 1)

    def after(self, start: int) -> Kind | None:
        """The kind of the operand that begins at `start`."""
        while start < len(self.tokens) and self.tokens[start].is_sign("-", "+"):
            start += 1
        if start >= len(self.tokens):
            return None
        if self.tokens[start].is_sign("("):
            return self.before(closing(self.tokens, start) + 1)
        if self.tokens[start].is_sign("["):
            return self._of_brackets(start)
        if self._is_call(start):
            end = closing(self.tokens, start + 1) + 1
            return self.before(end) if not self._goes_on(end) else None
        while start + 2 < len(self.tokens) and self.tokens[start + 1].is_sign("."):
            start += 2
        return self._of_token(start) if not self._indexed(start + 1) else None

    def of(self, first: int, end: int) -> Kind | None:
        """The kind of the expression from `first` to `end`."""
        if self.tokens[first].upper == "CASE":
            return self._of_case(first, end)
        kinds: set[Kind | None] = set()
        depth, start = 0, first
        for index in range(first, end):
            token = self.tokens[index]
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
            if depth == 0 and (token.upper in _CONNECTS or token.is_sign(*_COMPARES)):
                return "bool"
            if depth == 0 and index > start and token.is_sign("+", "-", "*", "/", "%", "^"):
                kinds.add(self.before(index) or self.after(start))
                start = index + 1
        kinds.add(self.before(end) or self.after(start))
        if "float" in kinds and kinds <= {"float", "int"}:
            return "float"
        return kinds.pop() if len(kinds) == 1 else None

    def _is_call(self, index: int) -> bool:
        name = self.tokens[index].upper
        return bool(name) and name not in _BEFORE_LISTS and is_call(self.tokens, index, name)

    def _keyword(self, index: int) -> str:
        """The word there in capitals, if it is none of a property."""
        of_property = index > 0 and self.tokens[index - 1].is_sign(".")
        return "" if of_property else self.tokens[index].upper

    def _goes_on(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].is_sign(".", "[")

    def _indexed(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].is_sign("[", "(", "{", ":")

    def _of_brackets(self, first: int) -> Kind | None:
        if not is_postfix(self.tokens, first):
            return "list"
        picks_one = not any(
            token.is_sign("..") for token in self.tokens[first : closing(self.tokens, first)]
        )
        if picks_one:
            return self.element_before(first)
        return "list" if self.before(first) == "list" else None

    def element_before(self, end: int) -> Kind | None:
        """The kind of the elements of the list whose last token stands before `end`."""
        last = self.tokens[end - 1]
        if last.is_sign(")"):
            at = opening(self.tokens, end - 1) - 1
            if is_call(self.tokens, at, "COLLECT"):
                return self.of(at + 2 + (self.tokens[at + 2].upper == "DISTINCT"), end - 1)
            return _OF_ELEMENTS.get(self.tokens[at].upper) if at >= 0 else None
        if last.is_sign("]"):
            first = opening(self.tokens, end - 1)
            if is_postfix(self.tokens, first):
                return self.element_before(first)
            parts = split_at_commas(self.tokens, first + 1, end - 1)
            kinds = {self.of(*part) for part in parts} - {"null"}
            return kinds.pop() if len(kinds) == 1 else None
        name = last.text.strip("`")
        if last.kind == "parameter":
            return self.of_elements.get(last.text[1:].strip("`"))
        if self.tokens[end - 2].is_sign("."):
            return "text" if _OF_PROPERTY.get(name) == "list" else None
        self._of_name.get(name)
        return self._elements.get(name)

    def _of_case(self, first: int, end: int) -> Kind | None:
        """The kind of what a CASE gives, where all its results are of one."""
        kinds: set[Kind | None] = set()
        depth = 0
        for index in range(first, end):
            word = self._keyword(index)
            depth += (word == "CASE") - (word == "END")
            if depth == 1 and word in ("THEN", "ELSE"):
                last = self._end_of_result(index + 1, end)
                kinds.add(self.of(index + 1, last))
        kinds -= {"null"}
        return kinds.pop() if len(kinds) == 1 else None

    def _end_of_result(self, first: int, end: int) -> int:
        depth = 0
        for index in range(first, end):
            word = self._keyword(index)
            if depth == 0 and word in ("WHEN", "ELSE", "END"):
                return index
            depth += (word == "CASE") - (word == "END")
        return end

    def _of_call(self, at: int) -> Kind | None:
        name = self.tokens[at].upper
        if name in _OF_FIRST_ARGUMENT:
            end = closing(self.tokens, at + 1)
            first, last = next(split_at_commas(self.tokens, at + 2, end), (at + 2, end))
            return self.of(first, last) if first < last else None
        return _OF_FUNCTION.get(name)

    def _of_token(self, at: int) -> Kind | None:
        token = self.tokens[at]
        if token.kind == "number":
            return "int" if token.text.isdigit() else "float"
        if token.kind == "string":
            return "text"
        if token.upper in ("TRUE", "FALSE"):
            return "bool"
        if token.upper == "NULL":
            return "null"
        if token.kind == "parameter":
            return self.of_parameter.get(token.text[1:].strip("`"))
        if token.kind not in ("word", "quoted"):
            return None
        name = token.text.strip("`")
        if at and self.tokens[at - 1].is_sign("."):
            return _OF_PROPERTY.get(name)
        return self._of_name.get(name)

    @cached_property
    def _of_name(self) -> Mapping[str, Kind | None]:
        """Of each variable that WITH or RETURN names what it was given; None if several kinds."""
        found: dict[str, Kind | None] = {}
        object.__setattr__(self, "_of_name", found)
        for index, token in enumerate(self.tokens):
            if token.upper == "IN" and self.tokens[index - 2].is_sign("("):
                self._learn_element(index + 1, self.tokens[index - 1].text.strip("`"), found)
        for clause in clauses(self.tokens):
            if clause.word == "UNWIND":
                name = self.tokens[clause.end - 1].text.strip("`")
                self._learn_element(clause.first + 1, name, found)
            if clause.word not in ("WITH", "RETURN"):
                continue
            for first, end in split_at_commas(self.tokens, clause.first + 1, clause.end):
                if end - first > 2 and self.tokens[end - 2].upper == "AS":
                    name = self.tokens[end - 1].text.strip("`")
                    kind = self.of(first + (self.tokens[first].upper == "DISTINCT"), end - 2)
                    found[name] = kind if found.get(name, kind) == kind else None
                    if kind == "list":
                        element = self.element_before(end - 2)
                        known = self._elements.get(name, element)
                        self._elements[name] = element if known == element else None
        return found

    @cached_property
    def _elements(self) -> dict[str, Kind | None]:
        """The kinds of elements of the lists that WITH or RETURN names."""
        return {}

    def _learn_element(self, first: int, name: str, found: dict[str, Kind | None]) -> None:
        """What a variable is that takes the elements of a list."""
        kind = self.element_before(self._end_of_operand(first))
        found[name] = kind if found.get(name, kind) == kind else None

    def _end_of_operand(self, first: int) -> int:
        end = closing(self.tokens, first) + 1 if self.tokens[first].is_sign("[", "(") else first + 1
        while end < len(self.tokens) and self.tokens[end].is_sign(".", "(", "["):
            end = end + 2 if self.tokens[end].is_sign(".") else closing(self.tokens, end) + 1
        return end


def is_postfix(tokens: Sequence[Token], bracket: int) -> bool:
    """Whether square brackets pick from what stands before them, and make no list."""
    if not bracket:
        return False
    before = tokens[bracket - 1]
    if before.is_sign(")", "]"):
        return True
    name = before.kind in ("parameter", "string", "quoted") or (
        before.kind == "word" and before.upper not in _BEFORE_LISTS
    )
    return name or (bracket > 1 and tokens[bracket - 2].is_sign("."))


_BEFORE_LISTS = _CONNECTS | words(
    "WITH RETURN UNWIND WHERE WHEN THEN ELSE CASE BY DISTINCT AS SKIP LIMIT YIELD MATCH"
)
