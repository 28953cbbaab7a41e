"""Where the lines of a server's log go: to the error stream, which the system's log takes up."""

from __future__ import annotations

import logging
import os

from api.audit import LOGGER
from api.watch import FAULTS, REQUESTS


def write_lines(*, requests: bool) -> None:
    """Print the lines on changes and faults, and those on all `requests` where that is wanted.

    With LANTU_DEBUG a fault comes with its traceback, in which words of a document may be.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    levels = {
        LOGGER: logging.INFO,
        REQUESTS: logging.INFO if requests else logging.WARNING,
        FAULTS: logging.DEBUG if os.environ.get("LANTU_DEBUG") else logging.ERROR,
    }
    for name, level in levels.items():
        log = logging.getLogger(name)
        log.addHandler(handler)
        log.setLevel(level)
        log.propagate = False
