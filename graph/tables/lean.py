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
    """Have both do without pandas, which takes half a second to import, from now on.

    For processes that are Lantu's own: nothing in them makes data frames then.
    """
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    try:
        # It looks once and remembers.
        pa.array([0])
    finally:
        sys.meta_path.remove(hidden)
    # The engine asks the import system each time, which takes this for a module that is missing.
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
