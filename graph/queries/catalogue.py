"""The named queries: each a `.cypher` file beside this module, described by its head.

The head is the comment lines before the statement, one `// key: value` a line:

    // title: Projects that serve a goal
    // title_zh: 服务某一目标的项目
    // parameter: goal | Goal, Measure | the goal that is served | 所服务的目标
    // columns: id, name, kind, basis
    // unique: id

A parameter is its name, what it takes, and its meaning in English and Chinese. It takes a node of
one of the labels listed (the first is preferred), any `node`, plain `text`, or words that are
`said` in passages; `optional` stands before what may be left out. A node reaches the statement as
the list of the ids of all nodes that are that thing, in all documents; text as `{name}` as written
and `{name}_folded` as it is compared; words as the list of the ids of the passages that say one of
them (`|` stands between words). For rows that have the same values in the columns that `unique`
names, the answer keeps the first. `order` sorts the rows where the statement cannot do so itself (a
union); a `shape: path` gives lists of nodes and relationships, which are laid out as steps; one of
`shape: verdicts` gives figures, of which targets and results are set side by side (graph/tracking),
one of `shape: unmentioned` those targets that no later document mentions, one of `shape: targets`
or `results` the figures that lack a counterpart; one of `shape: comparison` what two documents
name, of which the same is found; one of `shape: matrix` the figures of one indicator, by place and
year (matrix.py); one of `shape: network` claims, of which a network of things is made
(networked.py); one of `shape: names` finds nodes by their names, for which the store is asked by
its index instead of by the statement, which gives the same. What columns mean stands in
columns.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from graph.errors import QueryError, RuleError
from graph.model import ENTITY_LABELS, NODE_LABELS

Language = Literal["en", "zh"]
QueryShape = Literal[
    "rows",
    "path",
    "names",
    "verdicts",
    "unmentioned",
    "targets",
    "results",
    "matrix",
    "comparison",
    "network",
]


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_min_length=1)


class Column(_Described):
    """A column of an answer: its name in the answer, its heading and meaning for a reader."""

    name: str
    meaning: str
    meaning_zh: str


class Parameter(_Described):
    """What a query has to be told. `kinds` are the labels of the node asked for; none for text.

    A text that is `said` reaches the statement as the ids of the passages that say it.
    """

    name: str
    kinds: tuple[str, ...] = ()
    said: bool = False
    optional: bool = False
    meaning: str
    meaning_zh: str

    @field_validator("kinds")
    @classmethod
    def _known(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [kind for kind in kinds if kind not in NODE_LABELS]
        if unknown:
            raise ValueError(f"takes {unknown[0]}, which is no node label")
        return kinds


class Query(_Described):
    """A named query: what it answers, what it has to be told, and its statement."""

    name: str
    title: str
    title_zh: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    unique: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    shape: QueryShape = "rows"
    statement: str

    @model_validator(mode="after")
    def _names_its_columns(self) -> Query:
        names = {column.name for column in self.columns}
        for each in (*self.unique, *self.order):
            if each not in names:
                raise ValueError(f"unique or order names {each}, which is no column of it")
        return self

    def title_in(self, language: Language) -> str:
        """The title in English or Chinese."""
        return self.title_zh if language == "zh" else self.title


@cache
def catalogue() -> Mapping[str, Query]:
    """All named queries by name, in the order of their names.

    Raises RuleError where a file's head does not fit.
    """
    columns = read_columns()
    found = sorted(
        (each for each in _folder().iterdir() if each.name.endswith(".cypher")),
        key=lambda each: each.name,
    )
    queries = (parse(each.name[:-7], each.read_text(encoding="utf-8"), columns) for each in found)
    return MappingProxyType({query.name: query for query in queries})


def find(name: str) -> Query:
    """The query of that name. Raises QueryError, with all names, where there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        known = ", ".join(catalogue())
        raise QueryError(f"There is no query named {name!r}. There are: {known}.") from None


@cache
def read_columns() -> Mapping[str, Column]:
    """The meaning of every column a query may give. Raises RuleError."""
    table = tomllib.loads((_folder() / "columns.toml").read_text(encoding="utf-8"))
    try:
        return {name: Column(name=name, **meanings) for name, meanings in table.items()}
    except (ValidationError, TypeError) as error:
        raise RuleError(f"columns.toml: {_first_fault(error)}") from error


def parse(name: str, text: str, columns: Mapping[str, Column]) -> Query:
    """The query a `.cypher` file describes. Raises RuleError for a head that does not fit."""
    lines = text.strip().splitlines()
    size = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    fields: dict[str, object] = {"name": name, "statement": "\n".join(lines[size:]).strip()}
    parameters: list[Parameter] = []
    try:
        for line in lines[:size]:
            key, colon, value = line[2:].partition(":")
            key, value = key.strip(), value.strip()
            if not colon or key in fields:
                raise ValueError(f"{line!r} is not a `// key: value` line said once")
            if key == "parameter":
                parameters.append(_parameter(value))
            elif key == "columns":
                fields[key] = [columns[each.strip()] for each in value.split(",")]
            elif key in ("unique", "order"):
                fields[key] = [each.strip() for each in value.split(",")]
            else:
                fields[key] = value
        return Query.model_validate({"parameters": parameters, **fields})
    except KeyError as error:
        raise RuleError(f"{name}.cypher: column {error} is not in columns.toml.") from error
    except ValueError as error:
        raise RuleError(f"{name}.cypher: {_first_fault(error)}.") from error


def _parameter(value: str) -> Parameter:
    parts = [part.strip() for part in value.split("|")]
    if len(parts) != 4:
        raise ValueError(f"parameter {value!r} needs name | takes | meaning | 含义")
    name, takes, meaning, meaning_zh = parts
    optional = takes.startswith("optional ")
    takes = takes.removeprefix("optional ").strip()
    kinds: tuple[str, ...]
    match takes:
        case "text" | "said":
            kinds = ()
        case "node":
            kinds = ENTITY_LABELS
        case _:
            kinds = tuple(kind.strip() for kind in takes.split(","))
    return Parameter(
        name=name,
        kinds=kinds,
        said=takes == "said",
        optional=optional,
        meaning=meaning,
        meaning_zh=meaning_zh,
    )


def _first_fault(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    fault = error.errors()[0]
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _folder() -> Traversable:
    return files("graph.queries")
