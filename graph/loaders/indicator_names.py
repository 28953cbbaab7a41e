"""What a figure measures: the noun phrase before or behind it, in the words of the text."""

from __future__ import annotations

import re

from graph.loaders.indicator_rules import patterns

# 整车出口突破百万辆、稳居全国…: a number in words before a rank.
_IN_WORDS = re.compile(
    r"(?:突破|超过|超|达到|达|过)[一二三四五六七八九十百千万亿]+[^，、]{0,4}、?$"
)
_TIMED = re.compile(
    r"^(?:[到至在]?20\d\d年[底末]?[，、]?|“[一二三四五十]+”(?:时期|期间|以来)[，、]?|近\d年)+"
)
_LONGEST_TRAIL = 40


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
    compared = patterns().compared.search(tail)
    if compared:
        kept = words[: len(words) - len(compared.group())]
        return split_trail(kept)[0], compared.group()
    trail = patterns().trail.search(tail)
    verbs = trail.group() if trail else ""
    return words[: len(words) - len(verbs)], verbs


def split_rank(words: str) -> tuple[str, str]:
    """The words before a rank as what is ranked and the verbs that join them (均居全国)."""
    ranked = patterns().ranked.search(words[-_LONGEST_TRAIL:])
    if not ranked:
        return words, ""
    noun = words[: len(words) - len(ranked.group())]
    said = _IN_WORDS.search(noun[-_LONGEST_TRAIL:])
    return (noun[: len(noun) - len(said.group())] if said else noun), ranked.group()


def split_predicate(words: str) -> tuple[str, str]:
    """The words behind a count as what is counted and what is said of it."""
    found = patterns().after.search(words, 1)
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
    if wanted == 2 and len(items) == 1:
        items = _pair(words)
    if wanted and len(items) > wanted:
        items = [item for item in words.split("、") if item]
        items = items[-wanted:] if len(items) > wanted else items
    if len(items) < 2 or (wanted and len(items) != wanted):
        return [words]
    return _completed(items)


def _pair(words: str) -> list[str]:
    """The two names that one word stands for: 城乡居民收入 is 城镇居民收入 and 农村居民收入."""
    for both, (one, other) in patterns().pairs.items():
        if both in words:
            return [words.replace(both, one), words.replace(both, other)]
    return [words]


def _completed(items: list[str]) -> list[str]:
    last = items[-1]
    head = patterns().head_end.search(last[-12:])
    opening = without_head(items[0])
    done = patterns().done.match(opening)
    whole = []
    for position, item in enumerate(items):
        if position and is_bare_head(item):
            item = opening + item
        elif position and done and not patterns().done.match(item):
            item = done.group() + item
        elif head and position < len(items) - 1 and not patterns().head_end.search(item[-12:]):
            item = item + head.group()
        whole.append(item)
    return whole


_PLACED = re.compile(r"^.{0,4}在[^，]{2,24}?(?=新建|建设|实施|开展|建成|打造|改造|开工|举办)")
_GENERIC = frozenset(
    {"活动", "项目", "工程", "产品", "企业", "措施", "系列活动", "重点项目", "资金", "平台"}
)


def shortened(name: str) -> str:
    """A name without the place it opens with and without long examples before 等."""
    placed = _PLACED.match(name)
    name = name[placed.end() :] if placed else name
    examples = name.rfind("等", 14)
    noun = name[examples + 1 :]
    if examples < 0 or len(noun) < 2 or noun in _GENERIC:
        return name
    done = patterns().done.match(name)
    return (done.group() if done else "") + noun


def subject(clause: str) -> str:
    """What a clause is about: its first words up to a verb; empty where it opens with one."""
    if trimmed(clause) != clause or patterns().done.match(clause):
        return ""
    noun = re.split(r"[，：、]", clause, maxsplit=1)[0]
    end = patterns().subject_end.search(noun)
    noun = noun[: end.start()] if end else noun
    return "" if is_bare_head(noun) else noun
