"""The named queries as commands, each with its parameters as options."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands.conditions import condition_options, conditions
from api.options import Place, format_option, language, limit_option, place_options, unsure_option
from api.printing import print_answer

if TYPE_CHECKING:
    from graph.queries.answer import Answered
    from graph.queries.catalogue import Query
    from graph.stores.interface import Store


class NamedQueries(click.Group):
    """A group with a command for each named query, made when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the queries."""
        from graph.queries.catalogue import catalogue

        return [*catalogue(), *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one query."""
        from graph.queries.catalogue import catalogue

        query = catalogue().get(cmd_name)
        return self.command_of(query) if query else super().get_command(ctx, cmd_name)

    def command_of(self, query: Query) -> click.Command:
        """The command that runs a query and prints its answer."""

        @condition_options
        @limit_option
        @unsure_option
        @format_option
        @place_options
        def print_it(
            limit: int,
            unsure: bool,
            form: str,
            collection: Path,
            store: str | None,
            **given: Any,
        ) -> None:
            with Place(collection, store).opened() as workspace:
                answer = answer_of(workspace.store, query, given, limit, unsure)
            print_answer(answer, form)

        return with_parameters(query, print_it)


def answer_of(
    store: Store, query: Query, given: Mapping[str, Any], limit: int, unsure: bool = False
) -> Answered:
    """The answer of a query to the options that `with_parameters` gave its command."""
    from graph.queries.run import run
    from graph.stores.interface import Limits

    options = dict(given)
    where, shape = conditions(options)
    arguments = {name.removeprefix("query_"): value for name, value in options.items()}
    return run(
        store, query.name, arguments, Limits(rows=limit), language(), where, shape, unsure=unsure
    )


def with_parameters(query: Query, callback: Any) -> click.Command:
    """A command named after a query, which takes its parameters as options.

    They reach the callback with `query_` before their names, so that none is a word of Python.
    """
    said = language()
    for parameter in reversed(query.parameters):
        callback = click.option(
            f"--{parameter.name}",
            f"query_{parameter.name}",
            required=not parameter.optional,
            metavar="NAME" if parameter.kinds else "TEXT",
            help=parameter.meaning_zh if said == "zh" else _sentence(parameter.meaning),
        )(callback)
    options = " ".join(
        f"--{parameter.name} …" for parameter in query.parameters if not parameter.optional
    )
    stop = "。" if said == "zh" else "."
    help_text = (
        f"{query.title_in(said)}{stop}\n\n\b\nExample:\n  lantu query {query.name} {options}"
    )
    return click.command(query.name, help=help_text)(callback)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
