"""Where servers listen."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

import click

from graph.errors import LantuError

PORT = 8400


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


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any free. Raises LantuError where none can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise LantuError(
            f"{host}:{port} cannot be listened on ({error.strerror}): choose another --port"
        ) from error


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def in_url(host: str) -> str:
    """A host as it is written in a URL."""
    return f"[{host}]" if ":" in host else host
