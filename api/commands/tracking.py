"""Commands that set documents side by side: track."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from api.options import Place, format_option, language, limit_option, place_options
from api.printing import print_answer

VERDICTS = ("met", "missed", "on_the_way", "no_figure", "not_comparable")


def _several(name: str, metavar: str, meaning: str) -> Callable[[Any], Any]:
    return click.option(f"--{name}", multiple=True, metavar=metavar, help=meaning)


@click.command()
@_several("place", "PLACE", "Only targets of this place, such as 济南; may be repeated.")
@_several("year", "YEAR", "Only targets for this year; may be repeated.")
@click.option(
    "--verdict",
    multiple=True,
    type=click.Choice(VERDICTS),
    help="Only targets of which this came; may be repeated.",
)
@click.option("--goal", metavar="NAME", help="Only targets that measure this goal or measure.")
@click.option("--agency", metavar="NAME", help="Only targets that this agency answers for.")
@limit_option
@format_option
@place_options
def track(
    place: tuple[str, ...],
    year: tuple[str, ...],
    verdict: tuple[str, ...],
    goal: str | None,
    agency: str | None,
    limit: int,
    form: str,
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
      lantu track --goal 数字济南 --format csv
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits

    where = parsed_where({"place": place, "year": year, "verdict": verdict})
    about = {name: value for name, value in (("goal", goal), ("agency", agency)) if value}
    with Place(collection, store).opened() as workspace:
        answer = run(workspace.store, "track", about, Limits(rows=limit), language(), where)
    print_answer(answer, form)


COMMANDS = (track,)
