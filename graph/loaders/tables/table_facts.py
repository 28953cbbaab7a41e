"""The facts that the rows of tables state, each with its cells as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from graph.loaders.divisions import division_levels, divisions_within, is_reporting
from graph.loaders.document import Document
from graph.loaders.facts import Basis, Entity, EntityType, Evidence, Fact, Indicator, Relation
from graph.loaders.names.completion import organization_kind
from graph.loaders.tables.records import Cell, Column, Record, Table, tables_of
from graph.loaders.tables.rules import table_rules
from graph.loaders.tables.values import figure_in, when

_LONGEST_QUOTE = 80
_LONGEST_NAME = 60
_RULE = "table"
_SUBJECTS: dict[str, EntityType] = {"project": "Project", "measure": "Measure"}
# Columns whose empty cells say what the cell above them says.
_GOES_ON = ("place", "lead")
_YEAR = re.compile(r"20\d\d")
_CLOSED = re.compile(r"[（(][^（）()]*[）)]$")


def find_in_tables(document: Document) -> list[Fact]:
    """The facts of a document's tables of projects, tasks and indicators; others give none."""
    found: dict[str, Fact] = {}
    for table in tables_of(document):
        kinds = [column.kind for column in table.columns]
        subject = next((kind for kind in ("project", "measure", "indicator") if kind in kinds), "")
        read = {"": None, "indicator": _indicators}.get(subject, _things)
        for fact in read(document, table, kinds.index(subject)) if read else ():
            found.setdefault(repr(fact), fact)
    return list(found.values())


def _things(document: Document, table: Table, at: int) -> Iterator[Fact]:
    """The projects or tasks of a table, with what their rows say of them."""
    type_ = _SUBJECTS[table.columns[at].kind]
    above: dict[int, Cell] = {}
    group: Cell | None = None
    for record in table.records:
        subject = _subject(record, at)
        if subject is None:
            continue
        if record.group != group:
            group, above = record.group, {}
        thing = Entity(type=type_, name=subject.words, evidence=_named(subject), rule=_RULE)
        yield thing
        located = False
        for place, (column, cell) in enumerate(zip(table.columns, record.cells, strict=False)):
            if not cell.words and column.kind in _GOES_ON:
                cell = above.get(place, cell)
            above[place] = cell
            if cell.words:
                located = located or column.kind == "place"
                yield from _said_of(thing, subject, column, cell, table, document)
        if group and not located and _is_place(group.words, document.place):
            yield from _said_of(thing, subject, _PLACE, group, table, document)


_PLACE = Column("", "", "place")


def _is_place(words: str, reporting: str) -> bool:
    """Is the name of a group of rows that of a division, or of a part of who reports?"""
    return words in division_levels() or words in divisions_within(reporting)


def _subject(record: Record, at: int) -> Cell | None:
    """The cell that names what a row is about, without its number."""
    if at >= len(record.cells):
        return None
    cell = record.cells[at]
    number = re.compile(table_rules().rows.numbering).match(cell.passage.text, cell.start, cell.end)
    cell = replace(cell, start=number.end()) if number else cell
    return cell if 1 < len(cell.words) <= _LONGEST_NAME else None


def _said_of(
    thing: Entity, subject: Cell, column: Column, cell: Cell, table: Table, document: Document
) -> Iterator[Fact]:
    match column.kind:
        case "place" if thing.type == "Project":
            for name, part in _names(cell):
                if not is_reporting(name, document.place):
                    yield Entity(type="Area", name=name, evidence=_named(part), rule=_RULE)
                    yield _relation("LOCATED_IN", thing, name, "Area", subject, part)
        case "lead" | "support" | "owner":
            if column.kind == "owner" and thing.type != "Project":
                return
            for name, part in _names(cell):
                kind = organization_kind(name)
                yield Entity(
                    type="Organization", name=name, evidence=_named(part), rule=_RULE, kind=kind
                )
                yield _answering(column.kind, thing, name, subject, part)
        case "amount":
            yield from _amount(thing, subject, column, cell, table, document)


def _amount(
    thing: Entity, subject: Cell, column: Column, cell: Cell, table: Table, document: Document
) -> Iterator[Fact]:
    read = figure_in(cell.words, column.unit or table.unit)
    if read is None or cell.passage is not subject.passage:
        return
    figure, negative = read
    section = document.section_of(cell.passage)
    year, status = when(column.head, section, document)
    name = thing.name + re.sub(r"20\d\d年?", "", column.head)
    yield Indicator(
        name=name,
        value="-" * negative + figure.value,
        unit=figure.unit,
        measure="level" if "总投资" in column.head else "flow",
        direction="",
        qualifier=figure.qualifier,
        year=year,
        status=status,
        evidence=_between(subject, cell),
        rule=_RULE,
        upper=figure.upper,
    )
    yield _relation("MEASURED_BY", thing, name, "Indicator", subject, cell)


def _answering(kind: str, thing: Entity, body: str, subject: Cell, cell: Cell) -> Relation:
    if kind == "owner":
        return _relation("INVOLVES", thing, body, "Organization", subject, cell)
    return Relation(
        type="RESPONSIBLE_FOR",
        source=body,
        source_type="Organization",
        target=thing.name,
        target_type=thing.type,
        basis=_basis(subject, cell),
        evidence=_between(subject, cell),
        rule=_RULE,
        role="lead" if kind == "lead" else "support",
    )


def _relation(
    type_: Literal["LOCATED_IN", "INVOLVES", "MEASURED_BY"],
    thing: Entity,
    name: str,
    name_type: str,
    subject: Cell,
    cell: Cell,
) -> Relation:
    return Relation(
        type=type_,
        source=thing.name,
        source_type=thing.type,
        target=name,
        target_type=name_type,
        basis=_basis(subject, cell),
        evidence=_between(subject, cell),
        rule=_RULE,
    )


def _basis(subject: Cell, cell: Cell) -> Basis:
    """What a row says is stated; what a row above says for it is told by the layout."""
    return "stated" if cell.passage is subject.passage else "structural"


def _indicators(document: Document, table: Table, at: int) -> Iterator[Fact]:
    """The values of an indicator table, a value a cell of a row."""
    kinds = [column.kind for column in table.columns]
    for record in table.records:
        subject = _subject(record, at)
        if subject is None:
            continue
        said = _CLOSED.search(subject.words)
        own = said[0][1:-1] if said else ""
        unit = _cell_of("unit", record, kinds) or own
        name = subject.words[: said.start()] if said and own == unit else subject.words
        nature = _nature(_cell_of("nature", record, kinds), record.group)
        for column, cell in zip(_dated(table.columns), record.cells, strict=False):
            if not column.kind and cell.words and cell.start > subject.start:
                value = _value(document, name, unit or table.unit, subject, column, cell)
                if value:
                    yield replace(value, nature=nature if value.status == "target" else "")


def _dated(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns; one of changes without a year is about that of the values before it."""
    rules, before = table_rules(), ""
    for column in columns:
        dated = _YEAR.search(column.head) is not None
        goes_on = before and not dated and re.search(rules.rows.changes, column.head)
        yield replace(column, head=before + column.head) if goes_on else column
        before = column.head if dated else before


def _cell_of(kind: str, record: Record, kinds: Sequence[str]) -> str:
    at = kinds.index(kind) if kind in kinds else len(record.cells)
    return record.cells[at].words if at < len(record.cells) else ""


def _nature(cell: str, group: Cell | None) -> Literal["anticipatory", "binding", ""]:
    """Whether a row's targets bind, as its own cell says, or the name of its group."""
    for words in (cell, group.words if group else ""):
        for said, nature in table_rules().natures.items():
            if said in words:
                return nature
    return ""


def _value(
    document: Document, name: str, unit: str, subject: Cell, column: Column, cell: Cell
) -> Indicator | None:
    rules = table_rules()
    changes = re.search(rules.rows.changes, column.head) is not None
    read = figure_in(cell.words, column.unit or ("%" if changes else unit))
    several = re.search(rules.when.several, column.head)
    if read is None or several or "备注" in column.head:
        return None
    figure, negative = read
    said = re.search(rules.rows.change, name)
    changes = changes or (said is not None and figure.unit.endswith(("%", "百分点")))
    year, status = when(column.head, document.section_of(cell.passage), document)
    return Indicator(
        name=(name[: said.start()] or name) if said and changes else name,
        value="-" * negative + figure.value,
        unit=figure.unit,
        measure="change" if changes else "level",
        direction=("down" if negative else "up") if changes else "",
        qualifier=figure.qualifier,
        year=year,
        status=status,
        evidence=_between(subject, cell),
        rule=_RULE,
        upper=figure.upper,
    )


def _names(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """The names that a cell lists, each with its place."""
    rules = table_rules().rows
    text = cell.passage.text
    bounds = [cell.start]
    for found in re.compile(rules.joints).finditer(text, cell.start, cell.end):
        bounds.extend(found.span())
    bounds.append(cell.end)
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        words = text[start:end]
        name = re.sub(rules.more, "", words.strip())
        if 1 < len(name) <= _LONGEST_NAME:
            begin = start + len(words) - len(words.lstrip())
            yield name, Cell(cell.passage, begin, begin + len(name))


def _named(cell: Cell) -> Evidence:
    return Evidence.of_name(cell.passage, cell.start, cell.end)


def _between(subject: Cell, cell: Cell) -> Evidence:
    """The stretch from one cell of a row to another, or the second alone where that is long."""
    if cell.passage is not subject.passage:
        return _named(subject)
    start, end = min(subject.start, cell.start), max(subject.end, cell.end)
    return Evidence.of(cell.passage, start, end) if end - start <= _LONGEST_QUOTE else _named(cell)
