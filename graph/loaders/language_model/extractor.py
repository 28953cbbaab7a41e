"""A second extractor: any OpenAI-compatible model, held against the text and against the rules.

Each passage is one question. What the model answers is checked against a schema, and a quote that
does not stand in the passage is refused with its fact. The rules are asked too: what both found is
held for surer, what only one found for less sure. The document's layout says the rest, as it does
by default.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from graph.errors import RuleError
from graph.folding import fold
from graph.loaders.confidence import calibrated
from graph.loaders.document import Document, Passage
from graph.loaders.evidence import checked, loaders_digest
from graph.loaders.facts import Entity, Fact, Indicator, Relation
from graph.loaders.indicators.indicators import find_indicators
from graph.loaders.language_model.agreement import agreed
from graph.loaders.language_model.answers import SCHEMA, Found, facts_in, refuse_unknown
from graph.loaders.language_model.cache import AnswerCache
from graph.loaders.language_model.endpoint import Endpoint, Settings
from graph.loaders.names.named import find_named
from graph.loaders.relations.relations import find_relations

_PROMPT = Path(__file__).parent.parent / "rules" / "language_model.md"
_SHORTEST = 8
"""Passages of fewer characters are not worth a question."""


@dataclass(frozen=True, slots=True)
class Spent:
    """How far an extraction is and what it took; `cost` is 0 where no prices are set."""

    done: int = 0
    passages: int = 0
    from_cache: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    refused: int = 0
    cost: float = 0.0


class LanguageModelExtractor:
    """Finds facts by a language model and the rules together.

    `progress` is called after each passage with what was spent so far; `spent` keeps the last.
    """

    name = "language model"
    asks = True

    def __init__(self, settings: Settings, progress: Callable[[Spent], None] | None = None) -> None:
        self.spent = Spent()
        self._settings = settings
        self._progress = progress
        self._cache = AnswerCache(settings.cache)

    @property
    def version(self) -> str:
        """Digest of the model's name and of all that the default extraction is made of."""
        parts = f"{self._settings.model} {loaders_digest()}"
        return blake2b(parts.encode(), digest_size=8).hexdigest()

    def extract(self, document: Document) -> list[Fact]:
        """The facts of a document, in the order of the text.

        Raises ExtractorError where the endpoint is away, refuses or keeps answering nonsense.
        """
        found = self._ask_all(document)
        named = find_named(document)
        figures = find_indicators(document)
        entities = agreed(
            [each for each in calibrated(named) if isinstance(each, Entity)],
            [each for part in found for each in part.entities],
        )
        indicators = agreed(
            [each for each in calibrated(figures) if isinstance(each, Indicator)],
            [each for part in found for each in part.indicators],
        )
        known = {(each.type, fold(each.name)) for each in entities}
        for part in found:
            refuse_unknown(part, known)
        refused = sum(part.refused for part in found)
        self.spent = replace(self.spent, refused=refused)
        claims = find_relations(document, entities, indicators)
        facts = calibrated([*named, *figures, *claims])
        by_rule = [each for each in facts if isinstance(each, Relation)]
        asked = [each for each in by_rule if _was_asked(each)]
        relations = agreed(asked, [each for part in found for each in part.relations])
        structural = [each for each in by_rule if not _was_asked(each)]
        return checked(document, [*entities, *indicators, *relations, *structural])

    def _ask_all(self, document: Document) -> Sequence[Found]:
        passages = [
            each for each in document.passages if not each.heading and len(each.text) >= _SHORTEST
        ]
        self.spent = Spent(passages=len(passages))
        endpoint = Endpoint(self._settings)
        pool = ThreadPoolExecutor(self._settings.parallel)
        try:
            questions = [pool.submit(self._ask, endpoint, document, each) for each in passages]
            for question in as_completed(questions):
                self._count(question.result()[1])
            return [question.result()[0] for question in questions]
        finally:
            pool.shutdown(cancel_futures=True)
            endpoint.close()

    def _ask(self, endpoint: Endpoint, document: Document, passage: Passage) -> tuple[Found, Spent]:
        """What the model finds in a passage, and what that took."""
        system, user = prompt(), _question(document, passage)
        kept = self._cache.get(self._settings.model, system, user)
        if kept is not None:
            found = facts_in(kept, passage)
            return found, Spent(from_cache=1, refused=found.refused)
        reply = endpoint.ask(system, user, SCHEMA)
        self._cache.put(reply.content, self._settings.model, system, user)
        found = facts_in(reply.content, passage)
        return found, Spent(
            prompt_tokens=reply.prompt_tokens,
            answer_tokens=reply.answer_tokens,
            refused=found.refused,
        )

    def _count(self, took: Spent) -> None:
        spent = self.spent
        prompt_tokens = spent.prompt_tokens + took.prompt_tokens
        answer_tokens = spent.answer_tokens + took.answer_tokens
        for_prompt, for_answer = self._settings.prices or (0.0, 0.0)
        self.spent = replace(
            spent,
            done=spent.done + 1,
            from_cache=spent.from_cache + took.from_cache,
            prompt_tokens=prompt_tokens,
            answer_tokens=answer_tokens,
            refused=spent.refused + took.refused,
            cost=(prompt_tokens * for_prompt + answer_tokens * for_answer) / 1_000_000,
        )
        if self._progress:
            self._progress(self.spent)


@cache
def prompt() -> str:
    """What the model is told to find, and how. Raises RuleError where the file is missing."""
    try:
        return _PROMPT.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{_PROMPT.name} cannot be read: {error}.") from error


def _question(document: Document, passage: Passage) -> str:
    section = document.section_of(passage)
    part = {"review": "回顾", "plan": "计划", "other": "其他"}[section.part]
    return (
        f"报告：{document.title}（{document.place}，{document.year}年）\n"
        f"章节：{section.number}{section.title}\n"
        f"部分：{part}，所述年份：{section.year}\n"
        f"段落：\n{passage.text}"
    )


def _was_asked(relation: Relation) -> bool:
    return relation.basis == "stated" and relation.type != "MEASURED_BY"
