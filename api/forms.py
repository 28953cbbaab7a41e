"""The forms in which answers may be had: asked for by Accept, or by the ending of an address.

What is asked for and not to be had is refused, never answered in another form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from fastapi import Depends, Request
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.printing import csv_text
from api.problems import problem_response, problem_responses

Form = Literal["json", "csv", "xlsx", "graphml"]
FORMS: tuple[Form, ...] = get_args(Form)
MEDIA_TYPES: Mapping[Form, str] = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/graphml+xml",
}
_ROWS_AT_ONCE = 500
Row = Mapping[str, Any]


class Forms:
    """Notes in which form the answer to a request under `prefix` is to be; refuses unknown ones.

    The ending of a path comes before what the client accepts, and is taken off it.
    """

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self._app = app
        self._prefix = f"{prefix}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not scope["path"].startswith(self._prefix):
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        stem, dot, ending = path.rpartition(".")
        if not dot or "/" in ending:
            stem, form = path, _accepted(Headers(scope=scope).get("accept", ""))
        else:
            form = next((each for each in FORMS if each == ending.lower()), None)
        if form is None:
            await _not_had(path)(scope, receive, send)
            return
        scope.setdefault("state", {})["form"] = form
        await self._app({**scope, "path": stem}, receive, send)


def _accepted(accept: str) -> Form | None:
    """The form that a client likes best of those that there are; JSON where it likes any."""
    best: Form | None = None
    liked = 0.0
    for each in accept.split(",") if accept.strip() else ["*/*"]:
        kind, *parameters = (part.strip().lower() for part in each.split(";"))
        form = next((f for f, media in MEDIA_TYPES.items() if _covers(kind, media)), None)
        quality = next((_number(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if form and quality > liked:
            best, liked = form, quality
    return best


def _covers(asked: str, media: str) -> bool:
    return asked in (media, "*/*", f"{media.partition('/')[0]}/*")


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _not_had(path: str, forms: Sequence[Form] = FORMS) -> JSONResponse:
    had = ", ".join(f"{MEDIA_TYPES[form]} (.{form})" for form in forms)
    return problem_response(path, 406, f"This can be had as {had}.", "form")


def answer_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The forms of an answer that has rows, and the problems there may be, for `responses=`."""
    other: dict[str, Any] = {media: {} for form, media in MEDIA_TYPES.items() if form != "json"}
    return {200: {"content": other}, **problem_responses(*statuses)}


def form_of(request: Request) -> Form:
    """The form that was asked for."""
    form: Form = getattr(request.state, "form", "json")
    return form


async def asked_form(request: Request) -> Form:
    """The same, as what a route depends on; it needs no thread of its own."""
    return form_of(request)


FormDep = Annotated[Form, Depends(asked_form)]


def only_json(request: Request) -> JSONResponse | None:
    """A refusal where another form than JSON was asked for."""
    return None if form_of(request) == "json" else _not_had(request.url.path, ("json",))


def csv_parts(columns: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """Rows as CSV, some at once, so that no more than these is in memory twice."""
    yield csv_text(columns, ())
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = csv_text(columns, rows[start : start + _ROWS_AT_ONCE])
        yield some.partition("\n")[2]
