"""The rules by which a question is understood, read from intents.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from graph.errors import RuleError
from graph.model import NODE_LABELS
from graph.queries.catalogue import Language, catalogue


class Intent(BaseModel):
    """One way to ask for a query: a word of each group of cues stands in the question.

    The names it is about are of the labels `kinds`; where there are none, of those that the query
    takes. One that is `bare` has no cues and fits where nothing but a name is said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: str
    cues: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bare: bool = False

    @field_validator("kinds")
    @classmethod
    def _labels(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        for kind in kinds:
            if kind not in NODE_LABELS:
                raise ValueError(f"there is no label {kind}")
        return kinds

    @field_validator("query")
    @classmethod
    def _known(cls, query: str) -> str:
        if query not in catalogue():
            raise ValueError(f"there is no query {query}")
        return query

    def fits(self, question: str) -> bool:
        """Whether the question, without the names in it, has a word of each group of cues.

        None of `without` may stand in it.
        """
        if self.bare:
            return not _WORD.search(question)
        if self.without and _any_of(self.without).search(question):
            return False
        return all(_any_of(group).search(question) for group in self.cues)


class Example(BaseModel):
    """A question that can be answered, with `{name}` where the name of a node of `kind` goes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    en: str
    zh: str

    def question(self, name: str, language: Language) -> str:
        """The question about `name`."""
        return (self.zh if language == "zh" else self.en).replace("{name}", name)


class Rules(BaseModel):
    """All intents, in the order they are tried, and the examples shown when none fits.

    `fillers` are words at which a part of a name neither begins nor ends.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fillers: frozenset[str]
    intents: tuple[Intent, ...]
    examples: tuple[Example, ...]

    def is_cue(self, word: str) -> bool:
        """Whether a word by itself is a cue: then it is not taken for a name."""
        return any(
            _any_of(group).fullmatch(word) for intent in self.intents for group in intent.cues
        )


@cache
def rules() -> Rules:
    """What intents.toml says. Raises RuleError where it does not fit."""
    text = (files("graph.queries") / "intents.toml").read_text(encoding="utf-8")
    try:
        return Rules.model_validate(tomllib.loads(text))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"graph/queries/intents.toml does not fit: {error}") from error


_WORD = re.compile(r"\w")


@cache
def _any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, cues)), re.IGNORECASE)


def _pattern(cue: str) -> str:
    """A Latin cue begins a word, and also ends it where it is written with a full stop."""
    begins = r"(?<![a-z])" if cue[0].isascii() else ""
    ends = r"(?![a-z])" if cue.endswith(".") else ""
    return begins + re.escape(cue.removesuffix(".")) + ends
