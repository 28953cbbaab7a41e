"""Groups the words of reports by the words they stand beside, so that rare ones are not strange.

Each word is a vector of how much more often than by chance its neighbours stand before and after
it; the vectors are grouped by k-means on their angles, from fixed seeds, so that the same reports
always give the same groups.
"""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graph.loaders.document import Document
from graph.loaders.squeezed import squeeze
from graph.loaders.words import cut

Vector = Mapping[str, float]
_LEAST_SEEN = 4
_NEIGHBOURS = 1500
_ROUNDS = 12
_COUNTS = (64, 300)
"""How many large groups there are, and how many small ones."""


def write_clusters(documents: Iterable[Document], path: Path) -> int:
    """Write the groups of the documents' words to a table, and say how many words it holds."""
    vectors = _vectors(list(_sentences(documents)))
    large, small = (_grouped(vectors, count) for count in _COUNTS)
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("word", "cluster", "kind"))
        table.writerows((word, large[word], small[word]) for word in large)
    return len(large)


def _sentences(documents: Iterable[Document]) -> Iterable[Sequence[str]]:
    for document in documents:
        for passage in document.passages:
            words = cut(squeeze(passage.text).text)
            for start, end in words.sentences():
                yield words.words[start:end]


def _vectors(sentences: Sequence[Sequence[str]]) -> dict[str, Vector]:
    """For each word, the most frequent first, its neighbours weighted and of length one."""
    seen = Counter(word for sentence in sentences for word in sentence)
    kept = {word for word, times in seen.items() if times >= _LEAST_SEEN}
    usual = {
        word for word, _ in sorted(seen.items(), key=lambda each: (-each[1], each[0]))[:_NEIGHBOURS]
    }
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        padded = ["^", *sentence, "$"]
        for before, word, after in zip(padded, sentence, padded[2:], strict=False):
            if word in kept:
                beside[word][f"-{before if before in usual else '?'}"] += 1
                beside[word][f"+{after if after in usual else '?'}"] += 1
    total: Counter[str] = Counter()
    for neighbours in beside.values():
        total.update(neighbours)
    everything = sum(total.values())
    order = sorted(kept, key=lambda word: (-seen[word], word))
    return {word: _weighted(beside[word], total, everything) for word in order}


def _weighted(neighbours: Mapping[str, int], total: Mapping[str, int], everything: int) -> Vector:
    """Pointwise mutual information where it is positive, to length one."""
    own = sum(neighbours.values())
    weights = {
        name: math.log(times * everything / (own * total[name])) * math.sqrt(times)
        for name, times in sorted(neighbours.items())
        if times * everything > own * total[name]
    }
    return _unit(weights)


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {name: weight / length for name, weight in vector.items()} if length else vector


def _grouped(vectors: Mapping[str, Vector], count: int) -> dict[str, int]:
    words = list(vectors)
    middles = [vectors[word] for word in _seeds(vectors, count)]
    groups: dict[str, int] = {}
    for _ in range(_ROUNDS):
        nearest = _nearest(vectors, middles)
        if nearest == groups:
            break
        groups = nearest
        middles = _middles(vectors, groups, len(middles))
    return {word: groups[word] for word in sorted(words)}


def _seeds(vectors: Mapping[str, Vector], count: int) -> list[str]:
    """Frequent words that stand beside other words than the seeds before them do."""
    frequent = list(vectors)[: count * 10]
    nearest = dict.fromkeys(frequent, 0.0)
    seeds: list[str] = []
    while frequent and len(seeds) < count:
        seed = min(frequent, key=lambda word: nearest[word])
        frequent.remove(seed)
        seeds.append(seed)
        for word in frequent:
            nearest[word] = max(nearest[word], _product(vectors[word], vectors[seed]))
    return seeds


def _product(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(weight * large[name] for name, weight in small.items() if name in large)


def _nearest(vectors: Mapping[str, Vector], middles: Sequence[Vector]) -> dict[str, int]:
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, middle in enumerate(middles):
        for name, weight in middle.items():
            holders[name].append((number, weight))
    groups = {}
    for word, vector in vectors.items():
        likeness = [0.0] * len(middles)
        for name, weight in vector.items():
            for number, other in holders[name]:
                likeness[number] += weight * other
        groups[word] = max(range(len(middles)), key=likeness.__getitem__)
    return groups


def _middles(vectors: Mapping[str, Vector], groups: Mapping[str, int], count: int) -> list[Vector]:
    sums: list[dict[str, float]] = [defaultdict(float) for _ in range(count)]
    for word, group in groups.items():
        for name, weight in vectors[word].items():
            sums[group][name] += weight
    return [_unit(each) for each in sums]
