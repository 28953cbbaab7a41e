"""Names that people found in reports and that others have too: 城市更新行动, 长江经济带发展."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.loaders.names.judge import UNSURE
from graph.training.alignment import GoldReport

_TYPES = frozenset({"Goal", "Initiative", "Area", "Organization"})


def known_names(reports: Iterable[GoldReport]) -> dict[str, str]:
    """The names in these reports, each with the label that it mostly got, in order.

    Projects are left out: another report has others.
    """
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for passage in report.passages.values():
            for name in passage.names:
                if name.type in _TYPES and not name.head:
                    said = "".join(passage.words.words[name.start : name.end]).strip("“”")
                    labels[said][name.type + UNSURE * name.unsure] += 1
    return {
        name: min(counts, key=lambda each: (-counts[each], each))
        for name, counts in sorted(labels.items())
    }


def write_names(names: Mapping[str, str], path: Path) -> None:
    """Write names and their labels to a table."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("name", "label"))
        table.writerows(names.items())
