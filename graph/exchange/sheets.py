"""Rows as a sheet of a workbook (XLSX): numbers as numbers, text as text, whatever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from graph.exchange.cells import in_words

Row = Mapping[str, object]
_LONGEST = 32_767
_WIDTHS = {"quote": 60, "name": 28, "why": 40}


def sheet(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A workbook with one sheet of these columns."""
    return workbook({"Lantu": (columns, rows)})


def workbook(tables: Mapping[str, tuple[Sequence[str], Iterable[Row]]]) -> bytes:
    """A workbook with a sheet for each table, by its title, headings frozen.

    What is neither number nor truth is text; nothing is a formula.
    """
    book = Workbook(write_only=True)
    for title, (columns, rows) in tables.items():
        page = book.create_sheet(title)
        page.freeze_panes = "A2"
        for number, column in enumerate(columns, start=1):
            width = next((w for name, w in _WIDTHS.items() if column.endswith(name)), 14)
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([_text(page, column, bold=True) for column in columns])
        for row in rows:
            page.append([_cell(page, row.get(column)) for column in columns])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(page: WriteOnlyWorksheet, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return _text(page, in_words(value))


def _text(page: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> object:
    cell = WriteOnlyCell(page, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
    # openpyxl takes what begins with = for a formula.
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
