"""The command that measures extraction against what people have read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.options import format_option
from api.printing import print_json, print_rows
from api.progress import progress_bar

if TYPE_CHECKING:
    from graph.evaluation import Difference
    from graph.scoring import Tally

_COLUMNS = ("kind", "precision", "recall", "f1", "right", "gold", "found")


@click.command()
@click.argument("gold", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--differences", is_flag=True, help="List what was missed and what is not in the gold."
)
@format_option
def evaluate(gold: Path, differences: bool, form: str) -> None:
    """Score the extraction of facts against a folder of gold.

    A section of gold is its text, NAME.txt, and the facts read in it, NAME.jsonl.

    \b
    Examples:
      lantu evaluate gold
      lantu evaluate gold --differences --format csv
    """
    from graph.evaluation import evaluate as measure
    from graph.evaluation import load_gold
    from graph.loaders.extraction import default_extractor

    sections = load_gold(gold)
    with progress_bar() as progress:
        result = measure(sections, default_extractor(), progress)
    scores = [_score(kind, tally) for kind, tally in result.total.items()]
    found = [*_listed("missed", result.missed), *_listed("extra", result.extra)]
    if form == "json":
        print_json({"scores": scores, **({"differences": found} if differences else {})})
    elif differences:
        print_rows(("difference", "section", "fact", "sentence"), found, form)
    else:
        print_rows(_COLUMNS, scores, form)


def _score(kind: str, tally: Tally) -> Mapping[str, object]:
    shares = {name: round(getattr(tally, name), 3) for name in ("precision", "recall", "f1")}
    return {"kind": kind, **shares, "right": tally.hits, "gold": tally.gold, "found": tally.made}


def _listed(what: str, differences: Sequence[Difference]) -> list[Mapping[str, object]]:
    return [
        {
            "difference": what,
            "section": each.section,
            "fact": json.dumps(each.fact, ensure_ascii=False),
            "sentence": each.sentence,
        }
        for each in differences
    ]


COMMANDS = (evaluate,)
