"""The graph as files that other programs read.

graphml   one file for Gephi, Cytoscape, yEd; lists are joined by "; "
gexf      the same for Gephi in its own form
json      one file in networkx's node-link form
csv       a folder of two tables, nodes.csv and relationships.csv, for spreadsheets
parquet   a folder of a table a label and a type, for DuckDB, Spark, pandas
neo4j-admin   a folder for the importer of a Neo4j server: a table a label and a type
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow as pa
from pyarrow import parquet

from graph.exchange.networkx import to_networkx
from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.parts import Part, Relationship, Value
from graph.schema import Property
from graph.tables.columns import Kind, columns, schema

_LIST_SEPARATOR = "; "
_IMPORT_SEPARATOR = "\x1f"
# The names a node is found by stand one a line, so that fields have several lines.
_IMPORT_OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true")
_IMPORT_TYPES = {"string": "string", "int": "long", "float": "double", "strings": "string[]"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_graphml(part: Part, path: Path) -> None:
    """Write one GraphML file; `label` is a node's name and a relationship's type."""
    graph = _drawable(part)
    nx.write_graphml(graph, path, encoding="utf-8", named_key_ids=True, edge_id_from_attribute="id")


def export_gexf(part: Part, path: Path) -> None:
    """Write one GEXF file; `label` is a node's name and a relationship's type."""
    graph = _drawable(part)
    # GEXF takes these names for the days on which a node or an edge appears and goes.
    for data in _attributes(graph):
        for name in {"start", "end"} & data.keys():
            data[f"{name}_character"] = data.pop(name)
    nx.write_gexf(graph, path, encoding="utf-8")


def _drawable(part: Part) -> nx.MultiDiGraph[str]:
    """The graph as drawing programs read it: plain values, each edge with an id of its own."""
    graph = to_networkx(part)
    for number, (*_, data) in enumerate(graph.edges(data=True)):
        type_ = data.pop("type")
        data.update(id=f"r{number}", label=type_, kind=type_)
    for id_, data in graph.nodes(data=True):
        data.update(kind=data["label"], label=data["name"] or id_)
    for data in _attributes(graph):
        for name, value in list(data.items()):
            if value is None:
                del data[name]
            else:
                data[name] = _flat(value)
    return graph


def _attributes(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    return [data for _, data in graph.nodes(data=True)] + [
        data for *_, data in graph.edges(data=True)
    ]


def export_json(part: Part, path: Path) -> None:
    """Write one JSON file in networkx's node-link form."""
    content = nx.node_link_data(to_networkx(part), edges="edges")
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def export_csv(part: Part, path: Path) -> None:
    """Write nodes.csv and relationships.csv into a folder; no cell runs as a formula."""
    path.mkdir(parents=True, exist_ok=True)
    nodes = [{"label": node.label, **node.properties} for node in part.nodes]
    _table(path / "nodes.csv", nodes)
    _table(path / "relationships.csv", [_ends(each) for each in part.relationships])


def export_parquet(part: Part, path: Path) -> None:
    """Write a folder with a table for each label and each type, be it empty.

    One of a type begins with `from_label`, `from`, `to_label` and `to`.
    """
    path.mkdir(parents=True, exist_ok=True)
    held = columns(part)
    for label in NODE_LABELS:
        kind = Kind(label)
        parquet.write_table(held.get(kind, schema(kind).empty_table()), path / f"{label}.parquet")
    for type_, declared in RELATIONSHIP_TYPES.items():
        kinds = [Kind(type_, *ends) for ends in declared.ends]
        tables = [_with_labels(kind, held.get(kind, schema(kind).empty_table())) for kind in kinds]
        parquet.write_table(pa.concat_tables(tables), path / f"{type_}.parquet")


def _with_labels(kind: Kind, table: pa.Table) -> pa.Table:
    for place, label in ((1, kind.target), (0, kind.source)):
        name = ("from_label", "to_label")[place]
        table = table.add_column(place, name, pa.array([label] * table.num_rows, pa.string()))
    return table


def export_neo4j_admin(part: Part, path: Path) -> None:
    """Write a folder for `neo4j-admin database import full`, and the command as import.txt."""
    path.mkdir(parents=True, exist_ok=True)
    command = ["neo4j-admin database import full", *_IMPORT_OPTIONS]
    for label, declared in NODE_LABELS.items():
        rows = [node.properties for node in part.nodes if node.label == label]
        header = [_column(each) for each in declared.properties]
        _import_table(path / f"{label}.csv", header, declared.properties, rows)
        command.append(f"--nodes={label}={label}.csv")
    for type_, kind in RELATIONSHIP_TYPES.items():
        edges = [each for each in part.relationships if each.type == type_]
        header = [":START_ID", ":END_ID", *(_column(each) for each in kind.properties)]
        ends = [Property("_source", "string", ""), Property("_target", "string", "")]
        rows = [
            {"_source": each.source, "_target": each.target, **each.properties} for each in edges
        ]
        _import_table(path / f"{type_}.csv", header, [*ends, *kind.properties], rows)
        command.append(f"--relationships={type_}={type_}.csv")
    text = " \\\n  ".join([*command, "--overwrite-destination", "neo4j"])
    (path / "import.txt").write_text(text + "\n", encoding="utf-8")


EXPORTS: Mapping[str, Callable[[Part, Path], None]] = {
    "graphml": export_graphml,
    "gexf": export_gexf,
    "json": export_json,
    "csv": export_csv,
    "parquet": export_parquet,
    "neo4j-admin": export_neo4j_admin,
}


def _flat(value: Value) -> str | int | float | None:
    return _LIST_SEPARATOR.join(value) if isinstance(value, list) else value


def _ends(each: Relationship) -> dict[str, Value]:
    return {"type": each.type, "source": each.source, "target": each.target, **each.properties}


def _table(path: Path, rows: Sequence[Mapping[str, Value]]) -> None:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(
            {name: _guarded(_flat(value)) for name, value in row.items()} for row in rows
        )


def _guarded(value: str | int | float | None) -> str | int | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _column(declared: Property) -> str:
    # The id is kept as a property too, since the importer's own ids are not stored otherwise.
    return "id:ID" if declared.name == "id" else f"{declared.name}:{_IMPORT_TYPES[declared.type]}"


def _import_table(
    path: Path,
    header: Sequence[str],
    properties: Iterable[Property],
    rows: Iterable[Mapping[str, Value]],
) -> None:
    names = [each.name for each in properties]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        for row in rows:
            file.write(",".join(_cell(row.get(name)) for name in names) + "\n")


def _cell(value: Value) -> str:
    """A value as the importer reads it: what is quoted is a text, what is empty is nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        value = _IMPORT_SEPARATOR.join(value)
    return '"' + value.replace('"', '""') + '"' if isinstance(value, str) else repr(value)
