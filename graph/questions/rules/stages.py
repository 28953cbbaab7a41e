"""Projects by how far they are: built, under construction, to start."""

from __future__ import annotations

from dataclasses import replace

from graph.queries.selection import Selection, Where
from graph.questions.composer import Composer, Found

# What is asked of projects that started: those that will, and those of which a review says it.
_STARTED = ("to_start", "under_way")


def stages(asked: Composer) -> Found:
    """All projects, or those of a place, that have come so far."""
    if asked.kinds() != ["Project"] or not asked.has("stage") or asked.names or asked.themes:
        return None
    if asked.has("status", "target"):
        # What is to be built is not built yet: the plan's own words are asked for.
        return None
    asked.take("kind", "Project")
    said, shape = asked.where(), asked.shape_of_things()
    where = so_far(asked, said)
    found = [Selection("projects-by-stage", {}, where, shape)]
    if where.says or not said.says:
        return found
    # Of a year to come, those of which a plan says the word.
    return [*found, Selection("projects", {}, said, shape)]


def so_far(asked: Composer, where: Where) -> Where:
    """The conditions of projects that have come as far as is asked."""
    stage = asked.take("stage")
    asked.take("status", "past")
    if "started" in stage:
        return replace(where, stage=_STARTED)
    return replace(where.without("says"), stage=tuple(stage))
