"""A connection of the server, on a socket that it was given."""

from __future__ import annotations

from http.client import HTTPConnection
from socket import IPPROTO_TCP, TCP_NODELAY
from threading import Thread

import uvicorn

from api.connection import connections_with
from api.http import create_app
from api.limits import ServerLimits
from api.listening import listen
from graph.workspace import Workspace


def test_a_small_answer_does_not_wait_until_its_beginning_is_acknowledged(
    workspace: Workspace,
) -> None:
    """Head and body are sent one after the other: the system would hold the body back for 40 ms."""
    http = connections_with(ServerLimits())
    config = uvicorn.Config(create_app(workspace), log_level="warning", http=http, ws="none")
    server = uvicorn.Server(config)
    with listen("127.0.0.1", 0) as listening:
        running = Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        try:
            connection = HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=60)
            connection.request("GET", "/healthz")
            assert connection.getresponse().read()
            [held] = server.server_state.connections
            socket = held.transport.get_extra_info("socket")
            assert socket.getsockopt(IPPROTO_TCP, TCP_NODELAY)
            connection.close()
        finally:
            server.should_exit = True
            running.join(timeout=60)
