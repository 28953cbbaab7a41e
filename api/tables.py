"""Tables for people, to be read on 80 columns, Chinese or English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.chinese import heading, sentence
from api.values import printable
from graph.exchange.cells import in_words

if TYPE_CHECKING:
    from graph.queries.answer import Answered

Row = Mapping[str, Any]
_SENTENCE_ENDS = "。；！？\n"
_QUALIFIERS = {"approx": "≈", "at_least": "≥", "at_most": "≤"}
_WHOLE = ("id", "check", "query")
"""Columns that are not broken over lines, to be copied."""
_CHANGES = {"up": "↑", "down": "↓"}


def show(table: Table, title: str, rows: int) -> None:
    """Print a table below its title, or say that it is empty."""
    console = Console(highlight=False)
    if title:
        console.print(Text(printable(title), style="bold"), Text(f"({rows})", style="dim"))
    if rows:
        console.print(table)
    else:
        console.print(Text(sentence("Nothing was found."), style="dim"))


def show_cypher(cypher: str) -> None:
    """Print the statement that an answer comes from."""
    Console(highlight=False).print(Text(printable(cypher), style="dim"), soft_wrap=True)


def answer_table(answer: Answered) -> Table:
    """An answer's table: claims with their sentences and where these stand, other rows plain."""
    if "verdict" in answer.columns:
        return _verdict_table(answer.rows)
    if "other_id" in answer.columns:
        return _comparison_table(answer.rows)
    if "rank" in answer.columns:
        return _matrix_table(answer.rows)
    if "quote" not in answer.columns:
        hidden = {"id", "thing", "document_id"}
        hidden |= {"document"} if "documents" in answer.columns else set()
        columns = [column for column in answer.columns if column not in hidden]
        columns = [*columns, "id"] if "id" in answer.columns else columns
        # A user's statement names its columns itself.
        named = str if answer.query == "cypher" else heading
        return plain_table(columns, answer.rows, named)
    table = _table()
    table.add_column("", justify="right", style="dim")
    table.add_column(heading("name"), ratio=2, overflow="fold")
    figures, relations = "value" in answer.columns, "relation" in answer.columns
    if figures:
        table.add_column(heading("figure"), ratio=1, overflow="fold")
    if relations:
        table.add_column(heading("relation"), ratio=1, overflow="fold")
    table.add_column(heading("source"), ratio=4, overflow="fold")
    place = ""
    for number, row in enumerate(answer.rows, start=1):
        cells = [Text(str(number)), _thing(row)]
        cells += [_figure(row)] if figures else []
        cells += [_relation(row)] if relations else []
        before, place = place, _place(row)
        table.add_row(*cells, _source(row, place if place != before else ""))
    return table


def _verdict_table(rows: Sequence[Row]) -> Table:
    """Targets and results side by side, each with its sentence."""
    table = _table()
    for column, ratio in (("indicator", 2), ("target", 3), ("result", 3), ("verdict", 2)):
        table.add_column(heading(column), ratio=ratio, overflow="fold")
    for row in rows:
        name = Text(printable(in_words(row["indicator"])), style="bold")
        name.append(f"\n{printable(in_words(row['place']))}", style="dim")
        verdict = Text(row["verdict"])
        verdict.append(f"\n{printable(row['why'])}" if row["why"] else "", style="dim")
        change = _CHANGES.get(row["direction"], "")
        sign = _QUALIFIERS.get(row["qualifier"], "") + change
        table.add_row(name, _side(row, "target", sign), _side(row, "result", change), verdict)
    return table


def _side(row: Row, side: str, sign: str) -> Text:
    """A target or a result with its year and sentence."""
    if row[f"{side}_quote"] is None:
        return Text("—", style="dim")
    upper = row["target_upper"] if side == "target" else None
    unit = row["unit"] if side == "target" else row["result_unit"]
    value = in_words(row[side]) + (f"–{in_words(upper)}" if upper is not None else "")
    cell = Text(printable(f"{sign}{value}{in_words(unit)}") if value else "—")
    cell.append(f" {row[f'{side}_year']}", style="dim")
    return cell.append(f"\n“{printable(row[f'{side}_quote'])}”", style="dim")


def _comparison_table(rows: Sequence[Row]) -> Table:
    """Things of two documents with what became of them, and what either says."""
    table = _table()
    for column, ratio in (("name", 2), ("status", 1), ("said", 3), ("said there", 3)):
        table.add_column(heading(column), ratio=ratio, overflow="fold")
    for row in rows:
        status = Text(row["status"])
        status.append(f"\n{row['place']} {row['year'] or ''}", style="dim")
        table.add_row(_thing(row), status, _clause(row, ""), _clause(row, "other_"))
    return table


def _clause(row: Row, side: str) -> Text:
    if row[f"{side}quote"] is None:
        return Text("—", style="dim")
    name = row[f"{side}name"]
    cell = Text("" if name == row["name"] else f"{printable(name)}\n", style="bold")
    return cell.append(Text(f"“{printable(row[f'{side}quote'])}”", style="not bold dim"))


def _matrix_table(rows: Sequence[Row]) -> Table:
    """Places by years, in the order of the rows; the highest and lowest of a year are marked."""
    years = sorted({row["year"] for row in rows})
    table = _table()
    table.add_column(heading("place"))
    for year in years:
        table.add_column(str(year), ratio=1, overflow="fold")
    cells: dict[str, dict[int, Text]] = {}
    for row in rows:
        cell = cells.setdefault(row["place"], {}).setdefault(row["year"], Text())
        cell.append("\n" if cell else "").append(_ranked_value(row))
    for place, values in cells.items():
        table.add_row(Text(printable(place)), *(values.get(year, Text("—")) for year in years))
    return table


def _ranked_value(row: Row) -> Text:
    sign = _QUALIFIERS.get(row["qualifier"], "") + _CHANGES.get(row["direction"], "")
    upper = f"–{in_words(row['upper'])}" if row["upper"] is not None else ""
    cell = Text(printable(f"{sign}{row['value']}{upper}{row['unit']}"), style="bold")
    cell.append(" ▲" if row["highest"] else " ▼" if row["lowest"] else "")
    cell.append("" if row["status"] == "actual" else f" {row['status']}", style="dim")
    return cell.append(f"\n“{printable(row['quote'])}”", style="dim")


def plain_table(
    columns: Sequence[str], rows: Sequence[Row], named: Callable[[str], str] = heading
) -> Table:
    """A table of all columns as they are."""
    table = _table()
    for column in columns:
        table.add_column(Text(printable(named(column))), overflow="fold", no_wrap=column in _WHOLE)
    for row in rows:
        table.add_row(*(Text(printable(in_words(row.get(column)))) for column in columns))
    return table


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")


def _thing(row: Row) -> Text:
    cell = Text()
    if row.get("from_name"):
        cell.append(f"{printable(row['from_name'])}\n", style="dim")
    cell.append(printable(in_words(row.get("name")) or in_words(row.get("id"))), style="bold")
    if row.get("name_en"):
        cell.append(f"\n{printable(row['name_en'])}")
    cell.append(f"\n{row.get('kind', '')}", style="dim")
    if row.get("basis"):
        cell.append(f" {row['basis']} {in_words(row.get('confidence'))}", style="dim")
    if row.get("role"):
        cell.append(f" {row['role']}", style="dim")
    if row.get("stage"):
        by = f" {row['due']}" if row.get("due") else ""
        cell.append(f" {row['stage']}{by}", style="dim")
    if row.get("via"):
        cell.append(f"\nvia {printable(row['via'])}", style="dim")
    return cell


def _figure(row: Row) -> Text:
    sign = _QUALIFIERS.get(row["qualifier"], "") + _CHANGES.get(row["direction"], "")
    upper = f"–{in_words(row['upper'])}" if row.get("upper") is not None else ""
    unit = in_words(row["unit"])
    cell = Text(printable(f"{sign}{in_words(row['value'])}{upper}{unit}") or "—")
    cell.append(f"\n{row['status']} {row['year'] or ''}", style="dim")
    notes = [row.get("nature"), row.get("value_kind")]
    said = "".join(f" {note}" for note in notes if note and note != "year")
    return cell.append(said, style="dim")


def _relation(row: Row) -> Text:
    arrow = "→" if row["direction"] == "out" else "←"
    return Text(f"{arrow} {row['relation']}")


def _place(row: Row) -> str:
    return printable(" · ".join(filter(None, (row.get("document"), row.get("section")))))


def _source(row: Row, place: str) -> Text:
    """A row's sentence, below where it stands; the place is left out where it is as before."""
    cell = Text(f"{place}\n" if place else "", style="")
    cell.stylize("italic dim")
    if row.get("text"):
        return cell.append(printable(_sentence(row["text"], row["quote"])))
    return cell.append(printable(f"“{row['quote']}”") if row.get("quote") else "")


def _sentence(text: str, quote: str) -> str:
    """The sentence of a passage that a quote stands in."""
    at = max(text.find(quote), 0)
    start = max(text.rfind(mark, 0, at) for mark in _SENTENCE_ENDS) + 1
    ends = [found for mark in _SENTENCE_ENDS if (found := text.find(mark, at + len(quote))) >= 0]
    return text[start : min(ends, default=len(text)) + 1].strip()
