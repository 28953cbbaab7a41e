"""What somebody wants to come back to: an address of the explorer, kept in the collection.

One file each in `views`, named by what it holds, so that saving the same again changes nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import CollectionError, UnknownName
from graph.files import aside, write_synced
from graph.ids import DIGITS, id_of

ID = f"view-{DIGITS}"


@dataclass(frozen=True, slots=True)
class View:
    """An address below the server's own, with the name somebody gave it, and when."""

    id: str
    address: str
    name: str
    at: str


def save_view(collection: Path, address: str, name: str) -> View:
    """Keep an address in a collection's folder. Raises CollectionError where that cannot be."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    view = View(id_of("view", address, name), address, name, at)
    path = _path(collection, view.id)
    if path.exists():
        return find_view(collection, view.id)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        ready = aside(path)
        write_synced(ready, json.dumps(asdict(view), ensure_ascii=False).encode() + b"\n")
        ready.replace(path)
    except OSError as error:
        raise CollectionError(f"the view cannot be kept: {error.strerror or error}") from error
    return view


def find_view(collection: Path, id_: str) -> View:
    """The view of that id. Raises UnknownName, and CollectionError where its file is damaged."""
    if not re.fullmatch(ID, id_):
        raise UnknownName(f"{id_} is no id of a view.")
    try:
        return View(**json.loads(_path(collection, id_).read_bytes()))
    except FileNotFoundError as error:
        raise UnknownName(f"The collection keeps no view {id_}.") from error
    except (OSError, ValueError, TypeError) as error:
        raise CollectionError(f"the view {id_} cannot be read: {error}") from error


def views_of(collection: Path) -> list[View]:
    """All views that are kept, the newest first. Raises CollectionError."""
    names = sorted(path.stem for path in (collection / "views").glob("view-*.json"))
    found = [find_view(collection, each) for each in names if re.fullmatch(ID, each)]
    return sorted(found, key=lambda view: (view.at, view.id), reverse=True)


def _path(collection: Path, id_: str) -> Path:
    return collection / "views" / f"{id_}.json"
