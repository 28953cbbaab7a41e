"""One shape for every list over HTTP: which rows of it, in what order, with which columns.

`cursor` goes on from the answer before, of the same question and the same data. What an answer is
of is said by the conditions (`api.conditions`).
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic_core import to_json

from api.answers import MOST_ROWS, WorkspaceDep
from api.forms import MEDIA_TYPES, Form, FormDep, Row, csv_parts
from api.printing import sheet_of
from api.problems import Refused
from graph.errors import QueryError, QueryLimit
from graph.queries.answer import Answered
from graph.stores.interface import Limits
from graph.workspace import Workspace
from viz.subgraph import picture_of_answer
from viz.taken import graphml_of

MOST_STREAMED = 20_000
_MOST_SORTED = 20_000
_LAST_CURSOR = 100_000
_NOT_ASKED = {"cursor", "limit"}
_COLUMN = r"[a-z_]+"


@dataclass(frozen=True, slots=True)
class Reply:
    """How the rows of an answer are to be given."""

    request: Request
    workspace: Workspace
    form: Form
    limit: int
    first: int
    sort: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def limits(self) -> Limits:
        """How many rows have to be read, so that those that were asked for are among them."""
        return Limits(rows=_MOST_SORTED if self.sort else self.first + self.limit)

    def give(self, answered: Answered, more: Mapping[str, object] | None = None) -> Response:
        """The rows of an answer that was read within `limits`; as JSON with what is `more` of it.

        Raises QueryError for columns that it has not, QueryLimit for too many rows to be sorted.
        """
        rows = answered.rows
        if self.sort:
            if answered.truncated:
                raise QueryLimit(
                    f"There are more than {_MOST_SORTED:,} rows to sort: ask for less."
                )
            rows = _sorted(rows, answered.columns, self.sort)
        ends = self.first + self.limit
        shown = replace(
            answered,
            columns=_chosen(answered.columns, self.fields),
            rows=rows[self.first : ends],
            truncated=answered.truncated or len(rows) > ends,
        )
        return self._written(shown, more)

    def give_rows(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[Row],
        more: Mapping[str, object] | None = None,
    ) -> Response:
        """Some rows of a list that was read whole; as JSON with what is `more` of it."""
        if self.form == "graphml":
            raise Refused(406, "form", "This is no graph: ask for JSON, CSV or XLSX.")
        return self.give(Answered(name, "", {}, "", columns, rows), more)

    def _written(self, shown: Answered, more: Mapping[str, object] | None) -> Response:
        name, ends = shown.query or "answer", self.first + self.limit
        headers = {}
        next_ = _cursor(ends, self.request, self.workspace) if shown.truncated else None
        if next_:
            following = self.request.url.include_query_params(cursor=next_)
            headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        if self.form != "json":
            headers["Content-Disposition"] = f'attachment; filename="{name}.{self.form}"'
        media = MEDIA_TYPES[self.form]
        match self.form:
            case "csv":
                parts = csv_parts(shown.columns, shown.rows)
                return StreamingResponse(parts, headers=headers, media_type=media)
            case "xlsx":
                return Response(sheet_of(shown.columns, shown.rows), 200, headers, media)
            case "graphml":
                picture = picture_of_answer(self.workspace.store, shown)
                return Response(graphml_of(picture), 200, headers, media)
            case _:
                return as_json(_body(shown, next_, more or {}, self.fields), headers)


def as_json(body: object, headers: Mapping[str, str] | None = None) -> Response:
    """A body that is JSON as it is, which spares what would check it against a model."""
    return Response(to_json(body, inf_nan_mode="null"), 200, headers, MEDIA_TYPES["json"])


def _body(
    shown: Answered, next_: str | None, more: Mapping[str, object], fields: Sequence[str]
) -> dict[str, object]:
    body = shown.to_json()
    if fields:
        body["rows"] = [{name: row[name] for name in fields} for row in shown.rows]
    if not shown.cypher:
        body = {name: body[name] for name in ("columns", "rows", "truncated")}
    return {**body, **more, **({"next": next_} if next_ else {})}


def _sorted(rows: Sequence[Row], columns: Sequence[str], sort: Sequence[str]) -> list[Row]:
    """Rows in the order of some columns, the first of which counts most; nothing comes last."""
    _chosen(columns, [each.removeprefix("-") for each in sort])
    ordered = list(rows)
    for each in reversed(sort):
        name = each.removeprefix("-")
        said = [row for row in ordered if row.get(name) is not None]
        said.sort(key=partial(_rank, name), reverse=each.startswith("-"))
        ordered = said + [row for row in ordered if row.get(name) is None]
    return ordered


def _rank(name: str, row: Row) -> tuple[int, Any]:
    """How a row sorts by a column: numbers come before texts."""
    value = row[name]
    return (0, value) if isinstance(value, bool | int | float) else (1, str(value))


def _chosen(columns: Sequence[str], fields: Sequence[str]) -> Sequence[str]:
    for each in fields:
        if each not in columns:
            raise QueryError(f"There is no column {each} here: there are {', '.join(columns)}.")
    return fields or columns


def _cursor(first: int, request: Request, workspace: Workspace) -> str:
    """Where to go on, with a digest of what was asked for, of which data."""
    return urlsafe_b64encode(f"{first}.{_asked(request, workspace)}".encode()).decode().rstrip("=")


def _asked(request: Request, workspace: Workspace) -> str:
    asked = sorted(pair for pair in request.query_params.multi_items() if pair[0] not in _NOT_ASKED)
    told = repr((request.url.path, asked, workspace.version()))
    return sha256(told.encode(errors="replace")).hexdigest()[:16]


def _first(cursor: str | None, request: Request, workspace: Workspace) -> int:
    """The row that a cursor goes on from. Raises Refused for one of another question or data."""
    if cursor is None:
        return 0
    try:
        packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        first, _, asked = packed.partition(".")
        if not 0 <= int(first) <= _LAST_CURSOR:
            raise ValueError
    except ValueError:
        raise Refused(400, "cursor", "This is no cursor: take `next` of an answer.") from None
    if asked != _asked(request, workspace):
        raise Refused(
            409, "cursor", "This cursor is of another question, or documents changed: begin again."
        )
    return int(first)


def reply_of(rows: int) -> Callable[..., Awaitable[Reply]]:
    """What reads the parameters that all lists share; it gives so many rows where none are said."""

    async def reply(
        request: Request,
        workspace: WorkspaceDep,
        form: FormDep,
        limit: Annotated[
            int,
            Query(
                ge=1,
                le=MOST_STREAMED,
                description=f"most rows in the answer; more than {MOST_ROWS:,} only as CSV",
            ),
        ] = rows,
        cursor: Annotated[
            str | None,
            Query(max_length=200, description="`next` of an answer, to go on from it"),
        ] = None,
        sort: Annotated[
            str | None,
            Query(
                max_length=200,
                pattern=f"^-?{_COLUMN}(,-?{_COLUMN})*$",
                description="columns to sort by, with commas between; `-` for the highest first",
            ),
        ] = None,
        fields: Annotated[
            str | None,
            Query(
                max_length=400,
                pattern=f"^{_COLUMN}(,{_COLUMN})*$",
                description="columns to give, with commas between; all where none are said",
            ),
        ] = None,
    ) -> Reply:
        if limit > MOST_ROWS and form != "csv":
            raise QueryError(f"More than {MOST_ROWS:,} rows are given only as CSV (.csv).")
        return Reply(
            request,
            workspace,
            form,
            limit,
            _first(cursor, request, workspace),
            tuple(sort.split(",")) if sort else (),
            tuple(fields.split(",")) if fields else (),
        )

    return reply


ReplyDep = Annotated[Reply, Depends(reply_of(200))]
SomeDep = Annotated[Reply, Depends(reply_of(50))]
