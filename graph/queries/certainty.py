"""Which claims are sure enough to be shown where nobody asks for unsure ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from graph.loaders.rules import Rules, read_rules

_FILE = Path(__file__).with_suffix(".toml")


class _Certainty(Rules):
    shown_from: float = Field(ge=0, le=1)


@cache
def shown_from() -> float:
    """How sure a claim must be. Raises RuleError where certainty.toml does not fit its schema."""
    return read_rules(_FILE, _Certainty).shown_from


def is_shown(claim: Mapping[str, object]) -> bool:
    """Is a claim, or a row that tells of one, sure enough? What Lantu infers is marked as that."""
    confidence = claim.get("confidence")
    if claim.get("basis") == "inferred" or not isinstance(confidence, int | float):
        return True
    return confidence >= shown_from()


def is_shown_in_cypher(claim: str) -> str:
    """The same as a condition of a statement on the relationship of this name."""
    return f"({claim}.basis = 'inferred' OR {claim}.confidence >= {shown_from()})"
