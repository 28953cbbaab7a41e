"""Reads the figures of one sentence: what each measures, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.loaders.indicators.clauses import Place
from graph.loaders.indicators.figures import Figure
from graph.loaders.indicators.measures import (
    Direction,
    Measure,
    direction,
    is_change,
    level_or_flow,
)
from graph.loaders.indicators.names import (
    bare,
    is_bare_head,
    is_quantity,
    item_planned,
    listed,
    names_quantity,
    shortened,
    split_predicate,
    split_told,
    subject,
    trimmed,
)
from graph.loaders.indicators.part_of_name import joins
from graph.loaders.indicators.rules import indicator_rules, patterns
from graph.loaders.indicators.said import Said
from graph.loaders.indicators.value_lists import (
    joined_values,
    shared_kind,
    shared_predicate,
    split_words,
)
from graph.loaders.indicators.verbs import (
    manner,
    reached,
    telling,
    verb_of,
    without_examples,
    without_verb,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure of a sentence with what it measures; `start` is where its name begins."""

    figure: Figure
    name: str
    start: int
    measure: Measure
    direction: Direction
    rule: str


_MOST_JOINED = 12
_EACH = re.compile(r"(?<!年)(?<!人)(?<!平)均|双双|都|各|分别")
# A year that names nothing is no part of what is measured (营业收入 of 重点园区2025年营业收入).
_DATE = re.compile(r"(?<!“)20\d\d年[底末]?(?=[^度版”])")
# 带动就业 says nothing of its own, 释放失业保险稳岗惠企政策红利 does.
_LONGEST_EFFECT = 8


class SentenceReader:
    """Reads the figures of a sentence in their order; `topic` is what the text is about so far."""

    def __init__(self, text: str, start: int, topic: str) -> None:
        self._said = Said(text, start, topic)
        self._following: Place | None = None
        self._measure: Measure = "flow"
        self._unit = ""
        self._way: Direction = ""
        self._completed: dict[str, str] = {}

    def read(self, found: Sequence[Place]) -> list[Reading]:
        """The readings of all figures of the sentence."""
        vague = indicator_rules().sentences.vague
        readings: list[Reading] = []
        position = 0
        while position < len(found):
            group = joined_values(found[position : position + _MOST_JOINED], self._said.named)
            position += len(group)
            self._following = found[position] if position < len(found) else None
            readings += self._read_group(group) if len(group) > 1 else self._read(group[0])
            self._said.end = group[-1].figure.end
        return [
            each
            for each in readings
            if each.name and not each.name.endswith(vague) and self._names_quantity(each)
        ]

    @staticmethod
    def _names_quantity(reading: Reading) -> bool:
        """Is there a quantity that words without a number can tell of? Not of 经济."""
        name = reading.name
        general = is_bare_head(name) or name in indicator_rules().sentences.growing
        return reading.figure.kind != "words" or (names_quantity(name) and not general)

    def _read_group(self, group: Sequence[Place]) -> list[Reading]:
        """Several values for as many names (A、B分别增长1%、2%)."""
        noun, trail = split_words(group[0], trimmed(group[0].before))
        names = listed(noun, len(group)) if noun else self._said.earlier(group)
        if len(names) != len(group):
            names = [noun or self._said.last] * len(group)
        if "累计" in trail:
            names = [without_verb(name) for name in names]
        start = group[0].start if noun else self._said.begin
        verb = verb_of(group[0].before)
        readings = [
            self._reading(place, name, start, self._own_trail(place) or trail, verb, "respectively")
            for place, name in zip(group, names, strict=True)
        ]
        self._said.remember(names, start, "")
        return readings

    @staticmethod
    def _own_trail(place: Place) -> str:
        return split_words(place, trimmed(place.before))[1]

    def _read(self, place: Place) -> list[Reading]:
        noun, trail = split_words(place, trimmed(self._unread(place)))
        if place.figure.kind == "share":
            noun = item_planned(noun)
        if noun.endswith("新增") and patterns().head_end.search(noun[-14:-2]):
            noun, trail = noun[:-2], "增加"
        if self._precedes(place, noun, trail):
            return self._read_preceding(place, noun, trail)
        return self._read_following(place, noun, trail)

    def _unread(self, place: Place) -> str:
        """The words before a figure without those that the figure before it counts."""
        before, counted = place.before, self._said.counted
        if before and self._goes_on(place) and before.startswith(counted):
            return before[len(counted) :]
        return before

    def _goes_on(self, place: Place) -> bool:
        """Is a figure the next item of a list of counts (4个渔港和2个牧场)?"""
        counted = self._said.counted
        if not (place.follows and counted and place.before.startswith(counted)):
            return place.chained
        return place.before[len(counted) :][:1] in tuple("、和及与以")

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
        told, noun = split_told(noun)
        verb = "" if noun in patterns().of_all else self._verb_of(place)
        above = told or split_words(place, subject(place.above))[0]
        names, start = self._named(place, noun, trail, above)
        names = [name.removesuffix("的") for name in names if name]
        about = noun if is_bare_head(noun) else ""
        readings = [self._reading(place, n, start, trail, verb, "following", about) for n in names]
        if names:
            self._said.remember(names, start, verb)
        return readings

    def _named(self, place: Place, noun: str, trail: str, above: str) -> tuple[list[str], int]:
        """What a figure measures by the words before it, and where those begin."""
        said = self._said
        start = said.begin if said else place.start
        if above and (not noun or is_bare_head(noun)):
            each = not noun and "双双" in trail
            return listed(above, 2) if each else [above + noun], place.start
        if not noun:
            return said.newly(place) or (said.together(place, trail), start)
        if said and noun.startswith(indicator_rules().sentences.part_of):
            return [said.last + noun], start
        if is_bare_head(noun) or (said and patterns().done.fullmatch(noun)):
            return [said.whole_of(place, noun) + noun], start
        effect = noun.startswith(indicator_rules().sentences.effects)
        if said and effect and len(noun) <= _LONGEST_EFFECT:
            return [said.context(place) + noun], start
        if _EACH.search(trail):
            return listed(noun, 2 if "双双" in trail else None), place.start
        return [self._with_verb(shortened(noun), place)], place.start

    def _read_preceding(self, place: Place, noun: str, trail: str) -> list[Reading]:
        """The figure stands before what it counts (2000个重大项目, 4家企业入围)."""
        counted, predicate = self._counted(place)
        share = place.figure.kind == "share"
        before = shortened(noun if share else without_examples(noun)) if len(noun) > 1 else ""
        names = [telling(predicate) + before + counted]
        if share:
            names = [self._shared(place, before)]
        elif place.after[0] == "的" and noun:
            quantity = noun.split("、")[-1]
            names, counted = [bare(counted) + quantity], quantity
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
            self._said.remember_counted(before, counted, names[-1], place.start, verb)
        return readings

    def _counted(self, place: Place) -> tuple[str, str]:
        """What stands behind a figure: what it counts, and what is said of that."""
        counted, predicate = split_predicate(place.after.removeprefix("的"))
        counted += shared_kind(counted, self._following)
        if place.leads:
            return counted, ""
        if not predicate and not verb_of(place.before):
            predicate = shared_predicate(place, self._following)
        return counted, predicate

    def _reading(
        self, place: Place, name: str, start: int, trail: str, verb: str, rule: str, head: str = ""
    ) -> Reading:
        figure = place.figure
        measure = self._measured(place, name, trail, verb, rule, head or name)
        if measure != "rank":
            self._measure, self._unit = measure, figure.unit
        way: Direction = ""
        if measure == "change":
            way = direction(trail or name) if trail or not self._way else self._way
            way = "down" if figure.value.startswith("-") else way
        self._way = way
        whole = self._particular(place, bare(_DATE.sub("", name)), verb, measure)
        return Reading(figure, whole, start, measure, way, rule)

    def _particular(self, place: Place, name: str, verb: str, measure: Measure) -> str:
        """A name that says what it is of, or none where the sentence does not tell."""
        rules = indicator_rules().sentences
        before = without_verb(self._said.last) if self._said else ""
        if rules.empty.fullmatch(name):
            return ""
        if rules.further.fullmatch(name):
            return before + name
        if name in rules.growing:
            return name + "增长" * (measure == "change" and place.figure.kind == "share")
        if not rules.general.fullmatch(name):
            return name
        if name == self._said.last and name in self._completed:
            return self._completed[name]
        if before and "其中" in place.before:
            return self._completed.setdefault(name, f"{before}中{name}")
        return verb + name if verb and verb + name in place.before else ""

    def _measured(
        self, place: Place, name: str, trail: str, verb: str, rule: str, head: str
    ) -> Measure:
        figure, moved = place.figure, trail in indicator_rules().sentences.moved
        if figure.kind == "rank":
            return "rank"
        if place.before.startswith("其中") and self._unit == figure.unit not in ("", "%"):
            return self._measure
        if rule == "preceding" and figure.kind == "count" and not moved:
            return level_or_flow(head, reached(trail), verb, figure)
        if is_change(figure, trail, name) or self._goes_on_changing(place, trail, head):
            return "change"
        return level_or_flow(head, trail, verb, figure)

    def _shared(self, place: Place, before: str) -> str:
        """What a share before its noun is the share of (70%就读普通高中, 60%的村庄)."""
        whole = place.after.removeprefix("的")
        told = before or not patterns().after.match(whole)
        return before + whole if told else self._said.context(place) + whole

    def _goes_on_changing(self, place: Place, trail: str, name: str) -> bool:
        """Is a share a change, by its name or the item before it (压减时间58%、材料52%)?"""
        if place.figure.kind != "share" or trail or patterns().level_end.search(name):
            return False
        moving = indicator_rules().sentences.moving.search(name)
        return bool(moving) or (place.chained and bool(self._way))

    def _verb_of(self, place: Place) -> str:
        """The verb a figure stands under: its own, or that of the list or clause it goes on."""
        own, said = verb_of(place.before), self._said.verb
        if place.follows and "累计" in said and not self._holds_on(own):
            return said
        return own or (said if self._goes_on(place) else "")

    def _with_verb(self, noun: str, place: Place) -> str:
        """A chained name with the verb of the list it stands in (新增A 5家、B 3家)."""
        verb = self._said.verb
        lent = place.chained and not verb_of(place.before) and self._holds_on(verb)
        if not lent or is_quantity(self._said.last.partition(verb)[2]):
            return noun
        return verb + noun

    @staticmethod
    def _holds_on(verb: str) -> bool:
        """Does a verb hold for all items of a list (新增, 累计建成)?"""
        return bool(indicator_rules().sentences.holds_on.match(verb))
