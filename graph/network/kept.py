"""Keeps a network with the digest of the graph it is of, so that it is made once a graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from graph.files import aside, write_synced
from graph.network.network import Network, as_json, from_json
from graph.stores.interface import Store

# What a network is made of, and how: what is kept of another is made anew.
_FORM = 2
_MOST = 8
_lock = Lock()
_known: dict[str, Network] = {}


def kept(store: Store, about: Mapping[str, object], make: Callable[[], Network]) -> Network:
    """The network of the store's graph, made where it is not kept.

    `about` is what of the graph it is of; that of the whole graph is kept on disk too.
    """
    told = json.dumps([_FORM, dict(store.digests()), dict(about)], sort_keys=True, default=str)
    key = blake2b(told.encode(), digest_size=16).hexdigest()
    file = store.beside("network.json") if not about else None
    with _lock:
        network = _known.get(key) or (_read(file, key) if file else None)
    if network is None:
        network = make()
        if file:
            _write(file, key, network)
    with _lock:
        while len(_known) >= _MOST:
            _known.pop(next(iter(_known)))
        _known[key] = network
    return network


def _read(file: Path, key: str) -> Network | None:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return from_json(content["things"]) if content["key"] == key else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # nothing kept, or damaged: it is made anew


def _write(file: Path, key: str, network: Network) -> None:
    content = json.dumps({"key": key, "things": as_json(network)}, ensure_ascii=False)
    # Where nothing can be written it is made again the next time.
    with suppress(OSError):
        write_synced(aside(file), content.encode())
        aside(file).replace(file)
