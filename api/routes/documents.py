"""The documents of the collection: listed, added and taken out."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, File, HTTPException, Query, Request, UploadFile
from pydantic import BaseModel

from api.answers import NodeId, WorkspaceDep
from api.problems import problem_responses
from graph.errors import DocumentError, UnknownName
from graph.limited.limits import upload_limits
from graph.stores.interface import Limits, Store
from graph.workspace import Loaded, Workspace
from viz.facts import node_properties

router = APIRouter(prefix="/documents", tags=["documents"])

MOST_FILES = 20
_MOST_SECTIONS = 1_000


class SectionView(BaseModel):
    """A heading of a document; `part` says whether what follows reviews or plans."""

    id: str
    name: str
    level: int
    part: str
    year: int


class DocumentView(BaseModel):
    """A document, what was found in it, and its headings in order."""

    document: Loaded
    level: str
    date: str
    sections: list[SectionView]


def _may_write(request: Request) -> None:
    if not request.app.state.writable:
        detail = "This server only reads. Start it with write permission to change documents."
        raise HTTPException(403, detail)


@router.get("", summary="The documents, by place and year", responses=problem_responses(422, 503))
def documents(
    workspace: WorkspaceDep,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[Loaded]:
    """Each with how much was found in it."""
    return workspace.documents()[offset : offset + limit]


@router.get(
    "/{id}", summary="A document and its headings", responses=problem_responses(404, 422, 503)
)
def document(workspace: WorkspaceDep, id: NodeId) -> DocumentView:
    """The passages under a heading are reached through the claims they show."""
    loaded = _loaded(workspace, id)
    found = node_properties(workspace.store, id)
    if found is None:
        raise UnknownName(f"The graph was built without {id}. Build it again: lantu build.")
    properties = found[1]
    return DocumentView(
        document=loaded,
        level=properties["level"],
        date=properties["date"],
        sections=_sections(workspace.store, id),
    )


@router.post(
    "",
    summary="Add documents, or new versions of them",
    dependencies=[Depends(_may_write)],
    responses=problem_responses(403, 411, 413, 422, 503),
)
def add(
    workspace: WorkspaceDep,
    files: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
) -> list[Loaded]:
    """A file loads whole or not at all; one that cannot be read is told by its `error`.

    Where no file could be read the answer is a problem.
    """
    with TemporaryDirectory(prefix="lantu-") as folder:
        paths = [_saved(file, Path(folder) / str(place)) for place, file in enumerate(files)]
        results = workspace.load(paths, limits=upload_limits())
    if all(result.error for result in results):
        raise DocumentError("; ".join(f"{result.file}: {result.error}" for result in results))
    return results


@router.delete(
    "/{id}",
    status_code=204,
    summary="Take a document out of the collection",
    dependencies=[Depends(_may_write)],
    responses=problem_responses(403, 404, 422, 503),
)
def remove(workspace: WorkspaceDep, id: NodeId) -> None:
    """What people decided about it stays, for when it comes back."""
    _loaded(workspace, id)
    workspace.remove(id)


def _loaded(workspace: Workspace, document_id: str) -> Loaded:
    for each in workspace.documents():
        if each.id == document_id:
            return each
    raise UnknownName(f"The collection holds no document {document_id}. See /documents.")


def _saved(file: UploadFile, folder: Path) -> Path:
    """The file, under its own name without any folders in it, in a folder of its own."""
    folder.mkdir()
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    path = folder / (name if name.strip(". ") else "document")
    with path.open("wb") as target:
        copyfileobj(file.file, target)
    return path


def _sections(store: Store, document_id: str) -> list[SectionView]:
    statement = (
        "MATCH (s:Section) WHERE s.document = $id "
        "RETURN s.id, s.name, s.depth, s.part, s.year ORDER BY s.position"
    )
    rows = store.read(statement, {"id": document_id}, Limits(rows=_MOST_SECTIONS)).rows
    names = SectionView.model_fields
    return [SectionView.model_validate(dict(zip(names, row, strict=True))) for row in rows]
