"""Answers printed: as a table for people, as JSON, CSV or XLSX for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.chinese import sentence
from api.values import printable
from graph.errors import LantuError
from graph.exchange.cells import in_words

if TYPE_CHECKING:
    from graph.queries.answer import Answered

Row = Mapping[str, Any]
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def print_answer(answer: Answered, form: str, output: Path | None = None) -> None:
    """Print an answer as table, json, csv or xlsx, or write it to a file, whose ending says how.

    Raises LantuError for a file that cannot be written, or a workbook on a terminal.
    """
    match form:
        case _ if output:
            write_answer(answer, output)
        case "json":
            print_json(answer.to_json())
        case "csv":
            print_csv(answer.columns, answer.rows)
        case "xlsx":
            print_xlsx(answer.columns, answer.rows)
        case _:
            from api.tables import answer_table, show

            show(answer_table(answer), answer.title, len(answer.rows))
    if answer.truncated and (output or form != "json"):
        note(f"There are more rows than these {len(answer.rows)}: ask for more with --limit.")


def print_rows(columns: Sequence[str], rows: Sequence[Row], form: str, title: str = "") -> None:
    """Print rows that are no query's answer; as JSON they are a list."""
    match form:
        case "json":
            print_json([dict(row) for row in rows])
        case "csv":
            print_csv(columns, rows)
        case "xlsx":
            print_xlsx(columns, rows)
        case _:
            from api.tables import plain_table, show

            show(plain_table(columns, rows), title, len(rows))


def print_json(value: object) -> None:
    """Print a value as indented JSON, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe.

    To a file or a pipe it begins with a byte order mark, without which Excel misreads Chinese.
    """
    if not sys.stdout.isatty():
        sys.stdout.write(BYTE_ORDER_MARK)
    sys.stdout.write(csv_text(columns, rows))


def csv_text(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows as CSV."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return written.getvalue()


def print_xlsx(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write rows to standard output as a workbook. Raises LantuError on a terminal."""
    if sys.stdout.isatty():
        raise LantuError("a workbook is not for a terminal: end the command with > answer.xlsx")
    sys.stdout.buffer.write(sheet_of(columns, rows))


def sheet_of(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Rows as a workbook."""
    from graph.exchange.sheets import sheet

    return sheet(columns, rows)


def write_answer(answer: Answered, output: Path) -> None:
    """Write an answer to a file that ends with .xlsx, .csv or .json. Raises LantuError."""
    match output.suffix.lower():
        case ".xlsx":
            content = sheet_of(answer.columns, answer.rows)
        case ".csv":
            content = (BYTE_ORDER_MARK + csv_text(answer.columns, answer.rows)).encode()
        case ".json":
            content = json.dumps(answer.to_json(), ensure_ascii=False, indent=2).encode()
        case _:
            raise LantuError(f"{output} ends with none of .xlsx, .csv and .json")
    try:
        output.write_bytes(content)
    except OSError as error:
        raise LantuError(f"{output} cannot be written: {error.strerror}") from error
    note(f"Wrote {output}: {len(answer.rows)} rows.")


def note(text: str) -> None:
    """Print a remark beside the answer, on the error stream."""
    click.echo(printable(sentence(text)), err=True)


def _cell(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    # A lone carriage return would end the row for a reader, for it is not put in quotes.
    text = in_words(value).replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
