"""Commands that write files: view, chart, export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands.conditions import condition_options
from api.commands.named import NamedQueries, answer_of, with_parameters
from api.options import MOST_ROWS, Place, figure_options, language, place_options
from graph.errors import LantuError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.queries.answer import Answered
    from graph.queries.catalogue import Query
    from graph.stores.interface import Store

EXPORT_FORMATS = ("graphml", "gexf", "json", "csv", "parquet", "neo4j-admin")
_ENDINGS = {"graphml": ".graphml", "gexf": ".gexf", "json": ".json"}


class Views(NamedQueries):
    """A group with a command for each named query, which draws its answer."""

    def command_of(self, query: Query) -> click.Command:
        """The command that runs a query and draws its answer."""

        @condition_options
        @_output_option("lantu-view.html")
        @place_options
        def draw(output: Path, collection: Path, store: str | None, **given: Any) -> None:
            _write(
                Place(collection, store),
                lambda graph: answer_of(graph, query, given, MOST_ROWS),
                output,
            )

        return with_parameters(query, draw)


def _output_option(default: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "-o",
        "--output",
        default=Path(default),
        show_default=True,
        type=click.Path(dir_okay=False, path_type=Path),
        help="File to write.",
    )


@click.group(cls=Views, subcommand_metavar="NAME --PARAMETER VALUE")
def view() -> None:
    """Draw the answer of a query, as one HTML file that opens offline.

    \b
    Examples:
      lantu view projects-serving-goal --goal 数字济南 -o projects.html
      lantu view ask "what is in the starting zone"
    """


@view.command("ask")
@click.argument("question")
@_output_option("lantu-view.html")
@place_options
def view_ask(question: str, output: Path, collection: Path, store: str | None) -> None:
    """Draw the answer to a question.

    \b
    Example:
      lantu view ask "起步区有哪些项目" -o area.html
    """

    def answer(graph: Store) -> Answered:
        from graph.questions.ask import ask

        return ask(graph, question).answer

    _write(Place(collection, store), answer, output)


def _write(place: Place, answer: Callable[[Store], Answered], output: Path) -> None:
    from viz.facts import places_of
    from viz.offline import write_offline
    from viz.subgraph import picture_of_answer

    with place.opened() as workspace:
        found = answer(workspace.store)
        picture = picture_of_answer(workspace.store, found)
        said = [each.passage for each in picture.edges if each.passage]
        places = places_of(workspace.store, said)
    try:
        write_offline(output, picture, found.title, places)
    except OSError as error:
        raise LantuError(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"Wrote {output}: {len(picture.nodes)} nodes, {len(picture.edges)} relationships.")


@click.command()
@click.argument("indicator")
@figure_options
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "svg")),
    help="What to draw: a page, or a picture for a report. Default: by the ending of the file.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write. Default: lantu-chart.html or lantu-chart.svg.",
)
@place_options
def chart(
    indicator: str,
    form: str | None,
    output: Path | None,
    collection: Path,
    store: str | None,
    **only: tuple[str, ...],
) -> None:
    """Draw an indicator as a chart, in one HTML or SVG file that opens offline.

    One place is drawn by years, several side by side, results apart from targets; below a page's
    chart stand the values, each with its sentence. SVG needs lantu[charts].

    \b
    Examples:
      lantu chart GDP -o gdp.html
      lantu chart 城镇调查失业率 --year 2026 --status target
      lantu chart GDP --place 全国 --format svg
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits
    from viz.chart import write_chart
    from viz.chart_svg import write_svg

    drawn = form or ("svg" if output and output.suffix.lower() == ".svg" else "html")
    path = output or Path(f"lantu-chart.{drawn}")
    where, most = parsed_where(only), Limits(rows=MOST_ROWS)
    with Place(collection, store).opened() as workspace:
        about = {"indicator": indicator}
        found = run(workspace.store, "matrix", about, most, language(), where)
    try:
        (write_svg if drawn == "svg" else write_chart)(path, found)
    except OSError as error:
        raise LantuError(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"Wrote {path}: {len(found.rows)} values.")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(EXPORT_FORMATS),
    default="graphml",
    show_default=True,
    help="What the files are for; csv and neo4j-admin write a folder.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File or folder. Default: lantu-graph."
)
@place_options
def export(form: str, output: Path | None, collection: Path, store: str | None) -> None:
    """Write the whole graph for other programs.

    \b
    Examples:
      lantu export --format graphml -o jinan.graphml
      lantu export --format csv -o tables
      lantu export --format parquet -o tables
    """
    from graph.exchange.exports import EXPORTS
    from graph.exchange.whole import read_whole

    path = output or Path(f"lantu-graph{_ENDINGS.get(form, '')}")
    with Place(collection, store).opened() as workspace:
        whole = read_whole(workspace.store)
    try:
        EXPORTS[form](whole, path)
    except OSError as error:
        raise LantuError(f"{path} cannot be written: {error.strerror}") from error
    click.echo(f"Wrote {path}: {len(whole.nodes)} nodes, {len(whole.relationships)} relationships.")


COMMANDS = (view, chart, export)
