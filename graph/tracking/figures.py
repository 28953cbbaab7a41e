"""The values that documents give of indicators, as targets and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.build.series.units import number
from graph.tracking.alike import core

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One value of one indicator in one document; `row` is how the graph gives it.

    `number` is in the base unit, None for a target without a number; of a fall it is negative.
    """

    row: Row
    place: str
    series: str
    canonical: str
    name: str
    measure: str
    value_kind: str
    base_unit: str
    unit: str
    year: int
    status: str
    qualifier: str
    falls: bool
    number: float | None
    upper: float | None
    document: str
    document_year: int

    @classmethod
    def of(cls, row: Row) -> Figure:
        """The figure that a row of track.cypher gives."""
        sign = -1 if row["direction"] == "down" and row["measure"] == "change" else 1
        return cls(
            row=row,
            place=str(row["place"] or row["document_id"]),
            series=str(row["series"]),
            canonical=str(row["canonical"] or row["name"]),
            name=str(row["name"]),
            measure=str(row["measure"]),
            value_kind=str(row["value_kind"]),
            base_unit=str(row["base_unit"]),
            unit=str(row["unit"]),
            year=_whole(row["year"]),
            status=str(row["status"]),
            qualifier=_qualifier(str(row["qualifier"]), sign),
            falls=sign < 0,
            number=_signed(row["number"], sign),
            upper=_signed(row["upper"], sign),
            document=str(row["document_id"]),
            document_year=_whole(row["document_year"]),
        )

    @property
    def subject(self) -> tuple[str, str]:
        """Whose value it is and of what, however that is called."""
        return self.place, core(self.canonical)

    @property
    def kind(self) -> tuple[str, str, str]:
        """What values have to share to be compared."""
        return self.measure, self.value_kind, self.base_unit

    def shown(self, unit: str) -> float | int | None:
        """The value, a fall too as it is written, in a unit of its kind."""
        return None if self.number is None else in_unit(abs(self.number), unit)


def in_unit(value: float, unit: str) -> float | int:
    """A number of the base unit in a unit of its kind, whole where it is."""
    scaled = round(value / (number("1", unit) or 1.0), 4)
    return int(scaled) if scaled == int(scaled) else scaled


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _signed(value: object, sign: int) -> float | None:
    return sign * float(value) if isinstance(value, int | float) else None


def _qualifier(said: str, sign: int) -> str:
    """下降3%以上 is at most -3%."""
    return _TURNED.get(said, said) if sign < 0 else said


_TURNED = {"at_least": "at_most", "at_most": "at_least"}
