"""Things of a kind that serve, stand in, or take part in what is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import ENTITY_LABELS
from graph.queries.selection import Selection
from graph.questions.anchors import kinds_of
from graph.questions.composer import Composer, Found
from graph.questions.rules.kinds import ALL_OF, SERVED, SERVING
from graph.questions.rules.stages import so_far
from graph.questions.rules.texts import names_said, words_asked


def things(asked: Composer) -> Found:
    """Things of a kind that serve, stand in, or take part in what is named."""
    kinds = [kind for kind in asked.kinds() if kind in ALL_OF]
    for rule in (_serving, _served, _partners, _inside):
        found = rule(asked, kinds)
        if found:
            return found
    # Who somebody is (谁是市长) is no question of what is said with words.
    if asked.themes and kinds and not asked.has("ask", "who"):
        asked.take("kind")
        asked.take("relation", "serves", "located", "involves")
        where = replace(asked.where(), kind=tuple(kinds))
        return [
            Selection(
                "things-said-with", {"text": words_asked(asked)}, where, asked.shape_of_things()
            )
        ]
    if kinds and not asked.names and not asked.themes and len(kinds) == 1:
        asked.take("kind")
        asked.take("status", "target")
        return [Selection(ALL_OF[kinds[0]], {}, asked.where(), asked.shape_of_things())]
    return None


def _serving(asked: Composer, kinds: Sequence[str]) -> Found:
    served = asked.name_of(*SERVED)
    serves = asked.has("relation", "serves")
    wanted = [kind for kind in kinds if kind in SERVING]
    if (
        not served
        or not (wanted or serves)
        or ("Goal" in wanted and not asked.has("kind", "Project"))
    ):
        return None
    if kinds_of(served) & {"Project"} and "Project" not in wanted:
        return None
    asked.take("kind", *SERVING)
    asked.take("status", "target")
    asked.take("relation", "serves", "about")
    thing = asked.thing(served, SERVED)
    where, shape = asked.where(), asked.shape_of_things()
    if wanted and wanted != ["Project"]:
        where = replace(where, kind=tuple(wanted))
        return [Selection("serving-goal", {"goal": thing}, where, shape)]
    beside = replace(where, kind=("Project",))
    return [
        Selection("projects-serving-goal", {"goal": thing}, where, shape),
        Selection("things-said-with", {"text": names_said(served)}, beside, shape),
    ]


def _served(asked: Composer, kinds: Sequence[str]) -> Found:
    piece = asked.name_of(*SERVING)
    if not piece or not (asked.has("kind", "Goal") or asked.has("relation", "serves")):
        return None
    asked.take("kind", "Goal", "Project", "Measure")
    asked.take("relation", "serves")
    about = {"project": asked.thing(piece, SERVING)}
    return [Selection("goals-of-project", about, asked.where(), asked.shape_of_things())]


def _partners(asked: Composer, kinds: Sequence[str]) -> Found:
    body = asked.name_of("Organization")
    if body and {"Project", "Initiative"} & {*kinds}:
        asked.take("kind")
        involved = asked.take("relation", "involves")
        asked.take("relation", "serves")
        where = replace(asked.where(), kind=tuple(kinds))
        about = {"organization": asked.thing(body, ("Organization", "Department"))}
        shape = asked.shape_of_things()
        beside = Selection("things-said-with", {"text": names_said(body)}, where, shape)
        works = Selection("works-of-organization", about, where, shape)
        return [works] if involved else [works, beside]
    work = asked.name_of("Project", "Initiative")
    if work and ("Organization" in kinds or asked.has("relation", "involves")):
        asked.take("kind", "Organization", "Department")
        asked.take("relation", "involves")
        about = {"project": asked.thing(work, ("Project", "Initiative"))}
        return [
            Selection("organizations-of-project", about, asked.where(), asked.shape_of_things())
        ]
    return None


def _inside(asked: Composer, kinds: Sequence[str]) -> Found:
    area = asked.name_of("Area")
    located = asked.has("relation", "where") or (asked.has("kind", "Area") and not area)
    if located and (piece := asked.name_of(*ENTITY_LABELS)):
        asked.take("relation", "where", "located")
        asked.take("kind", "Area", *kinds_of(piece))
        where = asked.where()
        return [
            Selection("places-of", {"node": asked.thing(piece)}, where),
            Selection("passages", {"text": names_said(piece)}, where),
        ]
    described = asked.has("relation", "about") and not asked.has("relation", "inside")
    # What a goal aims at is in no area, even where a sentence names both.
    elsewhere = {*kinds} <= {"Goal", "Measure"} and kinds
    if not area or described or elsewhere or not asked.says_anything():
        return None
    asked.take("kind")
    asked.take("relation", "located", "involves")
    if asked.has("stage") and kinds in ([], ["Project"]):
        where = replace(so_far(asked, asked.where()), kind=("Project",))
        about = {"area": asked.thing(area, ("Area",))}
        return [Selection("in-area", about, where, asked.shape_of_things())]
    where, shape = replace(asked.where(), kind=tuple(kinds)), asked.shape_of_things()
    thing = asked.thing(area, ("Area",))
    if not kinds:
        return [Selection("in-area", {"area": thing}, where, shape)]
    return [
        Selection("about-area", {"area": thing, "text": names_said(area)}, where, shape),
        Selection("things-said-with", {"text": names_said(area)}, where, shape),
    ]
