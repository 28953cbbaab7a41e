"""Finding names, and passages by what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.options import Place, format_option, language, limit_option, place_options
from api.printing import print_answer, print_json

if TYPE_CHECKING:
    from graph.queries.answer import Answered


@click.command()
@click.argument("name", required=False)
@click.option("--text", metavar="WORDS", help="Words that passages say, instead of a name.")
@click.option("--place", multiple=True, metavar="PLACE", help="Only in documents of this place.")
@click.option("--year", multiple=True, metavar="YEAR", help="Only in parts about this year.")
@limit_option
@format_option
@place_options
def search(
    name: str | None,
    text: str | None,
    place: tuple[str, ...],
    year: tuple[str, ...],
    limit: int,
    form: str,
    collection: Path,
    store: str | None,
) -> None:
    """Find names, or with --text the passages that say some words.

    Passages come with the sentence that says the words, and are counted by document, place and
    year. Of several words with | between them one is enough.

    \b
    Examples:
      lantu search 数字
      lantu search --text 低空经济
      lantu search --text "碳化硅|氮化镓" --place 山东 --format json
    """
    from graph.queries.run import run
    from graph.queries.selection import parsed_where
    from graph.stores.interface import Limits

    if (name is None) == (text is None):
        raise click.UsageError("Give a name, or --text and words.")
    limits = Limits(rows=limit)
    with Place(collection, store).opened() as workspace:
        if text is None:
            found = run(workspace.store, "search", {"text": name or ""}, limits, language())
        else:
            where = parsed_where({"place": place, "year": year})
            found = run(
                workspace.store, "passages", {"text": text}, limits, language(), where=where
            )
    if text is not None and form not in ("csv", "xlsx"):
        _print_passages(found, form)
    else:
        print_answer(found, form)


def _print_passages(found: Answered, form: str) -> None:
    from graph.queries.sentences import counts, marked

    counted = counts(found.rows)
    if form == "json":
        print_json({**found.to_json(), "counts": counted})
        return
    for row in found.rows:
        place = " · ".join(str(row[key]) for key in ("document", "section") if row[key])
        click.secho(place, dim=True)
        click.echo(marked(row, lambda words: click.style(words, bold=True)))
    for name, each in counted.items():
        listed = ", ".join(f"{key} {count}" for key, count in each.items())
        click.secho(f"{name}: {listed}", dim=True)
    if not found.rows:
        click.echo("Nothing was found.")


COMMANDS = (search,)
