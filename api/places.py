"""Places for each kind of slow work, so that no kind takes the threads that others need.

A request holds a place of its kind from before its body is read until its answer is made. As there
are as many threads as places, and some for files, whoever holds a place has a thread.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Literal, get_args

from anyio import Semaphore, WouldBlock, fail_after
from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from api.forms import asked_form, only_json
from api.limits import ServerLimits
from api.problems import problem_response

Kind = Literal["statements", "queries", "lookups", "writes"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Handler = Callable[[Request], Awaitable[Response]]
_RETRY_SECONDS = 2


class NoPlace(Exception):
    """All places of a kind are taken."""


class Places:
    """The places of one server."""

    def __init__(self, limits: ServerLimits) -> None:
        self._most: dict[Kind, int] = {
            "statements": limits.statements,
            "queries": limits.queries,
            "lookups": limits.lookups,
            "writes": limits.writes,
        }
        self._free = {kind: Semaphore(most) for kind, most in self._most.items()}
        # What many ask for in the course of reading waits its turn; what costs most does not.
        self._wait: dict[Kind, int] = {
            "queries": limits.wait_seconds,
            "lookups": limits.wait_seconds,
        }

    def at_work(self, kind: Kind) -> int:
        """How many places of a kind are taken."""
        return self._most[kind] - self._free[kind].value

    @asynccontextmanager
    async def taken(self, kind: Kind) -> AsyncIterator[None]:
        """Hold a place while the block runs. Raises NoPlace where none becomes free in time."""
        free = self._free[kind]
        try:
            free.acquire_nowait()
        except WouldBlock:
            try:
                with fail_after(self._wait.get(kind, 0)):
                    await free.acquire()
            except TimeoutError:
                raise NoPlace from None
        try:
            yield
        finally:
            free.release()


def _taken(dependant: Dependant) -> tuple[set[str], set[object]]:
    """The names of the parameters that a route takes in its address, and what reads them."""
    names = {each.alias for each in dependant.query_params}
    calls: set[object] = {dependant.call}
    for each in dependant.dependencies:
        more, others = _taken(each)
        names |= more
        calls |= others
    return names, calls


def route_of(kind: Kind, refuse: Callable[[Request], None] | None = None) -> type[APIRoute]:
    """The `route_class` of routes whose requests need a place of a kind; 503 where there is none.

    `refuse` raises HTTPException for a request that is not to be taken. The address of a page,
    which is not in the schema, may say more than its route declares: the columns of its table, by
    which rows are chosen.
    """

    class Route(APIRoute):
        def get_route_handler(self) -> Handler:  # type: ignore[override]
            handle = super().get_route_handler()

            async def placed(request: Request) -> Response:
                places: Places = request.app.state.places
                request.state.route = self.path_format
                if refuse:
                    refuse(request)
                if self.include_in_schema and (refusal := self._not_honoured(request)):
                    return refusal
                try:
                    async with places.taken(kind):
                        return await handle(request)
                except NoPlace:
                    detail = f"Too many {kind} are at work just now. Try again in a moment."
                    retry = {"Retry-After": str(_RETRY_SECONDS)}
                    return problem_response(request.url.path, 503, detail, "busy", retry)

            return placed

        @cached_property
        def _taken(self) -> tuple[set[str], set[object]]:
            return _taken(self.dependant)

        def _not_honoured(self, request: Request) -> Response | None:
            """A refusal where a parameter or a form is asked for that the route has not."""
            known, calls = self._taken
            if unknown := sorted({*request.query_params} - known):
                had = ", ".join(sorted(known)) or "none"
                detail = f"There is no parameter {unknown[0]} here: there are {had}."
                errors = [{"where": f"query.{each}", "what": "not known"} for each in unknown]
                path = request.url.path
                return problem_response(path, 422, detail, "request", None, errors=errors)
            return None if asked_form in calls else only_json(request)

    return Route
