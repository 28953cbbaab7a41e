"""Where servers listen."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, TypeVar

import click

from graph.errors import LantuError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from api.limits import ServerLimits

PORT = 8400
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
Command = TypeVar("Command", bound=Callable[..., None])


def address_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add --host and --port to a command."""
    command = click.option(
        "--port",
        type=click.IntRange(0, 65535),
        default=PORT,
        show_default=True,
        help="0: any free.",
    )(command)
    return click.option(
        "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
    )(command)


def name_option(command: Command) -> Command:
    """Add --name to a command."""
    return click.option(
        "--name",
        "names",
        multiple=True,
        metavar="HOST",
        help="Host name under which it may be reached besides its own address; `*` for any.",
    )(command)


def names_of(host: str, names: Collection[str]) -> frozenset[str]:
    """The host names, without ports, under which what listens there may be asked."""
    return LOOPBACK | {in_url(host), *names}


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free. Raises LantuError where none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise LantuError(
            f"{host}:{port} cannot be listened on ({error.strerror}): choose another --port"
        ) from error


def serve_until_stopped(app: ASGIApp, listening: socket.socket, limits: ServerLimits) -> None:
    """Serve an application on a socket within limits, until Ctrl-C or SIGTERM."""
    import uvicorn

    from api.connection import connections_with

    config = uvicorn.Config(
        app,
        log_level="warning",
        http=connections_with(limits),
        ws="none",
        timeout_graceful_shutdown=limits.end_seconds,
    )
    # Ctrl-C is how a server is meant to end.
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def in_url(host: str) -> str:
    """A host as it is written in a URL."""
    return f"[{host}]" if ":" in host else host
