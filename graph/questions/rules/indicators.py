"""Figures of an indicator within the places and years of a question: listed, or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.folding import fold
from graph.queries.measured import indicators_like, is_share, measures_of
from graph.queries.named import nodes_named
from graph.queries.names import Resolved
from graph.queries.selection import Selection, Shape, Where
from graph.questions.composer import Composer
from graph.questions.reading import Piece
from graph.questions.refusing import Refused
from graph.stores.names import Named


def figures_of_indicator(asked: Composer, pieces: Sequence[Piece]) -> list[Selection]:
    """The figures of indicators, side by side where places or years are compared."""
    asked.take("kind", "Indicator", "Goal", "Measure")
    asked.take("relation", "about")
    meant = indicator(asked, *pieces)
    where = _ranked(asked, asked.where(figures=True))
    shape = _shape(asked, where)
    of_places = shape in ("top", "bottom", "compare") or (shape == "count" and where.level)
    if of_places and not where.year:
        where = _of_one_year(asked, where)
    others = [piece for piece in asked.names if piece not in asked.used]
    if others:
        raise Refused(
            "not_for",
            "、".join(piece.text for piece in others),
            meant.name,
            "、".join(asked.context.places) or _whose(asked, meant),
        )
    found = Selection("figures-of-indicator", {"indicator": meant}, where, shape)
    if where.value_kind or not (where.year or shape == "series"):
        return [found]
    # What is asked of a year is its value, and only where none is given what holds of it too; the
    # value of a share is no change by points.
    of_year = replace(where, value_kind=("year",))
    if not where.measure and is_share(asked.store, meant.ids):
        share = replace(of_year, measure=("level",))
        return [replace(found, where=each) for each in (share, of_year, where)]
    return [replace(found, where=of_year), found]


def in_words(asked: Composer) -> Piece | None:
    """The one indicator whose name says all that a question names, as a piece of the question.

    Raises Refused where there are several.
    """
    pieces = [*asked.names, *asked.themes, *asked.reading.of("number")]
    words = sorted((fold(piece.text.strip()) for piece in pieces), key=len, reverse=True)
    within = asked.context.documents
    called = [
        node
        for node in nodes_named(asked.store, "contains", ("Indicator",), words[:1])
        if any(all(word in name for word in words) for name in node.names)
        and (not within or node.document_id in within)
    ]
    if not called:
        return None
    if len(measures_of(asked.store, {node.id for node in called})) > 1:
        raise Refused("several", suggestions=_each(asked, called))
    asked.used |= {*pieces}
    return replace(pieces[0], kind="name", nodes=tuple(called))


def _each(asked: Composer, nodes: Sequence[Named]) -> tuple[str, ...]:
    """A question about each of some indicators."""
    places = "、".join(asked.context.places)
    names = dict.fromkeys(node.name for node in nodes)
    form = "{0}{1}是多少" if asked.reading.language == "zh" else "what is {1} ({0})"
    return tuple(form.format(places, name) for name in names)


def indicator(asked: Composer, *pieces: Piece) -> Resolved:
    """The indicators that names stand for, within the documents named. Raises Refused."""
    asked.used |= {*pieces}
    named = {node.id for piece in pieces for node in piece.nodes if node.kind == "Indicator"}
    nodes, within = indicators_like(asked.store, named), asked.context.documents
    own = [each for each in nodes if not within or each.document_id in within]
    if not own:
        raise Refused("empty", _said(asked, pieces))
    names = [each.name for each in own]
    name = pieces[0].text if pieces[0].text in names else names[0]
    return Resolved(name, "Indicator", tuple(sorted(each.id for each in own)))


def _ranked(asked: Composer, where: Where) -> Where:
    """The conditions; a ranking of places is one by their figures, not of the ranks they give."""
    if where.measure == ("rank",) and where.level and asked.has("ask", "compare"):
        return replace(where, measure=())
    return where


def _shape(asked: Composer, where: Where) -> Shape:
    asked.take("ask", "figure", "how", "compare")
    compared = asked.has("ask", "compare")
    if asked.take("ask", "top"):
        return "top"
    if asked.take("ask", "bottom"):
        return "bottom"
    if asked.take("ask", "series") or len(where.year) > 1:
        asked.take("ask", "count")
        return "series"
    if where.level or len(where.place) > 1:
        count = asked.has("ask", "count") and asked.has("level") and not asked.has("ask", "figure")
        return "count" if count and asked.take("ask", "count") else "compare"
    asked.take("ask", "count")
    if where.bound and not where.place:
        return "compare"
    return "compare" if compared else "list"


def _of_one_year(asked: Composer, where: Where) -> Where:
    """The year of plans, or of results, in the newest reports. Raises Refused where unsaid."""
    if where.status == ("target",):
        return replace(where, year=(asked.context.newest,))
    if where.status and "target" not in where.status:
        return replace(where, year=(asked.context.newest - 1,))
    asks = asked.reading.question.rstrip("?？。. ")
    if asked.reading.language == "zh":
        ways = (
            f"{asked.context.newest}年目标：{asks}",
            f"{asked.context.newest - 1}年完成：{asks}",
        )
    else:
        ways = (
            f"{asks} (target for {asked.context.newest})",
            f"{asks} (result of {asked.context.newest - 1})",
        )
    raise Refused("several", suggestions=ways)


def _whose(asked: Composer, indicator: Resolved) -> str:
    found = asked.store.read(
        "MATCH (i:Indicator), (d:Document) WHERE i.id IN $ids AND d.id = i.document "
        "RETURN DISTINCT d.place ORDER BY d.place LIMIT 5",
        {"ids": list(indicator.ids)},
    )
    return "、".join(str(row[0]) for row in found.rows)


def _said(asked: Composer, pieces: Sequence[Piece]) -> str:
    where = "、".join(asked.context.places)
    names = "、".join(piece.text for piece in pieces)
    return f"{where}的{names}" if asked.reading.language == "zh" else f"{names} of {where}"
