"""What became of targets: met, missed, under way."""

from __future__ import annotations

from dataclasses import replace

from graph.queries.selection import Selection
from graph.questions.anchors import kinds_of
from graph.questions.composer import Composer, Found
from graph.questions.rules.indicators import indicator
from graph.questions.rules.kinds import AGENCIES, SERVED


def tracking(asked: Composer) -> Found:
    """Targets beside their results, of an indicator, a goal or an agency where one is named."""
    judged = asked.has("verdict")
    if asked.themes or len(asked.names) > 1 or {*asked.kinds()} - {"Goal", "Measure", "Indicator"}:
        return None
    if not judged and not _asks_which_were_met(asked):
        return None
    about = {}
    for piece in asked.names:
        kinds = kinds_of(piece)
        if "Indicator" in kinds:
            about["indicator"] = indicator(asked, piece)
        elif kinds & {*SERVED}:
            about["goal"] = asked.thing(piece, SERVED)
        elif kinds & {*AGENCIES}:
            about["agency"] = asked.thing(piece, AGENCIES)
        else:
            return None
    asked.take("kind")
    asked.take("status")
    asked.take("relation", "about", "answers", "serves")
    asked.take("ask", "how", "none")
    verdicts = [each for each in asked.take("verdict") if each]
    if not judged:
        verdicts = ["met"]
    where = replace(asked.where(), verdict=tuple(verdicts))
    return [Selection("track", about, where, asked.shape_of_things())]


def _asks_which_were_met(asked: Composer) -> bool:
    """哪些目标完成了, as 完成了哪些目标: no indicator is named, and targets that have results."""
    done = asked.has("status", "done") and asked.has("status", "target")
    return done and asked.has("kind", "Goal") and not asked.names and not asked.has("ask")
