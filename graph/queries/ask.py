"""Answering a question in Chinese or English by one of the named queries, without guessing.

The names in the question are looked up in the graph; cue words (intents.toml) say which query is
meant. What was understood is said with the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import NotUnderstood, QueryError
from graph.queries.answer import Answered
from graph.queries.catalogue import Language, Query
from graph.queries.intents import rules
from graph.queries.mentions import Mention
from graph.queries.names import resolved
from graph.queries.run import answer
from graph.queries.understanding import Understood, understand
from graph.stores.interface import DEFAULT_LIMITS, Limits, Store

MAX_QUESTION = 400
"""Characters a question may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what was understood of it, and the answer to that."""

    question: str
    understood: str
    answer: Answered

    def to_json(self) -> dict[str, object]:
        """The answer's JSON with the question and what was understood of it."""
        return {**self.answer.to_json(), "question": self.question, "understood": self.understood}


def ask(store: Store, question: str, limits: Limits = DEFAULT_LIMITS) -> Asked:
    """The answer to a question in Chinese or English.

    Raises NotUnderstood, with what was understood and questions that can be answered, AmbiguousName
    where a name in it may mean several things, QueryError for a question of over 400 characters,
    QueryLimit and StoreError.
    """
    if len(question) > MAX_QUESTION:
        raise QueryError(f"The question is longer than {MAX_QUESTION} characters: ask in fewer.")
    with store.pinned() as pinned:
        return _answered(pinned, question, limits)


def _answered(store: Store, question: str, limits: Limits) -> Asked:
    understood = understand(store, question)
    query = understood.query
    if query is None:
        raise _not_understood(store, question, understood)
    about = {
        parameter.name: resolved(
            store,
            _words(question, understood.meant[parameter.name]),
            understood.meant[parameter.name].nodes,
            parameter.kinds,
        )
        for parameter in query.parameters
    }
    answered = answer(store, query, about, limits, understood.language)
    names = [each.name for each in about.values()]
    return Asked(question, _sentence(question, query, names, understood), answered)


def _sentence(question: str, query: Query, names: Sequence[str], understood: Understood) -> str:
    meant = list(understood.meant.values())
    unused = [
        _words(question, mention)
        for mention in understood.named
        if all(mention.end <= used.start or used.end <= mention.start for used in meant)
    ]
    if understood.language == "zh":
        rest = f"（没有用到：{'、'.join(unused)}）" if unused else ""
        return f"理解为：{query.title_zh}，{'、'.join(names)}{rest}。"
    rest = f" (not used: {', '.join(unused)})" if unused else ""
    return f"Understood as: {query.title.lower()}, {' and '.join(names)}{rest}."


def _not_understood(store: Store, question: str, understood: Understood) -> NotUnderstood:
    named = [_words(question, mention) for mention in understood.named]
    examples = _examples(store, understood.language)
    if understood.language == "zh":
        found = f"问题里认出了{'、'.join(named)}，但没有看懂要问什么" if named else _NO_NAME_ZH
        message = f"{found}。可以这样问：{'；'.join(examples)}"
    else:
        found = f"Found {', '.join(named)}, but not what is asked about it" if named else _NO_NAME
        message = f"{found}. What can be asked: {'; '.join(examples)}"
    return NotUnderstood(message, found, examples)


_NO_NAME = "Found no name of the graph in the question"
_NO_NAME_ZH = "问题里没有认出图中的名称"


def _words(question: str, mention: Mention) -> str:
    return question[mention.start : mention.end]


def _examples(store: Store, language: Language) -> Sequence[str]:
    """A question of each sort, about what is known in both languages and best connected."""
    names: dict[str, str] = {}
    for kind in dict.fromkeys(example.kind for example in rules().examples):
        found = store.read(
            f"MATCH (n:{kind})-[r]-() WITH n, count(r) AS degree"
            " RETURN n.name, n.name_en"
            " ORDER BY CASE WHEN n.name_en = '' THEN 1 ELSE 0 END, degree DESC, n.id LIMIT 1"
        )
        for name, english in found.rows:
            names[kind] = str(english if english and language == "en" else name)
    return [
        example.question(names[example.kind], language)
        for example in rules().examples
        if example.kind in names
    ]
