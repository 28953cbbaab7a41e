"""Answering a question in Chinese or English by one of the named queries, without guessing.

The names in the question are looked up in the graph; cue words (intents.toml) say which query is
meant. What was understood is said with the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import AmbiguousName, NotUnderstood, QueryError
from graph.queries.answer import Answered
from graph.queries.catalogue import Language, Parameter, Query
from graph.queries.intents import rules
from graph.queries.mentions import Mention, longest, mentions
from graph.queries.names import Resolved, resolved
from graph.queries.run import answer
from graph.queries.understanding import Understood, understand
from graph.stores.interface import DEFAULT_LIMITS, Limits, Store, steadily

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
    return steadily(store, lambda pinned: _answered(pinned, question, limits))


def _answered(store: Store, question: str, limits: Limits) -> Asked:
    understood = understand(store, question)
    query = understood.query
    if query is None:
        raise _not_understood(store, question, understood)
    about = {
        parameter.name: _about(store, question, understood.meant[parameter.name], parameter)
        for parameter in query.parameters
    }
    resolutions = {name: each.thing for name, each in about.items()}
    answered = answer(store, query, resolutions, limits, understood.language)
    sentence = _sentence(question, query, [*about.values()], understood)
    return Asked(question, sentence, answered)


@dataclass(frozen=True, slots=True)
class _About:
    """What a question is about: `said` named it, `within` the documents that told it apart."""

    thing: Resolved
    said: Mention
    within: Sequence[Mention] = ()


def _about(store: Store, question: str, said: Mention, parameter: Parameter) -> _About:
    """The thing meant; where several have the name, the one in the documents that are named too.

    A document is named by its title or by the place that reports in it.
    """
    words = _words(question, said)
    try:
        return _About(resolved(store, words, said.nodes, parameter.kinds), said)
    except AmbiguousName as error:
        named = longest(mentions(store, question, ("Document",)))
        within = [each for each in named if each.apart_from(said)]
        documents = {node.id for each in within for node in each.nodes}
        nodes = [node for node in said.nodes if node.document_id in documents]
        if within and not nodes:
            where = " and ".join(_words(question, each) for each in within)
            message = f"Not in the documents of {where}, but in others: {error}"
            raise AmbiguousName(message, error.candidates) from error
        if not nodes:
            raise
        return _About(resolved(store, words, nodes, parameter.kinds), said, within)


def _sentence(question: str, query: Query, about: Sequence[_About], understood: Understood) -> str:
    names = [each.thing.name for each in about]
    within = [_words(question, mention) for each in about for mention in each.within]
    used = [mention for each in about for mention in (each.said, *each.within)]
    unused = [
        _words(question, mention)
        for mention in understood.named
        if all(mention.apart_from(other) for other in used)
    ]
    if understood.language == "zh":
        only = f"，限于{'、'.join(within)}的文件" if within else ""
        rest = f"（没有用到：{'、'.join(unused)}）" if unused else ""
        return f"理解为：{query.title_zh}，{'、'.join(names)}{only}{rest}。"
    only = f", in the documents of {' and '.join(within)}" if within else ""
    rest = f" (not used: {', '.join(unused)})" if unused else ""
    return f"Understood as: {query.title.lower()}, {' and '.join(names)}{only}{rest}."


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
