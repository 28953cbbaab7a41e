"""A line of JSON in the log for each request that would change documents or links, and its end.

{"time": "2025-01-13T08:00:00Z", "client": "127.0.0.1", "method": "POST", "path": "…/documents",
 "files": [{"name": "report.md", "sha256": "…"}], "documents": ["document-…"], "status": 200}

Where a token was sent, `token` says which. Of a request on links it says `judgements`, each a pair
and its verdict, and `by` whom they are.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.guard import SAFE_METHODS
from graph.linking.judging import Judgement

LOGGER = "lantu.audit"
_log = logging.getLogger(LOGGER)
_MOST_PATH = 200


class Audit:
    """Writes the line of each request under one of the `paths` that does more than read."""

    def __init__(self, app: ASGIApp, paths: Collection[str]) -> None:
        self._app = app
        self._paths = tuple(paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not self._is_noted(scope):
            await self._app(scope, receive, send)
            return
        written = scope.setdefault("state", {}).setdefault("written", {})

        async def send_noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                line = {
                    "time": datetime.now(UTC).isoformat(timespec="seconds"),
                    "request": scope["state"].get("request", ""),
                    "client": scope["client"][0] if scope["client"] else "",
                    **({"token": token} if (token := scope["state"].get("token")) else {}),
                    "method": scope["method"],
                    "path": scope["path"][:_MOST_PATH],
                    **written,
                    "status": message["status"],
                }
                _log.info("%s", json.dumps(line, ensure_ascii=False))
            await send(message)

        await self._app(scope, receive, send_noting)

    def _is_noted(self, scope: Scope) -> bool:
        return scope["method"] not in SAFE_METHODS and scope["path"].startswith(self._paths)


def note_written(
    request: Request,
    files: Iterable[Path] = (),
    documents: Iterable[str] = (),
    judgements: Iterable[Judgement] = (),
    by: str = "",
) -> None:
    """Have the request's line say which files came, or which documents or links it was about."""
    written = request.state.written
    if named := [{"name": file.name, "sha256": _digest(file)} for file in files]:
        written["files"] = named
    if ids := [*documents]:
        written["documents"] = ids
    if said := [{"pair": each.pair, "verdict": each.verdict} for each in judgements]:
        written |= {"judgements": said, "by": by}


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
