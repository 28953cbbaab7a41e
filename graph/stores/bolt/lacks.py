"""What a server lacks to be asked by everybody: limits of its memory and time, and an end.

Statements that take all of its memory stop a server for all; these are the settings that keep one
from it (https://neo4j.com/docs/operations-manual/5/performance/memory-configuration/).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neo4j import ManagedTransaction

from graph.stores.bolt.read import run

_SETTINGS: Mapping[str, str] = {
    "db.memory.transaction.max": "one statement may take all memory of the server: set it, to a "
    "quarter of the heap",
    "dbms.memory.transaction.total.max": "all statements together may take all memory of the "
    "server: set it, to two thirds of the heap",
    "db.transaction.timeout": "a statement may run without end: set it, to 10m",
}
_UNLIMITED = ("", "0", "0B", "0s")
_ENDS = ("-XX:+ExitOnOutOfMemoryError", "-XX:+CrashOnOutOfMemoryError")
_SHOW = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
_OPTIONS = (
    "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes "
    "RETURN attributes.InputArguments.value"
)


def lacks(transaction: ManagedTransaction) -> Sequence[str]:
    """A sentence on each setting that is missing, with what to do."""
    rows = run(transaction, _SHOW, {"names": [*_SETTINGS]}).values()
    found = {str(name): str(value or "") for name, value in rows}
    missing = [
        f"{name}: {why}" for name, why in _SETTINGS.items() if found.get(name, "") in _UNLIMITED
    ]
    options = run(transaction, _OPTIONS).single(strict=True)[0]
    if not {*_ENDS} & {*options}:
        missing.append(
            f"server.jvm.additional: a server that has run out of memory answers nobody and goes "
            f"on: add {_ENDS[0]}, and have it started again"
        )
    return missing
