"""What is drawn, taken away as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import Field

from api.answers import WorkspaceDep
from api.places import route_of
from api.routes.canvas import Drawing
from viz.subgraph import picture_of
from viz.taken import FORMS

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))


class Taken(Drawing):
    """What is drawn, and what it is called."""

    title: Annotated[str, Field(max_length=400)] = "Lantu"


@router.post("/taken/{form}")
def taken(
    workspace: WorkspaceDep,
    body: Taken,
    form: Annotated[str, Path(pattern=f"^({'|'.join(FORMS)})$")],
) -> Response:
    """What is drawn as a file of a form: html, graphml, gexf, cypher, or txt for its sources."""
    picture = picture_of(workspace.store, body.id, body.between, body.unsure, body.apart)
    make, media_type = FORMS[form]
    content = make(workspace.store, picture, body.title)
    disposition = f'attachment; filename="lantu.{form}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
