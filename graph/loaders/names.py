"""How names are cut out of a text and what their words tell."""

from __future__ import annotations

from functools import cache

from graph.loaders.facts import EntityType
from graph.loaders.judge import TYPES, Judged
from graph.loaders.lexicon import Lexicon
from graph.loaders.lists import shared_head
from graph.loaders.rules import Rules, load_rules
from graph.loaders.words import Words

_NEVER_FIRST = frozenset("、，。；：”）-—")
_NEVER_LAST = frozenset("、，。；：“（-—")
# What a list names by its place alone: 府谷、定边机场.
_SEATED = frozenset({"Project", "Organization"})


class _Kinds(Rules):
    government: str
    company: str
    university: str
    hospital: str
    laboratory: str


def bare_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the name at `text[start:end]`, without marks at its ends that close nothing.

    Quotation marks around the whole name are left out, those inside it stay.
    """
    while start < end and text[start] in _NEVER_FIRST:
        start += 1
    while end > start and text[end - 1] in _NEVER_LAST:
        end -= 1
    name = text[start:end]
    missing = name.count("“") - name.count("”")
    if missing > 0:
        if text[end : end + 1] == "”":
            end += 1
        elif name.startswith("“"):
            start += 1
    elif missing < 0:
        if start and text[start - 1] == "“":
            start -= 1
        elif name.endswith("”"):
            end -= 1
    name = text[start:end]
    if name.startswith("“") and name.find("”") == len(name) - 1:
        return start + 1, end - 1
    return start, end


def completed(words: Words, judged: Judged, name: str, lexicon: Lexicon) -> tuple[EntityType, str]:
    """The type and the name of an item of a list, with the word that the list's items share.

    Project and 桑龙高速公路 for 桑龙 in 桑龙、城龙等7条高速公路.
    """
    head, ending = shared_head(words, judged.start, judged.end, lexicon)
    for kind in TYPES:
        if kind in lexicon.completions.get(ending, "").split("+") and (
            judged.type == kind or (judged.type == "Area" and kind in _SEATED)
        ):
            return kind, name + head
    return judged.type, name


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
    return {kind: tuple(endings.split()) for kind, endings in kinds.model_dump().items()}
