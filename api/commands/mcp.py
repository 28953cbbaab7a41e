"""The command that serves the graph to language-model agents: mcp."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from api.listening import in_url, is_this_machine, listen
from api.options import Place, place_options
from graph.errors import LantuError

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
@place_options
def mcp(http: bool, host: str, port: int, collection: Path, store: str | None) -> None:
    """Serve the graph to language-model agents (Model Context Protocol).

    An agent starts `lantu mcp` itself and talks to it over standard input and output; with --http
    it is reached at /mcp on this machine. Nothing can be changed over it.

    \b
    Examples:
      lantu mcp --collection reports
      lantu mcp --http --port 8401
    """
    try:
        from api.mcp import create_server
    except ModuleNotFoundError as error:
        raise LantuError("agents are served with pip install 'lantu[mcp]'") from error
    if http and not is_this_machine(host):
        raise LantuError(
            f"--http with --host {host} would answer everybody who reaches the port. Serve on "
            "127.0.0.1 behind a proxy that asks for a login"
        )
    with Place(collection, store).opened() as workspace:
        server = create_server(workspace)
        if not http:
            server.run("stdio")
            return
        import uvicorn

        listening = listen(host, port)
        shown = f"http://{in_url(host)}:{listening.getsockname()[1]}/mcp"
        click.echo(f"Agents reach the graph at {shown} (stop it with Ctrl-C)")
        app = server.streamable_http_app(host=host)
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        # Ctrl-C is how a server is meant to end.
        with listening, suppress(KeyboardInterrupt):
            running.run(sockets=[listening])


COMMANDS = (mcp,)
