from __future__ import annotations

import csv
import io
import json
import unicodedata
from contextlib import redirect_stdout

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from api.printing import print_answer
from api.tables import answer_table, plain_table
from api.values import printable
from graph.queries.answer import Answered

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = TEXT | st.integers() | st.floats(allow_nan=False) | st.none() | st.lists(TEXT, max_size=3)
COLUMNS = ["name", "kind", "via", "basis", "confidence", "quote", "document", "section"]


def answer_of(cells: list[list[object]]) -> Answered:
    rows = [{"name": "x", "note": cell} for line in cells for cell in line]
    return Answered("cypher", "", {}, "RETURN 1", ["name", "note"], rows)


def printed(answer: Answered, form: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        print_answer(answer, form)
    return out.getvalue()


@given(st.lists(st.lists(VALUES, max_size=3), max_size=3))
def test_csv_is_read_back_and_runs_nothing(cells: list[list[object]]) -> None:
    answer = answer_of(cells)
    text = printed(answer, "csv")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert head == ["name", "note"]
    assert len(rows) == len(answer.rows)
    for (_, read), row in zip(rows, answer.rows, strict=True):
        if isinstance(row["note"], str):
            assert not read.startswith(("=", "+", "-", "@"))
            assert read.removeprefix("'") == row["note"].replace("\r", "\n").removeprefix("'")


@given(st.lists(st.lists(VALUES, max_size=3), max_size=3))
def test_json_is_read_back(cells: list[list[object]]) -> None:
    answer = answer_of(cells)
    assert json.loads(printed(answer, "json")) == answer.to_json()


@given(TEXT)
def test_what_is_printed_steers_no_terminal(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert not any(unicodedata.category(each) == "Cc" for each in shown if each != "\n")


@given(
    st.lists(st.fixed_dictionaries({column: TEXT | st.none() for column in COLUMNS}), max_size=3)
)
def test_any_claims_make_a_table(rows: list[dict[str, str | None]]) -> None:
    table = answer_table(Answered("q", "", {}, "", COLUMNS, rows))
    out = io.StringIO()
    Console(file=out, width=80).print(table, plain_table(COLUMNS, rows))
    assert "[/" not in out.getvalue() or any("[/" in str(row) for row in rows)
