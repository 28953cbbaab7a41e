"""What the expressions of a statement can make, held within bounds before it runs.

No engine limits it: a list that is made inside an expression is outside Neo4j's memory limits, and
nothing stops the making. Rows are another matter, which the stores count and stop. So each
expression is gone through with estimates: what is written out counts as what it is, `range` as far
as it goes, what comes from the graph as a fixed amount, a loop as its list times its body.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.errors import RefusedStatement
from graph.stores.statements.clauses import clauses, closing, split_at_commas, words
from graph.stores.statements.extent import (
    COLLECTED,
    DATA,
    NOTHING,
    ONE,
    PARAMETER,
    Extent,
    repeated,
    together,
)
from graph.stores.statements.lexer import Token, place_of

MOST_LISTED = 100_000
MOST_GIVEN = 10_000
"""What a parameter that says how far a list goes may be."""
_MOST_STEPS = 5_000_000
_LONG_TEXT = 10_000


_SINGLE = words(
    "COUNT SUM AVG STDEV STDEVP SIZE LENGTH ISEMPTY TOINTEGER TOFLOAT TOBOOLEAN TYPE ID EXISTS "
    "PERCENTILECONT PERCENTILEDISC"
)
_QUANTIFIERS = words("ANY ALL NONE SINGLE")
_SUBQUERIES = words("EXISTS COUNT COLLECT CALL")
_NOT_VALUES = words(
    "AND OR XOR NOT IN AS CONTAINS STARTS ENDS WITH WHERE DISTINCT IS CASE WHEN THEN ELSE END BY "
    "ORDER RETURN UNWIND MATCH LIMIT SKIP YIELD"
)


def bounded_parameters(statement: str, tokens: Sequence[Token]) -> frozenset[str]:
    """The parameters that say how far a list goes.

    Raises RefusedStatement where the statement could make too much.
    """
    growth = _Growth(statement, tokens)
    for clause in clauses(tokens):
        for first, end in split_at_commas(tokens, clause.first + 1, clause.end):
            growth.follow(clause.word, first, end)
    return frozenset(growth.bounded)


class _Growth:
    """The extents of what a statement's names stand for, as far as it was gone through."""

    def __init__(self, statement: str, tokens: Sequence[Token]) -> None:
        self.bounded: set[str] = set()
        self._statement = statement
        self._tokens = tokens
        self._named: dict[str, Extent] = {}

    def follow(self, clause: str, first: int, end: int) -> None:
        """Go through one item of a clause, and keep what it names."""
        found = self._checked(first, self._all(first, end))
        if end - first > 2 and self._tokens[end - 2].upper == "AS":
            name = self._tokens[end - 1].text.strip("`")
            kept = found.element() if clause == "UNWIND" else found.kept()
            # A name may be another one's in a subquery: the larger counts.
            before = self._named.get(name, NOTHING)
            self._named[name] = kept if kept.size >= before.size else before

    def _checked(self, index: int, found: Extent) -> Extent:
        if max(found.size, found.work) > _MOST_STEPS:
            at = place_of(self._statement, self._tokens[index].start)
            raise RefusedStatement(
                f"the expression {at} could make too much at once: go through lists with UNWIND "
                "instead of one inside the other, and take less of what is put together"
            )
        return found

    def _all(self, first: int, end: int) -> Extent:
        """What all values between two places make together."""
        parts = []
        index = first
        while index < end:
            found, index = self._value(index)
            parts.append(found)
        return self._checked(min(first, len(self._tokens) - 1), together(parts))

    def _value(self, index: int) -> tuple[Extent, int]:
        """One value with what follows it, and where that ends."""
        found, index = self._plain(index)
        while found is not NOTHING and index + 1 < len(self._tokens):
            if self._tokens[index].is_sign(".") and self._tokens[index + 1].kind != "sign":
                found = found if found.size > DATA.size else Extent(10, 30, found.work)
                index += 2
            elif self._tokens[index].is_sign("["):
                end = closing(self._tokens, index)
                inside = self._all(index + 1, end)
                stretch = any(each.is_sign("..") for each in self._tokens[index:end])
                picked = found if stretch else found.element()
                work = found.work + inside.work
                found = Extent(picked.size, picked.count, work, picked.of)
                index = end + 1
            else:
                break
        return found, index

    def _plain(self, index: int) -> tuple[Extent, int]:
        token = self._tokens[index]
        if token.is_sign("(", "[", "{"):
            end = closing(self._tokens, index)
            return self._bracketed(index, end), end + 1
        match token.kind:
            case "string":
                return Extent(len(token.text)), index + 1
            case "number":
                return ONE, index + 1
            case "parameter":
                return PARAMETER, index + 1
            case "word" | "quoted":
                return self._word(index)
        return NOTHING, index + 1

    def _word(self, index: int) -> tuple[Extent, int]:
        token = self._tokens[index]
        following = self._tokens[index + 1] if index + 1 < len(self._tokens) else token
        if following.is_sign("{") and token.upper in _SUBQUERIES:
            # Its clauses are gone through by themselves.
            found = COLLECTED if token.upper == "COLLECT" else ONE
            return found, closing(self._tokens, index + 1) + 1
        if token.upper in _NOT_VALUES:
            return NOTHING, index + 1
        if following.is_sign("("):
            end = closing(self._tokens, index + 1)
            return self._call(index, end), end + 1
        return self._named.get(token.text.strip("`"), DATA), index + 1

    def _bracketed(self, opening: int, end: int) -> Extent:
        if self._tokens[opening].is_sign("["):
            if self._is_loop(opening):
                return self._loop(opening, end)
            bar = self._bar(opening, end)
            if (bar < end and self._tokens[opening + 1].is_sign("(")) or self._names_path(opening):
                pattern, body = self._all(opening + 1, bar), self._all(bar + 1, end)
                return repeated(Extent(COLLECTED.count, COLLECTED.count, pattern.work), body)
            items = [self._all(*part) for part in split_at_commas(self._tokens, opening + 1, end)]
            whole = together(items)
            largest = max((each.kept() for each in items), key=lambda each: each.size, default=ONE)
            return Extent(whole.size + 1, max(len(items), 1), whole.work, largest)
        return self._all(opening + 1, end)

    def _call(self, index: int, end: int) -> Extent:
        name = self._tokens[index].upper
        if name == "RANGE":
            return self._range(index, end)
        if name == "REDUCE":
            return self._reduce(index, end)
        if name in _QUANTIFIERS and self._is_loop(index + 1):
            return self._loop(index + 1, end).alone()
        arguments = [self._all(*part) for part in split_at_commas(self._tokens, index + 2, end)]
        whole = together(arguments)
        if name == "COLLECT":
            size = max(COLLECTED.size, whole.size)
            return Extent(size, COLLECTED.count, whole.work, whole.kept())
        if name in _SINGLE:
            return whole.alone()
        if name == "REPLACE":
            size = max(whole.size, _LONG_TEXT) * max(arguments[-1].size, 1)
            return Extent(size, 1, whole.work)
        if name == "SPLIT":
            return Extent(whole.size + 1, max(whole.size, DATA.count), whole.work, ONE)
        return whole

    def _is_loop(self, opening: int) -> bool:
        """Whether brackets hold `x IN list …`."""
        inside = self._tokens[opening + 1 : opening + 3]
        return len(inside) == 2 and inside[0].kind in ("word", "quoted") and inside[1].upper == "IN"

    def _names_path(self, opening: int) -> bool:
        inside = self._tokens[opening + 1 : opening + 4]
        return len(inside) == 3 and inside[1].is_sign("=") and inside[2].is_sign("(")

    def _loop(self, opening: int, end: int) -> Extent:
        """`x IN list WHERE condition | value`, between brackets."""
        bar = self._bar(opening, end)
        where = self._outer(opening, bar, lambda token: token.upper == "WHERE")
        over = self._all(opening + 3, where)
        name = self._tokens[opening + 1].text.strip("`")
        with_element = self._named.get(name)
        self._named[name] = over.element()
        condition = self._all(where + 1, bar)
        value = self._all(bar + 1, end) if bar < end else NOTHING
        self._forget(name, with_element)
        found = repeated(over, Extent(value.size, value.count, value.work, value.of))
        work = found.work + max(over.count, 1) * (condition.work + condition.size // 1_000)
        kept = found.of if bar < end else over.of
        return self._checked(opening, Extent(found.size, found.count, work, kept))

    def _forget(self, name: str, before: Extent | None) -> None:
        if before is None:
            self._named.pop(name, None)
        else:
            self._named[name] = before

    def _reduce(self, index: int, end: int) -> Extent:
        """`reduce(sum = first, x IN list | value)`: what grows grows once for each element."""
        at = place_of(self._statement, self._tokens[index].start)
        parts = list(split_at_commas(self._tokens, index + 2, end))
        bar = self._bar(index + 1, end)
        if len(parts) < 2 or bar == end or not self._is_loop(parts[1][0] - 1):
            raise RefusedStatement(f"reduce {at} is written reduce(sum = 0, x IN list | sum + x)")
        name = self._tokens[index + 2].text.strip("`")
        body = self._tokens[bar + 1 : end]
        times = sum(each.text.strip("`") == name for each in body)
        if times > 1 and any(
            each.is_sign("+", "[", "{") or (each.is_sign("(") and before.kind == "word")
            for before, each in zip(self._tokens[bar:end], body, strict=False)
        ):
            raise RefusedStatement(
                f"reduce {at} uses {name} more than once, so that it could double each time: use "
                "it once, or in a CASE without +"
            )
        first = self._all(index + 4, parts[0][1])
        before = self._named.get(name)
        self._named[name] = NOTHING
        found = self._loop(parts[1][0] - 1, end)
        self._forget(name, before)
        # What is put together is copied each time.
        work = first.work + found.work + found.count * found.count // 25
        size = first.size + found.size
        return self._checked(index, Extent(size, first.count + found.count, work, found.of))

    def _range(self, index: int, end: int) -> Extent:
        parts = list(split_at_commas(self._tokens, index + 2, end))
        ends = [self._end_of_range(*part) for part in parts]
        known = [each for each in ends if each is not None]
        at = place_of(self._statement, self._tokens[index].start)
        if len(ends) not in (2, 3) or len(known) != len(ends):
            raise RefusedStatement(
                f"range {at} has to say how far it goes: by numbers that are written out, "
                "parameters, or size(…) and length(…)"
            )
        (start, exact), (stop, also), *step = known
        far = abs(stop - start) if exact and also else abs(start) + abs(stop)
        by = abs(step[0][0]) if step and step[0][1] else 1
        count = far // max(by, 1) + 1
        if count > MOST_LISTED:
            raise RefusedStatement(
                f"range {at} has {count:,} numbers; at most {MOST_LISTED:,} are made"
            )
        return Extent(count, count, 0, ONE)

    def _end_of_range(self, first: int, end: int) -> tuple[int, bool] | None:
        """The number that a range begins or ends with, or how large it can be and that it can."""
        tokens = self._tokens[first:end]
        negative = bool(tokens) and tokens[0].is_sign("-")
        number, *after = tokens[negative:] or tokens
        if not after and number.kind == "number" and number.text.isdigit():
            return (-int(number.text) if negative else int(number.text)), True
        if not after and number.kind == "parameter":
            self.bounded.add(number.text[1:].strip("`"))
            return MOST_GIVEN, False
        if after and number.upper in ("SIZE", "LENGTH") and after[0].is_sign("("):
            last = closing(self._tokens, first + negative + 1)
            more = self._tokens[last + 1 : end]
            if not more or (
                len(more) == 2 and more[0].is_sign("+", "-") and more[1].text.isdigit()
            ):
                counted = self._all(first + negative + 2, last).count
                return counted + (int(more[1].text) if more else 0), False
        return None

    def _bar(self, opening: int, end: int) -> int:
        """Where the bar stands after which the value comes; the end if there is none."""
        return self._outer(opening, end, lambda token: token.is_sign("|"))

    def _outer(self, opening: int, end: int, sought: Callable[[Token], bool]) -> int:
        """Where a token stands between brackets and in no others; the end if it does not."""
        depth = 0
        for index in range(opening + 1, end):
            token = self._tokens[index]
            if depth == 0 and sought(token):
                return index
            depth += token.is_sign("(", "[", "{") - token.is_sign(")", "]", "}")
        return end
