"""The pages for people, each with its own address, which holds all that it shows."""

from __future__ import annotations

from api.pages import (
    collection,
    documents,
    goals,
    greeting,
    links,
    side_by_side,
    tables,
    taken,
    views,
)

ROUTERS = tuple(
    each.router
    for each in (documents, tables, side_by_side, goals, links, collection, greeting, taken, views)
)
