"""The options by which rows of an answer are chosen and shaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.queries.selection import Shape, Where

_Command = TypeVar("_Command", bound=Callable[..., Any])
_OPTIONS = (
    ("place", "PLACE", "Only what documents of this place say, such as 山东; may be repeated."),
    ("year", "YEAR", "Only figures of, or parts of documents about, this year; may be repeated."),
    ("level", "LEVEL", "Only documents of a nation, province, city or county."),
    ("status", "STATUS", "Only figures that are actual, expected or target."),
    ("measure", "MEASURE", "Only figures that are a level, flow, change or rank."),
    (
        "value_kind",
        "KIND",
        "Only values of this kind: year, average, period, part, share, baseline or difference.",
    ),
    ("kind", "KIND", "Only things of this kind, such as Project."),
    ("bound", "BOUND", "Only figures within a bound, such as '>5%'."),
    (
        "stage",
        "STAGE",
        "Only projects planned, to_start, under_way, finished or in_operation.",
    ),
    ("due", "YEAR", "Only projects that are to be finished by the end of this year."),
    (
        "organization_kind",
        "KIND",
        "Only organisations that are a company, university, hospital, laboratory or other.",
    ),
    (
        "verdict",
        "VERDICT",
        "Only targets met, missed, on_the_way, with no_figure or not_comparable.",
    ),
)
_SHAPES = "list, count, places, top, bottom, compare, series, lower, higher or absent"
_PREFIX = "only_"


def condition_options(command: _Command) -> _Command:
    """Add --place, --year and the like, and --shape; a command takes them for `conditions`."""
    command = click.option(
        "--shape", f"{_PREFIX}shape", default="list", metavar="SHAPE", help=f"One of {_SHAPES}."
    )(command)
    for name, metavar, meaning in reversed(_OPTIONS):
        command = click.option(
            f"--{name.replace('_', '-')}",
            f"{_PREFIX}{name}",
            multiple=True,
            metavar=metavar,
            help=meaning,
        )(command)
    return command


def conditions(given: dict[str, Any]) -> tuple[Where, Shape]:
    """The conditions and the shape that were given, which are taken out of `given`."""
    from graph.queries.selection import parsed_shape, parsed_where

    own = {name: given.pop(name) for name in [*given] if name.startswith(_PREFIX)}
    shape = parsed_shape(own.pop(f"{_PREFIX}shape"))
    return parsed_where({key.removeprefix(_PREFIX): value for key, value in own.items()}), shape
