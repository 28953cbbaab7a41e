"""A client's connection, cut where the client takes too long to send or to read.

Uvicorn limits neither how long a request takes to arrive nor how long an answer stays unread, and
holds the unread answers of any number of connections in memory.
"""

from __future__ import annotations

import time
from asyncio import TimerHandle, Transport
from collections.abc import Callable
from socket import IPPROTO_TCP, SO_SNDBUF, SOL_SOCKET, TCP_NODELAY
from typing import Literal, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.limits import ServerLimits

Phase = Literal["idle", "head", "body", "answer", "refused"]
_LINGER_SECONDS = 2.0
# The system would take megabytes of an answer that nobody reads.
_SYSTEM_BUFFER = 128 << 10
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\n\r\n"


def connections_with(limits: ServerLimits) -> type[H11Protocol]:
    """The connections of a server with these limits, for Uvicorn's setting `http`."""

    class Connection(_Connection):
        pass

    Connection.limits = limits
    return Connection


class _Connection(H11Protocol):
    limits: ServerLimits
    _phase: tuple[Phase, object] = ("idle", None)
    _since = 0.0
    """When the phase began."""
    _sending: TimerHandle | None = None
    """Cuts the connection if the client has not sent the rest by then."""
    _reading: TimerHandle | None = None
    """Cuts the connection if the client has not read the answer by then."""
    _unread_since = 0.0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Take on a connection; the one that has waited longest makes room for it."""
        super().connection_made(transport)
        connection = transport.get_extra_info("socket")
        connection.setsockopt(SOL_SOCKET, SO_SNDBUF, _SYSTEM_BUFFER)
        # Asyncio does so only on a socket that was opened by the name of the protocol.
        connection.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._enter(("head", None), self.limits.request_seconds)
        if len(self.connections) > self.limits.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of a connection."""
        super().connection_lost(exc)
        for timer in (self._sending, self._reading):
            if timer:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take in some of a request."""
        super().data_received(data)
        self._watch_request()

    def on_response_complete(self) -> None:
        """Go on after an answer, which may have come before its request was all there."""
        super().on_response_complete()
        self._watch_request()

    def pause_writing(self) -> None:
        """The client does not read as fast as it is answered."""
        super().pause_writing()
        self._unread_since = time.monotonic()
        self._reading = self._cut_after(
            self.limits.request_seconds + self._unread() / self.limits.bytes_a_second
        )
        self._keep_unread_small()

    def resume_writing(self) -> None:
        """The client has read nearly all."""
        super().resume_writing()
        if self._reading:
            self._reading.cancel()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which no further request came, read or not."""
        super().timeout_keep_alive_handler()
        if self._unread():
            self.transport.abort()

    def shutdown(self) -> None:
        """End a connection because the server ends; only answers under way are waited for."""
        if self._phase[0] == "answer":
            super().shutdown()
        else:
            self.transport.abort()

    def _watch_request(self) -> None:
        state, answered = self.conn.their_state, not self.cycle or self.cycle.response_complete
        if state is h11.SEND_BODY and answered:
            self._enter(("refused", self.cycle), _LINGER_SECONDS)
        elif state is h11.SEND_BODY:
            seconds = self.limits.request_seconds + self._declared() / self.limits.bytes_a_second
            self._enter(("body", self.cycle), seconds)
        elif state is not h11.IDLE:
            self._enter(("answer", self.cycle), None)
        elif not self.cycle or self.conn.trailing_data[0]:
            self._enter(("head", self.cycle), self.limits.request_seconds)
        else:
            # Uvicorn ends it after its time to keep alive.
            self._enter(("idle", self.cycle), None)

    def _enter(self, phase: tuple[Phase, object], seconds: float | None) -> None:
        """Begin a phase, which may take so many seconds; nothing, where it has begun already."""
        if phase == self._phase:
            return
        self._phase, self._since = phase, time.monotonic()
        if self._sending:
            self._sending.cancel()
        self._sending = None if seconds is None else self._cut_after(seconds)

    def _cut_after(self, seconds: float) -> TimerHandle:
        return self.loop.call_later(seconds, self.transport.abort)

    def _declared(self) -> int:
        """The size of the body as the client declared it; 0 where it did not, which is refused."""
        size = next((value for name, value in self.headers if name == b"content-length"), b"0")
        return int(size) if size.isdigit() else 0

    def _unread(self) -> int:
        return self.transport.get_write_buffer_size()

    def _others(self, order: Callable[[_Connection], float]) -> list[_Connection]:
        """The open connections in an order; all are of this class."""
        opened = cast("set[_Connection]", self.connections)
        return sorted((each for each in opened if not each.transport.is_closing()), key=order)

    def _make_room(self) -> None:
        for each in self._others(lambda each: each._since):
            if each._phase[0] != "answer" and each is not self:
                each.transport.abort()
                return
        self.transport.write(_BUSY)
        self.transport.close()

    def _keep_unread_small(self) -> None:
        """Cut those who have not read for the longest time, until the rest is little enough."""
        paused = [each for each in self._others(_since_unread) if each.flow.write_paused]
        unread = sum(each._unread() for each in paused)
        for each in paused:
            if unread <= self.limits.unread_bytes:
                return
            unread -= each._unread()
            each.transport.abort()


def _since_unread(connection: _Connection) -> float:
    return connection._unread_since
