"""What is asked for: a named query, conditions that its rows meet, and a shape for the answer.

Questions, the options of `lantu query` and the parameters of lists over HTTP all say the same
selection. Its parameters say it whole, so that an answer can be asked for again and gone on from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import eq, ge, gt, le, lt
from typing import Literal, get_args

from graph.build.series.rules import ValueKind
from graph.build.series.units import base_unit, number
from graph.build.stages.rules import STAGES
from graph.errors import QueryError
from graph.folding import fold
from graph.loaders.facts import Status, ValueMeasure
from graph.queries.names import Resolved
from graph.tracking.judging import VERDICTS

Shape = Literal[
    "list",
    "count",
    "places",
    "most",
    "fewest",
    "top",
    "bottom",
    "compare",
    "series",
    "lower",
    "higher",
    "absent",
]
"""What is made of the rows.

`list`: the rows; `count`: how many; `places`: how many in each place, the most first; `most`,
`fewest`: of these the places with the most or fewest; `top`, `bottom`: the places with the highest,
the lowest figure; `compare`: figures side by side, the highest first; `series`: figures by year;
`lower`, `higher`: figures of the later year that are lower or higher than those of the earlier;
`absent`: the places that have no row.
"""
SHAPES: tuple[str, ...] = get_args(Shape)


Fate = Literal["new", "continued", "finished", "dropped", "shared", "own"]
"""What became of a thing from one document to the next, or whose of two places it is."""

Sign = Literal[">", ">=", "<", "<=", "="]
# The longer first, so that >= is not read as >.
_SIGNS: tuple[Sign, ...] = (">=", "<=", ">", "<", "=")
_COMPARE = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of figures: `value` in a base unit, 万 and 亿 multiplied out; any unit where none."""

    sign: Sign
    value: float
    unit: str = ""

    def holds(self, number: float, base_unit: str) -> bool:
        """Does a number of a base unit lie within it?"""
        if self.unit and self.unit != base_unit:
            return False
        return bool(_COMPARE[self.sign](number, self.value))

    def __str__(self) -> str:
        return f"{self.sign}{self.value:.15g}{self.unit}"

    @classmethod
    def parse(cls, text: str) -> Bound:
        """A bound as `str` writes it, or in any unit: >1.2万亿元. Raises QueryError."""
        sign = next((each for each in _SIGNS if text.startswith(each)), None)
        rest = text[len(sign or "") :]
        digits = len(rest) - len(rest.lstrip("+-.0123456789"))
        value = number(rest[:digits], rest[digits:])
        if not sign or value is None:
            raise QueryError(f"{text!r} is no bound such as >5% or <=1000亿元.")
        return cls(sign, value, base_unit(rest[digits:]))


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on rows; one that is empty asks for nothing.

    `place` and `document` bind the documents an answer is from, `level` what kind of place reports.
    `year` is the year a figure is about, or a target for; of other claims, the year that their part
    of the document is about. `verdict` is what became of a target, `stage` how far a project is,
    `due` the year by which it is to be finished. `organization_kind` is what kind of organisation
    somebody is: company, university, hospital, laboratory or other.
    `says` are words of which one stands in the sentence.
    """

    place: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    value_kind: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    bound: tuple[Bound, ...] = ()
    verdict: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    due: tuple[int, ...] = ()
    organization_kind: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    def given(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """The conditions that ask for something."""
        for each in fields(self):
            value = getattr(self, each.name)
            if value:
                yield each.name, value

    def without(self, *names: str) -> Where:
        """The same conditions but some."""
        return replace(self, **dict.fromkeys(names, ()))


CONDITIONS: tuple[str, ...] = tuple(each.name for each in fields(Where))
NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Selection:
    """A named query about things or texts, by the names of its parameters."""

    query: str
    about: Mapping[str, Resolved | str] = field(default_factory=dict)
    where: Where = NOWHERE
    shape: Shape = "list"

    def parameters(self) -> list[tuple[str, str]]:
        """The selection as the parameters of an address; `parsed` reads them."""
        about = [
            (name, thing.address if isinstance(thing, Resolved) else thing)
            for name, thing in self.about.items()
        ]
        where = [(name, str(each)) for name, values in self.where.given() for each in values]
        shape = [] if self.shape == "list" else [("shape", self.shape)]
        return [("query", self.query), *about, *where, *shape]


def parsed_shape(text: str) -> Shape:
    """A shape by its name. Raises QueryError."""
    for each in get_args(Shape):
        if each == text:
            shape: Shape = each
            return shape
    raise QueryError(f"{text!r} is no shape of an answer: {', '.join(SHAPES)}.")


# What can be meant by these; any other word would find nothing, and so say what is not so.
CHOICES: Mapping[str, Sequence[str]] = {
    "status": (*get_args(Status), *get_args(Fate)),
    "measure": get_args(ValueMeasure),
    "value_kind": get_args(ValueKind),
    "stage": STAGES,
    "organization_kind": ("company", "university", "hospital", "laboratory", "other"),
    "verdict": VERDICTS,
}


def parsed_where(given: Mapping[str, Sequence[str]]) -> Where:
    """Conditions from the parameters of an address. Raises QueryError for what is none."""
    values: dict[str, tuple[object, ...]] = {}
    for name, texts in given.items():
        match name:
            case "year" | "due":
                if wrong := [each for each in texts if not (each.isascii() and each.isdigit())]:
                    raise QueryError(f"{wrong[0]!r} is no year.")
                values[name] = tuple(map(int, texts))
            case "bound":
                values[name] = tuple(map(Bound.parse, texts))
            case "says" if wrong := [each for each in texts if not fold(each)]:
                raise QueryError(f"{wrong[0]!r} has nothing that a sentence could say.")
            case _:
                if wrong := [each for each in texts if each not in CHOICES.get(name, texts)]:
                    choices = ", ".join(CHOICES[name])
                    raise QueryError(f"{wrong[0]!r} is no {name}: there are {choices}.")
                values[name] = tuple(texts)
    return Where(**values)  # type: ignore[arg-type]
