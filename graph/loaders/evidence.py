"""What every extractor owes: quotes that stand in the text, and a digest of what made them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path

from graph.errors import ExtractorError
from graph.loaders.document import Document
from graph.loaders.facts import Fact

_LOADERS = Path(__file__).parent
# What decides facts too and stands beside the loaders, as others need it.
_BESIDE = (_LOADERS.parent / "characters.py", _LOADERS.parent / "folding.py")
_SOURCES = (".py", ".toml", ".csv", ".tsv", ".txt", ".md", ".crfsuite")


def checked(document: Document, facts: Sequence[Fact]) -> list[Fact]:
    """The facts in the order of the text, after a look at the evidence of each.

    Raises ExtractorError where a quote does not stand where its fact says it does.
    """
    for fact in facts:
        if not stands(document, fact):
            raise ExtractorError(
                f"The rule {fact.rule} quotes “{fact.evidence.quote}”, which does not stand at "
                f"{fact.evidence.start} in {document.title}. Please report this as a fault."
            )
    return sorted(facts, key=_order)


def stands(document: Document, fact: Fact) -> bool:
    """Does the quote of this fact stand in its passage, at its place in the source text?"""
    evidence = fact.evidence
    if not 0 <= evidence.passage < len(document.passages):
        return False
    passage = document.passages[evidence.passage]
    at = passage.text.find(evidence.quote)
    while evidence.quote and at >= 0:
        if passage.place(at, at + len(evidence.quote)) == (evidence.start, evidence.end):
            return True
        at = passage.text.find(evidence.quote, at + 1)
    return False


def _order(fact: Fact) -> tuple[int, int, int, str]:
    evidence = fact.evidence
    return evidence.passage, evidence.start, evidence.end, repr(fact)


@cache
def loaders_digest() -> str:
    """Digest of all code, rules and weights that decide facts, read once a process."""
    digest = blake2b(digest_size=8)
    for path in deciding_files():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_LOADERS.parent).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def deciding_files() -> list[Path]:
    """The files that decide which facts are found: those of this folder and what they stand on."""
    inside = (path for path in _LOADERS.rglob("*") if path.suffix in _SOURCES)
    return sorted((*inside, *_BESIDE))
