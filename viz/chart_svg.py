"""A series or a matrix of an indicator as one SVG file, drawn by pygal without a browser.

Nothing in it runs or is loaded: it is a picture to be put into a report or a page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from graph.errors import LantuError
from graph.queries.answer import Answered
from viz.chart import COLOURS, Row, figure_shown, group_of, unit_of, value_shown

_FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# So many places are named along the axis without their names being turned.
_UPRIGHT = 8


def write_svg(path: Path, matrix: Answered) -> None:
    """Write `chart_svg` to a file. Raises LantuError where pygal is not installed, and OSError."""
    path.write_text(chart_svg(matrix), encoding="utf-8", newline="\n")


def chart_svg(matrix: Answered) -> str:
    """A picture of the answer of the query `matrix`: one place by years, several side by side."""
    pygal = _pygal()
    rows, unit = matrix.rows, unit_of(matrix.rows)
    one_place = len({row["place"] for row in rows}) == 1
    along = "year" if one_place else "place"
    labels = [*dict.fromkeys(row[along] for row in rows)]
    labels = sorted(labels, key=str) if one_place else labels
    kind = pygal.Line if one_place else pygal.Bar
    chart = kind(
        title=_text(matrix.title),
        y_title=_text(unit),
        style=pygal.style.Style(
            colors=COLOURS, font_family=_FONTS, background="white", plot_background="white"
        ),
        js=(),
        include_x_axis=True,
        allow_interruptions=True,
        x_label_rotation=0 if len(labels) <= _UPRIGHT else 45,
        width=max(800, 36 * len(labels)),
        no_data_text="没有数值 no values",
    )
    chart.x_labels = [_text(each) for each in labels]
    groups = dict.fromkeys(sorted(group_of(row, one_place=one_place) for row in rows))
    for name in groups:
        own = [row for row in rows if group_of(row, one_place=one_place) == name]
        chart.add(name, [_point(own, along, label, unit) for label in labels])
    return _without_scripts(chart.render())


def _pygal() -> Any:
    """The library. Raises LantuError where it is not installed."""
    try:
        import pygal
    except ImportError as error:
        raise LantuError("pygal is not installed: pip install 'lantu[charts]'") from error
    # It leaves a finder for its maps that later Pythons warn of at every import.
    own = [each for each in sys.meta_path if type(each).__module__.startswith("pygal")]
    sys.meta_path[:] = [each for each in sys.meta_path if each not in own]
    return pygal


def _point(rows: Sequence[Row], along: str, label: object, unit: str) -> dict[str, Any] | None:
    """The value that is drawn over a label; None where there is none, or several."""
    there = [row for row in rows if row[along] == label]
    if len(there) != 1:
        return None
    [row] = there
    return {"value": value_shown(row, unit), "label": _text(f"{figure_shown(row)} {row['quote']}")}


def _without_scripts(picture: bytes) -> str:
    """A picture without the scripts and the remarks that pygal puts into it."""
    tree = etree.fromstring(picture)
    etree.strip_elements(tree, "{*}script", etree.Comment, with_tail=False)
    return etree.tostring(tree, encoding="unicode")


def _text(value: object) -> str:
    """Text without the characters that XML has no place for."""
    return _UNFIT.sub("", str(value))
