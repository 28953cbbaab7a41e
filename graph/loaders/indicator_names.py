"""What a figure measures: the noun phrase before or behind it, in the words of the text."""

from __future__ import annotations

import re

from graph.loaders.indicator_rules import patterns

_COMPARED = re.compile(
    r"(?:(?:比|较)[^，、]{1,14}?(?:高|低|快|慢|多|少|增长|增加|提高|提升|下降|降低|减少|回落|上升|缩小|扩大|翻)(?:了|出)?"
    r"|(?:高于|快于|低于|高出|领先于?|好于|优于|超出|低出)[^，、“”]{0,16})$"
)
_TIMED = re.compile(
    r"^(?:[到至在]?20\d\d年[底末]?[，、]?|“[一二三四五十]+”(?:时期|期间|以来)[，、]?)+"
)
_LONGEST_TRAIL = 40
_QUOTED_END = re.compile(r"[”）]$")


def trimmed(words: str) -> str:
    """Words without what opens a clause (全年, 预计, 推动 …)."""
    while True:
        timed = _TIMED.match(words)
        rest = words[timed.end() :] if timed else words
        lead = patterns().leads.match(rest)
        rest = rest[lead.end() :] if lead else rest
        if rest == words:
            return words.strip("、，")
        words = rest


def split_trail(words: str) -> tuple[str, str]:
    """The words before a figure as what it measures and the verbs that join them (均增长)."""
    tail = words[-_LONGEST_TRAIL:]
    compared = _COMPARED.search(tail)
    if compared:
        kept = words[: len(words) - len(tail) + compared.start()]
        return split_trail(kept)[0], compared.group()
    trail = patterns().trail.search(tail)
    if not trail:
        return words, ""
    return words[: len(words) - len(trail.group())], trail.group()


def split_predicate(words: str) -> tuple[str, str]:
    """The words behind a count as what is counted and what is said of it."""
    found = patterns().after.search(words)
    return (words[: found.start()], words[found.start() :]) if found else (words, "")


def is_bare_head(words: str) -> bool:
    """Do the words name a quantity, but not of what (产值, 总投资)?"""
    return bool(patterns().bare_head.fullmatch(words))


def without_head(name: str) -> str:
    """A name without the quantity it ends with: 林下经济面积 is 林下经济."""
    head = patterns().head_end.search(name[-12:])
    return name[: len(name) - len(head.group())] if head else name


_AND = re.compile(r"、|和(?![美谐平])|以及|及(?!其)|与")


def listed(words: str, wanted: int | None = None) -> list[str]:
    """The names of a list (城镇、农村居民人均可支配收入), each with the head or opening they share.

    With `wanted`, a list of another length is taken as one name for all.
    """
    items = [item for item in _AND.split(words) if item]
    if wanted and len(items) > wanted:
        items = [item for item in words.split("、") if item]
        items = items[-wanted:] if len(items) > wanted else items
    if len(items) < 2 or (wanted and len(items) != wanted):
        return [words]
    return _completed(items)


def _completed(items: list[str]) -> list[str]:
    last = items[-1]
    head = patterns().head_end.search(last[-12:])
    opening = without_head(items[0])
    whole = []
    for position, item in enumerate(items):
        if position and is_bare_head(item):
            item = opening + item
        elif head and position < len(items) - 1 and not patterns().head_end.search(item[-12:]):
            item = item + head.group()
        whole.append(item)
    return whole


def subject(clause: str) -> str:
    """What a clause is about: its first words, up to the verb."""
    words = trimmed(clause)
    done = patterns().done.match(words)
    if done:
        words = words[done.end() :]
    noun = re.split(r"[，：、]", words, maxsplit=1)[0]
    return split_predicate(noun)[0]
