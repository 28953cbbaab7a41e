"""How much time, memory and text a file may take."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from graph.errors import LantuError

OUT_OF_MEMORY = 71
"""The exit status of a worker that reached its limit of memory."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What reading a file may take, and again finding its facts.

    `seconds` are of processor time; by the clock it may be twice as long. `memory` is address
    space in MiB, of which Lantu itself takes some 300. `characters` are those of the text.
    """

    seconds: int
    memory: int
    characters: int


_DEFAULTS = FileLimits(seconds=600, memory=4096, characters=3_000_000)


def file_limits(environment: Mapping[str, str] = os.environ) -> FileLimits:
    """The limits of files given by who runs Lantu: LANTU_FILE_SECONDS, _MEMORY, _CHARACTERS.

    Raises LantuError where one is no whole number above zero.
    """
    limits = _DEFAULTS
    for each in fields(limits):
        variable = f"LANTU_FILE_{each.name.upper()}"
        said = environment.get(variable, "")
        if said:
            limits = replace(limits, **{each.name: _whole(said, variable)})
    return limits


def _whole(said: str, variable: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 10 and int(said)):
        raise LantuError(f"{variable} is {said!r}: set it to a whole number above 0")
    return int(said)
