"""Tables without pandas, which pyarrow and the embedded engine import wherever it is installed."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder

import pyarrow as pa


class _Hidden(MetaPathFinder):
    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def leave_pandas_out() -> None:
    """Have pyarrow do without pandas, which takes half a second to import, from now on.

    For processes that are Lantu's own: pyarrow makes no data frames then.
    """
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        # It looks once and remembers.
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)


def leave_pandas_out_of_the_engine() -> None:
    """Have the engine do without it, too: for a process in which nobody wants it."""
    leave_pandas_out()
    # The engine asks the import system each time, which takes this for a module that is missing.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
