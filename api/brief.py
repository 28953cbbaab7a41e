"""Answers short enough for the context of a language model, and what was left out of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph.queries.answer import Answered

MOST_CHARACTERS = 24_000
"""Characters of the rows of an answer, some 10,000 tokens."""
# Where a fact stands can be looked up by its id; a model reads the words.
_LEFT_OUT = frozenset(
    {"start", "end", "search", "passage", "section_id", "thing", "documents", "marks", "text"}
)
_KEPT = frozenset({"quote", "name"})


def brief(answer: Answered, most: int) -> dict[str, Any]:
    """An answer of at most so many rows, without columns that say nothing to a reader.

    `rows` are the first ones, `shown` tells how many of how many they are, and `cut` how to get at
    the rest where there is one.
    """
    rows = [_said(row) for row in answer.rows]
    shown = _fitting(rows[:most])
    whole = len(rows)
    of = f"more than {whole}" if answer.truncated else str(whole)
    told: dict[str, Any] = {
        "query": answer.query,
        "title": answer.title,
        "rows": shown,
        "shown": f"{len(shown)} of {of}",
        "cypher": answer.cypher,
    }
    if len(shown) < whole or answer.truncated:
        told["cut"] = "Not all rows are here: ask for less (a place, a year), or raise `most`."
    return told


def _said(row: Mapping[str, object]) -> dict[str, object]:
    """What a row says: neither empty values nor places in files."""
    text = row.get("text") if not row.get("quote") else None
    said = {
        name: value
        for name, value in row.items()
        if name in _KEPT or (name not in _LEFT_OUT and value not in (None, "", [], 0))
    }
    return {**said, "text": text} if text else said


def _fitting(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The first rows, as many as a model can be given."""
    fitting: list[dict[str, object]] = []
    characters = 0
    for row in rows:
        characters += len(json.dumps(row, ensure_ascii=False, default=str))
        if fitting and characters > MOST_CHARACTERS:
            break
        fitting.append(row)
    return fitting
