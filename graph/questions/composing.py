"""From the pieces of a question to what it asks for: a selection that uses them all.

Each rule looks for a combination of kinds of pieces, whatever their words, and takes the pieces
that it uses. What no rule fits, or what is left over when one did, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.model import ENTITY_LABELS
from graph.queries.selection import Selection, Shape
from graph.questions.anchors import kinds_of
from graph.questions.composer import Composer
from graph.questions.reading import Piece, Reading
from graph.questions.refusing import Refused
from graph.stores.interface import Store

_SERVED = ("Goal", "Measure")
_ANSWERED = ("Goal", "Measure", "Project")
_AGENCIES = ("Department", "Organization")
_SERVING = ("Project", "Initiative", "Measure", "Goal")
_ALL_OF = {
    "Project": "projects",
    "Goal": "goals",
    "Measure": "measures",
    "Initiative": "initiatives",
    "Area": "areas",
    "Department": "agencies",
    "Organization": "organizations",
}
_WITHOUT = {
    ("Goal", "Indicator"): "goals-without-indicators",
    ("Goal", "Project"): "goals-without-projects",
    ("Goal", "Department"): "goals-without-agencies",
    ("Project", "Area"): "projects-without-places",
}
_BY = {
    ("Goal", "Project"): "projects-by-goal",
    ("Area", "Project"): "projects-by-area",
    ("Goal", "Indicator"): "indicators-by-goal",
    ("Department", "Indicator"): "targets-by-agency",
}


def compose(store: Store, reading: Reading) -> list[Selection]:
    """What a question asks for, and what may be answered instead where that has no rows.

    Raises Refused, and AmbiguousName where a name stands for several things.
    """
    composer = Composer(store, reading)
    for rule in _RULES:
        found = rule(composer)
        if found:
            composer.check_all_is_used()
            return found
    raise composer.unfit()


Found = list[Selection] | None


def _path(asked: Composer) -> Found:
    """How two things are connected."""
    ends = asked.names
    if not asked.has("relation", "path") or len(ends) != 2:
        return None
    asked.take("relation", "path", "about")
    asked.take("ask", "how")
    about = {"from": asked.thing(ends[0]), "to": asked.thing(ends[1])}
    return [Selection("path", about, asked.where())]


def _changed(asked: Composer) -> Found:
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
        about = {"indicator": asked.context.indicator(asked, piece)}
        return [Selection("figures-of-indicator", about, where, shape)]
    return [Selection("figures", {}, where, shape)]


def _without(asked: Composer) -> Found:
    """Things that lack something, and places whose documents do not say something."""
    if not asked.has("ask", "none"):
        return None
    if asked.themes or asked.name_of(*ENTITY_LABELS):
        return _not_saying(asked)
    kinds = [*dict.fromkeys(asked.take("kind"))]
    if asked.take("relation", "answers"):
        kinds.append("Department")
    if asked.take("relation", "where", "located"):
        kinds.append("Area")
    if asked.take("relation", "serves"):
        kinds.append("Project")
    query = next((_WITHOUT[pair] for pair in _WITHOUT if {*pair} <= {*kinds}), None)
    if not query:
        return None
    asked.take("ask", "none")
    asked.take("status", "target")
    return [Selection(query, {}, asked.where(), asked.shape_of_things())]


def _not_saying(asked: Composer) -> Found:
    if not asked.has("relation", "mentions"):
        return None
    asked.take("relation", "mentions", "where")
    asked.take("ask", "none")
    asked.take("kind")
    return [Selection("passages", {"text": _words(asked)}, asked.where(), "absent")]


def _most(asked: Composer) -> Found:
    """Of which things, or places, the most of another kind are counted."""
    if not asked.has("ask", "top", "bottom") or asked.names or asked.themes:
        return None
    kinds = [
        value for piece in asked.reading.pieces for tag, value in piece.meanings if tag == "kind"
    ]
    if asked.has("level") and kinds and kinds[-1] in _ALL_OF:
        asked.take("ask", "top", "count")
        asked.take("kind")
        asked.take("status", "target")
        return [Selection(_ALL_OF[kinds[-1]], {}, asked.where(), "places")]
    query = next((_BY[pair] for pair in _BY if {*pair} <= {*kinds}), None)
    if not query:
        return None
    asked.take("kind")
    asked.take("status", "target")
    asked.take("relation", "answers", "serves")
    shape: Shape = "top" if asked.take("ask", "top") else "bottom"
    asked.take("ask", "bottom")
    return [Selection(query, {}, asked.where(), shape)]


def _figures(asked: Composer) -> Found:
    """Figures of an indicator that is named."""
    pieces = [piece for piece in asked.names if "Indicator" in kinds_of(piece)]
    other = {"Project", "Initiative", "Area", "Organization", "Department"} & {*asked.kinds()}
    if not pieces or other or asked.has("relation", "mentions"):
        return None
    only = all(kinds_of(piece) == {"Indicator"} for piece in pieces)
    of_figures = ("ask", "status", "measure", "bound", "level", "year")
    if not only and not any(asked.has(tag) for tag in of_figures) and not asked.context.years:
        return None
    return asked.context.figures(asked, pieces)


def _figures_of(asked: Composer) -> Found:
    """Figures that measure a goal, that an agency answers for, or that documents give."""
    kinds = asked.kinds()
    of_agency = asked.name_of("Department")
    duty = of_agency and asked.has("status", "target") and not {"Project", "Measure"} & {*kinds}
    if kinds != ["Indicator"] and not duty:
        return None
    asked.take("kind", "Indicator", "Goal", "Measure")
    asked.take("relation", "about")
    asked.take("ask", "figure", "how")
    served = None if of_agency else asked.name_of(*_SERVED)
    if of_agency:
        asked.take("relation", "answers")
        where = asked.where(figures=True)
        where = where.without("status") if where.status == ("target",) else where
        agency = {"agency": asked.thing(of_agency, _AGENCIES)}
        return [Selection("targets-of-agency", agency, where, asked.shape_of_things())]
    where = asked.where(figures=True)
    if served:
        asked.take("relation", "serves")
        goal = {"goal": asked.thing(served, _SERVED)}
        return [Selection("indicators-of-goal", goal, where, asked.shape_of_things())]
    if asked.names or asked.themes:
        return None
    return [Selection("figures", {}, where, asked.shape_of_things())]


def _mentions(asked: Composer) -> Found:
    """Where something is said, how often, and with what."""
    if not asked.has("relation", "mentions") or not (asked.names or asked.themes):
        return None
    asked.take("relation", "mentions", "where", "about")
    asked.take("ask", "how")
    kinds = [kind for kind in asked.kinds() if kind in _ALL_OF]
    query = "passages"
    words = _words(asked)
    if asked.has("level"):
        asked.take("ask", "top")
    where = asked.where()
    if kinds:
        asked.take("kind")
        query, where = "things-said-with", replace(where, kind=tuple(kinds))
    return [Selection(query, {"text": words}, where, asked.shape_of_things())]


def _agencies(asked: Composer) -> Found:
    """Who answers for something, and what somebody answers for."""
    agency = asked.name_of("Department")
    kinds = [kind for kind in asked.kinds() if kind in _SERVING]
    if agency and (asked.has("relation", "answers") or kinds):
        asked.take("relation", "answers", "serves")
        asked.take("kind")
        asked.take("status", "target")
        where = replace(asked.where(), kind=tuple(kinds))
        about = {"agency": asked.thing(agency, _AGENCIES)}
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


def _things(asked: Composer) -> Found:
    """Things of a kind that serve, stand in, or take part in what is named."""
    kinds = [kind for kind in asked.kinds() if kind in _ALL_OF]
    for rule in (_serving, _served, _partners, _inside):
        found = rule(asked, kinds)
        if found:
            return found
    if asked.themes and kinds:
        asked.take("kind")
        asked.take("relation", "serves", "located", "involves")
        where = replace(asked.where(), kind=tuple(kinds))
        return [
            Selection("things-said-with", {"text": _words(asked)}, where, asked.shape_of_things())
        ]
    if kinds and not asked.names and not asked.themes and len(kinds) == 1:
        asked.take("kind")
        asked.take("status", "target")
        return [Selection(_ALL_OF[kinds[0]], {}, asked.where(), asked.shape_of_things())]
    return None


def _serving(asked: Composer, kinds: Sequence[str]) -> Found:
    served = asked.name_of(*_SERVED)
    serves = asked.has("relation", "serves")
    wanted = [kind for kind in kinds if kind in _SERVING]
    if (
        not served
        or not (wanted or serves)
        or ("Goal" in wanted and not asked.has("kind", "Project"))
    ):
        return None
    if kinds_of(served) & {"Project"} and "Project" not in wanted:
        return None
    asked.take("kind", *_SERVING)
    asked.take("status", "target")
    asked.take("relation", "serves", "about")
    thing = asked.thing(served, _SERVED)
    where, shape = asked.where(), asked.shape_of_things()
    if wanted and wanted != ["Project"]:
        where = replace(where, kind=tuple(wanted))
        return [Selection("serving-goal", {"goal": thing}, where, shape)]
    beside = replace(where, kind=("Project",))
    return [
        Selection("projects-serving-goal", {"goal": thing}, where, shape),
        Selection("things-said-with", {"text": _said(served)}, beside, shape),
    ]


def _served(asked: Composer, kinds: Sequence[str]) -> Found:
    piece = asked.name_of(*_SERVING)
    if not piece or not (asked.has("kind", "Goal") or asked.has("relation", "serves")):
        return None
    asked.take("kind", "Goal", "Project", "Measure")
    asked.take("relation", "serves")
    about = {"project": asked.thing(piece, _SERVING)}
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
        beside = Selection("things-said-with", {"text": _said(body)}, where, shape)
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
            Selection("passages", {"text": _said(piece)}, where),
        ]
    described = asked.has("relation", "about") and not asked.has("relation", "inside")
    if not area or described or not asked.says_anything():
        return None
    asked.take("kind")
    asked.take("relation", "located", "involves")
    where, shape = replace(asked.where(), kind=tuple(kinds)), asked.shape_of_things()
    thing = asked.thing(area, ("Area",))
    if not kinds:
        return [Selection("in-area", {"area": thing}, where, shape)]
    return [
        Selection("about-area", {"area": thing, "text": _said(area)}, where, shape),
        Selection("things-said-with", {"text": _said(area)}, where, shape),
    ]


def _about(asked: Composer) -> Found:
    """A thing or a theme by itself."""
    if len(asked.names) + len(asked.themes) != 1 or asked.kinds():
        return None
    if (
        asked.says_anything()
        and not asked.has("relation", "about", "involves")
        and not asked.has("ask", "how")
    ):
        return None
    if asked.themes and asked.has("ask", "how"):
        return None
    asked.take("relation", "about")
    asked.take("ask", "how", "figure")
    where = asked.where()
    if asked.themes:
        return [Selection("passages", {"text": _words(asked)}, where)]
    piece = asked.names[0]
    return [
        Selection("neighbours", {"node": asked.thing(piece)}, where),
        Selection("passages", {"text": _said(piece)}, where),
    ]


_RULES: Sequence[Callable[[Composer], Found]] = (
    _path,
    _changed,
    _without,
    _most,
    _figures,
    _figures_of,
    _mentions,
    _agencies,
    _things,
    _about,
)


def _words(asked: Composer) -> str:
    """The words of themes and names, as passages may say them."""
    words = []
    for piece in (*asked.themes, *asked.names):
        asked.used.add(piece)
        words.append(piece.text if piece.kind != "name" else _said(piece))
    return "|".join(words)


def _said(piece: Piece) -> str:
    """The names that passages may use of what a piece names, Chinese as they are."""
    names = {name for node in piece.nodes for name in node.names if not name.isascii()}
    own = {node.name for node in piece.nodes}
    return "|".join(sorted(names | own, key=lambda each: (-len(each), each)))


def _both(asked: Composer, chinese: str, english: str) -> str:
    return chinese if asked.reading.language == "zh" else english
