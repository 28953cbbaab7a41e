"""How names are cut out of a text and what their words tell."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise

from graph.loaders.facts import EntityType
from graph.loaders.names.judge import TYPES, Judged
from graph.loaders.names.lexicon import Lexicon
from graph.loaders.names.lists import shared_head
from graph.loaders.rules import Rules, load_rules
from graph.loaders.words import CLAUSE_ENDS, Words, cut

_NEVER_FIRST = frozenset("、，。；：”）-—及等的")
_NEVER_LAST = frozenset("、，。；：“（-—")
_LONGEST_REST = 20
_ITEM = re.compile("[^、]+")
_QUOTATION = re.compile("“[^“”]*”")
# How many quotations there are: “334”“622”等机制, “双带”“双联”两大工程.
_COUNT = re.compile(r"^等?(?:[\d两二三四五六七八九十]+[个大项类]?)?")
_ALIKE = 2
_DASH = "——"
# Names that are joined and each complete are no shorter: 董家口至五莲铁路及胶新铁路扩能改造.
_COMPLETE = 5
_BRACKET = "（"
# What a list names by its place alone: 府谷、定边机场.
_SEATED = frozenset({"Project", "Organization"})
_BODIES = frozenset({"company", "institution"})
_PARTICLES = frozenset({"p", "uj"})
_DONE_TO = frozenset({"Project", "Area", "Organization"})


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
    start, end = _with_whole_quotation(text, start, end)
    name = text[start:end]
    if name.startswith("“") and name.find("”") == len(name) - 1:
        return start + 1, end - 1
    return start, end


def named_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the names in a span: several where all end alike, 文化强省、旅游强省.

    Before a dash stands what the name behind it is: 天山胜利隧道 in 最长隧道——天山胜利隧道.
    """
    start += text[start:end].rfind(_DASH) + len(_DASH) if _DASH in text[start:end] else 0
    name = text[start:end]
    if "、" not in name:
        return [(start, end)]
    spans = [(start + each.start(), start + each.end()) for each in _ITEM.finditer(name)]
    endings = {text[last - _ALIKE : last] for _, last in spans}
    apart = len(endings) == 1 and all(last - first > _ALIKE for first, last in spans)
    return spans if len(spans) > 1 and apart else [(start, end)]


def joined_apart(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The spans of a project's names in a span: two where each says what is built.

    董家口至五莲铁路 and 胶新铁路扩能改造 for 董家口至五莲铁路及胶新铁路扩能改造.
    """
    for place in range(start + _COMPLETE, end - _COMPLETE):
        before, after = text[start:place], text[place + 1 : end]
        joint = text[place] in lexicon.joints and lexicon.suffix_class(after)
        if joint and _certain(before, lexicon) == "Project":
            return [(start, place), *joined_apart(text, place + 1, end, lexicon)]
    return [(start, end)]


def acting_body(name: str, lexicon: Lexicon) -> str:
    """The body whose doing a name goes on to tell, or none: 民航集团 in 民航集团统一运营机场."""
    words = cut(name if _BRACKET not in name else "")
    for end in range(1, len(words) - 1):
        if words.words[end] not in lexicon.body_acts:
            continue
        head = name[: words.starts[end]]
        body = not _BODIES.isdisjoint(lexicon.suffix_class(head).split("+"))
        return head if body or head in lexicon.organizations else ""
    return ""


def quotations_apart(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The names in a span that holds quotations side by side, each with its own span.

    “人工智能+”行动 and “数据要素×”行动 for “人工智能+”“数据要素×”行动; any other span is one name.
    """
    name = text[start:end]
    if name.count("“") < 2:
        return [(start, end, name)]
    quoted = [each.span() for each in _QUOTATION.finditer(name)]
    beside = all(one[1] == other[0] for one, other in pairwise(quoted))
    if len(quoted) < 2 or not beside:
        return [(start, end, name)]
    head, tail = name[: quoted[0][0]], _COUNT.sub("", name[quoted[-1][1] :])
    spans = [[start + first, start + last] for first, last in quoted]
    spans[0][0], spans[-1][1] = start, end
    names = [name[first:last] for first, last in quoted]
    if head or tail:
        names = [head + each + tail for each in names]
    else:
        names = [each.strip("“”") for each in names]
    return [(first, last, each) for (first, last), each in zip(spans, names, strict=True)]


def without_verb(words: Words, judged: Judged, lexicon: Lexicon) -> Judged:
    """What was judged, without a verb before it that says what is done to a project or a place.

    Nor with a particle behind it, which joins it to what follows: 12345热线从.
    """
    start, end = judged.start, judged.end
    text, tags = words.words, words.tags
    if judged.type in _DONE_TO:
        while start < end - 1 and (
            text[start] in lexicon.leading or _is_result(words, start, lexicon)
        ):
            start += 1
    goes_on = end < len(words) and text[end] not in CLAUSE_ENDS and text[end] != "”"
    if goes_on and end - 1 > start and tags[end - 1] in _PARTICLES:
        end -= 1
    return replace(judged, start=start, end=end)


def _is_result(words: Words, position: int, lexicon: Lexicon) -> bool:
    """Does a word belong to the verb before it? 好 in 建好, 落实好."""
    if position == 0 or words.words[position] not in lexicon.results:
        return False
    before, tag = words.words[position - 1], words.tags[position - 1]
    return before in lexicon.verbs or (len(before) == 1 and tag.startswith("v"))


def _with_whole_quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the rest of a quotation that it holds a part of, or without its lone mark."""
    name = text[start:end]
    missing = name.count("“") - name.count("”")
    if missing > 0:
        if text[end : end + 1] == "”":
            return start, end + 1
        if name.startswith("“"):
            return start + 1, end
        closing = text.find("”", end, end + _LONGEST_REST)
        return start, closing + 1 if closing >= 0 else end
    if missing < 0:
        if text[start - 1 : start] == "“":
            return start - 1, end
        if name.endswith("”"):
            return start, end - 1
        opening = text.rfind("“", max(start - _LONGEST_REST, 0), start)
        return opening if opening >= 0 else start, end
    return start, end


def completed(
    words: Words, judged: Judged, name: str, place: str, lexicon: Lexicon
) -> tuple[EntityType, str]:
    """The type and the name of what was judged, with the word that it shares as a list's item.

    Project and 桑龙高速公路 for 桑龙 in 桑龙、城龙等7条高速公路. A name that tells its type by
    itself has that type, whatever it was taken for; `place` is who reports.
    """
    head, ending = shared_head(words, judged.start, judged.end, lexicon)
    for kind in TYPES:
        if kind in lexicon.completions.get(ending, "").split("+") and (
            judged.type == kind or (judged.type == "Area" and kind in _SEATED)
        ):
            return kind, name + head
    return _told_by_name(name, place, lexicon) or judged.type, name


def _told_by_name(name: str, place: str, lexicon: Lexicon) -> EntityType | None:
    """The type of a name that tells it.

    A division, what the reporting place is to become (数字济南, “信用济南”建设), and a name that
    ends in a word that only names of one type have.
    """
    if name in lexicon.divisions:
        return "Area"
    bare = name.replace("“", "").replace("”", "")
    vision, _, rest = bare.removesuffix("建设").partition(place) if place else (bare, "", "")
    if vision in lexicon.visions and not rest and vision != bare:
        return "Goal"
    return _certain(bare, lexicon)


def _certain(name: str, lexicon: Lexicon) -> EntityType | None:
    """The type of a name that ends in a word that only names of one type have."""
    ending = next((each for each in lexicon.certain if name.endswith(each)), "")
    return next((kind for kind in TYPES if kind == lexicon.certain.get(ending)), None)


@lru_cache(1 << 12)
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
