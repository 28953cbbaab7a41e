"""Commands that start the explorer: demo, serve."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from importlib.resources import as_file, files
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from api.commands.collection import note_remarks, print_loaded
from api.options import Place, place_options
from api.progress import progress_bar
from graph.errors import LantuError

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.writing import Writer
    from graph.workspace import Workspace

PORT = 8400
REPORT = "jinan-2025.md"


def _address_options(command: Callable[..., None]) -> Callable[..., None]:
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


@click.command()
@_address_options
@click.option("--no-serve", is_flag=True, help="Only load the report.")
@place_options
def demo(host: str, port: int, no_serve: bool, collection: Path, store: str | None) -> None:
    """Load the Jinan report of 2025 and open the explorer on it.

    \b
    Examples:
      lantu demo
      lantu demo --no-serve --collection /tmp/jinan
    """
    with Place(collection, store).opened() as workspace:
        with as_file(files("seed") / REPORT) as report, progress_bar() as progress:
            loaded = workspace.load([report], progress)
        if loaded[0].error:
            raise LantuError(loaded[0].error)
        print_loaded(loaded, "table")
        note_remarks(loaded)
        click.echo('\nAsk it: lantu ask "which projects serve the digital-Jinan goal"')
        if no_serve:
            click.echo(f"Explore it: lantu serve, then http://127.0.0.1:{PORT}/")
        else:
            _run(workspace, host, port, writer=None, names=())


@click.command()
@_address_options
@click.option("--writable", is_flag=True, help="Let documents be added and removed over HTTP.")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Host name under which it may be reached besides its own address; `*` for any.",
)
@place_options
def serve(
    host: str,
    port: int,
    writable: bool,
    names: tuple[str, ...],
    collection: Path,
    store: str | None,
) -> None:
    """Serve the explorer and the HTTP interface.

    Only this machine can reach it unless --host says otherwise.

    \b
    Examples:
      lantu serve
      lantu serve --host 0.0.0.0 --name planning.example.org
    """
    if writable and not _is_this_machine(host):
        raise LantuError(
            f"--writable with --host {host} would let everybody who reaches the port change "
            "documents. Serve on 127.0.0.1 behind a proxy that asks for a login, or leave "
            "--writable out and load on the command line"
        )
    from api.writing import WriterProcesses

    writer = WriterProcesses(collection, store) if writable else None
    with Place(collection, store).opened() as workspace:
        _run(workspace, host, port, writer=writer, names=names)


def _run(
    workspace: Workspace, host: str, port: int, *, writer: Writer | None, names: tuple[str, ...]
) -> None:
    import uvicorn

    from api.audit import write_lines
    from api.connection import connections_with
    from api.http import LOOPBACK, create_app
    from api.limits import ServerLimits

    limits = ServerLimits.from_environment(os.environ)
    listening = _listen(host, port)
    hosts = {*LOOPBACK, _in_url(host), *names}
    app = create_app(workspace, writer=writer, hosts=hosts, limits=limits)
    write_lines()
    shown = f"http://{_in_url(host)}:{listening.getsockname()[1]}/"
    click.echo(f"The explorer is at {shown} (stop it with Ctrl-C)")
    config = uvicorn.Config(
        app,
        log_level="warning",
        http=connections_with(limits),
        ws="none",
        timeout_graceful_shutdown=limits.end_seconds,
    )
    server = uvicorn.Server(config)
    Thread(target=_note_lacks, args=(workspace,), daemon=True).start()
    # Ctrl-C is how a server is meant to end.
    with listening, suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def _note_lacks(workspace: Workspace) -> None:
    """Say what the store lacks, beside the start: a server may be slow to say, or away."""
    for lack in workspace.store.lacks():
        click.echo(f"Before others ask this store: {lack}", err=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise LantuError(
            f"{host}:{port} cannot be listened on ({error.strerror}): choose another --port"
        ) from error


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


COMMANDS = (demo, serve)
