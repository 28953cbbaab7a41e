"""Items of one list are of one kind: what most of them are taken for tells of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph.loaders.names.candidates import Candidate
from graph.loaders.names.judge import NONE, Chances
from graph.loaders.words import Words

# So much of what an item is taken for is what the others are.
_SHARE = 0.2


def with_list_mates(
    words: Words, found: Sequence[Candidate], judged: Sequence[Chances]
) -> list[Chances]:
    """The chances of candidates, those of a list's items moved towards the mean of the others."""
    chances = list(judged)
    for items in _lists(words, found):
        likeliest = [
            min(item, key=lambda place: judged[place].get(NONE, 0.0)) for item in items if item
        ]
        for place in likeliest if len(likeliest) > 1 else ():
            others = [judged[each] for each in likeliest if each != place]
            chances[place] = _between(judged[place], others)
    return chances


def _between(own: Chances, others: Sequence[Chances]) -> Chances:
    labels = {*own, *(label for each in others for label in each)}
    return {
        label: (1 - _SHARE) * own.get(label, 0.0)
        + _SHARE * sum(each.get(label, 0.0) for each in others) / len(others)
        for label in sorted(labels)
    }


def _lists(words: Words, found: Sequence[Candidate]) -> Iterator[list[list[int]]]:
    """For each list, its items, each as the candidates that are all of it, by their places.

    The first item may begin, and the last may end, with other words of its clause.
    """
    starting: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(found):
        starting[each.start].append(place)
        ending[each.end].append(place)
    for start, end in words.clauses():
        joints = _joints(words, start, end)
        if not joints:
            continue
        opens, closes = joints[0][0], joints[-1][1]
        items = [[place for place in ending[opens] if found[place].start >= start]]
        for (_, first), (last, _) in pairwise(joints):
            items.append([place for place in starting[first] if found[place].end == last])
        items.append([place for place in starting[closes] if found[place].end <= end])
        yield items


def _joints(words: Words, start: int, end: int) -> list[tuple[int, int]]:
    """Where one item of a clause ends and where the next begins: at 、 and between quotations."""
    text = words.words
    return [
        (position, position + 1) if text[position] == "、" else (position, position)
        for position in range(start, end)
        if text[position] == "、"
        or (position > start and text[position] == "“" and text[position - 1] == "”")
    ]
