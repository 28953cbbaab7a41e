"""What every way in gives back: the rows of a query, and how they were got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import LantuError

if TYPE_CHECKING:
    from pandas import DataFrame

    from graph.stores.interface import Store


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a query.

    `rows` holds one mapping a row, keyed by column. A row about a node has `id`, `name`, `kind`
    (its label); a row that is a claim has `basis`, `confidence`, `quote`, `document`, `section`.
    """

    query: str
    title: str
    parameters: Mapping[str, object]
    cypher: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, object]]
    truncated: bool = False
    store: Store | None = field(default=None, compare=False, repr=False)
    """What it was read from, for who draws it; none where that is not known."""

    def to_json(self) -> dict[str, object]:
        """The answer as it goes over HTTP and out of the command line."""
        return {
            "query": self.query,
            "title": self.title,
            "parameters": dict(self.parameters),
            "cypher": self.cypher,
            "columns": list(self.columns),
            "rows": [dict(row) for row in self.rows],
            "truncated": self.truncated,
        }

    def frame(self) -> DataFrame:
        """The rows as a pandas data frame; needs `lantu[pandas]`. Raises LantuError without it."""
        try:
            import pandas
        except ImportError as error:
            raise LantuError("pandas is not installed: pip install 'lantu[pandas]'") from error
        frame = pandas.DataFrame([dict(row) for row in self.rows], columns=list(self.columns))
        for column in self.columns:
            found = {type(row[column]) for row in self.rows}
            if found == {int, type(None)}:
                # Whole numbers of which some are missing stay whole.
                frame[column] = frame[column].astype("Int64")
        return frame

    def to_xlsx(self, path: str | Path) -> None:
        """Write the rows as a workbook, numbers as numbers. Raises LantuError where it cannot."""
        from graph.exchange.sheets import sheet

        try:
            Path(path).write_bytes(sheet(self.columns, self.rows))
        except OSError as error:
            raise LantuError(f"{path} cannot be written: {error.strerror}") from error
