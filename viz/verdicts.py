"""What came of targets, place by place, as a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from graph.tracking.judging import VERDICTS
from viz.chart import LEGEND
from viz.table import Row
from viz.words import Language, words

_COLOURS = {
    "met": "#2f8f6b",
    "missed": "#c2410c",
    "on_the_way": "#3b6fb6",
    "no_figure": "#a3adb8",
    "not_comparable": "#d6b656",
}


def verdict_chart(rows: Sequence[Row], language: Language) -> dict[str, object]:
    """What Plotly draws of the rows of the query `track`: bars of verdicts, one a place."""
    counts = Counter((str(row["place"]), str(row["verdict"])) for row in rows)
    of_place = Counter(str(row["place"]) for row in rows)
    places = [place for place, _ in of_place.most_common()]
    own = words(language)
    data = [
        {
            "type": "bar",
            "name": own[f"verdict.{verdict}"],
            "x": [escape(place) for place in places],
            "y": [counts[place, verdict] for place in places],
            "marker": {"color": _COLOURS[verdict]},
        }
        for verdict in VERDICTS
    ]
    layout = {
        "barmode": "stack",
        "font": {"family": "system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif"},
        "legend": LEGEND,
        "margin": {"t": 24, "r": 16},
    }
    return {"data": data, "layout": layout}
