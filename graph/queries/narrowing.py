"""A named query's statement, told what its arguments are: an engine then goes straight to them.

Statements are written for any thing they may be asked about, and look through the labels of all.
Once a name is resolved, the one label is known, and mostly the one id: with both, the engines find
the node by its key instead of scanning what has any of the labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.queries.names import Resolved

_ASKED = re.compile(r"(?<!NOT )\b(?P<variable>\w+)\.id IN \$(?P<parameter>\w+)")
_ONLY = "_only"


def narrowed(
    statement: str, meant: Mapping[str, Resolved | str]
) -> tuple[str, dict[str, str | list[str]]]:
    """The statement for what is meant, and the parameters it takes besides its own."""
    only: dict[str, str | list[str]] = {}
    labels: dict[str, str] = {}

    def asked(found: re.Match[str]) -> str:
        thing = meant.get(found["parameter"])
        if not isinstance(thing, Resolved):
            return found[0]
        labels[found["variable"]] = thing.kind
        if len(thing.ids) > 1:
            return found[0]
        name = found["parameter"] + _ONLY
        only[name] = thing.ids[0]
        return f"{found['variable']}.id = ${name}"

    text = _ASKED.sub(asked, statement)
    for variable, label in labels.items():
        # Only where the label is among those looked through: nothing else may be found than before.
        pattern = rf"\({variable}:(?:\w+\|)*{label}(?:\|\w+)*\)"
        text = re.sub(pattern, f"({variable}:{label})", text)
    return text, only
