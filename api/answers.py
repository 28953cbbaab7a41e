"""What the routes share: the workspace they read, the parameters they take, the answer's form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import BaseModel, Field

from graph.model import ENTITY_LABELS, NODE_LABELS, RELATIONSHIP_TYPES
from graph.workspace import Workspace

MOST_ROWS = 1_000
_ID_PATTERN = rf"^({'|'.join(label.lower() for label in NODE_LABELS)})-[0-9a-f]{{12}}$"
_ID_EXAMPLE = "goal-0123456789ab"
ENTITY_ID = rf"(thing-)?({'|'.join(label.lower() for label in ENTITY_LABELS)})-[0-9a-f]{{12}}"
"""The id of a thing, or of a node that is one in its document, as a regular expression."""


def _workspace(request: Request) -> Iterator[Workspace]:
    """The workspace with one graph for the whole of an answer, whatever is loaded meanwhile."""
    workspace: Workspace = request.app.state.workspace
    with workspace.store.pinned() as store:
        yield Workspace(workspace.collection, store)


WorkspaceDep = Annotated[Workspace, Depends(_workspace)]
NodeId = Annotated[str, Path(pattern=_ID_PATTERN, examples=[_ID_EXAMPLE])]
NodeOrThingId = Annotated[
    str,
    Path(
        pattern=rf"{_ID_PATTERN}|^{ENTITY_ID}$",
        examples=[_ID_EXAMPLE],
        description="id of a node, or of the thing that it and nodes of other documents are",
    ),
]
ThingId = Annotated[str, Path(pattern=rf"^{ENTITY_ID}$", examples=[f"thing-{_ID_EXAMPLE}"])]
SeriesId = Annotated[str, Path(pattern="^series-[0-9a-f]{4,40}$", examples=["series-0123456789ab"])]
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
