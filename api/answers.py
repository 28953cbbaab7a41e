"""What the routes share: the workspace they read, the parameters they take, the answer's form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel, Field

from graph.errors import UnknownName
from graph.ids import DIGITS, is_same_id
from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES
from graph.queries.former import id_now
from graph.workspace import Loaded, Workspace

MOST_ROWS = 1_000
_ID_PATTERN = rf"^({'|'.join(label.lower() for label in NODE_LABELS)})-{DIGITS}$"
_ID_EXAMPLE = "goal-0123456789abcdef0123"
ENTITY_ID = rf"(thing-)?({'|'.join(label.lower() for label in ENTITY_LABELS)})-{DIGITS}"
"""The id of a thing, or of a node that is one in its document, as a regular expression."""


def _workspace(request: Request) -> Iterator[Workspace]:
    """The workspace with one graph for the whole of an answer, whatever is loaded meanwhile."""
    workspace: Workspace = request.app.state.workspace
    with workspace.store.pinned() as store:
        yield Workspace(workspace.collection, store)


WorkspaceDep = Annotated[Workspace, Depends(_workspace)]


def _now(pattern: str, example: str, description: str | None = None) -> Any:
    """The `id` in a path, as it is now, whatever it was when it was given out."""

    def id_of_now(
        workspace: WorkspaceDep,
        # No annotation: those are resolved where the pattern is not known.
        id: str = Path(pattern=pattern, examples=[example], description=description),
    ) -> str:
        return id_now(workspace.store, id)

    return Depends(id_of_now)


NodeId = Annotated[str, _now(_ID_PATTERN, _ID_EXAMPLE)]


def _document(
    workspace: WorkspaceDep, id: Annotated[str, Path(pattern=_ID_PATTERN, examples=[_ID_EXAMPLE])]
) -> Loaded:
    """A document of the collection by its id, of now or of before. Raises UnknownName."""
    for each in workspace.documents():
        if is_same_id(each.id, id):
            return each
    raise UnknownName(f"The collection holds no document {id}. See /documents.")


DocumentDep = Annotated[Loaded, Depends(_document)]
NodeOrThingId = Annotated[
    str,
    _now(
        rf"{_ID_PATTERN}|^{ENTITY_ID}$",
        _ID_EXAMPLE,
        "id of a node, or of the thing that it and nodes of other documents are",
    ),
]
ThingId = Annotated[str, _now(rf"^{ENTITY_ID}$", f"thing-{_ID_EXAMPLE}")]
SeriesId = Annotated[str, _now(rf"^series-{DIGITS}$", "series-0123456789abcdef0123")]
IdString = Annotated[
    str, Field(pattern=rf"{_ID_PATTERN}|^{ENTITY_ID}$", examples=[f"thing-{_ID_EXAMPLE}"])
]
_CLAIMS = "|".join(kind.name for kind in RELATIONSHIP_TYPES.values() if kind.claim)
RelationType = Annotated[str, Query(pattern=f"^({_CLAIMS})$", examples=["SUPPORTS"])]
Text = Annotated[str, Query(min_length=1, max_length=400, examples=["数字济南"])]
NameOrId = Annotated[
    str, Query(min_length=1, max_length=400, examples=["数字济南"], description="name, alias or id")
]
Language = Annotated[Literal["en", "zh"], Query(description="language of the title")]


Unsure = Annotated[
    bool, Query(description="give claims too that are too unsure to be shown by default")
]


class Page(BaseModel):
    """Some rows of a list; where more follow, it is `truncated` and `next` is their cursor."""

    columns: list[str]
    rows: list[dict[str, Any]]
    truncated: bool
    next: str | None = None


class Answer(Page):
    """The rows of a query, and how they were got; the command line prints the same."""

    query: str
    title: str
    parameters: dict[str, Any]
    cypher: str
