"""Tables without pandas, which pyarrow imports, where it is installed, to make a column."""

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
