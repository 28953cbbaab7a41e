"""The command line, `lantu`: what it offers, and how it says that something went wrong.

Commands import what they need when they run, so that `lantu --help` and `lantu extract` start
without a database engine or a web server.
"""

from __future__ import annotations

import io
import os
import sys
from types import TracebackType
from typing import Any

import click

from api.chinese import sentence
from api.commands import (
    answers,
    collection,
    completion,
    evaluate,
    extract,
    files,
    links,
    looking_after,
    mcp,
    search,
    serve,
    token,
    tracking,
)
from api.commands.answers import REFUSED
from api.values import printable
from graph.errors import AmbiguousName, LantuError, NotUnderstood


class Failure(click.ClickException):
    """What went wrong, in a sentence; exit code 1, where a question is refused 4."""

    def __init__(self, error: LantuError) -> None:
        super().__init__(str(error))
        self._more = _more(error)
        self._exit_code = REFUSED if isinstance(error, NotUnderstood) else 1

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """The exit status."""
        return self._exit_code

    def show(self, file: Any = None) -> None:
        """Print the sentence, and what may be chosen instead, on the error stream."""
        click.echo(printable(f"lantu: {sentence(self.message)}"), err=True)
        for line in self._more:
            click.echo(printable(f"  {line}"), err=True)


class Commands(click.Group):
    """A group of commands whose errors are sentences."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. Raises Failure for whatever Lantu has a sentence for."""
        try:
            return super().invoke(ctx)
        except LantuError as error:
            raise Failure(error) from error


def _more(error: LantuError) -> list[str]:
    match error:
        case AmbiguousName():
            return [
                f"{each['id']}  {each['name']}  {each['kind']}  {each['document']}"
                for each in error.candidates
            ]
        case NotUnderstood():
            asked = ["What can be asked / 可以这样问:", *error.suggestions]
            return [error.understood, *(asked if error.suggestions else [])]
        case _:
            return []


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: lantu demo",
)
@click.version_option(package_name="lantu")
def lantu() -> None:
    """Planning documents as a knowledge graph, every fact with its sentence."""


_MODULES = (serve, mcp, collection, links, answers, tracking, search, files, extract, evaluate)
for _module in (*_MODULES, token, looking_after, completion):
    for _command in _module.COMMANDS:
        lantu.add_command(_command)


def main() -> None:
    """Run the command line."""
    sys.excepthook = _say_fault
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    lantu(prog_name="lantu")


def _say_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if os.environ.get("LANTU_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        say = f"lantu: this is a fault in Lantu: {kind.__name__}: {error}. "
        click.echo(printable(say) + "LANTU_DEBUG=1 shows where it is; please report it.", err=True)


if __name__ == "__main__":
    main()
