"""Names as people type them: in pinyin with or without spaces, by initials, with one wrong letter.

Only what is no name, no word and no place is looked up so. What tells things apart is never taken
for a slip: digits, ordinals, phases; and a place is no other place of a similar name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.folding import fold
from graph.model import ENTITY_LABELS
from graph.queries.named import nodes_named
from graph.questions.places import is_division
from graph.stores.interface import Limits, Store
from graph.stores.names import Named

_ENOUGH = Limits(rows=200_000, seconds=10.0)
_SHORTEST_WITH_A_SLIP = 4
_SHORTEST_SOUND = 5
_LATIN = re.compile(r"[a-zA-Z'\u00fc ]+")
# What pinyin is made of; English words seldom are, so that the names need not be sounded out.
_SYLLABLES = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?ang|[io]?ong|[ei]ng|ian|[iu]?ao|ua[in]|[aeiu]n|[aeu]i|i[aeu]|ou|u[aeo]|er"
    r"|\u00fce?|[aeiou]))+"
)
_INITIALS = re.compile(r"(?!(?:.*[aeo]){3})[a-hj-tw-z]{4,12}")
_TELLS_APART = re.compile(
    r"[0-9a-z一二三四五六七八九十百千万零〇两甲乙丙丁东南西北上下前后新老大小]"
)
Stretch = tuple[int, int]


def typed_names(
    store: Store, text: str, stretches: Sequence[Stretch]
) -> tuple[Stretch, list[Named]] | None:
    """The one name that one of the stretches of a text is meant for, and the nodes that have it."""
    for start, end in stretches:
        words = text[start:end]
        if _LATIN.fullmatch(words):
            names = _sounding(store, words)
        else:
            names = _with_a_slip(store, fold(words)) or _heard_alike(store, fold(words))
        if len(names) == 1:
            nodes = nodes_named(store, "is", ENTITY_LABELS, names)
            if nodes:
                return (start, end), nodes
    return None


def _with_a_slip(store: Store, words: str) -> list[str]:
    """The names that differ in one character, or lack or have one more."""
    if len(words) < _SHORTEST_WITH_A_SLIP or not _is_han(words):
        return []
    halves = {
        words[: len(words) // 2],
        words[len(words) // 2 :],
        words[:2],
        words[-2:],
        words[1:-1],
    }
    nodes = nodes_named(store, "contains", ENTITY_LABELS, sorted(halves))
    names = {name for node in nodes for name in node.names if _is_slip(words, name)}
    # The names of one thing are one: what is typed wrong is then no question of which.
    owners = {node.name for node in nodes if names.intersection(node.names)}
    return sorted(names)[:1] if len(owners) == 1 else sorted(names)


def _heard_alike(store: Store, words: str) -> list[str]:
    """The short names that sound the same and differ in one character: 起布区 for 起步区."""
    if len(words) != _SHORTEST_WITH_A_SLIP - 1 or not _is_han(words):
        return []
    return heard_alike(words, _names(store, store.version()))


def heard_alike(words: str, names: Iterable[str]) -> list[str]:
    """Those of some names that sound the same as words that differ from them in one character."""
    near = [name for name in names if len(name) == len(words) and _differs_once(words, name)]
    if not near:
        return []
    from pypinyin import lazy_pinyin

    sound = lazy_pinyin(words)
    return [name for name in near if lazy_pinyin(name) == sound]


def _differs_once(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _is_slip(words: str, name: str) -> bool:
    if abs(len(words) - len(name)) > 1 or len(name) < _SHORTEST_WITH_A_SLIP:
        return False
    if OSA.distance(words, name, score_cutoff=1) != 1 or is_division(name):
        return False
    return not all(map(_TELLS_APART.fullmatch, _differing(words, name)))


def _differing(one: str, other: str) -> str:
    """The characters in which two texts differ."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end] + other[start : len(other) - end]


def _sounding(store: Store, words: str) -> list[str]:
    typed = re.sub(r"[^a-zü]", "", words.lower())
    sounds = len(typed) >= _SHORTEST_SOUND and _SYLLABLES.fullmatch(typed)
    initials = " " not in words.strip() and _INITIALS.fullmatch(typed)
    if not (sounds or initials):
        return []
    by_sound, by_initials = _sounds(_names(store, store.version()))
    if sounds and typed in by_sound:
        return [*by_sound[typed]]
    if initials:
        swapped = {
            typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)
        }
        found = by_initials.get(typed) or [
            name for each in sorted(swapped) for name in by_initials.get(each, ())
        ]
        return [*found]
    return []


_known: dict[str, tuple[str, ...]] = {}


def _names(store: Store, version: str) -> tuple[str, ...]:
    """All Chinese names of a version of the graph; those of the last one are kept."""
    names = _known.get(version)
    if names is None:
        labels = "|".join(ENTITY_LABELS)
        found = store.read(f"MATCH (n:{labels}) RETURN DISTINCT n.name", {}, _ENOUGH)
        folded = {fold(str(name)) for (name,) in found.rows}
        names = tuple(sorted(filter(_is_han, folded)))
        # Others may ask for another version meanwhile: what is returned is not looked up again.
        _known.clear()
        _known[version] = names
    return names


@lru_cache(4)
def _sounds(
    names: tuple[str, ...],
) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """The names by how they sound, and by the initials of their syllables."""
    from pypinyin import lazy_pinyin

    by_sound: dict[str, list[str]] = {}
    by_initials: dict[str, list[str]] = {}
    for name in names:
        syllables = lazy_pinyin(name, v_to_u=False)
        by_sound.setdefault("".join(syllables), []).append(name)
        by_initials.setdefault("".join(each[0] for each in syllables), []).append(name)
    return by_sound, by_initials


def _is_han(text: str) -> bool:
    return bool(text) and all("\u3400" <= char <= "\u9fff" for char in text)
