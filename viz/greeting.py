"""What there is in a graph, and questions that its own documents answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import LantuError
from graph.questions.ask import ask
from graph.stores.interface import Limits, Store
from viz.things import counts
from viz.words import Language, words

_LANGUAGES: Sequence[Language] = ("zh", "en")
_TRIED = 5
# What questions are about, by the key of their words: what is named by most comes first.
_SUBJECTS: Mapping[str, str] = {
    "question.projects": "MATCH (x:Project)-[:SUPPORTS]->(n:Goal)",
    "question.area": "MATCH (x:Project)-[:LOCATED_IN]->(n:Area)",
    "question.agencies": "MATCH (x:Department)-[:RESPONSIBLE_FOR]->(n:Goal)",
}


@dataclass(frozen=True, slots=True)
class Greeting:
    """How many things there are of each kind, and questions in each language."""

    counts: Mapping[str, int]
    questions: Mapping[Language, Sequence[str]]


def greeting_of(store: Store) -> Greeting:
    """The greeting of a graph; each of its questions has an answer. Raises StoreError."""
    questions = {each: [*_questions(store, each)] for each in _LANGUAGES}
    return Greeting(counts(store), questions)


def _questions(store: Store, language: Language) -> Iterator[str]:
    for key, pattern in _SUBJECTS.items():
        statement = (
            f"{pattern} RETURN n.name, n.name_en, count(DISTINCT x) AS many "
            f"ORDER BY many DESC, n.name LIMIT {_TRIED}"
        )
        for name, name_en, _ in store.read(statement).rows:
            shown = name_en if language == "en" and name_en else name
            question = words(language)[key].format(name=shown)
            if _is_answered(store, question):
                yield question
                break


def _is_answered(store: Store, question: str) -> bool:
    try:
        return bool(ask(store, question, Limits(rows=1)).answer.rows)
    except LantuError:
        return False
