"""Commands on a collection of documents: load, documents, remove, build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.options import Place, format_option, place_options
from api.printing import note, print_rows
from api.progress import progress_bar

if TYPE_CHECKING:
    from graph.workspace import Loaded

_COLUMNS = ("id", "place", "year", "title", "facts", "state")
_DETAILS = ("entities", "indicators", "relations", "file", "remarks")


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@format_option
@place_options
def load(files: Sequence[Path], form: str, collection: Path, store: str | None) -> None:
    """Load documents into a collection and build its graph.

    Each file loads whole or not at all; loading one again changes nothing.

    \b
    Examples:
      lantu load report.md
      lantu load reports/*.pdf --collection shandong
    """
    with Place(collection, store).opened() as workspace, progress_bar() as progress:
        loaded = workspace.load(files, progress)
    print_loaded([each for each in loaded if not each.error], form)
    note_remarks(loaded)
    failed = [each for each in loaded if each.error]
    for each in failed:
        note(f"lantu: {each.error}")
    if failed:
        raise SystemExit(1)


def print_loaded(documents: Sequence[Loaded], form: str, title: str = "") -> None:
    """Print documents with the counts of what was found in them."""
    rows = [
        {
            "id": each.id,
            "place": each.place,
            "year": each.year or None,
            "title": each.title,
            "entities": each.entities,
            "indicators": each.indicators,
            "relations": each.relations,
            "facts": each.entities + each.indicators + each.relations,
            "state": "loaded" if each.changed else "held",
            "file": each.file,
            "remarks": list(each.remarks),
        }
        for each in documents
    ]
    columns = _COLUMNS if form == "table" else (*_COLUMNS, *_DETAILS)
    print_rows(columns, rows, form, title)


def note_remarks(documents: Sequence[Loaded]) -> None:
    """Say on the error stream what could not be read with confidence."""
    for each in documents:
        for remark in each.remarks:
            note(f"{each.file}: {remark}")


@click.command()
@format_option
@place_options
def documents(form: str, collection: Path, store: str | None) -> None:
    """List the documents of a collection.

    \b
    Example:
      lantu documents --collection shandong
    """
    with Place(collection, store).opened() as workspace:
        held = workspace.documents()
    print_loaded(held, form)


@click.command()
@click.argument("document")
@place_options
def remove(document: str, collection: Path, store: str | None) -> None:
    """Take a document out of a collection, by its id.

    The ids stand in `lantu documents`.

    \b
    Example:
      lantu remove document-5f2a91c04be7
    """
    with Place(collection, store).opened() as workspace, progress_bar() as progress:
        workspace.remove(document, progress)
    click.echo(f"Removed {document}.")


@click.command()
@place_options
def build(collection: Path, store: str | None) -> None:
    """Build the graph anew from the collection.

    \b
    Examples:
      lantu build
      lantu build --store neo4j://localhost:7687
    """
    with Place(collection, store).opened() as workspace, progress_bar() as progress:
        refreshed = workspace.build(progress)
        count = len(workspace.documents())
    again = f", {refreshed} of them read again" if refreshed else ""
    click.echo(f"Built the graph of {count} documents{again}.")


COMMANDS = (load, documents, remove, build)
