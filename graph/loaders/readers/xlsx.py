"""XLSX: the sheets of a workbook, each a table below its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from graph.errors import DocumentError
from graph.loaders.lines import Reading
from graph.loaders.readers.archive import LARGEST_MEMBER
from graph.loaders.readers.writer import TextWriter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MEMBER = "xl/workbook.xml"
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_UNNAMED = ("Sheet", "工作表")


def read(content: bytes, name: str) -> Reading:
    """The sheets of an XLSX file.

    Raises DocumentError where it is damaged, holds no words or expands beyond the limit.
    """
    # It takes long to import, and few documents are spreadsheets.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if any(each.file_size > LARGEST_MEMBER for each in archive.infolist()):
                size = LARGEST_MEMBER >> 20
                raise DocumentError(f"{name} expands to more than {size} MiB and is refused.")
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        writer, remarks = TextWriter(), []
        for sheet in workbook.worksheets:
            if sheet.sheet_state != "visible":
                continue
            if len(workbook.worksheets) > 1 and not sheet.title.startswith(_UNNAMED):
                writer.add([(sheet.title, False)], 1)
            rows = [*islice(_rows(sheet), _MOST_ROWS + 1)]
            if len(rows) > _MOST_ROWS:
                remarks.append(f"Only the first {_MOST_ROWS:,} rows of {sheet.title} are read.")
            writer.add_table(rows[:_MOST_ROWS])
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise DocumentError(
            f"{name} is a spreadsheet that cannot be opened: a part of it is missing or damaged. "
            "Save it again, or as CSV."
        ) from error
    reading = writer.reading(remarks)
    if not reading.lines:
        raise DocumentError(f"{name} is a spreadsheet without any text in it.")
    return reading


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    for row in sheet.iter_rows(max_col=_MOST_COLUMNS):
        yield [_words(cell.value, getattr(cell, "number_format", "")) for cell in row]


def _words(value: Any, shown_as: str) -> str:
    """What a cell shows, nearly: a share as percent, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, int | float) and not isinstance(value, bool):
        percent = "%" in (shown_as or "")
        return f"{value * (100 if percent else 1):.10g}" + "%" * percent
    return str(value)
