"""Reading statements drawn at random, over the seed graph: of every kind analysts write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

Way = Callable[[], str]
"""A way to write something, written only if it is picked."""
LABELS = ("Goal", "Project", "Measure", "Area", "Department", "Indicator", "Observation")
HOPS = (
    ("SUPPORTS", "Project|Measure|Initiative", "Goal"),
    ("SUPPORTS", "Goal|Measure", "Goal|Measure"),
    ("LOCATED_IN", "Project", "Area"),
    ("MEASURED_BY", "Goal", "Indicator"),
    ("OBSERVED", "Indicator", "Observation"),
    ("RESPONSIBLE_FOR", "Department", "Measure"),
    ("EVIDENCED_BY", "Goal", "Passage"),
)
PROPERTIES: Mapping[str, Sequence[str]] = {
    "text": ("name", "name_en", "id", "search"),
    "list": ("aliases",),
    "int": (),
    "float": (),
}
OF_OBSERVATIONS: Mapping[str, Sequence[str]] = {
    "text": ("unit", "value", "status"),
    "list": ("aliases",),
    "int": ("year",),
    "float": ("number", "upper"),
}
TEXTS = ("''", "'数字济南'", "'数字'", "'a'", "'济'", "'Goal'", "'goal-0'", "'A,b'", "'%'")
INTS = ("0", "1", "2", "-3", "7", "2024", "9223372036854775807")
FLOATS = ("0.5", "2.0", "-1.5", "5.5", "1e3")


@dataclass
class Scope:
    """The variables at a place of a statement, each with its kind or its labels."""

    nodes: dict[str, str] = field(default_factory=dict)
    relationships: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def name(self) -> str:
        self.made += 1
        return f"v{self.made}"


class Writer:
    """Writes one statement after another, as its random numbers say."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.passed: dict[str, object] = {}
        """The values of the statement's parameters."""

    def pick(self, options: Sequence[str]) -> str:
        return self._random.choice(options)

    def one_of(self, ways: Sequence[Way]) -> str:
        return self._random.choice(ways)()

    def chance(self, one_in: int) -> bool:
        return self._random.randrange(one_in) == 0

    def number(self, last: int) -> int:
        return self._random.randint(0, last)

    def statement(self) -> str:
        if self.chance(8):
            parts = [self.part(self.pick(["int", "text"])) for _ in range(2)]
            return self.pick([" UNION ", " UNION ALL "]).join(parts)
        return self.part("")

    def part(self, column: str) -> str:
        scope = Scope()
        clauses = [self.source(scope)]
        for _ in range(self.number(2)):
            clauses.append(self.projection("WITH", scope, ""))
            if self.chance(4):
                clauses.append(self.source(scope))
        clauses.append(self.projection("RETURN", scope, column))
        return " ".join(clauses)

    def source(self, scope: Scope) -> str:
        if self.chance(4):
            kind = self.pick(["int", "float", "text"])
            name = scope.name()
            items = ", ".join(self.items(kind))
            scope.values[name] = kind
            return f"UNWIND [{items}] AS {name}"
        optional = "OPTIONAL " if self.chance(5) else ""
        pattern = self.pattern(scope)
        where = f" WHERE {self.condition(scope, 2)}" if self.chance(2) else ""
        return f"{optional}MATCH {pattern}{where}"

    def node(self, scope: Scope, labels: str) -> str:
        if scope.nodes and self.chance(6):
            return f"({self.pick(sorted(scope.nodes))})"
        name = scope.name()
        scope.nodes[name] = labels
        written = labels.split("|")[0] if self.chance(3) else labels
        if self.chance(100):
            written = f"{labels.split('|')[0]}:{self.pick(LABELS)}"
        if self.chance(10):
            key = self.pick(["text", "int"]) if labels == "Observation" else "text"
            return f"({name}:{written} {{{self.property_of(key)}: {self.literal(key)}}})"
        return f"({name}:{written})"

    def property_of(self, kind: str) -> str:
        return "name" if kind == "text" else "year"

    def pattern(self, scope: Scope) -> str:
        if self.chance(3):
            return self.node(scope, self.pick([*LABELS, "Goal|Project", "Area|Department"]))
        type_, source, target = HOPS[self.number(len(HOPS) - 1)]
        if self.chance(15):
            # One that the model may let match nothing.
            type_ = HOPS[self.number(len(HOPS) - 1)][0]
        path = self.node(scope, source) + self.hop(scope, type_, True) + self.node(scope, target)
        if self.chance(3):
            forward = self.chance(2)
            path += self.hop(scope, type_, forward) + self.node(
                scope, target if forward else source
            )
        if self.chance(12):
            path += ", " + self.node(scope, self.pick(["Department", "Area"]))
        return path

    def hop(self, scope: Scope, type_: str, forward: bool) -> str:
        star = self.pick(["", "", "", "", "", "*1..2", "*2"])
        name = ""
        if not star and self.chance(3):
            name = scope.name()
            scope.relationships.append(name)
        inside = f"[{name}:{type_}{star}]"
        if not star and self.chance(8):
            inside = f"[{name}]" if name else ""
        if self.chance(8):
            return f"-{inside}-"
        return f"-{inside}->" if forward else f"<-{inside}-"

    def projection(self, word: str, scope: Scope, only: str) -> str:
        grouped = not only and self.chance(3)
        items: list[tuple[str, str, str]] = []
        for _ in range(1 if only else 1 + self.number(2)):
            kind = only or self.pick(["int", "float", "text", "bool", "list"])
            items.append((self.value(scope, kind, 2), kind, ""))
        if grouped:
            items = items[: self.number(1)]
            items.append(self.aggregate(scope))
        if not grouped and word == "WITH":
            items = [item for item in items if item[1] not in ("list", "collected")]
            items += [(name, "", name) for name in sorted(scope.nodes) if self.chance(2)]
            items = items or [("1", "int", "")]
        kept = Scope(made=scope.made)
        written: list[str] = []
        order: list[str] = []
        for number, (expression, kind, own) in enumerate(items):
            name = own or (f"c{number}" if word == "RETURN" else kept.name())
            written.append(expression if own else f"{expression} AS {name}")
            if kind not in ("list", "collected"):
                order.append(f"{name}.id" if own else name)
            if own:
                kept.nodes[own] = scope.nodes[own]
            elif kind:
                kept.values[name] = kind
        distinct = "DISTINCT " if self.chance(5) else ""
        text = f"{word} {distinct}{', '.join(written)}"
        if len(order) == len(items):
            text += self.ordered(order, word)
        scope.nodes, scope.relationships = kept.nodes, []
        scope.values, scope.made = kept.values, kept.made
        if word == "WITH" and self.chance(4):
            text += f" WHERE {self.condition(scope, 1)}"
        return text

    def ordered(self, names: Sequence[str], word: str) -> str:
        """In the order of all columns, so that what is cut off is the same whatever ties."""
        if not self.chance(2):
            return ""
        ways = [self.pick(["", " DESC"]) for _ in names]
        text = " ORDER BY " + ", ".join(map("".join, zip(names, ways, strict=True)))
        if self.chance(3):
            text += f" SKIP {self.number(3)}"
        if self.chance(2) or (word == "WITH" and "SKIP" not in text):
            text += f" LIMIT {1 + self.number(5)}"
        return text

    def aggregate(self, scope: Scope) -> tuple[str, str, str]:
        kind = self.pick(["int", "float", "text"])
        distinct = "DISTINCT " if self.chance(4) else ""
        inside = self.value(scope, kind, 1)
        name = self.pick(["count", "collect", "min", "max", "sum", "avg", "star"])
        if name == "star":
            return "count(*)", "int", ""
        if name in ("sum", "avg") and kind == "text":
            name = "count"
        # What is collected comes in any order, so that no part of it is taken further on.
        gives = {"count": "int", "collect": "collected", "avg": "float"}.get(name, kind)
        return f"{name}({distinct}{inside})", gives, ""

    def literal(self, kind: str) -> str:
        if self.chance(12):
            return "null"
        if self.chance(10):
            return self.parameter(self.plain(kind) if not self.chance(20) else None)
        return self.pick({"int": INTS, "float": FLOATS, "text": TEXTS}[kind])

    def plain(self, kind: str) -> object:
        """A value of a kind, now and then of another, as it is passed for a parameter."""
        if self.chance(20):
            kind = self.pick(["int", "float", "text"])
        written = self.pick({"int": INTS, "float": FLOATS, "text": TEXTS}[kind])
        return {"int": int, "float": float, "text": lambda text: text[1:-1]}[kind](written)

    def parameter(self, value: object) -> str:
        name = f"p{len(self.passed) + 1}"
        self.passed[name] = value
        return f"${name}"

    def items(self, kind: str) -> list[str]:
        if self.chance(12):
            return [self.literal(kind) for _ in range(self.number(2))]
        options = {"int": INTS, "float": FLOATS, "text": TEXTS}[kind]
        return [self.pick(options) for _ in range(1 + self.number(3))]

    def value(self, scope: Scope, kind: str, depth: int) -> str:
        """An expression of a kind; now and then of another, as people err."""
        if self.chance(40):
            kind = self.pick(["int", "float", "text"])
        if kind == "bool":
            return f"({self.condition(scope, depth)})"
        if depth <= 0 or self.chance(2):
            return self.simple(scope, kind)
        return getattr(self, f"{kind}_value")(scope, depth - 1)

    def simple(self, scope: Scope, kind: str) -> str:
        named = [name for name, given in scope.values.items() if given == kind]
        if named and self.chance(2):
            return self.pick(named)
        has = [
            f"{name}.{each}"
            for name, labels in scope.nodes.items()
            for each in (OF_OBSERVATIONS if labels == "Observation" else PROPERTIES)[kind]
        ]
        if has and not self.chance(4):
            return self.pick(has)
        if kind == "text" and scope.relationships and self.chance(2):
            return self.pick([f"{self.pick(scope.relationships)}.basis"])
        if kind == "list":
            inside = self.pick(["int", "text"])
            if self.chance(4):
                return self.parameter([self.plain(inside) for _ in range(self.number(3))])
            return f"[{', '.join(self.items(inside))}]"
        return self.literal(kind)

    def either(self, scope: Scope, kind: str, depth: int) -> str:
        one, other = (self.value(scope, kind, depth) for _ in range(2))
        first, second = self.literal("text"), self.literal("text")
        return self.one_of(
            [
                lambda: f"CASE WHEN {self.condition(scope, depth)} THEN {one} ELSE {other} END",
                lambda: f"coalesce({one}, {other})",
                lambda: (
                    f"CASE {self.simple(scope, 'text')} WHEN {first} THEN {one} "
                    f"WHEN {second} THEN {other} END"
                ),
            ]
        )

    def int_value(self, scope: Scope, depth: int) -> str:
        def inner(kind: str) -> str:
            return self.value(scope, kind, depth)

        sign = self.pick(["+", "-", "*", "/", "%"])
        return self.one_of(
            [
                *[lambda: f"({inner('int')} {sign} {inner('int')})"] * 3,
                lambda: f"size({inner('text')})",
                lambda: f"size({inner('list')})",
                lambda: f"abs({inner('int')})",
                lambda: f"sign({inner('int')})",
                lambda: f"toInteger({inner('int')})",
                lambda: f"toInteger({inner('float')})",
                lambda: f"-{self.simple(scope, 'int')}",
                lambda: self.either(scope, "int", depth),
                lambda: self.count(scope),
            ]
        )

    def count(self, scope: Scope) -> str:
        if not scope.nodes:
            return "1"
        type_ = HOPS[self.number(len(HOPS) - 1)][0]
        return f"COUNT {{ MATCH ({self.pick(sorted(scope.nodes))})-[:{type_}]-() }}"

    def float_value(self, scope: Scope, depth: int) -> str:
        def inner(kind: str) -> str:
            return self.value(scope, kind, depth)

        sign = self.pick(["+", "-", "*", "/", "%", "^"])
        function = self.pick(["floor", "ceil", "round", "abs", "sqrt"])
        either = self.pick(["int", "float"])
        return self.one_of(
            [
                *[lambda: f"({inner('float')} {sign} {inner(either)})"] * 3,
                lambda: f"toFloat({inner(either)})",
                *[lambda: f"{function}({inner('float')})"] * 2,
                lambda: self.either(scope, "float", depth),
            ]
        )

    def text_value(self, scope: Scope, depth: int) -> str:
        def inner(kind: str = "text") -> str:
            return self.value(scope, kind, depth)

        start, length = self.number(3), self.number(4)
        function = self.pick(["toUpper", "toLower", "trim", "ltrim", "rtrim", "reverse"])
        ways: list[Way] = [
            lambda: f"({inner()} + {inner()})",
            lambda: f"{function}({inner()})",
            lambda: f"{self.pick(['left', 'right'])}({inner()}, {length})",
            lambda: f"substring({inner()}, {start}, {length})",
            lambda: f"substring({inner()}, {start})",
            lambda: f"replace({inner()}, {self.pick(TEXTS[1:])}, {inner()})",
            lambda: f"toString({inner('int')})",
            lambda: f"{inner('list')}[{start}]",
            lambda: self.either(scope, "text", depth),
        ]
        if scope.nodes:
            ways.append(lambda: f"labels({self.pick(sorted(scope.nodes))})[0]")
        if scope.relationships:
            ways.append(lambda: f"type({self.pick(scope.relationships)})")
        return self.one_of(ways)

    def list_value(self, scope: Scope, depth: int) -> str:
        def inner() -> str:
            return self.value(scope, "list", depth)

        start, end = self.number(3), self.number(4)
        return self.one_of(
            [
                lambda: f"split({self.value(scope, 'text', depth)}, {self.pick(TEXTS[1:])})",
                lambda: f"{inner()}[{start}..{end}]",
                lambda: f"{inner()}[{start}..]",
                lambda: f"{inner()}[..{end}]",
                lambda: f"range({start}, {self.pick(INTS[:5])})",
                lambda: f"({inner()} + {inner()})",
            ]
        )

    def condition(self, scope: Scope, depth: int) -> str:
        kind = self.pick(["int", "float", "text"])

        def inner(kind: str = kind) -> str:
            return self.value(scope, kind, depth - 1)

        compares = self.pick(["=", "<>", "<", "<=", ">", ">="])
        sought = self.pick(["STARTS WITH", "ENDS WITH", "CONTAINS"])
        joins = self.pick(["AND", "OR", "XOR"])
        ways: list[Way] = [
            *[lambda: f"{inner()} {compares} {inner()}"] * 4,
            *[lambda: f"{inner('text')} {sought} {inner('text')}"] * 2,
            lambda: f"{inner()} {self.pick(['IS NULL', 'IS NOT NULL'])}",
            lambda: self.pick(["true", "false", "null"]),
            lambda: f"{inner()} IN [{', '.join(self.items(kind))}]",
            lambda: f"{self.pick(TEXTS)} IN {inner('list')}",
            lambda: f"{inner('text')} IN {inner('list')}",
            lambda: f"{inner()} IN [{inner()}, {inner()}]",
            lambda: f"{self.count(scope)} {compares} {self.number(3)}",
        ]
        if depth > 0:
            ways += [
                *[
                    lambda: (
                        f"({self.condition(scope, depth - 1)} {joins} "
                        f"{self.condition(scope, depth - 1)})"
                    )
                ]
                * 2,
                lambda: f"NOT ({self.condition(scope, depth - 1)})",
                lambda: self.quantified(scope, depth),
                *[lambda: self.exists(scope)] * 2,
            ]
        return self.one_of(ways)

    def quantified(self, scope: Scope, depth: int) -> str:
        """Over lists, compared with what stands outside too, which may be missing."""
        function = self.pick(["any", "all", "none", "single"])
        compared = self.pick(["=", "<>", "<", "CONTAINS"])
        elements = f"[{', '.join(self.pick(TEXTS) for _ in range(1 + self.number(3)))}]"
        if self.chance(3):
            elements = self.simple(scope, "list")
        outside = self.value(scope, "text", depth - 1) if self.chance(2) else self.pick(TEXTS)
        return f"{function}(each IN {elements} WHERE each {compared} {outside})"

    def exists(self, scope: Scope) -> str:
        if not scope.nodes:
            return "1 = 1"
        name, (type_, *_) = self.pick(sorted(scope.nodes)), HOPS[self.number(len(HOPS) - 1)]
        return self.pick(
            [
                f"EXISTS {{ MATCH ({name})-[:{type_}]-() }}",
                f"EXISTS {{ MATCH ({name})-[:{type_}]->(x:Goal) }}",
                f"EXISTS {{ MATCH ({name})-[:{type_}]-(x)-[:{type_}]-(y) WHERE x.name < y.name }}",
            ]
        )


def drawn(seed: int) -> tuple[str, Mapping[str, object]]:
    """The statement that a seed leads to, and the values of its parameters."""
    writer = Writer(Random(seed))
    return writer.statement(), writer.passed
