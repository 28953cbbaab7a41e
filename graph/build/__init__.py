"""From a collection to a graph: each record a part, then the links between them.

What is built is derived: the same collection gives the same graph.
"""

from __future__ import annotations

from graph.build.assemble import build_graph

__all__ = ["build_graph"]
