"""The commands that make and measure what extraction learns: python -m graph.training --help."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from graph.errors import LantuError
from graph.evaluation import Evaluation, load_gold
from graph.loaders.confidence import TABLE, read_table, write_table
from graph.loaders.names.lexicon import CLUSTERS, MODELS
from graph.loaders.reading import read_document
from graph.training.alignment import read_reports
from graph.training.clusters import write_clusters
from graph.training.confidence import judged_left_out, reliability, table_of
from graph.training.crossvalidate import left_out, left_out_reports
from graph.training.models import FOLDS, train_models

P = ParamSpec("P")
R = TypeVar("R")
_FOLDER = click.Path(file_okay=False, path_type=Path)
_KINDS = (
    "entity",
    "entity, any type",
    "Project",
    "Area",
    "Organization",
    "Goal",
    "Initiative",
    "relation",
)


def _sentences(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose errors are sentences."""

    @wraps(command)
    def said(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except LantuError as error:
            raise click.ClickException(str(error)) from error

    return said


@click.group()
def training() -> None:
    """Make the models and word clusters of extraction, and measure them on what is left out."""


@training.command()
@click.argument("gold", type=_FOLDER)
@click.option("--into", type=_FOLDER, default=MODELS, help="The folder to write the models to.")
@_sentences
def models(gold: Path, into: Path) -> None:
    """Train the tagger and the judge on a folder of gold."""
    for path in train_models(read_reports(load_gold(gold)), into):
        click.echo(f"{path}: {path.stat().st_size:,} bytes")


@training.command()
@click.argument("reports", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), default=CLUSTERS)
@_sentences
def clusters(reports: Sequence[Path], into: Path) -> None:
    """Group the words of reports by the words they stand beside."""
    count = write_clusters([read_document(report) for report in reports], into)
    click.echo(f"{into}: {count:,} words")


@training.command()
@click.argument("gold", type=_FOLDER)
@click.option("--folds", default=FOLDS, show_default=True, help="Into how many parts to split.")
@click.option("--only", multiple=True, help="Leave out these reports instead, by file name.")
@_sentences
def crossvalidate(gold: Path, folds: int, only: Sequence[str]) -> None:
    """Score facts in reports that the models were not trained on.

    Whole reports are left out, a fold at a time, or those that --only names.
    """
    sections = load_gold(gold)
    rounds = left_out_reports(sections, only, folds) if only else left_out(sections, folds)
    click.echo("| left out | " + " | ".join(_KINDS) + " |\n|" + "---|" * (len(_KINDS) + 1))
    for what, evaluation in rounds:
        click.echo(_row(what, evaluation))


@training.command()
@click.argument("gold", type=_FOLDER)
@click.option("--folds", default=FOLDS, show_default=True, help="Into how many parts to split.")
@click.option("--into", type=click.Path(path_type=Path), default=TABLE, help="The table to write.")
@click.option(
    "--unread",
    default="",
    metavar="SUFFIX",
    help="Judge figures only in sections whose name ends so, which nobody read who wrote rules.",
)
@_sentences
def confidence(gold: Path, folds: int, into: Path, unread: str) -> None:
    """Make the table of how sure facts are, and print how right they are by how sure.

    What is judged are facts in left-out reports. Rows that were read by hand are kept.
    """
    judged = judged_left_out(load_gold(gold), folds, unread)
    read = {
        key: steps for key, steps in read_table(TABLE).items() if steps and steps[0].by == "read"
    }
    write_table(table_of([fact for fold in judged for fact in fold], read), into)
    click.echo("| kind | said | facts | said on average | right |\n|---|---|---|---|---|")
    for band in reliability(judged):
        right = band.right / band.judged
        told = f"{band.judged} | {band.said:.2f} | {right:.2f}"
        click.echo(f"| {band.kind} | from {band.least:.1f} | {told} |")


def _row(what: str, evaluation: Evaluation) -> str:
    return f"| {what} | " + " | ".join(f"{evaluation.total[each].f1:.3f}" for each in _KINDS) + " |"


if __name__ == "__main__":
    sys.exit(training(prog_name="python -m graph.training"))
