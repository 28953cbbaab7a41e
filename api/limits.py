"""What the server takes on at most, all of it settable by the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from graph.errors import LantuError
from graph.limited.limits import FileLimits

PREFIX = "LANTU_LIMIT_"
REQUESTS_OF_OTHERS = 1_200


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """Limits of one server; each is set by `LANTU_LIMIT_` and its name in capitals."""

    statements: int = 8
    """Users' statements that are at work at once."""
    queries: int = 8
    """Questions and named queries that are at work at once."""
    lookups: int = 16
    """Searches, nodes, passages and lists of documents that are at work at once."""
    writes: int = 4
    """Uploads and removals that are received or at work at once."""
    requests_a_minute: int = 0
    """Requests under /api/v1 that one client may send at once, and then each minute; 0 for any.

    Where others than this machine reach a server, `REQUESTS_OF_OTHERS` unless something is set.
    """
    wait_seconds: int = 10
    """How long a request that reads waits for its turn, and one that writes for the collection."""
    upload_bytes: int = 50 << 20
    """The body of an upload."""
    upload_seconds: int = 60
    """Processor time for reading one file of an upload, and again for finding its facts."""
    upload_memory: int = 1536
    """MiB of address space for that, of which Lantu itself takes some 300."""
    upload_characters: int = 500_000
    """The text of one file of an upload."""
    answer_bytes: int = 8 << 20
    """The body of an answer."""
    kept_bytes: int = 32 << 20
    """Answers that are kept, to be given again while the data is the same."""
    unread_bytes: int = 128 << 20
    """What all clients together may leave unread of their answers."""
    connections: int = 512
    """Connections that are open at once."""
    request_seconds: int = 10
    """How long the head of a request may take to arrive, and its body beyond what its size does."""
    bytes_a_second: int = 32 << 10
    """How fast a client has to send a body and to read an answer, on the whole."""
    end_seconds: int = 5
    """How long the server waits for answers under way when it is told to end."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> ServerLimits:
        """The defaults, but for what the environment sets. Raises LantuError for no number."""
        given = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            value = environment.get(name, "")
            if not value:
                continue
            if not (value.isascii() and value.isdecimal() and int(value)):
                raise LantuError(f"{name} is {value!r}: set it to a whole number above 0")
            given[field.name] = int(value)
        return cls(**given)

    def for_others(self) -> ServerLimits:
        """The same where others than this machine reach the server: so much a client at most."""
        return replace(self, requests_a_minute=self.requests_a_minute or REQUESTS_OF_OTHERS)

    @property
    def upload(self) -> FileLimits:
        """What one file of an upload may take."""
        return FileLimits(self.upload_seconds, self.upload_memory, self.upload_characters)

    @property
    def threads(self) -> int:
        """Threads that are enough for all that may be at work at once, and for files besides."""
        return self.statements + self.queries + self.lookups + self.writes + 8
