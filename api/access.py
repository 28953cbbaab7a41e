"""Who may ask: where others reach a server, writing needs a token, and reading where that is set.

A token is sent as `Authorization: Bearer …`; a browser, which asks its user, sends it as a password
(`Basic`) with whatever name.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Scope

from api.guard import SAFE_METHODS, Guard
from api.problems import problem_response
from api.tokens import Scope as Allowed
from api.tokens import Token, Tokens
from graph.errors import LantuError

Reading = Literal["open", "token"]
_CHALLENGE = 'Bearer realm="Lantu", Basic realm="Lantu: the token as password", charset="UTF-8"'


@dataclass(frozen=True, slots=True)
class Access:
    """For what a token is needed; without `tokens` for nothing."""

    tokens: Tokens | None = None
    reading: Reading = "open"

    def needs_token(self, allowed: Allowed) -> bool:
        """Whether that needs a token."""
        return self.tokens is not None and (allowed == "write" or self.reading == "token")


EVERYBODY = Access()


def access_of(
    tokens: Tokens, *, reading: Reading, writable: bool, others: bool, collection: str
) -> Access:
    """The access of a server, which `others` than this machine reach or do not.

    Raises LantuError where nobody, or everybody, could do what is to be done by a token.
    """
    if not others and reading == "open":
        return EVERYBODY
    create = "lantu token create NAME --scope {} --collection " + collection
    if writable and not tokens.valid("write"):
        raise LantuError(
            "others than this machine reach this server, so that writing needs a token, and there "
            f"is none that allows it: {create.format('write')}, or leave --writable out"
        )
    if reading == "token" and not tokens.valid("read"):
        raise LantuError(
            f"reading is to need a token, and there is none: {create.format('read')}, or leave "
            "--reading token out"
        )
    return Access(tokens, reading)


class TokenGuard(Guard):
    """Refuses who sends no token where one is needed, or one that does not allow it.

    Whatever is not GET, HEAD or OPTIONS writes, but under the paths of `reading`; those of `open`
    need nothing.
    """

    def __init__(
        self, app: ASGIApp, access: Access, reading: Collection[str], open: Collection[str]
    ) -> None:
        super().__init__(app)
        self._access = access
        self._reading = reading
        self._open = open

    def _refusal(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        tokens, path = self._access.tokens, scope["path"]
        if tokens is None or path in self._open:
            return None
        reads = scope["method"] in SAFE_METHODS or path in self._reading
        allowed: Allowed = "read" if reads else "write"
        sent = headers.get("authorization")
        if sent is None and not self._access.needs_token(allowed):
            return None
        try:
            token = tokens.found(_secret(sent)) if sent else None
        except LantuError:
            return problem_response(path, 503, "The server's tokens cannot be read.", "tokens")
        return self._answer(scope, allowed, token, sent)

    def _answer(
        self, scope: Scope, allowed: Allowed, token: Token | None, sent: str | None
    ) -> JSONResponse | None:
        path = scope["path"]
        if token is None:
            detail = (
                "This token is not known here, or has been revoked, or has expired."
                if sent
                else f"This needs a token with the scope {allowed}: Authorization: Bearer …"
            )
            challenge = {"WWW-Authenticate": _CHALLENGE}
            return problem_response(path, 401, detail, "token", challenge)
        scope.setdefault("state", {})["token"] = token.id
        if token.allows(allowed):
            return None
        detail = f"This token allows to {token.scope} and not to {allowed}."
        return problem_response(path, 403, detail, "scope")


def _secret(authorization: str) -> str:
    """The token of a header, whichever way it was sent."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() != "basic":
        return credentials.strip()
    try:
        return b64decode(credentials, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""
