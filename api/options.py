"""What commands share: the collection and the store they work on, the form of what they print."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.executors import Executor
    from graph.queries.catalogue import Language
    from graph.workspace import Workspace

FORMATS = ("table", "json", "csv", "xlsx")
MOST_ROWS = 10_000
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Place:
    """The collection folder and, unless it is the collection's own graph, the store's URL."""

    collection: Path
    store: str | None

    @contextmanager
    def opened(self) -> Iterator[Workspace]:
        """The workspace there, closed afterwards."""
        from graph.tables.lean import leave_pandas_out
        from graph.workspace import Workspace

        leave_pandas_out()
        workspace = Workspace.open(self.collection, self.store)
        try:
            yield workspace
        finally:
            workspace.close()

    @contextmanager
    def loaded(self) -> Iterator[Workspace]:
        """The workspace there, to be changed. Raises CollectionError where nothing was loaded."""
        from graph.errors import CollectionError

        if not self.collection.is_dir():
            raise CollectionError(
                f"nothing has been loaded yet into {self.collection}: run lantu load"
            )
        with self.opened() as workspace:
            yield workspace


def place_options(command: _Command) -> _Command:
    """Add --collection and --store; a command takes both as keywords, for `Place`."""
    command = click.option(
        "--store",
        envvar="LANTU_STORE",
        metavar="URL",
        help="Graph database, such as neo4j://host:7687. Default: the collection's own graph.",
    )(command)
    return click.option(
        "--collection",
        envvar="LANTU_COLLECTION",
        default=Path("collection"),
        show_default="./collection",
        metavar="DIR",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder that holds the documents and what was found in them.",
    )(command)


def executor_options(command: _Command) -> _Command:
    """Add --at-once and --scheduler; a command takes both as keywords, for `executor_of`."""
    command = click.option(
        "--scheduler",
        metavar="URL",
        help="Have the workers of a Dask cluster do the work, such as tcp://host:8786.",
    )(command)
    return click.option(
        "--at-once",
        type=click.IntRange(1, 256),
        metavar="N",
        help="How many documents are worked on at once; as many as there are processors.",
    )(command)


@contextmanager
def executor_of(at_once: int | None, scheduler: str | None) -> Iterator[Executor]:
    """Who does the work on documents. Raises ClusterError."""
    from graph.executors import ThisMachine

    if not scheduler:
        yield ThisMachine(at_once or os.cpu_count() or 1)
        return
    if at_once:
        raise click.UsageError("A cluster works on as many at once as it can: leave --at-once out.")
    from graph.cluster import Cluster

    with closing(Cluster(scheduler)) as cluster:
        yield cluster


def format_option(command: _Command) -> _Command:
    """Add --format, taken as the keyword `form`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to print the answer.",
    )(command)


def several_option(name: str, metavar: str, meaning: str) -> Callable[[_Command], _Command]:
    """An option that may be given several times."""
    return click.option(f"--{name}", multiple=True, metavar=metavar, help=meaning)


def figure_options(command: _Command) -> _Command:
    """Add the options by which the figures of an indicator are chosen."""
    for name, meaning in (
        ("measure", "Only values that are a level, flow, change or rank."),
        ("status", "Only values that are actual, expected or target."),
        ("year", "Only values of this year; may be repeated."),
        ("level", "Only documents of a nation, province, city or county."),
        ("place", "Only this place, such as 山东; may be repeated."),
    ):
        command = several_option(name, name.upper(), meaning)(command)
    return command


def output_option(command: _Command) -> _Command:
    """Add -o, a file for the answer instead of standard output."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        help="File to write: .xlsx, .csv or .json.",
    )(command)


def unsure_option(command: _Command) -> _Command:
    """Add --unsure, for claims that are too unsure to be shown by default."""
    return click.option(
        "--unsure", is_flag=True, help="Give claims too that are too unsure to be shown by default."
    )(command)


def limit_option(command: _Command) -> _Command:
    """Add --limit, the most rows of an answer."""
    return click.option(
        "--limit",
        type=click.IntRange(1, MOST_ROWS),
        default=1_000,
        show_default=True,
        help="Most rows to give.",
    )(command)


def language() -> Language:
    """The language of titles: Chinese where LANTU_LANGUAGE or the locale says so, else English."""
    names = ("LANTU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    said = next((os.environ[name] for name in names if os.environ.get(name)), "")
    return "zh" if said.lower().startswith("zh") else "en"
