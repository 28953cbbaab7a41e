"""Which modules of the explorer a page loads, so that it can ask for all of them at once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_IMPORT = re.compile(r'\bfrom "\./([\w-]+\.js)"')


@cache
def modules(entry: str) -> tuple[str, ...]:
    """The names of a module and of all that it imports, over any number of steps."""
    folder = files("viz").joinpath("explorer", "js")
    found = [entry]
    for name in found:
        text = folder.joinpath(name).read_text("utf-8")
        found += [each for each in dict.fromkeys(_IMPORT.findall(text)) if each not in found]
    return tuple(found)
