"""Targets with their results as the rows of an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.queries.selection import Where
from graph.tracking.figures import Figure, Row, in_unit
from graph.tracking.pairs import Tracked, tracked
from graph.tracking.rules import Language, tracking_rules


def verdict_rows(
    rows: Sequence[Row],
    language: Language,
    where: Where,
    only: Collection[str] | None = None,
    reason: str = "",
) -> Iterator[Row]:
    """The rows of track.cypher's answer, from all figures of the places asked about.

    `only` are the ids of the targets to be given, all where it is None; with a `reason`, those of
    whose verdict it is one.
    """
    for each in tracked([Figure.of(row) for row in rows]):
        if reason and reason not in each.why:
            continue
        row = _row(each, language)
        if (only is None or row["observation"] in only) and _is_asked_for(row, where):
            yield row


def _is_asked_for(row: Row, where: Where) -> bool:
    asked = {
        "target_year": where.year,
        "verdict": where.verdict,
        "document_id": where.document,
    }
    return all(not values or row[name] in values for name, values in asked.items())


def _row(tracked: Tracked, language: Language) -> Row:
    target, result, before = tracked.target, tracked.result, tracked.before
    unit = target.unit if target.number is not None or result is None else result.unit
    own = {name: target.row[name] for name in _OF_TARGET}
    found: Row = result.row if result else {}
    return {
        **own,
        "indicator": target.canonical,
        "unit": unit,
        "result": _shown(result, target, unit),
        "result_unit": _result_unit(result, target, unit),
        "result_year": result.year if result else None,
        "result_status": result.status if result else None,
        "target": target.shown(unit),
        "target_upper": None if target.upper is None else in_unit(abs(target.upper), unit),
        "target_year": target.year,
        "verdict": tracked.verdict,
        "why": _why(tracked, language),
        "difference": _difference(tracked, unit),
        "before": before.shown(unit) if before else None,
        "before_year": before.year if before else None,
        "asks_less": tracked.asks_less,
        "result_quote": found.get("quote"),
        "target_quote": target.row["quote"],
        "before_quote": before.row["quote"] if before else None,
        # That these two belong together is what Lantu concludes.
        "basis": "inferred",
        "confidence": _confidence(target, result),
        "year": target.document_year or target.year,
        "result_document": found.get("document"),
        "result_document_id": found.get("document_id"),
        "result_passage": found.get("passage"),
        "result_start": found.get("start"),
        "result_end": found.get("end"),
    }


_OF_TARGET = (
    *("id", "name", "name_en", "kind", "qualifier", "direction", "measure", "nature", "place"),
    *(
        "value_kind",
        "observation",
        "quote",
        "document",
        "section",
        "document_id",
        "passage",
        "start",
        "end",
    ),
)


def _shown(result: Figure | None, target: Figure, unit: str) -> float | int | None:
    if result is None:
        return None
    return result.shown(unit if result.base_unit == target.base_unit else result.unit)


def _result_unit(result: Figure | None, target: Figure, unit: str) -> str | None:
    if result is None:
        return None
    return unit if result.base_unit == target.base_unit else result.unit


def _difference(tracked: Tracked, unit: str) -> float | int | None:
    """By how much the result is above the target, in the target's unit; a fall counts below 0."""
    target, result = tracked.target, tracked.result
    if result is None or result.kind != target.kind:
        return None
    if result.number is None or target.number is None:
        return None
    return in_unit(result.number - target.number, unit)


def _confidence(target: Figure, result: Figure | None) -> float | None:
    said = [each.row["confidence"] for each in (target, result) if each]
    numbers = [each for each in said if isinstance(each, int | float)]
    return min(numbers, default=None)


def _why(tracked: Tracked, language: Language) -> str:
    sentences = (tracking_rules().why[each][language] for each in tracked.why)
    said = "；".join(sentences) if language == "zh" else "; ".join(sentences)
    return said.format(**_differing(tracked, language))


def _differing(tracked: Tracked, language: Language) -> Mapping[str, str]:
    result, nearest = tracked.result, tracked.nearest
    if nearest:
        value = f"{nearest.shown(nearest.unit)}{nearest.unit}"
        return {"name": nearest.name, "value": value, "year": str(nearest.year)}
    name = next((each for each in tracked.why if each in _DIFFERING), "")
    if not result or not name:
        return {}
    words = tracking_rules().words
    said = (str(getattr(each, _DIFFERING[name])) for each in (tracked.target, result))
    target, given = (words[each][language] if each in words else each or "—" for each in said)
    return {"target": target, "result": given}


_DIFFERING = {"measure": "measure", "unit": "unit", "value_kind": "value_kind"}
