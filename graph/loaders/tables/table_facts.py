"""The facts that the rows of tables state, each with its cells as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from graph.loaders.divisions import is_reporting
from graph.loaders.document import Document
from graph.loaders.facts import Entity, EntityType, Evidence, Fact, Indicator, Relation
from graph.loaders.names.completion import organization_kind
from graph.loaders.tables.records import Cell, Column, Table, tables_of
from graph.loaders.tables.rules import table_rules
from graph.loaders.tables.values import figure_in, when

_LONGEST_QUOTE = 80
_LONGEST_NAME = 60
_RULE = "table"
_SUBJECTS: dict[str, EntityType] = {"project": "Project", "measure": "Measure"}
# Columns whose empty cells say what the cell above them says.
_GOES_ON = ("place", "lead")
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
    for record in table.records:
        subject = record[at] if at < len(record) else None
        if subject is None or not 1 < len(subject.words) <= _LONGEST_NAME:
            continue
        thing = Entity(type=type_, name=subject.words, evidence=_named(subject), rule=_RULE)
        yield thing
        for place, (column, cell) in enumerate(zip(table.columns, record, strict=False)):
            if not cell.words and column.kind in _GOES_ON:
                cell = above.get(place, cell)
            above[place] = cell
            if cell.words:
                yield from _said_of(thing, subject, column, cell, table, document)


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
        basis="stated",
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
        basis="stated",
        evidence=_between(subject, cell),
        rule=_RULE,
    )


def _indicators(document: Document, table: Table, at: int) -> Iterator[Fact]:
    """The values of an indicator table, a value a cell of a row."""
    units = [place for place, column in enumerate(table.columns) if column.kind == "unit"]
    for record in table.records:
        if at >= len(record) or not 1 < len(record[at].words) <= _LONGEST_NAME:
            continue
        subject, said = record[at], _CLOSED.search(record[at].words)
        own = said[0][1:-1] if said else ""
        unit = record[units[0]].words if units and units[0] < len(record) else own
        name = subject.words[: said.start()] if said and own == unit else subject.words
        for column, cell in zip(table.columns, record, strict=False):
            if not column.kind and cell.words and cell.start > subject.start:
                yield from _value(document, name, unit, subject, column, cell)


def _value(
    document: Document, name: str, unit: str, subject: Cell, column: Column, cell: Cell
) -> Iterator[Fact]:
    rules = table_rules().rows
    changes = re.search(rules.changes, column.head) is not None
    read = figure_in(cell.words, column.unit or ("%" if changes and not column.unit else unit))
    if read is None or "备注" in column.head:
        return
    figure, negative = read
    said = re.search(rules.change, name)
    changes = changes or (said is not None and figure.unit.endswith(("%", "百分点")))
    year, status = when(column.head, document.section_of(cell.passage), document)
    yield Indicator(
        name=(name[: said.start()] or name) if said and changes else name,
        value=figure.value if changes else "-" * negative + figure.value,
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
