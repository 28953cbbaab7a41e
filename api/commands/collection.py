"""Commands on a collection of documents: load, documents, remove, build."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from api.chinese import sentence as in_language
from api.options import Place, executor_of, executor_options, format_option, place_options
from api.printing import note, print_rows
from api.progress import progress_bar
from graph.errors import AmbiguousName
from graph.ids import id_before

if TYPE_CHECKING:
    from graph.workspace import Loaded, Workspace

_COLUMNS = ("id", "place", "year", "title", "facts", "state")
_DETAILS = ("entities", "indicators", "relations", "file", "remarks", "damage")
_REMOVED = ("id", "place", "year", "title", "file", "removed", "until")


def _said_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what a person may say of a document, taken as `said_place`, `said_year`, `said_title`."""
    for option in (
        click.option("--title", "said_title", metavar="TEXT", help="What it is called."),
        click.option(
            "--year",
            "said_year",
            type=click.IntRange(0, 9999),
            metavar="YEAR",
            help="The year that it plans for; 0 for none.",
        ),
        click.option(
            "--place",
            "said_place",
            metavar="NAME",
            help='Who reports, such as 济南市; "" for nobody.',
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "listed",
    type=click.File(encoding="utf-8"),
    metavar="LIST",
    help="A file that names files, or folders, one a line; - for standard input.",
)
@executor_options
@_said_options
@format_option
@place_options
def load(
    files: Sequence[Path],
    listed: TextIO | None,
    at_once: int | None,
    scheduler: str | None,
    said_place: str | None,
    said_year: int | None,
    said_title: str | None,
    form: str,
    collection: Path,
    store: str | None,
) -> None:
    """Load documents, or folders of them, into a collection and build its graph.

    Each file loads whole or not at all; loading one again changes nothing. One that cannot be read
    is told, and the others are loaded. If you stop it (Ctrl-C), the same command goes on from
    there. What you say of a document comes before what it says itself, now and whenever it is read
    again.

    \b
    Examples:
      lantu load report.md
      lantu load reports/*.pdf --collection shandong
      lantu load reports --collection nation
      find . -name "*2026*" | lantu load --from -
      lantu load reports --scheduler tcp://10.0.0.5:8786
      lantu load scan.pdf --place 章丘区 --year 2024
    """
    from graph.incoming import files_in, paths_listed
    from graph.loaders.document import Said

    named = files_in([*files, *paths_listed(listed or ())])
    if not named:
        raise click.UsageError("Name files or folders to load, as arguments or in --from LIST.")
    if said_title and len(named) > 1:
        raise click.UsageError("--title is of one document: load its file alone.")
    said = Said(said_place, said_year, said_title)
    began = time.monotonic()
    place, work = Place(collection, store), executor_of(at_once, scheduler)
    with work as executor, place.opened() as workspace, progress_bar() as progress:
        loaded = workspace.load(named, progress, said=said, by=_who(), executor=executor)
    print_loaded([each for each in loaded if not each.error], form)
    note_remarks(loaded)
    failed = [each for each in loaded if each.error]
    for each in failed:
        note(f"lantu: {in_language(each.error)}")
    if len(loaded) > 1:
        note(_summary(loaded, time.monotonic() - began))
    if failed:
        raise SystemExit(1)


def _summary(loaded: Sequence[Loaded], seconds: float) -> str:
    failed = sum(bool(each.error) for each in loaded)
    changed = sum(each.changed for each in loaded)
    return (
        f"{len(loaded)} files in {seconds:.0f} s: {changed} loaded, "
        f"{len(loaded) - failed - changed} held already, {failed} not read."
    )


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
            "state": _state(each),
            "file": each.file,
            "remarks": list(each.remarks),
            "damage": each.error,
        }
        for each in documents
    ]
    columns = _COLUMNS if form == "table" else (*_COLUMNS, *_DETAILS)
    print_rows(columns, rows, form, title)


def _state(document: Loaded) -> str:
    if document.error:
        return "damaged"
    return "loaded" if document.changed else "held"


def note_damage(documents: Sequence[Loaded]) -> bool:
    """Say on the error stream which documents are damaged and what to do; whether any is."""
    damaged = [each for each in documents if each.error]
    for each in damaged:
        note(f"lantu: {each.id} ({each.file}): {each.error}")
    return bool(damaged)


def note_remarks(documents: Sequence[Loaded]) -> None:
    """Say on the error stream what could not be read with confidence."""
    for each in documents:
        for remark in each.remarks:
            note(f"{each.file}: {remark}")


class _Documents(click.Group):
    """A group in which what is no command names a document to be listed."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was named, or the one that lists documents by their names."""
        if args[0].startswith("-") or self.get_command(ctx, args[0]):
            return super().resolve_command(ctx, args)
        return "list", _listed, args


@click.group(cls=_Documents, invoke_without_command=True)
@click.option("--removed", is_flag=True, help="What was replaced or removed and is kept.")
@format_option
@place_options
@click.pass_context
def documents(
    context: click.Context, removed: bool, form: str, collection: Path, store: str | None
) -> None:
    """List the documents of a collection, correct them, bring them back.

    A document is named by its id or by its file.

    \b
    Examples:
      lantu documents --collection shandong
      lantu documents report.pdf
      lantu documents set document-5f2a91c04be7d3c608fa --place 章丘区 --year 2024
      lantu documents --removed
      lantu documents restore document-5f2a91c04be7d3c608fa
    """
    if context.invoked_subcommand:
        _refuse_options_before(context)
        return
    with Place(collection, store).opened() as workspace:
        if removed:
            print_rows(_REMOVED, _removed_rows(workspace), form)
        else:
            held = workspace.documents()
            print_loaded(held, form)
            note_damage(held)


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="DOCUMENT…")
@format_option
@place_options
def _listed(names: Sequence[str], form: str, collection: Path, store: str | None) -> None:
    """List some documents, by their ids or files."""
    with Place(collection, store).opened() as workspace:
        ids = {document_named(workspace, each) for each in names}
        held = [each for each in workspace.documents() if each.id in ids]
    print_loaded(held, form)
    note_damage(held)


def document_named(workspace: Workspace, text: str) -> str:
    """The id of the document with that id or file; the text where none has it, removed or not.

    Raises AmbiguousName.
    """
    removed = workspace.collection.removed()
    gone = [(each.id, each.facts.origin.file if each.facts.origin else "") for each in removed]
    held = [(each.id, each.file) for each in workspace.documents()]
    for known in (held, gone):
        found = dict.fromkeys(
            id_ for id_, file in known if text in (id_, id_before(id_), file, Path(file).stem)
        )
        if len(found) > 1:
            candidates: list[dict[str, object]] = [
                {"id": id_, "name": file, "kind": "Document", "document": ""}
                for id_, file in known
                if id_ in found
            ]
            raise AmbiguousName(
                f"Several documents came as {text}: say which by its id", candidates
            )
        if found:
            return next(iter(found))
    return text


def _refuse_options_before(context: click.Context) -> None:
    command_line = click.core.ParameterSource.COMMANDLINE
    for parameter in context.command.params:
        if parameter.name and context.get_parameter_source(parameter.name) == command_line:
            raise click.UsageError(
                f"{parameter.opts[0]} stands before {context.invoked_subcommand}: give it after."
            )


def _removed_rows(workspace: Workspace) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for each in workspace.collection.removed():
        summary, origin = each.facts.summary, each.facts.origin
        rows.append(
            {
                "id": each.id,
                "place": summary.place if summary else "",
                "year": (summary.year or None) if summary else None,
                "title": summary.title if summary else "",
                "file": origin.file if origin else "",
                "removed": each.at.isoformat(timespec="seconds"),
                "until": each.until.isoformat(timespec="seconds"),
            }
        )
    return rows


@documents.command("set")
@click.argument("document")
@_said_options
@place_options
def set_(
    document: str,
    said_place: str | None,
    said_year: int | None,
    said_title: str | None,
    collection: Path,
    store: str | None,
) -> None:
    """Say whose a document is, for which year, or what it is called.

    The document is read again accordingly and keeps its id. What you say is kept as a decision: it
    holds when a newer version is loaded.

    \b
    Example:
      lantu documents set document-5f2a91c04be7d3c608fa --place 章丘区 --year 2024
    """
    from graph.loaders.document import NOTHING_SAID, Said

    said = Said(said_place, said_year, said_title)
    if said == NOTHING_SAID:
        raise click.UsageError("Say at least one of --place, --year and --title.")
    if said_title == "":
        raise click.UsageError("--title must not be empty.")
    with Place(collection, store).loaded() as workspace, progress_bar() as progress:
        document = document_named(workspace, document)
        workspace.say(document, said, _who(), progress)
        held = [each for each in workspace.documents() if each.id == document]
    print_loaded(held, "table")


@documents.command()
@click.argument("document")
@place_options
def restore(document: str, collection: Path, store: str | None) -> None:
    """Bring back a document that was replaced or removed, by its id or file.

    The version that went last comes back; what is in its place is kept in turn, so that the same
    command brings that back again.

    \b
    Example:
      lantu documents restore document-5f2a91c04be7d3c608fa
    """
    with Place(collection, store).loaded() as workspace, progress_bar() as progress:
        document = document_named(workspace, document)
        kept = workspace.restore(document, progress)
    click.echo(f"Restored {document} as it was on {kept.at:%Y-%m-%d %H:%M} UTC.")


@click.command()
@click.argument("document")
@place_options
def remove(document: str, collection: Path, store: str | None) -> None:
    """Take a document out of a collection, by its id or file.

    Both stand in `lantu documents`. It is kept for 30 days, or what LANTU_KEEP_DAYS says, and
    `lantu documents restore` brings it back.

    \b
    Example:
      lantu remove document-5f2a91c04be7d3c608fa
      lantu remove report.pdf
    """
    with Place(collection, store).loaded() as workspace, progress_bar() as progress:
        document = document_named(workspace, document)
        workspace.remove(document, progress)
        kept = workspace.collection.removed()
    click.echo(f"Removed {document}.")
    until = next((each.until for each in kept if each.id == document), None)
    if until:
        click.echo(f"Until {until:%Y-%m-%d} it comes back with: lantu documents restore {document}")


@click.command()
@executor_options
@place_options
def build(at_once: int | None, scheduler: str | None, collection: Path, store: str | None) -> None:
    """Build the graph anew from the collection.

    What an older version extracted, and what is damaged, is extracted again from the original.
    Exits with 1 where a document is damaged and that cannot be; the others are built.

    \b
    Examples:
      lantu build
      lantu build --store neo4j://localhost:7687
      lantu build --scheduler tcp://10.0.0.5:8786
    """
    place, work = Place(collection, store), executor_of(at_once, scheduler)
    with work as executor, place.loaded() as workspace, progress_bar() as progress:
        built = workspace.build(progress, executor)
        held = workspace.documents()
    refreshed = built.refreshed
    again = f", {refreshed.count} of them read again" if refreshed.count else ""
    click.echo(f"Built the graph of {built.documents} documents{again}.")
    for sentence in (*refreshed.mended, *refreshed.failures):
        note(f"lantu: {sentence}")
    damaged = note_damage(held)
    if damaged or refreshed.failures:
        raise SystemExit(1)


def _who() -> str:
    try:
        return getuser()
    except (OSError, KeyError):
        return ""


COMMANDS = (load, documents, remove, build)
