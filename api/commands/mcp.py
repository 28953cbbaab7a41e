"""The command that serves the graph to language-model agents: mcp."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.listening import (
    in_url,
    is_this_machine,
    listen,
    name_option,
    names_of,
    serve_until_stopped,
)
from api.options import Place, place_options
from graph.errors import LantuError

if TYPE_CHECKING:
    from api.access import Access, Reading
    from graph.workspace import Workspace

_PORT = 8401


@click.command()
@click.option("--http", is_flag=True, help="Listen on a port instead of standard input and output.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="0: any free.",
)
@click.option(
    "--reading",
    type=click.Choice(("open", "token")),
    envvar="LANTU_READING",
    help="Whether everybody who reaches the port may read, or who has a token; to be said where "
    "others than this machine reach it.",
)
@name_option
@place_options
def mcp(
    http: bool,
    host: str,
    port: int,
    reading: Reading | None,
    names: tuple[str, ...],
    collection: Path,
    store: str | None,
) -> None:
    """Serve the graph to language-model agents (Model Context Protocol).

    An agent starts `lantu mcp` itself and talks to it over standard input and output; with --http
    it is reached at /mcp, on this machine unless --host or --name say otherwise. Nothing can be
    changed over it.

    \b
    Examples:
      lantu mcp --collection reports
      lantu mcp --http --port 8401
      lantu mcp --http --name planning.example.org --reading token
    """
    try:
        from api.mcp import create_server
    except ModuleNotFoundError as error:
        raise LantuError("agents are served with pip install 'lantu[mcp]'") from error
    others = http and (not is_this_machine(host) or bool(names))
    access = _access(reading, others, collection) if http else None
    with Place(collection, store).opened() as workspace:
        if access is None:
            create_server(workspace).run("stdio")
        else:
            _listen(workspace, host, port, names, access, others)


def _access(reading: Reading | None, others: bool, collection: Path) -> Access:
    """Who may read over HTTP. Raises LantuError where nobody said so and others would."""
    from api.access import access_of
    from api.tokens import Tokens

    if others and reading is None:
        raise LantuError(
            "others than this machine reach this server, and it would answer everybody: say "
            "--reading token and make a token (lantu token create NAME), or, if everybody may "
            "read, --reading open"
        )
    return access_of(
        Tokens(collection),
        reading=reading or "open",
        writable=False,
        others=others,
        collection=str(collection),
    )


def _listen(
    workspace: Workspace, host: str, port: int, names: tuple[str, ...], access: Access, others: bool
) -> None:
    from api.limits import ServerLimits
    from api.mcp import PATH, create_server, over_http

    limits = ServerLimits.from_environment(os.environ)
    if others:
        limits = limits.for_others()
    server, hosts = create_server(workspace), names_of(host, names)
    app = over_http(server, hosts=hosts, limits=limits, access=access)
    listening = listen(host, port)
    shown = f"http://{in_url(host)}:{listening.getsockname()[1]}{PATH}"
    click.echo(f"Agents reach the graph at {shown} (stop it with Ctrl-C)")
    serve_until_stopped(app, listening, limits)


COMMANDS = (mcp,)
