"""Answers printed: as a table for people, as JSON or CSV for programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from api.values import in_words, printable

if TYPE_CHECKING:
    from graph.queries.answer import Answered

Row = Mapping[str, Any]
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def print_answer(answer: Answered, form: str) -> None:
    """Print an answer in one of the forms table, json and csv."""
    match form:
        case "json":
            print_json(answer.to_json())
        case "csv":
            print_csv(answer.columns, answer.rows)
        case _:
            from api.tables import answer_table, show

            show(answer_table(answer), answer.title, len(answer.rows))
    if answer.truncated and form != "json":
        note(f"There are more rows than these {len(answer.rows)}: ask for more with --limit.")


def print_rows(columns: Sequence[str], rows: Sequence[Row], form: str, title: str = "") -> None:
    """Print rows that are no query's answer; as JSON they are a list."""
    match form:
        case "json":
            print_json([dict(row) for row in rows])
        case "csv":
            print_csv(columns, rows)
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
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


def note(text: str) -> None:
    """Print a remark beside the answer, on the error stream."""
    click.echo(printable(text), err=True)


def _cell(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    # A lone carriage return would end the row for a reader, for it is not put in quotes.
    text = in_words(value).replace("\r", "\n")
    return f"'{text}" if text.startswith(_FORMULA) else text
