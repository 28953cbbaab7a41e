"""Figures: of an indicator, of what is measured, and those that went up or down."""

from __future__ import annotations

from dataclasses import replace

from graph.queries.selection import Selection, Shape
from graph.questions.anchors import kinds_of
from graph.questions.composer import Composer, Found
from graph.questions.rules.indicators import figures_of_indicator, in_words, indicator
from graph.questions.rules.kinds import AGENCIES, SERVED


def figures(asked: Composer) -> Found:
    """Figures of an indicator that is named."""
    pieces = [piece for piece in asked.names if "Indicator" in kinds_of(piece)]
    other = {"Project", "Initiative", "Area", "Organization", "Department"} & {*asked.kinds()}
    if not pieces or other or asked.has("relation", "mentions"):
        return None
    only = all(kinds_of(piece) == {"Indicator"} for piece in pieces)
    of_figures = ("ask", "status", "measure", "value_kind", "bound", "level", "year")
    if not only and not any(asked.has(tag) for tag in of_figures) and not asked.context.years:
        return None
    if asked.themes and (whole := in_words(asked)):
        # More of its name is said in other words: 筹集 beside 保障性租赁住房.
        pieces = [whole]
    return figures_of_indicator(asked, pieces)


def figures_of(asked: Composer) -> Found:
    """Figures that measure a goal, that an agency answers for, or that documents give."""
    kinds = asked.kinds()
    of_agency = asked.name_of("Department")
    duty = of_agency and asked.has("status", "target") and not {"Project", "Measure"} & {*kinds}
    if kinds != ["Indicator"] and not duty:
        return None
    asked.take("kind", "Indicator", "Goal", "Measure")
    asked.take("relation", "about")
    asked.take("ask", "figure", "how")
    served = None if of_agency else asked.name_of(*SERVED)
    if of_agency:
        asked.take("relation", "answers")
        where = asked.where(figures=True)
        where = where.without("status") if where.status == ("target",) else where
        agency = {"agency": asked.thing(of_agency, AGENCIES)}
        return [Selection("targets-of-agency", agency, where, asked.shape_of_things())]
    where = asked.where(figures=True)
    if served:
        asked.take("relation", "serves")
        goal = {"goal": asked.thing(served, SERVED)}
        return [Selection("indicators-of-goal", goal, where, asked.shape_of_things())]
    if asked.names or asked.themes:
        return None
    shape = asked.shape_of_things()
    counted = shape == "count" and not (where.status or where.measure or where.bound)
    return [Selection("indicators" if counted else "figures", {}, where, shape)]


def figures_in_words(asked: Composer) -> Found:
    """Figures of an indicator whose name is said in other words, or in another order."""
    asks = asked.has("ask", "figure") or asked.has("ask", "count") or asked.has("status")
    only_figures = {*asked.kinds()} <= {"Indicator", "Goal", "Measure"}
    if not (asks and only_figures and asked.themes) or asked.has("relation"):
        return None
    piece = in_words(asked)
    return figures_of_indicator(asked, [piece]) if piece else None


def changed(asked: Composer) -> Found:
    """Figures of one year that are lower or higher than those of another."""
    direction = next((each for each in ("lower", "higher") if asked.has("ask", each)), "")
    years = asked.context.years
    if not (direction and asked.has("ask", "than") and len(years) == 2):
        return None
    asked.take("ask")
    asked.take("kind", "Goal", "Indicator")
    if years[0] < years[1]:
        direction = "higher" if direction == "lower" else "lower"
    where = replace(asked.where(figures=True), status=("actual", "expected", "target"))
    shape: Shape = "lower" if direction == "lower" else "higher"
    piece = asked.name_of("Indicator")
    if piece:
        about = {"indicator": indicator(asked, piece)}
        return [Selection("figures-of-indicator", about, where, shape)]
    return [Selection("figures", {}, where, shape)]
