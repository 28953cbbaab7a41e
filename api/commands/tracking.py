"""Commands that set documents side by side: track, matrix, compare."""

from __future__ import annotations

from pathlib import Path

import click

from api.options import (
    Place,
    figure_options,
    format_option,
    language,
    limit_option,
    output_option,
    place_options,
    several_option,
)
from api.printing import print_answer

VERDICTS = ("met", "missed", "on_the_way", "no_figure", "not_comparable")


@click.command()
@several_option("place", "PLACE", "Only targets of this place, such as 济南; may be repeated.")
@several_option("year", "YEAR", "Only targets for this year; may be repeated.")
@click.option(
    "--verdict",
    multiple=True,
    type=click.Choice(VERDICTS),
    help="Only targets of which this came; may be repeated.",
)
@click.option("--goal", metavar="NAME", help="Only targets that measure this goal or measure.")
@click.option("--agency", metavar="NAME", help="Only targets that this agency answers for.")
@click.option("--indicator", metavar="NAME", help="Only targets of this indicator.")
@limit_option
@format_option
@output_option
@place_options
def track(
    place: tuple[str, ...],
    year: tuple[str, ...],
    verdict: tuple[str, ...],
    goal: str | None,
    agency: str | None,
    indicator: str | None,
    limit: int,
    form: str,
    output: Path | None,
    collection: Path,
    store: str | None,
) -> None:
    """Set targets beside their results: met, missed, on the way, without a figure.

    The result is that of the target's year where a later report gives it, else the last before.
    Both come with their sentences.

    \b
    Examples:
      lantu track
      lantu track --year 2025 --verdict missed
      lantu track --goal 数字济南 -o targets.xlsx
      lantu track --indicator 粮食产量
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits

    where = parsed_where({"place": place, "year": year, "verdict": verdict})
    given = {"goal": goal, "agency": agency, "indicator": indicator}
    about = {name: value for name, value in given.items() if value}
    with Place(collection, store).opened() as workspace:
        answer = run(workspace.store, "track", about, Limits(rows=limit), language(), where)
    print_answer(answer, form, output)


@click.command()
@click.argument("indicator")
@figure_options
@click.option("--above", metavar="VALUE", help="Only values above this, such as 5% or 1.2万亿元.")
@click.option("--below", metavar="VALUE", help="Only values below this.")
@limit_option
@format_option
@output_option
@place_options
def matrix(
    indicator: str,
    above: str | None,
    below: str | None,
    limit: int,
    form: str,
    output: Path | None,
    collection: Path,
    store: str | None,
    **only: tuple[str, ...],
) -> None:
    """Set an indicator side by side, by place and year.

    Places are sorted by their values, the highest and the lowest of each year are marked, and
    each value comes with its sentence. Only values that compare are in it: those of the measure
    and unit that most places give, or of the one that is asked for.

    \b
    Examples:
      lantu matrix GDP
      lantu matrix 城镇调查失业率 --year 2026 --status target
      lantu matrix GDP --above 5% --format csv
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits

    bounds = [f"{sign}{each}" for sign, each in ((">", above), ("<", below)) if each]
    where = parsed_where({**only, "bound": bounds})
    with Place(collection, store).opened() as workspace:
        about, most = {"indicator": indicator}, Limits(rows=limit)
        answer = run(workspace.store, "matrix", about, most, language(), where)
    print_answer(answer, form, output)


@click.command()
@click.argument("a")
@click.argument("b")
@several_option("kind", "KIND", "Only a Goal, Project, Initiative or Indicator; may be repeated.")
@several_option("status", "STATUS", "Only new, continued, finished, dropped, shared or own.")
@limit_option
@format_option
@output_option
@place_options
def compare(
    a: str,
    b: str,
    kind: tuple[str, ...],
    status: tuple[str, ...],
    limit: int,
    form: str,
    output: Path | None,
    collection: Path,
    store: str | None,
) -> None:
    """Set two documents of one place, or two places, side by side.

    A document is named by its id, its title, or its place and year. Of two documents of one place
    it is told which goals, projects, initiatives and indicators are new, continued, finished or
    dropped; of two places what they share and what is one's own.

    \b
    Examples:
      lantu compare 济南2025 济南2026
      lantu compare 济南2025 济南2026 --kind Project --status dropped
      lantu compare 济南 山东 --kind Goal --status shared
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits

    where = parsed_where({"kind": kind, "status": status})
    with Place(collection, store).opened() as workspace:
        about, most = {"a": a, "b": b}, Limits(rows=limit)
        answer = run(workspace.store, "compare", about, most, language(), where)
    print_answer(answer, form, output)


COMMANDS = (track, matrix, compare)
