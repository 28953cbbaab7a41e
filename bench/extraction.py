"""Document to facts beside part-of-speech tagging of the same text, in one run.

    python bench/extraction.py REPORT…

Prints a Markdown table: seconds per 10,000 characters, medians of five rounds in turn. jieba's
tagging is the yardstick that anybody can run; it finds words, not facts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import jieba.posseg

from graph.loaders.extraction import default_extractor
from graph.loaders.indicators.indicators import find_indicators
from graph.loaders.names.entities import find_entities
from graph.loaders.reading import read_document

ROUNDS = 5


def main(paths: list[Path]) -> None:
    jieba.setLogLevel(logging.WARNING)
    documents = {path: read_document(path) for path in paths}
    characters = sum(len(document.text) for document in documents.values())
    extractor = default_extractor()

    def tagging() -> None:
        for document in documents.values():
            for passage in document.passages:
                for _ in jieba.posseg.cut(passage.text):
                    pass

    works: dict[str, Callable[[], object]] = {
        "jieba, part-of-speech tagging": tagging,
        "Lantu, document to facts": lambda: [
            extractor.extract(read_document(path)) for path in paths
        ],
        "of which reading": lambda: [read_document(path) for path in paths],
        "of which names": lambda: [find_entities(each) for each in documents.values()],
        "of which figures": lambda: [find_indicators(each) for each in documents.values()],
    }
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = perf_counter()
            work()
            seconds[name].append(perf_counter() - start)
    yardstick = median(seconds["jieba, part-of-speech tagging"])
    print(f"{len(paths)} reports, {characters:,} characters\n")
    print("| work | seconds per 10,000 characters | times jieba | whole run, s |")
    print("|---|---|---|---|")
    for name, taken in seconds.items():
        each = median(taken)
        print(
            f"| {name} | {each / characters * 10_000:.3f} | {each / yardstick:.2f} | {each:.2f} |"
        )


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
