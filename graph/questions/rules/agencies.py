"""Who answers for something, and what somebody answers for."""

from __future__ import annotations

from dataclasses import replace

from graph.queries.selection import Selection
from graph.questions.composer import Composer, Found
from graph.questions.refusing import Refused
from graph.questions.rules.kinds import AGENCIES, SERVING

_ANSWERED = ("Goal", "Measure", "Project")


def agencies(asked: Composer) -> Found:
    """Who answers for something, and what somebody answers for."""
    agency = asked.name_of("Department")
    kinds = [kind for kind in asked.kinds() if kind in SERVING]
    if agency and (asked.has("relation", "answers") or kinds):
        asked.take("relation", "answers", "serves")
        asked.take("kind")
        asked.take("status", "target")
        where = replace(asked.where(), kind=tuple(kinds))
        about = {"agency": asked.thing(agency, AGENCIES)}
        return [Selection("duties-of-agency", about, where, asked.shape_of_things())]
    if not (asked.has("kind", "Department") or asked.has("relation", "answers")) or not asked.names:
        return None
    answered = asked.name_of(*_ANSWERED)
    if not answered:
        piece = asked.names[0]
        raise Refused(
            "empty", _both(asked, f"负责“{piece.text}”的部门", f"who answers for “{piece.text}”")
        )
    asked.take("relation", "answers")
    asked.take("kind", "Department", "Goal")
    about = {"goal": asked.thing(answered, _ANSWERED)}
    return [Selection("agencies-of-goal", about, asked.where(), asked.shape_of_things())]


def _both(asked: Composer, chinese: str, english: str) -> str:
    return chinese if asked.reading.language == "zh" else english
