"""Answering a question in Chinese or English: right, or refused with what can be asked instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from graph.errors import AmbiguousName, NotToChooseBy, NotUnderstood, QueryError
from graph.queries.answer import Answered
from graph.queries.run import answer
from graph.queries.selection import Selection
from graph.queries.shapes import NotComparable
from graph.questions.composing import compose
from graph.questions.following import changed, id_of, selection_of, with_the_thing_meant
from graph.questions.language_model import selection_of_model
from graph.questions.reading import Reading, read
from graph.questions.refusing import UNREAD, Refused
from graph.questions.resolving import resolve_unknown
from graph.questions.suggesting import suggestions, telling_apart
from graph.questions.wording import by_model, found_in, sentence, several
from graph.stores.interface import DEFAULT_LIMITS, Limits, Store, steadily

MAX_QUESTION = 400
"""Characters a question may have."""
_MOST_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was understood of it, and the answer to that."""

    question: str
    understood: str
    selection: Selection
    answer: Answered

    def to_json(self) -> dict[str, object]:
        """The answer's JSON with the question, what was understood, and an id to go on from."""
        return {
            **self.answer.to_json(),
            "question": self.question,
            "understood": self.understood,
            "id": id_of(self.selection),
        }


def ask(
    store: Store, question: str, limits: Limits = DEFAULT_LIMITS, after: str | None = None
) -> Asked:
    """The answer to a question in Chinese or English.

    It may go on from the answer whose id is `after`. Raises NotUnderstood, with what was understood
    and questions that can be answered, AmbiguousName where a name in it may mean several things,
    QueryError for a question of over 400 characters, QueryLimit and StoreError.
    """
    if len(question) > MAX_QUESTION:
        raise QueryError(f"The question is longer than {MAX_QUESTION} characters: ask in fewer.")
    return steadily(store, lambda pinned: _asked(pinned, question, limits, after))


def _asked(store: Store, question: str, limits: Limits, after: str | None) -> Asked:
    reading = resolve_unknown(store, read(store, question))
    try:
        reading, selections = _meant(store, reading, after)
        return _answered(store, reading, selections, limits)
    except Refused as refused:
        return _otherwise(store, reading, refused, limits, after)
    except NotToChooseBy:
        return _otherwise(store, reading, Refused("not_chosen"), limits, after)
    except NotComparable as error:
        conflict = Refused("conflict", "、".join(error.places))
        raise _not_understood(store, reading, conflict) from error
    except AmbiguousName as error:
        ways = _answerable(store, telling_apart(store, reading, error.candidates))
        said = several(reading, error.candidates)
        raise AmbiguousName(said, error.candidates, ways) from error


def _otherwise(
    store: Store, reading: Reading, refused: Refused, limits: Limits, after: str | None
) -> Asked:
    """What a language model makes of a whole question that rules refuse. Raises NotUnderstood."""
    unread = refused.reason in UNREAD and after is None
    meant = selection_of_model(store, reading) if unread else None
    if meant is None:
        raise _not_understood(store, reading, refused) from refused
    try:
        return _answered(store, by_model(reading), [meant], limits)
    except (Refused, NotToChooseBy, NotComparable):
        raise _not_understood(store, reading, refused) from refused


def _not_understood(store: Store, reading: Reading, refused: Refused) -> NotUnderstood:
    ways = _answerable(store, [*refused.suggestions] or suggestions(store, reading))
    return NotUnderstood(refused.said(reading.language), found_in(reading), ways)


def understand(store: Store, question: str) -> Selection:
    """What a question asks for. Raises Refused, or AmbiguousName."""
    return compose(store, resolve_unknown(store, read(store, question)))[0]


def _answerable(store: Store, questions: Iterable[str]) -> list[str]:
    """The first few of some questions that have an answer."""
    return [*islice((each for each in questions if _has_answer(store, each)), _MOST_OFFERED)]


def _has_answer(store: Store, question: str) -> bool:
    try:
        reading = resolve_unknown(store, read(store, question))
        return bool(_answered(store, reading, compose(store, reading), Limits(rows=1)))
    except (Refused, QueryError):
        return False


def _meant(
    store: Store, reading: Reading, after: str | None
) -> tuple[Reading, Sequence[Selection]]:
    if after is None:
        return reading, compose(store, reading)
    before = selection_of(store, after)
    if selection := changed(store, reading, before):
        return reading, [selection]
    reading = with_the_thing_meant(store, reading, before)
    return reading, compose(store, reading)


def _answered(
    store: Store, reading: Reading, selections: Sequence[Selection], limits: Limits
) -> Asked:
    lacking: list[str] = []
    for number, selection in enumerate(selections):
        found = _with_numbers(answer(store, selection, limits, reading.language))
        if found.rows and found.rows[0].get("count") != 0 and not _lacking(selection, found):
            said = sentence(selection, reading, instead_of=selections[0] if number else None)
            return Asked(reading.question, said, selection, found)
        lacking = lacking or (_lacking(selection, found) if found.rows else [])
    if lacking:
        raise Refused("lacking", "、".join(lacking), sentence(selections[0], reading, bare=True))
    raise Refused("empty", sentence(selections[0], reading, bare=True))


def _lacking(selection: Selection, found: Answered) -> list[str]:
    """The places of those whose figures are asked for side by side that give none."""
    places = selection.where.place if selection.shape == "compare" else ()
    given = {row.get("place") for row in found.rows}
    return [place for place in places if len(places) > 1 and place not in given]


def _with_numbers(found: Answered) -> Answered:
    """An answer about one indicator without the figures that give no number.

    Raises Refused where none does.
    """
    if found.query != "figures-of-indicator" or not found.rows or "value" not in found.rows[0]:
        return found
    rows = [row for row in found.rows if row["value"]]
    if not rows:
        first = found.rows[0]
        raise Refused("no_number", f"{first['name']}：{first['quote']}")
    return replace(found, rows=rows)
