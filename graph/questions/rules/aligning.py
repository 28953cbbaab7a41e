"""What takes up a programme or goal of the nation, from its provinces down to a city's projects."""

from __future__ import annotations

from dataclasses import replace

from graph.build.alignment import alignment_rules
from graph.folding import fold
from graph.queries.selection import Selection, Where
from graph.questions.composer import Composer, Found
from graph.questions.reading import Piece
from graph.questions.refusing import Refused

_NATION = "全国"
_ALIGNED = ("Goal", "Initiative", "Measure")


def aligning(asked: Composer) -> Found:
    """What takes up a programme or goal of the nation."""
    pieces = [*asked.names, *asked.themes]
    if not asked.has("relation", "aligned") or len(pieces) != 1:
        return None
    asked.take("relation", "aligned", "serves", "about")
    asked.take("ask", "how")
    wants_projects = "Project" in asked.kinds()
    asked.take("kind", "Project", *_ALIGNED)
    asked.take("status", "target")
    where, shape = _below(asked.where()), asked.shape_of_things()
    asked.used.add(pieces[0])
    if programme := programme_of(pieces[0]):
        query = "projects-of-programme" if wants_projects else "goals-of-programme"
        return [Selection(query, {"programme": programme}, where, shape)]
    if pieces[0].kind != "name" or not (goal := asked.anchors.thing(pieces[0], _ALIGNED)):
        raise Refused("not_aligned", pieces[0].text)
    query = "projects-aligned-with-goal" if wants_projects else "aligned-goals"
    return [Selection(query, {"goal": goal}, where, shape)]


def programme_of(piece: Piece) -> str | None:
    """The programme of the nation that a piece of a question names, or None."""
    said = {fold(piece.text), *(fold(node.name) for node in piece.nodes)}
    names = said | {each.removesuffix("战略") for each in said}
    rules = alignment_rules().programmes.items()
    found = [
        programme
        for programme, pattern in rules
        if fold(programme) in names or any(pattern.fullmatch(name) for name in names)
    ]
    return found[0] if found else None


def _below(where: Where) -> Where:
    """The conditions without the nation, whose goals are what is taken up."""
    return replace(where, place=tuple(each for each in where.place if each != _NATION))
