"""Memory that the engine has freed, given back to the system."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Have the C library return what is free.

    It keeps that in an arena for each of many threads otherwise, and a server that opens graph file
    after graph file grows: measured with 24 readers and ten files, from 617 to 835 MB, and with
    this stays at 620.
    """
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
