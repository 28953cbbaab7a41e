"""Commands on tokens, by which others may read or write over HTTP: token."""

from __future__ import annotations

from pathlib import Path

import click

from api.options import format_option, place_options
from api.printing import note, print_json, print_rows

_COLUMNS = ("id", "name", "scope", "created", "expires", "state")
_DAYS = 90
_MOST_DAYS = 3_650


@click.group()
def token() -> None:
    """Say who may read or write over HTTP where others reach the server.

    \b
    Examples:
      lantu token create dashboard --scope read --days 30
      lantu token list
      lantu token revoke token-5f2a91c04be7
    """


@token.command()
@click.argument("name")
@click.option(
    "--scope",
    type=click.Choice(("read", "write")),
    default="read",
    show_default=True,
    help="What it allows; who may write may read, too.",
)
@click.option(
    "--days",
    type=click.IntRange(1, _MOST_DAYS),
    default=_DAYS,
    show_default=True,
    help="After how many days it expires.",
)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table")
@place_options
def create(
    name: str, scope: str, days: int, form: str, collection: Path, store: str | None
) -> None:
    """Make a token and print it, this once: only a digest of it is kept.

    NAME says who or what it is for.

    \b
    Example:
      lantu token create "planning bureau" --scope write --days 30
    """
    from api.tokens import Tokens

    secret, made = Tokens(collection).create(name, "write" if scope == "write" else "read", days)
    if form == "json":
        shown = ("id", "name", "scope", "created", "expires")
        print_json({"token": secret, **{each: getattr(made, each) for each in shown}})
    else:
        click.echo(secret)
        note(
            f"{made.id} may {made.scope} until {made.expires}. Keep the token: it is not shown "
            "again. It is sent as Authorization: Bearer TOKEN."
        )


@token.command("list")
@format_option
@place_options
def list_(form: str, collection: Path, store: str | None) -> None:
    """List the tokens, without what is secret of them.

    \b
    Example:
      lantu token list
    """
    from api.tokens import Tokens

    rows = [
        {
            **{each: getattr(held, each) for each in _COLUMNS[:-1]},
            "state": "valid" if held.is_valid() else "expired",
        }
        for held in Tokens(collection).held()
    ]
    print_rows(_COLUMNS, rows, form)


@token.command()
@click.argument("id")
@place_options
def revoke(id: str, collection: Path, store: str | None) -> None:
    """Make a token worth nothing; a running server refuses it at once.

    \b
    Example:
      lantu token revoke token-5f2a91c04be7
    """
    from api.tokens import Tokens

    gone = Tokens(collection).revoke(id)
    note(f"{gone.id} ({gone.name}) is worth nothing any more.")


COMMANDS = (token,)
