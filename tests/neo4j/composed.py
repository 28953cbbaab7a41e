"""How docker-compose.yml sets the server up, for tests that attack one set up so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

_ROOT = Path(__file__).parents[2]
_PREFIX = "NEO4J_"
_OF_CONTAINERS = ("AUTH", "server.bolt.advertised_address")


def composed_settings() -> tuple[Mapping[str, str], list[str]]:
    """The settings in the file, as in neo4j.conf, and the options of the Java machine.

    The image makes a dot of one underscore in a variable's name and an underscore of two
    (https://neo4j.com/docs/operations-manual/5/docker/configuration/).
    """
    read = yaml.safe_load((_ROOT / "docker-compose.yml").read_text("utf-8"))
    given = {
        name[len(_PREFIX) :].replace("__", " ").replace("_", ".").replace(" ", "_"): str(value)
        for name, value in read["services"]["neo4j"]["environment"].items()
    }
    settings = {name: each for name, each in given.items() if not name.startswith(_OF_CONTAINERS)}
    heap = settings.pop("server.memory.heap.max_size")
    settings.pop("server.memory.heap.initial_size")
    return settings, [f"-Xmx{heap}", settings.pop("server.jvm.additional")]
