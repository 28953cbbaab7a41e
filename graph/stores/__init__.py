"""Where a graph is kept and asked: one interface, an embedded store and Neo4j behind it."""

from __future__ import annotations

from graph.stores.interface import Answer, Limits, Progress, Store
from graph.stores.opening import open_store

__all__ = ["Answer", "Limits", "Progress", "Store", "open_store"]
