"""Commands that start the explorer: demo, serve."""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from api.commands.collection import note_remarks, print_loaded
from api.listening import (
    PORT,
    address_options,
    in_url,
    is_this_machine,
    listen,
    name_option,
    names_of,
    serve_until_stopped,
)
from api.options import Place, place_options
from api.progress import progress_bar
from graph.errors import LantuError

if TYPE_CHECKING:
    from api.access import Access, Reading
    from api.writing import Writer
    from graph.workspace import Workspace

REPORT = "jinan-2025.md"
_OPENING_SECONDS = 3.0


@click.command()
@address_options
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
            from api.access import EVERYBODY

            _run(workspace, host, port, writer=None, names=(), access=EVERYBODY)


@click.command()
@address_options
@click.option(
    "--writable",
    is_flag=True,
    help="Let documents be added and removed over HTTP; by a token where others reach it.",
)
@click.option(
    "--reading",
    type=click.Choice(("open", "token")),
    default="open",
    show_default=True,
    envvar="LANTU_READING",
    help="Whether everybody who reaches it may read, or who has a token.",
)
@click.option(
    "--log-requests/--no-log-requests",
    default=None,
    envvar="LANTU_LOG_REQUESTS",
    help="A line of JSON for each request, on the error stream.  [default: where others reach it]",
)
@name_option
@place_options
def serve(
    host: str,
    port: int,
    writable: bool,
    reading: Reading,
    log_requests: bool | None,
    names: tuple[str, ...],
    collection: Path,
    store: str | None,
) -> None:
    """Serve the explorer and the HTTP interface.

    Only this machine can reach it unless --host says otherwise, and then, or under another --name,
    only who has a token of lantu token can write.

    \b
    Examples:
      lantu serve
      lantu serve --host 0.0.0.0 --name planning.example.org
      lantu serve --name planning.example.org --reading token --writable
    """
    from api.access import access_of
    from api.tokens import Tokens
    from api.writing import WriterProcesses

    others = not is_this_machine(host) or bool(names)
    access = access_of(
        Tokens(collection),
        reading=reading,
        writable=writable,
        others=others,
        collection=str(collection),
    )
    writer = WriterProcesses(collection, store) if writable else None
    with Place(collection, store).opened() as workspace:
        _run(
            workspace,
            host,
            port,
            writer=writer,
            names=names,
            access=access,
            others=others,
            log_requests=log_requests,
        )


def _run(
    workspace: Workspace,
    host: str,
    port: int,
    *,
    writer: Writer | None,
    names: tuple[str, ...],
    access: Access,
    others: bool = False,
    log_requests: bool | None = None,
) -> None:
    from api.http import create_app
    from api.limits import ServerLimits
    from api.logs import write_lines

    limits = ServerLimits.from_environment(os.environ)
    if others:
        limits = limits.for_others()
    listening = listen(host, port)
    hosts = names_of(host, names)
    app = create_app(workspace, writer=writer, hosts=hosts, limits=limits, access=access)
    write_lines(requests=others if log_requests is None else log_requests)
    # The first who asks need not wait for the graph to be opened; a server of it may be away.
    opening = Thread(target=_note_lacks, args=(workspace,), daemon=True)
    opening.start()
    opening.join(_OPENING_SECONDS)
    shown = f"http://{in_url(host)}:{listening.getsockname()[1]}/"
    click.echo(f"The explorer is at {shown} (stop it with Ctrl-C)")
    serve_until_stopped(app, listening, limits)


def _note_lacks(workspace: Workspace) -> None:
    """Say what the store lacks, beside the start: a server may be slow to say, or away."""
    try:
        lacks = [f"Before others ask this store: {lack}" for lack in workspace.store.lacks()]
    except LantuError as error:
        lacks = [f"lantu: {error}"]
    for lack in lacks:
        click.echo(lack, err=True)


COMMANDS = (demo, serve)
