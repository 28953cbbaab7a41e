"""The connection to a Neo4j server: where it is, who asks, and its errors in words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Literal
from urllib.parse import unquote, urlsplit

import neo4j
from neo4j import exceptions as faults

from graph.errors import LantuError, QueryError, QueryLimit, RefusedStatement, StoreError
from graph.stores.bolt.messages import in_words

OLDEST = (5, 9)
_CONNECT_SECONDS = 5.0
"""How long a connection may take to be made, or to be found dead where a firewall forgot it."""
_RETRY_SECONDS = 15.0
# Firewalls forget connections that nobody uses: one that rested for this long is tried first.
_RESTED_SECONDS = 3.0
_CONNECTIONS = 100
OUT_OF_MEMORY = "OutOfMemory"
_LIMITS = ("TransactionTimedOut", "Terminated", OUT_OF_MEMORY, "StackOverFlow", "StackOverflow")
# What Neo4j calls faults of its own program, which some statements bring about.
_OWN_FAULT = "DatabaseError.General"
_WHERE = "LANTU_NEO4J_USER and LANTU_NEO4J_PASSWORD or LANTU_NEO4J_PASSWORD_FILE"


class Server:
    """One database of one server or cluster, connected to when it is first used.

    The URL's path names the database (`neo4j://host:7687/reports`); without one it is the server's
    default. Raises StoreError for a URL that cannot be meant.
    """

    def __init__(self, url: str, connections: int = _CONNECTIONS) -> None:
        parts = urlsplit(url)
        if parts.username or parts.password:
            raise StoreError(
                "a store's URL must not hold a user or a password, since URLs are shown and kept: "
                f"set {_WHERE}"
            )
        if not parts.hostname:
            raise StoreError(f"{url!r} names no server: write it like {parts.scheme}://host:7687")
        self.address = f"{parts.scheme}://{parts.netloc}"
        self.database = unquote(parts.path.strip("/")) or None
        self._routing = f"?{parts.query}" if parts.query else ""
        self._connections = connections
        self._lock = Lock()
        self._driver: neo4j.Driver | None = None
        # In a cluster what one session wrote is there for the others, whichever member they ask.
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    @contextmanager
    def session(
        self, access: Literal["READ", "WRITE"], rows: int = 1_000, prefix: str = ""
    ) -> Iterator[neo4j.Session]:
        """A session that fetches `rows` rows at a time.

        `prefix` is what was put before a statement, to be left out where it is spoken of. What the
        driver and the server raise comes out as StoreError, QueryError, QueryLimit or
        RefusedStatement.
        """
        try:
            with self._connected().session(
                database=self.database,
                default_access_mode=access,
                fetch_size=rows,
                # Said here, not to the driver: servers that do not know it are told by version.
                notifications_min_severity="OFF",
                bookmark_manager=self._bookmarks,
            ) as session:
                yield session
        except (faults.Neo4jError, faults.DriverError, ValueError) as error:
            if access == "WRITE" and OUT_OF_MEMORY in str(getattr(error, "code", "")):
                raise self._too_small(error) from error
            raise self._worded(error, prefix, access == "READ") from error

    def close(self) -> None:
        """Let go of all connections."""
        with self._lock:
            driver, self._driver = self._driver, None
        if driver:
            driver.close()

    def _connected(self) -> neo4j.Driver:
        with self._lock:
            if self._driver is None:
                self._driver = self._connect()
            return self._driver

    def _connect(self) -> neo4j.Driver:
        driver = neo4j.GraphDatabase.driver(
            self.address + self._routing,
            auth=credentials(os.environ),
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            max_connection_pool_size=self._connections,
            liveness_check_timeout=_RESTED_SECONDS,
            user_agent="lantu",
        )
        try:
            self._check_version(driver.get_server_info().agent)
        except BaseException:
            driver.close()
            raise
        return driver

    def _check_version(self, agent: str) -> None:
        found = re.search(r"Neo4j/v?(\d+)\.(\d+)", agent)
        if found is None or (int(found[1]), int(found[2])) < OLDEST:
            raise StoreError(
                f"{self.address} runs {agent}, which is too old: Lantu needs "
                f"Neo4j {'.'.join(map(str, OLDEST))} or later"
            )

    def _worded(self, error: Exception, prefix: str, reads: bool) -> LantuError:
        reason = _first_line(error)
        match error:
            case faults.Neo4jError() if ".Security." in str(error.code):
                return self._refused(str(error.code), reason)
            case faults.Neo4jError():
                return self._answered(str(error.code), reason, prefix, reads)
            case faults.ConfigurationError() | ValueError():
                return StoreError(f"{self.address} cannot be used as a store: {reason}")
            case _:
                return StoreError(
                    f"no Neo4j server answers at {self.address}: start it, or check the address "
                    f"({reason})"
                )

    def _too_small(self, error: Exception) -> StoreError:
        return StoreError(
            f"{self.address} has too little memory for what is written in one transaction: raise "
            "server.memory.heap.max_size (or db.memory.transaction.max, where that is set) and "
            "load again, which goes on where this load stopped "
            f"({_first_line(error)})"
        )

    def _refused(self, code: str, reason: str) -> StoreError:
        if code.endswith("AuthenticationRateLimit"):
            return StoreError(f"{self.address} was given too many wrong passwords: wait a moment")
        if code.endswith("CredentialsExpired"):
            return StoreError(
                f"the password for {self.address} must be changed before its first use"
            )
        if code.endswith("Forbidden"):
            return StoreError(f"{self.address} does not let this user do that: {reason}")
        return StoreError(f"{self.address} does not accept the user and password: check {_WHERE}")

    def _answered(self, code: str, reason: str, prefix: str, reads: bool) -> LantuError:
        if any(limit in code for limit in _LIMITS):
            return QueryLimit(
                "the statement ran out of the time or memory it may use and was stopped: "
                "ask for less, or for a shorter path"
            )
        if code.endswith("AccessMode"):
            return RefusedStatement("the statement would change the graph; it may only read")
        if ".Database." in code:
            named = f"database {self.database}" if self.database else "default database"
            return StoreError(f"{self.address} has no {named} that answers: create or start it")
        if "no such fulltext schema index" in reason:
            return StoreError(
                f"nothing has been loaded yet into {self.address}, or an earlier version of Lantu "
                "did: run lantu load, or lantu build"
            )
        fails = reads and _OWN_FAULT in code
        if fails or ".Statement." in code or ".Procedure." in code:
            return QueryError(f"the statement cannot be run: {in_words(reason, prefix)}")
        return StoreError(f"{self.address} could not do what was asked: {reason}")


def credentials(environment: Mapping[str, str]) -> neo4j.Auth | None:
    """Who asks: LANTU_NEO4J_USER with LANTU_NEO4J_PASSWORD or what LANTU_NEO4J_PASSWORD_FILE holds.

    None where neither is set. Raises StoreError where only the user is, or the file is unreadable.
    """
    user = environment.get("LANTU_NEO4J_USER", "")
    password = environment.get("LANTU_NEO4J_PASSWORD", "")
    file = environment.get("LANTU_NEO4J_PASSWORD_FILE", "")
    if file and not password:
        try:
            password = Path(file).read_text("utf-8").strip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(
                f"LANTU_NEO4J_PASSWORD_FILE names {file}, which cannot be read as text"
            ) from error
    if user and not password:
        raise StoreError(f"LANTU_NEO4J_USER is set without a password: set {_WHERE}")
    return neo4j.basic_auth(user or "neo4j", password) if password else None


def _first_line(error: Exception) -> str:
    message = error.message if isinstance(error, faults.Neo4jError) else str(error)
    return (message or type(error).__name__).strip().partition("\n")[0].rstrip(".")
