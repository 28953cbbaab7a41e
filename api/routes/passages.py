"""Paragraphs by what they say, and one with where it stands."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.answers import Answer, Language, NodeId, Text, WorkspaceDep
from api.conditions import Conditions
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from graph.errors import UnknownName
from graph.queries.run import run
from graph.queries.sentences import counts
from graph.stores.interface import Store
from viz.facts import node_properties

router = APIRouter(prefix=f"{PREFIX}/passages", tags=["passages"], route_class=route_of("lookups"))

_DEEPEST = 8


class PassageCounts(BaseModel):
    """How many passages each place, year and document has, the most first."""

    place: dict[str, int]
    year: dict[str, int]
    document: dict[str, int]


class PassagesAnswer(Answer):
    """Passages that say some words, each with the sentence that does and the words' places."""

    counts: PassageCounts


@router.get(
    "",
    summary="Passages that say some words",
    response_model=PassagesAnswer,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def passages(
    workspace: WorkspaceDep, reply: ReplyDep, q: Text, where: Conditions, lang: Language = "zh"
) -> Response:
    """Of several words with `|` between them one is enough; `marks` are their places."""
    found = run(workspace.store, "passages", {"text": q}, reply.limits, lang, where)
    return reply.give(found, {"counts": counts(found.rows)})


class PassageView(BaseModel):
    """A paragraph. `headings` are those it stands under, the outermost first.

    `start` and `end` are offsets into the text of the source file.
    """

    id: str
    text: str
    start: int
    end: int
    document: str
    document_id: str
    headings: list[str]


@router.get(
    "/{id}",
    summary="A paragraph with its headings and the title of its document",
    responses=problem_responses(404, 422, 503),
)
def passage(workspace: WorkspaceDep, id: NodeId) -> PassageView:
    """The words that show a claim, its `quote`, are found in `text` as they stand."""
    found = node_properties(workspace.store, id)
    if found is None or found[0] != "Passage":
        raise UnknownName(f"The graph holds no passage {id}.")
    properties = found[1]
    document = node_properties(workspace.store, properties["document"])
    return PassageView(
        **{key: properties[key] for key in ("id", "text", "start", "end")},
        document=document[1]["name"] if document else "",
        document_id=properties["document"],
        headings=_headings(workspace.store, id),
    )


def _headings(store: Store, passage_id: str) -> list[str]:
    statement = (
        f"MATCH (p:Passage {{id: $id}})-[:PART_OF*1..{_DEEPEST}]->(s:Section) "
        "RETURN DISTINCT s.name, s.depth, s.position ORDER BY s.depth, s.position"
    )
    return [str(name) for name, _, _ in store.read(statement, {"id": passage_id}).rows if name]
