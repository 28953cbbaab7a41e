"""Faults of the system, put where a process writes to a folder: the n-th call fails, or all from
there on."""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable
from errno import EIO, ENOSPC
from pathlib import Path
from typing import Any

import pytest

_CALLS = ("fsync", "replace", "unlink", "link", "mkdir")


class Faults:
    """Counts the calls that change files of a folder, and has them fail from one on."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = str(folder)
        self.count = 0
        self._failing: Callable[[int], bool] = lambda _: False
        for name in _CALLS:
            monkeypatch.setattr(
                os, name, self._counted(getattr(os, name), ENOSPC if name == "link" else EIO)
            )
        opening = self._counted(builtins.open, ENOSPC)

        def opened(path: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            return (opening if "r" not in mode else builtins.open)(path, mode, *more, **named)

        monkeypatch.setattr(io, "open", opened)

    def fail(self, first: int, *, once: bool) -> None:
        """Let the call with this number fail, and unless `once` all after it."""
        self.count = 0
        self._failing = lambda number: number == first or (number > first and not once)

    def stop(self) -> int:
        """Let nothing fail any more. How many calls were made."""
        self._failing = lambda _: False
        return self.count

    def _counted(self, call: Callable[..., Any], code: int) -> Callable[..., Any]:
        def counted(path: Any, *more: Any, **named: Any) -> Any:
            if self._is_inside(path):
                self.count += 1
                if self._failing(self.count):
                    raise OSError(code, os.strerror(code), str(path))
            return call(path, *more, **named)

        return counted

    def _is_inside(self, path: Any) -> bool:
        name = Path(f"/proc/self/fd/{path}").readlink() if isinstance(path, int) else path
        return str(name).startswith(self._folder)
