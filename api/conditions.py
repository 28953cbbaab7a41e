"""The parameters by which rows of an answer are chosen and shaped, over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from graph.queries.selection import CONDITIONS, SHAPES, Shape, Where, parsed_shape, parsed_where

_MEANINGS = {
    "place": "only what documents of this place say",
    "document": "only what the document of this id says",
    "level": "only documents of a nation, province, city or county",
    "year": "only figures of, or parts of documents about, this year",
    "status": "only figures that are actual, expected or target",
    "measure": "only figures that are a level, flow, change or rank",
    "value_kind": "only values of this kind: year, average, period, part, share, baseline or "
    "difference",
    "kind": "only things of this kind, such as Project",
    "bound": "only figures within a bound, such as >5%",
    "verdict": "only targets that were met or missed, are on_the_way, have no_figure or are "
    "not_comparable",
    "stage": "only projects that are planned, to_start, under_way, finished or in_operation",
    "due": "only projects that are to be finished by the end of this year",
    "organization_kind": "only organisations that are a company, university, hospital, laboratory "
    "or other",
    "says": "only what is said in a sentence with this word",
}
Several = Annotated[list[Annotated[str, Query(max_length=100)]], Query(max_length=50)]


async def _conditions(
    place: Annotated[Several, Query(description=_MEANINGS["place"])] = [],  # noqa: B006
    document: Annotated[Several, Query(description=_MEANINGS["document"])] = [],  # noqa: B006
    level: Annotated[Several, Query(description=_MEANINGS["level"])] = [],  # noqa: B006
    year: Annotated[Several, Query(description=_MEANINGS["year"])] = [],  # noqa: B006
    status: Annotated[Several, Query(description=_MEANINGS["status"])] = [],  # noqa: B006
    measure: Annotated[Several, Query(description=_MEANINGS["measure"])] = [],  # noqa: B006
    value_kind: Annotated[Several, Query(description=_MEANINGS["value_kind"])] = [],  # noqa: B006
    kind: Annotated[Several, Query(description=_MEANINGS["kind"])] = [],  # noqa: B006
    bound: Annotated[Several, Query(description=_MEANINGS["bound"])] = [],  # noqa: B006
    verdict: Annotated[Several, Query(description=_MEANINGS["verdict"])] = [],  # noqa: B006
    stage: Annotated[Several, Query(description=_MEANINGS["stage"])] = [],  # noqa: B006
    due: Annotated[Several, Query(description=_MEANINGS["due"])] = [],  # noqa: B006
    organization_kind: Annotated[Several, Query(description=_MEANINGS["organization_kind"])] = [],  # noqa: B006
    says: Annotated[Several, Query(description=_MEANINGS["says"])] = [],  # noqa: B006
) -> Where:
    of_figures = (year, status, measure, value_kind)
    of_things = (kind, bound, verdict, stage, due, organization_kind, says)
    values = (place, document, level, *of_figures, *of_things)
    return parsed_where(dict(zip(CONDITIONS, values, strict=True)))


async def _shape(
    shape: Annotated[
        str, Query(pattern=f"^({'|'.join(SHAPES)})$", description="what is made of the rows")
    ] = "list",
) -> Shape:
    return parsed_shape(shape)


Conditions = Annotated[Where, Depends(_conditions)]
AnswerShape = Annotated[Shape, Depends(_shape)]
