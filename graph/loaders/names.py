"""How names are cut out of a text and what their words tell."""

from __future__ import annotations

from functools import cache

from graph.loaders.rules import Rules, load_rules


class _Kinds(Rules):
    government: str
    company: str
    university: str
    hospital: str
    laboratory: str


def bare_name(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The name at `text[start:end]` and its span, without marks at its ends that close nothing.

    Quotation marks around the whole name are left out, those inside it stay.
    """
    while start < end and text[start] in "、，。；：”）-—":
        start += 1
    while end > start and text[end - 1] in "、，。；：“（-—":
        end -= 1
    inside = text[start:end]
    if inside.count("“") > inside.count("”"):
        if text[end : end + 1] == "”":
            end += 1
        elif inside.startswith("“"):
            start += 1
    elif inside.count("”") > inside.count("“"):
        if text[start - 1 : start] == "“":
            start -= 1
        elif inside.endswith("”"):
            end -= 1
    inside = text[start:end]
    if inside.startswith("“") and inside.find("”") == len(inside) - 1:
        return inside[1:-1], start, end
    return inside, start, end


def organization_kind(name: str) -> str:
    """What kind of organization a name tells of: government, company, university and so on."""
    best, kind = 0, "other"
    for each, endings in _endings().items():
        for ending in endings:
            if len(ending) > best and name.endswith(ending):
                best, kind = len(ending), each
    return kind


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    kinds = load_rules("organizations", _Kinds)
    return {
        kind: tuple(endings.split()) for kind, endings in kinds.model_dump().items()
    }
