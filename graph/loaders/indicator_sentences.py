"""Reads the figures of one sentence: what each measures, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.loaders.clauses import AND, Place
from graph.loaders.figures import Figure
from graph.loaders.indicator_names import (
    is_bare_head,
    is_quantity,
    listed,
    shortened,
    split_predicate,
    split_rank,
    split_told,
    split_trail,
    subject,
    trimmed,
    without_head,
)
from graph.loaders.indicator_rules import patterns
from graph.loaders.indicator_verbs import (
    manner,
    reached,
    telling,
    verb_of,
    without_examples,
    without_verb,
)
from graph.loaders.measures import Direction, Measure, direction, is_change, level_or_flow
from graph.loaders.part_of_name import joins


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a sentence with what it measures; `start` is where its name begins."""

    figure: Figure
    name: str
    start: int
    measure: Measure
    direction: Direction
    rule: str


# Names are looked for in so many characters of a sentence; longer ones are lists without end.
_REACH = 200
_MOST_JOINED = 12
_EACH = re.compile(r"(?<!年)(?<!人)(?<!平)均|双双|都|各|分别")
_NEW = re.compile(r"新\w|净增|累计\w*")
_MOVING = re.compile(r"(?:压减|压缩|降低|减少|缩短|提高|增加)[^、，]{1,8}$")
_VAGUE = re.compile(r"量的$")
# A year that names nothing is no part of what is measured (营业收入 of 重点园区2025年营业收入).
_DATE = re.compile(r"(?<!“)20\d\d年[底末]?(?=[^度版”])")
# 带动就业 says nothing of its own, 释放失业保险稳岗惠企政策红利 does.
_LONGEST_EFFECT = 8
_EFFECT = re.compile(r"带动|拉动|释放|赋能")
_MOVED = {"增加": "up", "减少": "down", "压减": "down"}


class SentenceReader:
    """Reads the figures of a sentence in their order; `topic` is what the text is about so far."""

    def __init__(self, text: str, start: int, topic: str) -> None:
        self._text = text
        self._start = start
        self._topic = topic
        self._names: list[str] = []
        self._together = 1
        self._begin = -1
        self._end = start
        self._next: Place | None = None
        self._verb = ""
        self._counted = ""
        self._subject = ""
        self._whole = ""
        self._measure: Measure = "flow"
        self._unit = ""
        self._way: Direction = ""

    def read(self, found: Sequence[Place]) -> list[Reading]:
        """The readings of all figures of the sentence."""
        readings: list[Reading] = []
        position = 0
        while position < len(found):
            group = _group(found[position : position + _MOST_JOINED])
            following = position + len(group)
            self._next = found[following] if following < len(found) else None
            readings += self._read_group(group) if len(group) > 1 else self._read(group[0])
            position = following
            self._end = group[-1].figure.end
        # 质的有效提升和量的合理增长 says growth of nothing in particular.
        return [each for each in readings if each.name and not _VAGUE.search(each.name)]

    def _read_group(self, group: Sequence[Place]) -> list[Reading]:
        """Several values for as many names (A、B分别增长1%、2%)."""
        noun, trail = _split(group[0], trimmed(group[0].before))
        names = listed(noun, len(group)) if noun else self._earlier(group)
        if len(names) != len(group):
            names = [noun or self._said()] * len(group)
        if "累计" in trail:
            names = [without_verb(name) for name in names]
        start = group[0].start if noun else self._begin
        verb = verb_of(group[0].before)
        readings = [
            self._reading(place, name, start, trail, verb, "respectively")
            for place, name in zip(group, names, strict=True)
        ]
        self._remember(names, start, "")
        return readings

    def _read(self, place: Place) -> list[Reading]:
        words = trimmed(self._unread(place))
        noun, trail = _split(place, words)
        if noun.endswith("新增") and patterns().head_end.search(noun[-14:-2]):
            noun, trail = noun[:-2], "增加"
        if self._precedes(place, noun, trail):
            return self._read_preceding(place, noun, trail)
        return self._read_following(place, noun, trail)

    def _unread(self, place: Place) -> str:
        """The words before a figure without those that the figure before it counts."""
        before = place.before
        if before and self._goes_on(place) and before.startswith(self._counted):
            return before[len(self._counted) :]
        return before

    def _goes_on(self, place: Place) -> bool:
        """Is a figure the next item of a list of counts (4个渔港和2个牧场)?"""
        if not (place.follows and self._counted and place.before.startswith(self._counted)):
            return place.chained
        return place.before[len(self._counted) :][:1] in tuple("、和及与以")

    def _precedes(self, place: Place, noun: str, trail: str) -> bool:
        """Does what is counted stand behind the figure?"""
        kind = place.figure.kind
        if joins(place.after) or kind in ("rank", "ratio", "words"):
            return False
        if kind == "time":
            return not noun
        if kind in ("count", "people"):
            return True
        if is_change(place.figure, trail, noun):
            return False
        if kind == "share" and not trail:
            return True
        opening = patterns().done_end.search(place.before)
        return not noun or bool(opening) or place.after[0] == "的" or noun.endswith("等")

    def _read_following(self, place: Place, noun: str, trail: str) -> list[Reading]:
        """The figure stands behind what it measures (停车设施39处)."""
        verb = self._verb_of(place)
        told, noun = split_told(noun)
        verb = "" if noun in patterns().of_all else verb
        names, start = self._named(
            place, noun, trail, told or _split(place, subject(place.above))[0]
        )
        names = [name.removesuffix("的") for name in names if name]
        about = noun if is_bare_head(noun) else ""
        readings = [self._reading(place, n, start, trail, verb, "following", about) for n in names]
        if names:
            self._remember(names, start, verb)
        return readings

    def _named(self, place: Place, noun: str, trail: str, above: str) -> tuple[list[str], int]:
        """What a figure measures by the words before it, and where those begin."""
        said = self._begin if self._names else place.start
        if above and (not noun or is_bare_head(noun)):
            each = not noun and "双双" in trail
            return listed(above, 2) if each else [above + noun], place.start
        if not noun:
            return self._newly_said(place) or (self._said_together(place, trail), said)
        if self._names and noun.startswith("占"):
            return [self._said() + noun], said
        if is_bare_head(noun) or (self._names and patterns().done.fullmatch(noun)):
            return [self._part(place, noun) + noun], said
        if self._names and _EFFECT.match(noun) and len(noun) <= _LONGEST_EFFECT:
            return [self._context(place) + noun], said
        if _EACH.search(trail):
            return listed(noun, 2 if "双双" in trail else None), place.start
        return [self._with_verb(shortened(noun), place)], place.start

    def _part(self, place: Place, noun: str) -> str:
        """What a bare quantity is a part, or the sum, of."""
        if self._names and noun in patterns().of_quantity:
            return self._said()
        name = self._context(place)
        return without_verb(name) if noun in patterns().of_all else name

    def _said_together(self, place: Place, trail: str) -> list[str]:
        """The names that the figure before this one had."""
        if place.figure.kind == "rank" and self._whole:
            return [self._whole]
        names = self._names[-self._together :] or [self._topic]
        return [without_verb(name) for name in names] if "累计" in trail else names

    def _newly_said(self, place: Place) -> tuple[list[str], int] | None:
        """The quantity that a clause without a figure names (总值创新高，达到5亿元)."""
        if not self._names:
            return None
        clauses = self._text[max(self._end, place.start - _REACH) : place.start].split("，")[1:-1]
        name = subject(trimmed(clauses[-1])) if clauses else ""
        if not patterns().head_end.search(name[-12:]):
            return None
        return [name], self._text.rfind(name, self._end, place.start)

    def _read_preceding(self, place: Place, noun: str, trail: str) -> list[Reading]:
        """The figure stands before what it counts (2000个重大项目, 4家企业入围)."""
        counted, predicate = split_predicate(place.after.removeprefix("的"))
        counted += self._shared_kind(counted)
        if place.leads:
            predicate = ""
        elif not predicate and not verb_of(place.before):
            predicate = self._shared_predicate(place)
        examples = place.figure.kind != "share"
        before = shortened(without_examples(noun) if examples else noun) if len(noun) > 1 else ""
        names = [telling(predicate) + before + counted]
        if place.figure.kind == "share":
            names = [self._shared(place, before)]
        elif place.after[0] == "的" and noun:
            quantity = noun.split("、")[-1]
            names, counted = [counted + quantity], quantity
        elif "各" in trail and noun:
            items = listed(noun.removesuffix("中"))
            names = [telling(predicate) + item + counted for item in items]
        names = [name for name in names if name]
        verb = self._verb_of(place)
        if place.figure.kind in ("count", "people"):
            verb = manner(verb, place, counted, predicate)
        readings = [
            self._reading(place, name, place.start, trail, verb, "preceding", counted)
            for name in names
        ]
        if names:
            self._remember([before + counted or names[-1]], place.start, verb)
            self._counted, self._subject, self._whole = counted, before or counted, names[-1]
        return readings

    def _shared_predicate(self, place: Place) -> str:
        """What is said behind the next count for this one too (173人和6个团队入选)."""
        following = self._next
        if not following or not following.follows or following.figure.kind != "count":
            return ""
        between = following.before.removeprefix(place.after)
        if following.above != place.after and between not in AND:
            return ""
        return split_predicate(following.after)[1]

    def _shared_kind(self, counted: str) -> str:
        """What the next count says for this one too (1个国家级、2个省级重点专科)."""
        if not counted.endswith("级") or not self._next or not self._next.chained:
            return ""
        return split_predicate(self._next.after)[0].partition("级")[2]

    def _reading(
        self, place: Place, name: str, start: int, trail: str, verb: str, rule: str, head: str = ""
    ) -> Reading:
        figure = place.figure
        measure: Measure
        if figure.kind == "rank":
            measure = "rank"
        elif place.before.startswith("其中") and self._unit == figure.unit not in ("", "%"):
            measure = self._measure
        elif rule == "preceding" and figure.kind == "count" and trail not in _MOVED:
            measure = level_or_flow(head or name, reached(trail), verb, figure)
        elif is_change(figure, trail, name) or self._goes_on_changing(place, trail, head or name):
            measure = "change"
        else:
            measure = level_or_flow(head or name, trail, verb, figure)
        if measure != "rank":
            self._measure, self._unit = measure, figure.unit
        way: Direction = ""
        if measure == "change":
            way = direction(trail or name) if trail or not self._way else self._way
        self._way = way
        return Reading(figure, _DATE.sub("", name), start, measure, way, rule)

    def _shared(self, place: Place, before: str) -> str:
        """What a share before its noun is the share of (70%就读普通高中, 60%的村庄)."""
        whole = place.after.removeprefix("的")
        told = before or not patterns().after.match(whole)
        return before + whole if told else self._context(place) + whole

    def _remember(self, names: Sequence[str], start: int, verb: str) -> None:
        self._names += names
        self._together = len(names)
        self._begin, self._verb = start, verb
        self._counted = self._subject = self._whole = ""

    def _goes_on_changing(self, place: Place, trail: str, name: str) -> bool:
        """Is a share a change, by its name or the item before it (压减时间58%、材料52%)?"""
        if place.figure.kind != "share" or trail or patterns().level_end.search(name):
            return False
        return bool(_MOVING.search(name)) or (place.chained and bool(self._way))

    def _earlier(self, group: Sequence[Place]) -> list[str]:
        """The names for values that a clause before them lists (A、B从无到有，分别达2个、3个)."""
        if len(self._names) >= len(group):
            return self._names[-len(group) :]
        begin = max(self._start, group[0].start - _REACH)
        clauses = self._text[begin : group[0].start].strip("，").split("，")
        return listed(clauses[-1], len(group))

    def _verb_of(self, place: Place) -> str:
        """The verb a figure stands under: its own, or that of the list or clause it goes on."""
        own = verb_of(place.before)
        if place.follows and "累计" in self._verb and not _NEW.match(own):
            return self._verb
        return own or (self._verb if self._goes_on(place) else "")

    def _said(self) -> str:
        return self._names[-1] if self._names else self._topic

    def _context(self, place: Place) -> str:
        """What a bare quantity (产值, 总投资) belongs to."""
        if self._names:
            name = without_head(self._subject or self._names[-1])
            done = patterns().done_end.search(name)
            return name[: done.start()] if done and done.start() > 1 else name
        opening = self._text[self._start : min(place.start, self._start + _REACH)]
        return subject(opening.strip("，、")) or self._topic

    def _with_verb(self, noun: str, place: Place) -> str:
        """A chained name with the verb of the list it stands in (新增A 5家、B 3家)."""
        lent = place.chained and not verb_of(place.before) and _NEW.match(self._verb)
        if not lent or is_quantity(self._said().partition(self._verb)[2]):
            return noun
        return self._verb + noun


def _split(place: Place, words: str) -> tuple[str, str]:
    """The words before a figure as what it measures and the verbs that join them."""
    return split_rank(words) if place.figure.kind == "rank" else split_trail(words)


def _names_each(run: Sequence[Place]) -> bool:
    """Do several shares stand for as many things named (城乡居民收入、产值增长7%、8%)?"""
    if any(place.figure.unit != run[0].figure.unit for place in run):
        return False
    noun, trail = _split(run[0], trimmed(run[0].before))
    return bool(noun and trail) and len(listed(noun, len(run))) == len(run)


def _group(queue: Sequence[Place]) -> Sequence[Place]:
    """The figures that one 分别, or one list of names, joins, from the first of the queue on."""
    size = 1
    while size < len(queue) and not queue[size].before and queue[size].chained:
        size += 1
    run = queue[:size]
    if "分别" not in queue[0].before:
        return run if len(run) > 1 and _names_each(run) else queue[:1]
    return run
