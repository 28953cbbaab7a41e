"""What a candidate for a name is judged by: its words, its neighbours, its clause, the tagger."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from graph.loaders.names.candidates import Candidate
from graph.loaders.names.lexicon import Lexicon
from graph.loaders.names.lists import head_class, list_head
from graph.loaders.names.tagger import Tagged, Tagging
from graph.loaders.names.token_features import Features
from graph.loaders.words import LINKS, Words

_STEPS = (0.01, 0.03, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    head: str
    kind: str
    listed: int
    features: tuple[str, ...]


def span_features(
    words: Words,
    found: Sequence[Candidate],
    tagging: Tagging,
    place: str,
    lexicon: Lexicon,
) -> list[Features]:
    """The features of each candidate; `place` says in what kind of passage they stand."""
    clauses = _clauses(words, place, lexicon)
    covering: list[Tagged | None] = [None] * len(words)
    for each in tagging.names:
        covering[each.start : each.end] = [each] * (each.end - each.start)
    rows = []
    for candidate in found:
        row = _own(words, candidate, lexicon)
        suffix = row[0]
        row += _agreement(candidate, covering)
        row += _siblings(words, candidate, covering)
        row += _chances(candidate, tagging.types)
        row += _neighbours(words, candidate, lexicon)
        clause = clauses[candidate.start] or _between(candidate.start, place)
        row += _in_clause(words, candidate, clause, suffix, lexicon)
        rows.append(row)
    return rows


def _own(words: Words, candidate: Candidate, lexicon: Lexicon) -> Features:
    start, end = candidate.start, candidate.end
    parts = words.words[start:end]
    text = "".join(parts)
    bare = text.strip("“”")
    last = parts[-2] + "”" if parts[-1] == "”" and end - start > 1 else parts[-1]
    suffix = lexicon.suffix_class(text.rstrip("”"))
    quoted = _quoted(words, start, text)
    row = [
        f"sc={suffix}",
        f"last={last}",
        f"l1={text[-1]}",
        f"l3={bare[-3:]}",
        f"len={min(len(text), 16)}",
        f"nw={min(end - start, 8)}",
        f"kl={lexicon.clusters.get(parts[-1], '-')}",
        f"kkl={lexicon.kinds.get(parts[-1], '-')}",
        f"q={quoted}",
        f"q|sc={quoted}{suffix}",
    ]
    row += [f"has={mark}" for mark in "的、和及与至—" if mark in text]
    if any(character.isdigit() for character in text):
        row.append("digit")
    length = lexicon.division(parts, 0)
    if length:
        level = lexicon.divisions["".join(parts[:length])]
        row += (f"div={level}", "div=all" if length == end - start else "div=first")
    known = lexicon.names.get(text) or lexicon.names.get(bare)
    if known:
        row.append(f"known={known}")
    length = lexicon.organization(parts, 0)
    if length:
        row.append("org=all" if length == end - start else "org=first")
    return row


def _quoted(words: Words, start: int, text: str) -> str:
    if text[0] == "“" and text.find("”") == len(text) - 1:
        return "whole"
    if "“" in text and "”" in text:
        return "part"
    if "“" in text or "”" in text:
        return "broken"
    return "inside" if start and words.words[start - 1] == "“" else ""


def _agreement(candidate: Candidate, covering: Sequence[Tagged | None]) -> Features:
    start, end = candidate.start, candidate.end
    label = candidate.label
    over = [each for each in covering[start:end] if each]
    before = start > 0 and covering[start] is not None and covering[start - 1] is covering[start]
    after = end < len(covering) and covering[end] is not None and covering[end - 1] is covering[end]
    return [
        f"tag={label}",
        f"tag={label}{int(candidate.confidence * 10)}",
        f"over={over[0].type if over else ''}",
        f"cover={4 * len(over) // (end - start)}",
        f"cut={before:d}{after:d}",
        f"rule={candidate.rule}",
    ]


def _siblings(words: Words, candidate: Candidate, covering: Sequence[Tagged | None]) -> Features:
    """What the tagger takes the items of a list for that stand before and after a candidate."""
    row = []
    before, after = candidate.start - 1, candidate.end
    if before > 0 and words.words[before] in LINKS:
        sibling = covering[before - 1]
        row.append(f"sib-={sibling.type if sibling else ''}")
    if after + 1 < len(words) and words.words[after] in LINKS:
        sibling = covering[after + 1]
        row.append(f"sib+={sibling.type if sibling else ''}")
    return row


def _chances(candidate: Candidate, types: Sequence[str]) -> Features:
    """How likely the tagger holds this very span to be a name, of any type and of the likeliest."""
    row = [f"any={bisect(_STEPS, sum(candidate.chances))}"]
    if not candidate.chances:
        return row
    ranked = sorted(zip(candidate.chances, types, strict=True), reverse=True)
    (best, kind), (second, other) = ranked[0], ranked[1]
    if best >= _STEPS[0]:
        row += (f"best={kind}", f"best={kind}{bisect(_STEPS, best)}")
    if second >= _STEPS[0]:
        row += (f"next={other}{bisect(_STEPS, second)}", f"best|next={kind}|{other}")
    return row


def _neighbours(words: Words, candidate: Candidate, lexicon: Lexicon) -> Features:
    start, end = candidate.start, candidate.end
    text, tags = words.words, words.tags
    count = len(text)
    before, after = text[start - 1] if start else "^", text[end] if end < count else "$"
    further = text[start - 2] if start > 1 else "^"
    beyond = text[end + 1] if end + 1 < count else "$"
    return [
        f"p1={before}",
        f"p2={further}|{before}",
        f"n1={after}",
        f"n2={after}|{beyond}",
        f"p1t={tags[start - 1] if start else '^'}",
        f"n1t={tags[end] if end < count else '$'}",
        f"kp={lexicon.clusters.get(before, '-')}",
        f"kn={lexicon.clusters.get(after, '-')}",
        f"pv={lexicon.verbs.get(before, '-')}",
        f"np={lexicon.predicates.get(after, '-')}",
    ]


def _between(position: int, place: str) -> _Clause:
    """A mark between clauses, as a clause by itself."""
    return _Clause(position, position + 1, "", "", position, (place,))


def _clauses(words: Words, place: str, lexicon: Lexicon) -> list[_Clause | None]:
    """For each word, the clause it stands in, if it is no mark between clauses."""
    clauses: list[_Clause | None] = [None] * len(words)
    for start, end in words.clauses():
        listed, head = list_head(words, start, end, lexicon)
        shared = (place, "list") if "、" in words.words[start:end] else (place,)
        kind = head_class(words, listed, end, lexicon) if head else ""
        clause = _Clause(start, end, head, kind, listed, shared)
        clauses[start:end] = [clause] * (end - start)
    return clauses


def _in_clause(
    words: Words, candidate: Candidate, clause: _Clause, suffix: str, lexicon: Lexicon
) -> Features:
    text = words.words
    verb = next(
        (
            text[i]
            for i in range(candidate.start - 1, clause.start - 1, -1)
            if text[i] in lexicon.verbs
        ),
        "",
    )
    says = next(
        (text[i] for i in range(candidate.end, clause.end) if text[i] in lexicon.predicates),
        "",
    )
    verb_class, says_class = (
        lexicon.verbs.get(verb, "-"),
        lexicon.predicates.get(says, "-"),
    )
    row = [
        *clause.features,
        f"c0s={lexicon.verbs.get(text[clause.start], '-')}|{suffix}",
        f"verb={verb}",
        f"says={says}",
        f"nv={verb_class}",
        f"ns={says_class}",
        f"nv|sc={verb_class}|{suffix}",
        f"ns|sc={says_class}|{suffix}",
        f"nv|ns={verb_class}|{says_class}",
    ]
    if clause.head:
        head = clause.head if candidate.start < clause.listed else ">"
        row += (f"h={head}", f"h|sc={head}|{suffix}")
        if candidate.start < clause.listed:
            row += (f"hc={clause.kind}", f"hc|sc={clause.kind}|{suffix}")
    return row
