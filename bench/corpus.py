"""Reports made from real ones, as many as asked for, the same every time for a seed.

    python -m bench.corpus REPORTS FOLDER --documents 1000 [--seed 7]

Each is a real report told of another place: its names are those of a city, every figure but years
and numbers of plans has other digits, and the paragraphs of a section come in another order.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from graph.loaders.divisions import division_levels, short_name

# Figures that carry a unit or a share; years, dates and numerals of plans are left as they are.
_FIGURE = re.compile(r"(?<![\d.])(?!20\d\d)\d+(?:\.\d+)?(?=[%万亿个家公元平吨户人项条座件倍所亩])")
_PARAGRAPH = 60
"""Characters of the shortest line that is a paragraph, not a heading."""


def reports(sources: Sequence[Path], documents: int, seed: int) -> Iterator[tuple[str, str]]:
    """The name and the text of each made report. `sources` are reports of provinces."""
    told = [(_province(text), text) for text in (each.read_text("utf-8") for each in sources)]
    levels = division_levels()
    cities = sorted(name for name in levels if levels[name] == "city" and name.endswith("市"))
    random = Random(seed)
    random.shuffle(cities)
    for number in range(documents):
        province, text = told[random.randrange(len(told))]
        city, year = cities[number % len(cities)], 2026 - number // len(cities)
        yield f"{short_name(city)}-{year}", _retold(text, province, city, year, random)


def _province(text: str) -> str:
    """The province that a report names most often in full."""
    provinces = [name for name, level in division_levels().items() if level == "province"]
    full = [each for each in provinces if each != short_name(each)]
    return max(full, key=text.count)


def _retold(text: str, province: str, city: str, year: int, random: Random) -> str:
    lines = []
    for is_paragraph, group in groupby(text.split("\n"), key=lambda line: len(line) > _PARAGRAPH):
        some = [*group]
        if is_paragraph:
            random.shuffle(some)
        lines += some
    text = _FIGURE.sub(lambda found: _other_digits(found[0], random), "\n".join(lines))
    if province:
        text = text.replace(province, city).replace(short_name(province), short_name(city))
    text = text.replace("2026年", f"{year}年").replace("全省", "全市")
    return f"{year}年{city}政府工作报告\n{text}"


def _other_digits(figure: str, random: Random) -> str:
    first, rest = figure[0], figure[1:]
    return (random.choice("123456789") if first != "0" else first) + "".join(
        str(random.randrange(10)) if each.isdigit() else each for each in rest
    )


def main() -> None:
    """Write the reports that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    sources = sorted(arguments.reports.glob("*.txt"))
    for name, text in reports(sources, arguments.documents, arguments.seed):
        (arguments.folder / f"{name}.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
