"""Tokens by which others may read or write over HTTP: a file beside the collection's documents.

A token is 256 random bits, shown once. The file, `tokens.json`, is for its owner only and holds
their SHA-256; so much chance needs no slower digest.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from typing import Literal, get_args

from filelock import FileLock

from graph.errors import LantuError
from graph.files import Stamp, aside, sync_folder, write_synced

Scope = Literal["read", "write"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_PREFIX = "lantu_"


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token. Who may write may read, too; times are in UTC, as ISO 8601."""

    id: str
    name: str
    scope: Scope
    created: str
    expires: str
    digest: str

    def is_valid(self) -> bool:
        """Whether it has not expired."""
        return datetime.now(UTC) < datetime.fromisoformat(self.expires)

    def allows(self, scope: Scope) -> bool:
        """Whether who holds it may do that."""
        return self.scope in (scope, "write")


class Tokens:
    """The tokens of a collection. All raise LantuError where the file cannot be read or written."""

    def __init__(self, collection: Path) -> None:
        self._file = collection / "tokens.json"

    def create(self, name: str, scope: Scope, days: int) -> tuple[str, Token]:
        """A new token, as it is to be sent, and what is kept of it."""
        secret = _PREFIX + secrets.token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        expires = now + timedelta(days=days)
        id_ = f"token-{secrets.token_hex(6)}"
        token = Token(id_, name, scope, now.isoformat(), expires.isoformat(), _digest(secret))
        with self._changed() as held:
            held.append(token)
        return secret, token

    def revoke(self, id_: str) -> Token:
        """Make a token worth nothing from now on. Raises LantuError where there is none."""
        with self._changed() as held:
            for token in held:
                if token.id == id_:
                    held.remove(token)
                    return token
            raise LantuError(f"there is no token {id_}: see lantu token list")

    def held(self) -> Sequence[Token]:
        """All tokens, the oldest first, expired ones among them."""
        try:
            return _read(self._file, Stamp.of(self._file))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError) as error:
            raise LantuError(f"the tokens in {self._file} cannot be read: {error}") from error

    def valid(self, scope: Scope) -> bool:
        """Whether anybody may do that by a token."""
        return any(each.is_valid() and each.allows(scope) for each in self.held())

    def found(self, secret: str) -> Token | None:
        """The token that was sent, unless it was revoked or has expired.

        Every digest is compared, each in constant time, so that the time tells nothing.
        """
        digest = _digest(secret)
        same = [each for each in self.held() if compare_digest(each.digest, digest)]
        return same[0] if same and same[0].is_valid() else None

    @contextmanager
    def _changed(self) -> Iterator[list[Token]]:
        """The tokens, to be changed while the block runs and written after it."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self._file.with_name(".tokens.lock")):
                held = [*self.held()]
                yield held
                new = aside(self._file)
                new.unlink(missing_ok=True)
                new.touch(mode=0o600)
                write_synced(new, json.dumps([*map(asdict, held)], indent=1).encode())
                new.replace(self._file)
                sync_folder(self._file.parent)
        except OSError as error:
            raise LantuError(f"{self._file} cannot be written: {error.strerror}") from error


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


@lru_cache(maxsize=8)
def _read(file: Path, stamp: Stamp) -> tuple[Token, ...]:
    """The tokens of a file, read again only where its stamp has changed."""
    return tuple(Token(**each) for each in json.loads(file.read_bytes()))
