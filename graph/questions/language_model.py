"""Questions that rules do not read, put to a language model where one is configured.

The model gives a selection and nothing else: no name, number or fact of an answer is its own. What
it gives is held against the schema, against the names in the graph and against what was recognised
in the question; whatever does not fit is refused as if no model had been asked.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.errors import ExtractorError, QueryError
from graph.loaders.language_model.cache import AnswerCache
from graph.loaders.language_model.endpoint import Endpoint, Settings
from graph.queries.catalogue import Query, catalogue, find
from graph.queries.conditions import conditioned
from graph.queries.run import meant_by
from graph.queries.selection import (
    CHOICES,
    CONDITIONS,
    SHAPES,
    Selection,
    parsed_shape,
    parsed_where,
)
from graph.queries.shapes import check_shape
from graph.questions.faithful import is_faithful
from graph.questions.reading import Reading
from graph.stores.interface import Store

_log = logging.getLogger(__name__)
_SECONDS = 20.0
_SYSTEM = """You turn a question about planning documents into one selection, as JSON.

A selection is a query with its parameters, conditions on its rows, and a shape. Names are given as
the question gives them, in Chinese where you know the Chinese name. Use every place, year, number
and name of the question, and none that it does not have. Where no query answers it, the query is
"none".

Queries, with their parameters:
{queries}

Conditions: {conditions}. `place` is one of: {places}. A bound is written as >5% or <=1000亿元.
Choices: {choices}.

Shapes: {shapes}."""
_PLACES = """
MATCH (d:Document) WHERE d.place <> ''
RETURN DISTINCT d.place AS place, d.year AS year ORDER BY place, year
"""


def selection_of_model(store: Store, reading: Reading) -> Selection | None:
    """What a language model takes a question for; None where there is none, or it does not fit."""
    try:
        settings = Settings.from_environment(os.environ)
        if settings is None:
            return None
        said = _asked(replace(settings, timeout=_SECONDS, attempts=1), store, reading)
    except ExtractorError as error:
        _log.warning("A question was not put to the language model: %s", error)
        return None
    try:
        selection = _selection(store, said)
    except (QueryError, LookupError, TypeError) as error:
        _log.info("The language model gave no selection for %r: %s", reading.question, error)
        return None
    return selection if is_faithful(store, selection, reading) else None


def _asked(settings: Settings, store: Store, reading: Reading) -> Mapping[str, Any]:
    system, cache = _system(store), AnswerCache(settings.cache)
    key = (settings.url, settings.model, system, reading.question)
    kept = cache.get(*key)
    if kept is not None:
        return kept
    endpoint = Endpoint(settings)
    try:
        content = endpoint.ask(system, reading.question, _SCHEMA).content
    finally:
        endpoint.close()
    cache.put(content, *key)
    return content


def _selection(store: Store, said: Mapping[str, Any]) -> Selection:
    """The selection that a model's answer says.

    Raises QueryError, LookupError and TypeError for what is none.
    """
    query = find(str(said["query"]))
    given = {str(each["name"]): str(each["value"]) for each in said["parameters"]}
    known = {each.name: each for each in query.parameters}
    if missing := {each.name for each in query.parameters if not each.optional} - given.keys():
        raise QueryError(f"{query.name} lacks {', '.join(sorted(missing))}.")
    about = {name: meant_by(store, query, known[name], text) for name, text in given.items()}
    conditions: dict[str, list[str]] = {}
    for each in said["conditions"]:
        if each["name"] not in CONDITIONS:
            raise QueryError(f"{each['name']!r} is no condition.")
        conditions.setdefault(str(each["name"]), []).append(str(each["value"]))
    where, shape = parsed_where(conditions), parsed_shape(str(said["shape"]))
    conditioned(query, where)
    check_shape(query, shape)
    return Selection(query.name, about, where, shape)


def _system(store: Store) -> str:
    places: dict[str, list[str]] = {}
    for place, year in store.read(_PLACES).rows:
        places.setdefault(str(place), []).append(str(year))
    return _SYSTEM.format(
        queries="\n".join(map(_described, catalogue().values())),
        conditions=", ".join(CONDITIONS),
        places=", ".join(f"{place} ({', '.join(years)})" for place, years in places.items()),
        choices="; ".join(f"{name}: {', '.join(CHOICES[name])}" for name in CHOICES),
        shapes=", ".join(SHAPES),
    )


def _described(query: Query) -> str:
    parameters = "; ".join(
        f"{each.name}{' (optional)' if each.optional else ''}: {each.meaning}"
        for each in query.parameters
    )
    return f"- {query.name}: {query.title}. {parameters or 'no parameters'}"


def _pairs(names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": names, "value": {"type": "string"}},
            "required": ["name", "value"],
            "additionalProperties": False,
        },
    }


_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "query": {"type": "string", "enum": [*catalogue(), "none"]},
        "parameters": _pairs({"type": "string"}),
        "conditions": _pairs({"type": "string", "enum": [*CONDITIONS]}),
        "shape": {"type": "string", "enum": [*SHAPES]},
    },
    "required": ["query", "parameters", "conditions", "shape"],
    "additionalProperties": False,
}
