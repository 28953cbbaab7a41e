"""Which names in one document are one thing: with and without 项目, the short and the full form.

Conservative: what two names differ in must be a mere word of kind (…项目, …工程, 民企…), or a lead
that a longer name of an area puts before a shorter one (新旧动能转换起步区, 起步区), or an area
before the name of another thing, and only where one longer name alone ends so. A number, an ordinal
or a stage in the difference keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.folding import fold
from graph.loaders.facts import Entity
from graph.loaders.rules import Rules, load_rules

# The other name that a name gives behind itself: 中俄博览会（哈洽会）.
_BRACKETED = re.compile(r"(?<=...)\(([^()]{3,})\)$")
Name = tuple[str, str]
"""A type and a folded name."""


class CoreferenceRules(Rules):
    """What may stand in one form of a name and not in the other, by type."""

    mere_suffixes: dict[str, tuple[str, ...]]
    mere_prefixes: dict[str, tuple[str, ...]]
    shortened: tuple[str, ...]
    shortest: int
    led: tuple[str, ...]
    shortest_led: int
    apart: str


def canonical_names(entities: Sequence[Entity]) -> Mapping[Name, str]:
    """The canonical name of each name that another name of the document stands for.

    Names that are nobody's other name are left out. The canonical name is the one that says less of
    the kind and, for a shortened name, the shorter one where it is said more often.
    """
    rules = load_rules("coreference", CoreferenceRules)
    spellings: dict[Name, str] = {}
    for entity in entities:
        spellings.setdefault((entity.type, fold(entity.name)), entity.name)
    found: dict[Name, str] = {}
    for name in spellings:
        shorter = _without_kind(name, spellings, rules) or _shortened(name, spellings, rules)
        if shorter:
            found[name] = spellings[shorter]
    return {name: _last(name[0], other, found) for name, other in found.items()}


def _without_kind(
    name: Name, spellings: Mapping[Name, str], rules: CoreferenceRules
) -> Name | None:
    type_, folded = name
    shortened = [
        *(folded.removesuffix(each) for each in rules.mere_suffixes.get(type_, ())),
        *(folded.removeprefix(each) for each in rules.mere_prefixes.get(type_, ())),
        *_BRACKETED.findall(folded),
    ]
    found = ((type_, each) for each in shortened if each != folded and (type_, each) in spellings)
    return next(found, None)


def _shortened(name: Name, spellings: Mapping[Name, str], rules: CoreferenceRules) -> Name | None:
    type_, folded = name
    is_led = type_ in rules.led
    if not is_led and type_ not in rules.shortened:
        return None
    shortest = rules.shortest_led if is_led else rules.shortest
    for start in range(1, len(folded) - shortest + 1):
        shorter = (type_, folded[start:])
        if shorter not in spellings or re.search(rules.apart, folded[:start]):
            continue
        if is_led and ("Area", folded[:start]) not in spellings:
            continue
        longer = [other for kind, other in spellings if kind == type_ and other != shorter[1]]
        rivals = [other for other in longer if other.endswith(shorter[1])]
        if all(folded.endswith(other) or other.endswith(folded) for other in rivals):
            return shorter
    return None


def _last(type_: str, name: str, found: Mapping[Name, str]) -> str:
    """The name at the end of the chain; each step is to a shorter name, so there is an end."""
    while (type_, fold(name)) in found:
        name = found[type_, fold(name)]
    return name
