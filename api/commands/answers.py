"""Commands that answer: ask, queries, query, cypher."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from api.commands.named import NamedQueries
from api.options import Place, format_option, language, limit_option, place_options
from api.printing import note, print_answer, print_json, print_rows
from graph.errors import AmbiguousName, LantuError, NotUnderstood

REFUSED = 4
"""The exit status of a question that is refused."""


@click.command()
@click.argument("question")
@click.option("--after", metavar="ID", help="Go on from the answer of this id.")
@limit_option
@format_option
@place_options
def ask(
    question: str, after: str | None, limit: int, form: str, collection: Path, store: str | None
) -> None:
    """Answer a question in Chinese or English.

    The answer comes with its sources and the Cypher statement that gave it. Where the question is
    not answered, lantu says why and what it can answer, and ends with 4.

    \b
    Examples:
      lantu ask "which projects serve the digital-Jinan goal"
      lantu ask "起步区有哪些项目" --format json
      lantu ask "它由谁负责" --after cXVlcnk9aW4tYXJlYQ
    """
    from graph.questions.ask import ask as answer
    from graph.questions.following import id_of
    from graph.stores.interface import Limits

    try:
        with Place(collection, store).opened() as workspace:
            asked = answer(workspace.store, question, Limits(rows=limit), after)
    except LantuError as error:
        if form != "json":
            raise
        print_json(_refusal(error))
        sys.exit(REFUSED if isinstance(error, NotUnderstood | AmbiguousName) else 1)
    match form:
        case "json":
            print_json(asked.to_json())
        case "csv" | "xlsx":
            print_answer(asked.answer, form)
        case _:
            from api.tables import show_cypher

            click.echo(f"{asked.understood}\n")
            print_answer(asked.answer, form)
            click.echo("\nCypher:")
            show_cypher(asked.answer.cypher)
            click.echo(f"\nGo on from it with --after {id_of(asked.selection)}")


def _refusal(error: LantuError) -> dict[str, object]:
    refusal: dict[str, object] = {
        "refused": str(error),
        "understood": error.understood if isinstance(error, NotUnderstood) else "",
        "suggestions": error.suggestions
        if isinstance(error, NotUnderstood | AmbiguousName)
        else [],
    }
    if isinstance(error, AmbiguousName):
        refusal["candidates"] = error.candidates
    return refusal


@click.command()
@format_option
def queries(form: str) -> None:
    """List the named queries with their parameters.

    \b
    Example:
      lantu queries
    """
    from graph.queries.catalogue import catalogue

    said = language()
    rows = [
        {
            "query": each.name,
            "title": each.title_in(said),
            "parameters": " ".join(f"--{parameter.name}" for parameter in each.parameters),
        }
        for each in catalogue().values()
    ]
    if form == "json":
        print_json([each.model_dump(mode="json") for each in catalogue().values()])
    else:
        print_rows(("query", "parameters", "title"), rows, form)


@click.group(cls=NamedQueries, subcommand_metavar="NAME --PARAMETER VALUE")
def query() -> None:
    """Answer a named query.

    Wherever a node is asked for, a name in Chinese or English, an alias or an id is taken.

    \b
    Examples:
      lantu query projects-serving-goal --goal "digital Jinan"
      lantu query in-area --area 起步区 --format csv
      lantu query path --from 云巴 --to 数字济南
    """


@click.command()
@click.argument("statement")
@click.option(
    "--parameter",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Value of $NAME in the statement, JSON or plain text; may be given several times.",
)
@limit_option
@format_option
@place_options
def cypher(
    statement: str,
    parameters: tuple[str, ...],
    limit: int,
    form: str,
    collection: Path,
    store: str | None,
) -> None:
    """Run a Cypher statement that only reads the graph.

    \b
    Examples:
      lantu cypher "MATCH (g:Goal) RETURN g.name LIMIT 5"
      lantu cypher 'MATCH (p:Project) WHERE p.name CONTAINS $part RETURN p' --parameter part=云巴
    """
    from graph.queries.statement import run_statement
    from graph.stores.interface import Limits

    given = dict(map(_parameter, parameters))
    with Place(collection, store).opened() as workspace:
        answer = run_statement(workspace.store, statement, given, Limits(rows=limit))
    print_answer(answer, form)
    if not answer.rows and form in ("csv", "xlsx"):
        note("Nothing was found.")


def _parameter(text: str) -> tuple[str, str | int | float | list[str] | None]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--parameter")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


COMMANDS = (ask, queries, query, cypher)
