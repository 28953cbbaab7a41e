"""What was answered before, while the data is the same: told by an ETag (304), or from memory.

What documents say changes only by loads, removals and judgements. The tag of an answer is made of
the state of the data, of Lantu's own files and of what was asked for, and so differs once the
answer may.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.errors import LantuError
from graph.workspace import Workspace

_PACKAGES = ("graph", "api", "viz", "seed")
_MOST_OF_ONE = 1 << 20
_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was given, and its tag."""

    tag: str
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Answers:
    """Answers in memory, of so many bytes altogether; what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()

    def get(self, key: tuple[str, ...], tag: str) -> Kept | None:
        """The answer kept under a key, unless the data is other than it was."""
        found = self._kept.get(key)
        if found is None:
            return None
        if found.tag != tag:
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[str, ...], kept: Kept) -> None:
        """Keep an answer."""
        self._drop(key)
        self._kept[key] = kept
        self._size += len(kept.body)
        while self._size > self._most:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: tuple[str, ...]) -> None:
        if found := self._kept.pop(key, None):
            self._size -= len(found.body)


class Fresh:
    """Answers 304, or what it answered before, where the data is as it was then.

    For what is read under `prefix`, but for the paths that begin with one of `changing`. Keeps
    `most` bytes of answers.
    """

    def __init__(
        self, app: ASGIApp, workspace: Workspace, prefix: str, changing: Collection[str], most: int
    ) -> None:
        self._app = app
        self._workspace = workspace
        self._prefix = prefix
        self._changing = tuple(changing)
        self._answers = Answers(most)
        # A server that is slow to say takes no thread from those who ask for more.
        self._threads = anyio.CapacityLimiter(4)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        state = await self._state() if self._is_steady(scope) else ""
        if not state:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        form = scope.get("state", {}).get("form", "")
        key = (scope["path"], scope["query_string"].decode("latin-1"), form)
        tag = sha256(repr((_code(), state, key)).encode()).hexdigest()[:24]
        if tag in (each.strip(' W/"') for each in headers.get("if-none-match", "").split(",")):
            await Response(None, 304, {"ETag": f'W/"{tag}"', **_HEADERS})(scope, receive, send)
        elif kept := self._answers.get(key, tag):
            await send({"type": "http.response.start", "status": 200, "headers": [*kept.headers]})
            await send({"type": "http.response.body", "body": kept.body})
        else:
            await self._app(scope, receive, self._keeping(send, key, tag, state))

    def _is_steady(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and scope["path"].startswith(self._prefix)
            and not scope["path"].startswith(self._changing)
        )

    async def _state(self) -> str:
        """The state of the data; empty where it cannot be told, which the route then says."""
        try:
            if self._workspace.is_on_server:
                return await anyio.to_thread.run_sync(
                    self._workspace.version, limiter=self._threads
                )
            return self._workspace.version()
        except LantuError:
            return ""

    def _keeping(self, send: Send, key: tuple[str, ...], tag: str, state: str) -> Send:
        """`send`, which keeps an answer that is made of one state and not too large."""
        headers: list[tuple[bytes, bytes]] = []
        body = bytearray()

        async def send_and_keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update({"ETag": f'W/"{tag}"', **_HEADERS})
                headers.extend(message["headers"])
            elif headers and len(body) <= _MOST_OF_ONE:
                body.extend(message.get("body", b""))
            ended = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)
            if headers and ended and len(body) <= _MOST_OF_ONE and await self._state() == state:
                self._answers.put(key, Kept(tag, headers, bytes(body)))

        return send_and_keep


@cache
def _code() -> str:
    """A digest of Lantu's own files, as far as their sizes and times tell."""
    found = sorted(path for each in _PACKAGES for path in Path(str(files(each))).rglob("*.*"))
    told = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in found]
    return sha256(repr(told).encode()).hexdigest()
