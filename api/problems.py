"""Errors over HTTP, as problem details (RFC 9457, `application/problem+json`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Literal, get_args

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from graph.errors import (
    AmbiguousName,
    CollectionBusy,
    CollectionError,
    DocumentError,
    GraphChanging,
    LantuError,
    NotUnderstood,
    QueryError,
    QueryLimit,
    RefusedStatement,
    StoreError,
    UnknownName,
)

_MEDIA_TYPE = "application/problem+json"
TYPE = "urn:lantu:problem:"
ProblemKind = Literal[
    "ambiguous-name",
    "busy",
    "collection",
    "cursor",
    "document",
    "form",
    "http",
    "internal",
    "lantu",
    "not-understood",
    "other-site",
    "query",
    "query-limit",
    "rate",
    "refused-statement",
    "request",
    "scope",
    "store",
    "token",
    "tokens",
    "too-large",
    "unknown-name",
]
"""What stands behind `TYPE` in the type of a problem; docs/api.md says what each means."""
_RETRY_SECONDS = 10
_PASSING = (CollectionBusy, GraphChanging)
_OF_FILES = (CollectionError, StoreError, DocumentError)
"""The errors that name files of the server."""
_FOLDERS = re.compile(r"(?<![\w/:])/(?:[^/:;,\n]+/)+")
# The most special class first: a family member is answered as its nearest ancestor listed here.
_STATUS: Sequence[tuple[type[LantuError], HTTPStatus, ProblemKind]] = (
    (UnknownName, HTTPStatus.NOT_FOUND, "unknown-name"),
    (AmbiguousName, HTTPStatus.CONFLICT, "ambiguous-name"),
    (NotUnderstood, HTTPStatus.BAD_REQUEST, "not-understood"),
    (RefusedStatement, HTTPStatus.FORBIDDEN, "refused-statement"),
    (QueryLimit, HTTPStatus.SERVICE_UNAVAILABLE, "query-limit"),
    (QueryError, HTTPStatus.BAD_REQUEST, "query"),
    (DocumentError, HTTPStatus.UNPROCESSABLE_ENTITY, "document"),
    (CollectionBusy, HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    (GraphChanging, HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    (CollectionError, HTTPStatus.SERVICE_UNAVAILABLE, "collection"),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE, "store"),
    (LantuError, HTTPStatus.INTERNAL_SERVER_ERROR, "lantu"),
)


class Candidate(BaseModel):
    """One of the nodes that an ambiguous name may stand for."""

    id: str
    name: str
    kind: str
    document: str | None = None


class Problem(BaseModel):
    """What went wrong, for programs (`type`, `status`) and for people (`title`, `detail`)."""

    type: str = Field(
        pattern=f"^{TYPE}({'|'.join(get_args(ProblemKind))})$", examples=[f"{TYPE}unknown-name"]
    )
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["No goal is named 数子济南. Near names: 数字济南."])
    instance: str = Field(examples=["/api/v1/nodes/goal-0123456789abcdef0123"])
    candidates: list[Candidate] | None = None
    refused: str | None = Field(None, description="why a question is not answered")
    understood: str | None = None
    suggestions: list[str] | None = Field(None, description="questions that can be answered")
    errors: list[dict[str, str]] | None = None


class Refused(Exception):
    """A request that a route does not answer: the status, the last part of the type, and why."""

    def __init__(self, status: int, kind: ProblemKind, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems a route may answer with, for its `responses=`."""
    return {
        status: {
            "model": Problem,
            "description": HTTPStatus(status).phrase,
            "content": {_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in sorted({*statuses, 406, 429})
    }


def answer_with_problems(app: FastAPI) -> None:
    """Let `app` answer every error with a problem, and none with a traceback."""
    app.add_exception_handler(LantuError, _lantu_error)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)


def problem_response(
    path: str,
    status: int,
    detail: str,
    kind: ProblemKind = "http",
    headers: Mapping[str, str] | None = None,
    **extra: object,
) -> JSONResponse:
    """A problem as a response."""
    content = {
        "type": f"{TYPE}{kind}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": path,
        **extra,
    }
    return JSONResponse(content, status, headers, media_type=_MEDIA_TYPE)


def _lantu_error(request: Request, error: Exception) -> JSONResponse:
    status, kind = next(
        (status, kind) for family, status, kind in _STATUS if isinstance(error, family)
    )
    retry = {"Retry-After": str(_RETRY_SECONDS)} if isinstance(error, _PASSING) else None
    detail = without_folders(str(error)) if isinstance(error, _OF_FILES) else str(error)
    return problem_response(request.url.path, status, detail, kind, retry, **_more(error))


def without_folders(message: str) -> str:
    """A message without the folders of the server's files, which are nobody else's business."""
    return _FOLDERS.sub("", message)


def _more(error: Exception) -> dict[str, object]:
    """What a problem says beyond the message, so that a program can offer the way on."""
    match error:
        case AmbiguousName():
            return {"candidates": error.candidates, "suggestions": error.suggestions}
        case NotUnderstood():
            return {
                "refused": str(error),
                "understood": error.understood,
                "suggestions": error.suggestions,
            }
        case _:
            return {}


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)
    return problem_response(request.url.path, error.status, str(error), error.kind)


def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    errors = [
        {"where": ".".join(map(str, each["loc"])), "what": str(each["msg"])}
        for each in error.errors()
    ]
    detail = "; ".join(f"{each['where']}: {each['what']}" for each in errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return problem_response(request.url.path, status, detail, "request", None, errors=errors)


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = error.headers
    return problem_response(request.url.path, error.status_code, error.detail, "http", headers)
