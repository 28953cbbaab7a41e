"""The command that has a shell complete commands, options and the names of queries: completion."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print what a shell has to read so that it completes commands, options and query names.

    \b
    Examples:
      source <(lantu completion bash)
      lantu completion zsh > ~/.zfunc/_lantu
      lantu completion fish > ~/.config/fish/completions/lantu.fish
    """
    made = get_completion_class(shell)
    assert made
    click.echo(made(context.find_root().command, {}, "lantu", "_LANTU_COMPLETE").source())


COMMANDS = (completion,)
