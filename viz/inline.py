"""A picture as a notebook shows it below a cell: the offline page in a frame of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from graph.errors import LantuError
from graph.parts import Part
from graph.queries.answer import Answered
from viz.facts import places_of
from viz.offline import offline_html
from viz.picture import Picture
from viz.subgraph import picture_of_answer

HEIGHT = 560


@dataclass(frozen=True, slots=True)
class Inline:
    """A page that a notebook shows in a frame, in which no script reaches the notebook."""

    html: str
    title: str

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )

    def write(self, path: str | Path) -> None:
        """Write the page as a file. Raises LantuError where it cannot."""
        try:
            Path(path).write_text(self.html, encoding="utf-8", newline="\n")
        except OSError as error:
            raise LantuError(f"{path} cannot be written: {error.strerror}") from error


def inline(result: Answered | Picture | Part | Sequence[Part], title: str = "") -> Inline:
    """What a notebook shows of a result. Raises LantuError, and StoreError."""
    if not isinstance(result, Answered):
        subject = [result] if isinstance(result, Part) else result
        return Inline(offline_html(subject, title), title)
    if result.store is None:
        raise LantuError("this answer does not say where it was read: ask with lantu.open(…)")
    picture = picture_of_answer(result.store, result)
    places = places_of(result.store, [each.passage for each in picture.edges if each.passage])
    title = title or result.title
    return Inline(offline_html(picture, title, places), title)
