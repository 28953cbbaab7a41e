"""The verbs around a figure: what was done, and whether it is done or under way."""

from __future__ import annotations

from dataclasses import replace

from graph.loaders.indicators.clauses import Place
from graph.loaders.indicators.rules import indicator_rules, patterns

# Stand for any verb of their kind where a sentence has none that says it.
UNDER_WAY = "加快"
FINISHED = "建成"


def without_examples(noun: str) -> str:
    """The words before a count without the examples among them (新开工A、B2个项目)."""
    if "、" not in noun and not noun.endswith("等"):
        return noun
    done = patterns().done.match(noun)
    return done.group() if done else ""


def without_verb(name: str) -> str:
    """A name without the verb of doing it opens with: 新增公园 is 公园."""
    done = patterns().done.match(name)
    return name[done.end() :] if done and done.end() < len(name) else name


def verb_of(before: str) -> str:
    """The verb of doing that a clause opens with, or that stands right before the figure."""
    words = before[:24]
    ongoing = patterns().ongoing.search(words)
    if ongoing and ongoing.group() != "首批":
        return ongoing.group()
    found = patterns().done.match(words) or patterns().done.search(words)
    return found.group() if found else ""


def reached(trail: str) -> str:
    """The verbs before a count as far as they say where it stands now."""
    return trail if trail.endswith(("至", "到", "达")) else ""


def manner(verb: str, place: Place, counted: str, predicate: str) -> str:
    """How a count came about, by the verb before it or by what is said behind it."""
    rules = indicator_rules().manner
    ongoing = patterns().ongoing.search(place.before)
    if ongoing and not (ongoing.group() == "首批" and verb != "首批"):
        return UNDER_WAY
    if place.before.endswith("等"):
        works = counted.endswith(rules.works) and not predicate
        if works:
            return verb if rules.ended.match(verb) else UNDER_WAY
        return manner("", replace(place, before=""), counted, predicate)
    if verb:
        return verb
    if place.before.endswith(rules.done_to):
        return FINISHED
    if not predicate:
        return UNDER_WAY if place.leads else ""
    if place.figure.unit.endswith(tuple(rules.people)):
        return FINISHED
    return FINISHED if patterns().after_done.match(predicate) else UNDER_WAY


def telling(predicate: str) -> str:
    """What is said of a count as far as it tells it apart: not that it goes well."""
    return "" if patterns().ongoing.match(predicate) else predicate[:30]
