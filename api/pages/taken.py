"""What is drawn, taken away as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.answers import IdString, WorkspaceDep
from api.places import route_of
from api.printing import BYTE_ORDER_MARK, csv_text
from api.routes.canvas import Drawing
from viz.subgraph import Filters, picture_of
from viz.taken import FILES, TABLES, drawn

router = APIRouter(include_in_schema=False, route_class=route_of("queries"))

_FORMS = "|".join((*FILES, *TABLES))


class Hidden(BaseModel):
    """Which claims filters hide, and how sure one must be at least."""

    relation: Annotated[frozenset[str], Field(max_length=100)] = frozenset()
    basis: Annotated[frozenset[str], Field(max_length=10)] = frozenset()
    document: Annotated[frozenset[IdString], Field(max_length=2_000)] = frozenset()
    sure: Annotated[float, Field(ge=0, le=1)] = 0.0


class Taken(Drawing):
    """What is drawn, what it is called, and what filters hide of its claims."""

    title: Annotated[str, Field(max_length=400)] = "Lantu"
    hidden: Hidden = Hidden()


@router.post("/taken/{form}")
def taken(
    workspace: WorkspaceDep, body: Taken, form: Annotated[str, Path(pattern=f"^({_FORMS})$")]
) -> Response:
    """What is drawn as a file of a form; `txt` is for its sources."""
    filters = Filters(**dict(body.hidden))
    picture = picture_of(
        workspace.store, body.id, body.between, body.unsure, body.apart, filters=filters
    )
    found = drawn(workspace.store, picture, body.title, filters)
    if form in TABLES:
        content = (BYTE_ORDER_MARK + csv_text(*TABLES[form](found))).encode()
        media_type = "text/csv; charset=utf-8"
    else:
        make, media_type = FILES[form]
        content = make(found)
    disposition = f'attachment; filename="{form if form in TABLES else f"lantu.{form}"}"'
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})
