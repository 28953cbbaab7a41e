"""Views of the graph: the web explorer, its pages, and one file that opens without a network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.parts import Part
    from graph.queries.answer import Answered
    from viz.inline import Inline
    from viz.picture import Picture

__all__ = ["view"]


def view(result: Answered | Picture | Part | Sequence[Part], title: str = "") -> Inline:
    """A result as a notebook draws it below its cell; `write` makes a file of it.

    An answer of `lantu.open` is drawn with what joins its rows; so is a picture, or a part of a
    graph. Raises LantuError for an answer that does not know what it was read from, and StoreError.
    """
    # What draws takes long to import, and most who import this package do not draw.
    from viz.inline import inline

    return inline(result, title)
