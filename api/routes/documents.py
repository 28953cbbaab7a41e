"""The documents of the collection, listed."""

from __future__ import annotations

from dataclasses import asdict
from dataclasses import fields as dataclass_fields
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from api.answers import DocumentDep, Page, WorkspaceDep
from api.conditions import Several
from api.forms import answer_responses
from api.lists import ReplyDep
from api.places import route_of
from api.problems import problem_responses
from api.routes import PREFIX
from graph.errors import UnknownName
from graph.stores.interface import Limits, Store
from graph.workspace import Loaded
from viz.facts import MOST_FACTS, Relation, node_properties, relations_of

router = APIRouter(
    prefix=f"{PREFIX}/documents", tags=["documents"], route_class=route_of("lookups")
)

_MOST_SECTIONS = 1_000
_MOST_PASSAGES = 100_000


class SectionView(BaseModel):
    """A heading of a document; `part` says whether what follows reviews or plans."""

    id: str
    name: str
    level: int
    part: str
    year: int


class DocumentView(BaseModel):
    """A document, what was found in it, its headings in order, and what it cites and is cited by.

    Each relation has its first claims, with their words; `/nodes/{id}/neighbours` has all.
    """

    document: Loaded
    level: str
    date: str
    sections: list[SectionView]
    relations: list[Relation]


@router.get(
    "",
    summary="The documents, by place and year",
    response_model=Page,
    responses=answer_responses(400, 409, 422, 503),
)
def documents(
    workspace: WorkspaceDep,
    reply: ReplyDep,
    place: Annotated[Several, Query(description="only documents of this place")] = [],  # noqa: B006
    year: Annotated[Several, Query(description="only documents that plan for this year")] = [],  # noqa: B006
) -> Response:
    """Each with how much was found in it."""
    rows = [
        asdict(each)
        for each in workspace.documents()
        if (not place or each.place in place) and (not year or str(each.year) in year)
    ]
    return reply.give_rows("documents", [each.name for each in dataclass_fields(Loaded)], rows)


@router.get(
    "/{id}",
    summary="A document, its headings, what it cites",
    responses=problem_responses(404, 422, 503),
)
def document(workspace: WorkspaceDep, loaded: DocumentDep) -> DocumentView:
    """The passages under a heading are reached through the claims they show."""
    node = node_properties(workspace.store, loaded.id)
    if node is None:
        raise UnknownName(f"The graph was built without {loaded.id}. Build it again: lantu build.")
    properties = node[1]
    return DocumentView(
        document=loaded,
        level=properties["level"],
        date=properties["date"],
        sections=_sections(workspace.store, loaded.id),
        relations=relations_of(workspace.store, [loaded.id], MOST_FACTS),
    )


@router.get(
    "/{id}/remarks",
    summary="What could not be read of a document with confidence",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def remarks(loaded: DocumentDep, reply: ReplyDep) -> Response:
    """Each remark says where."""
    rows = [{"remark": each} for each in loaded.remarks]
    return reply.give_rows("remarks", ["remark"], rows)


@router.get(
    "/{id}/text",
    summary="The paragraphs of a document, in order",
    response_model=Page,
    responses=answer_responses(400, 404, 409, 422, 503),
)
def text(workspace: WorkspaceDep, reply: ReplyDep, loaded: DocumentDep) -> Response:
    """`start` and `end` are offsets into the text of the source file."""
    statement = (
        "MATCH (p:Passage)-[:PART_OF]->(s:Section) WHERE p.document = $id "
        "RETURN p.id AS id, s.id AS section_id, s.name AS section, p.text AS text, "
        "p.start AS start, p.`end` AS `end` ORDER BY p.start, p.id"
    )
    answer = workspace.store.read(statement, {"id": loaded.id}, Limits(rows=_MOST_PASSAGES))
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return reply.give_rows("text", answer.columns, rows)


def _sections(store: Store, document_id: str) -> list[SectionView]:
    statement = (
        "MATCH (s:Section) WHERE s.document = $id "
        "RETURN s.id, s.name, s.depth, s.part, s.year ORDER BY s.position"
    )
    rows = store.read(statement, {"id": document_id}, Limits(rows=_MOST_SECTIONS)).rows
    names = SectionView.model_fields
    return [SectionView.model_validate(dict(zip(names, row, strict=True))) for row in rows]
