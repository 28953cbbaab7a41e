"""Document to facts beside part-of-speech tagging of the same text, in one run.

    python -m bench.extraction REPORT…

Prints a Markdown table: seconds per 10,000 characters over all reports, each of which is worked on
once by each in turn, for what has been read once is remembered. jieba's tagging is the yardstick
that anybody can run; it finds words, not facts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

import jieba.posseg

from graph.loaders.document import Document
from graph.loaders.extraction import default_extractor
from graph.loaders.reading import read_document


def main(paths: list[Path]) -> None:
    jieba.setLogLevel(logging.WARNING)
    seconds: dict[str, float] = {}
    characters = 0
    # The first report only has dictionaries, rules and models read.
    for number, path in enumerate(paths):
        document = read_document(path)
        taken = {name: _timed(work) for name, work in _works(path, document).items()}
        if number:
            characters += len(document.text)
            seconds = {name: seconds.get(name, 0.0) + each for name, each in taken.items()}
    _print(len(paths) - 1, characters, seconds)


def _works(path: Path, document: Document) -> Mapping[str, Callable[[], object]]:
    def tagging() -> None:
        for passage in document.passages:
            for _ in jieba.posseg.cut(passage.text):
                pass

    return {
        "jieba, part-of-speech tagging": tagging,
        "Lantu, document to facts": lambda: default_extractor().extract(read_document(path)),
    }


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _print(reports: int, characters: int, seconds: Mapping[str, float]) -> None:
    yardstick = next(iter(seconds.values()))
    print(f"{reports} reports, {characters:,} characters\n")
    print("| work | seconds per 10,000 characters | times jieba | whole run, s |")
    print("|---|---|---|---|")
    for name, each in seconds.items():
        print(
            f"| {name} | {each / characters * 10_000:.3f} | {each / yardstick:.2f} | {each:.2f} |"
        )


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("give two reports or more: the first only has everything read")
    main([Path(argument) for argument in sys.argv[1:]])
