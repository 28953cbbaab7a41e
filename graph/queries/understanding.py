"""Understanding a question: the names in it, and the query its words ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import fold
from graph.queries.catalogue import Language, Parameter, Query, find
from graph.queries.intents import rules
from graph.queries.mentions import Mention, longest, mentions, partial_mentions
from graph.stores.interface import Store

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question was understood to ask.

    `query` is None where no query fits; `named` are the names found, as written in the question;
    `meant` the mention for each of the query's parameters.
    """

    query: Query | None
    meant: Mapping[str, Mention]
    named: Sequence[Mention]
    language: Language


def understand(store: Store, question: str) -> Understood:
    """Which query a question asks for, and about what.

    A name inside a longer name is considered only where the longer one leads to nothing, and part
    of a name only where no whole name does.
    """
    found = [
        mention
        for mention in mentions(store, question)
        if not rules().is_cue(fold(question[mention.start : mention.end]))
    ]
    named = longest(found)
    language = _language(question, named)
    understood = (
        _fitting(question, named)
        or _fitting(question, found)
        or _fitting(question, partial_mentions(store, question, rules().fillers))
    )
    query, meant = understood or (None, {})
    return Understood(query, meant, named, language)


def _fitting(
    question: str, considered: Sequence[Mention]
) -> tuple[Query, Mapping[str, Mention]] | None:
    for intent in rules().intents:
        query = find(intent.query)
        meant = _meant(query.parameters, intent.kinds, considered)
        if meant is not None and intent.fits(_without(question, list(meant.values()))):
            return query, meant
    return None


def _meant(
    parameters: Sequence[Parameter], only: Sequence[str], considered: Sequence[Mention]
) -> Mapping[str, Mention] | None:
    """A mention for each parameter: of one the longest that fits, of several in their order."""
    kinds = only or parameters[0].kinds
    fitting = longest(each for each in (mention.of(kinds) for mention in considered) if each)
    if len(fitting) < len(parameters):
        return None
    if len(parameters) == 1:
        fitting = [max(fitting, key=lambda mention: mention.end - mention.start)]
    return {
        parameter.name: mention for parameter, mention in zip(parameters, fitting, strict=False)
    }


def _without(question: str, meant: Sequence[Mention]) -> str:
    """The question with a space for each name that was meant."""
    for mention in sorted(meant, key=lambda each: -each.start):
        question = f"{question[: mention.start]} {question[mention.end :]}"
    return question


def _language(question: str, named: Sequence[Mention]) -> Language:
    rest = _without(question, named).strip()
    return "zh" if _HAN.search(rest or question) else "en"
