"""Commands for what people decide about links: which things are one."""

from __future__ import annotations

from collections.abc import Sequence
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.options import Place, format_option, limit_option, place_options
from api.printing import note, print_rows
from api.progress import progress_bar

if TYPE_CHECKING:
    from graph.linking.judging import Verdict

_LISTED = ("pair", "score", "kind", "one", "one_said_by", "other", "other_said_by", "verdict")
_SHOWN = ("what", "one", "other")


@click.group()
def links() -> None:
    """Judge which things are one: where rules are not sure, a person decides.

    What was decided stands in the collection's decisions.jsonl and holds through every rebuild.

    \b
    Examples:
      lantu links list
      lantu links same pair-5f2a91c04be7d3c608fa --reason "one centre"
    """


@links.command("list")
@limit_option
@format_option
@place_options
def list_(limit: int, form: str, collection: Path, store: str | None) -> None:
    """List the pairs that may be one thing, the likeliest first.

    \b
    Examples:
      lantu links list --limit 20
      lantu links list --format json
    """
    from graph.linking.judging import Judging, as_row

    with Place(collection, store).opened() as workspace:
        asked = Judging.of(workspace.collection).asked
    rows = [as_row(each) for each in asked[:limit]]
    columns = _LISTED if form == "table" else list(rows[0]) if rows else _LISTED
    print_rows(columns, rows, form, f"{len(asked)} pairs to judge")


@links.command()
@click.argument("pair")
@format_option
@place_options
def show(pair: str, form: str, collection: Path, store: str | None) -> None:
    """Show both things of a PAIR with their sentences and what the score is made of.

    A PAIR is its id, or the ids of two things or nodes with a comma between them.
    """
    from graph.linking.judging import Judging

    with Place(collection, store).opened() as workspace:
        found = Judging.of(workspace.collection).pair(pair)
    rows: list[dict[str, object]] = [
        {"what": "name", "one": found.one.name, "other": found.other.name},
        {"what": "id", "one": found.one.id, "other": found.other.id},
    ]
    for at in range(max(len(found.one.said), len(found.other.said))):
        said = [each.said[at] if at < len(each.said) else None for each in (found.one, found.other)]
        one, other = (f"{each.title}: {each.quote}" if each else "" for each in said)
        rows.append({"what": "said", "one": one, "other": other})
    made = ", ".join(f"{name} {value:+.2f}" for name, value in found.features.items())
    rows.append({"what": "score", "one": found.score, "other": made or "told apart by a number"})
    print_rows(_SHOWN, rows, form, found.id)


def _verdict_command(verdict: Verdict, meaning: str) -> click.Command:
    @click.command(verdict, help=f"{meaning}\n\nA PAIR is its id, or two ids with a comma.")
    @click.argument("pairs", nargs=-1, required=True, metavar="PAIR...")
    @click.option("--reason", default="", metavar="TEXT", help="Why, for who reads it later.")
    @place_options
    def command(pairs: Sequence[str], reason: str, collection: Path, store: str | None) -> None:
        from graph.linking.judging import Judgement

        judgements = [Judgement(each, verdict, reason) for each in pairs]
        with Place(collection, store).opened() as workspace, progress_bar() as progress:
            workspace.judge(judgements, getuser(), progress)
        note(f"Written down: {verdict}, {len(pairs)} pairs.")

    return command


_MEANINGS: dict[Verdict, str] = {
    "same": "Say that the things of each PAIR are one.",
    "different": "Say that the things of each PAIR are not one; they are never asked about again.",
    "unsure": "Say that nobody can tell of each PAIR yet; they are asked about last.",
    "undo": "Take back what was decided of each PAIR.",
}
for _name, _meaning in _MEANINGS.items():
    links.add_command(_verdict_command(_name, _meaning))

COMMANDS = (links,)
