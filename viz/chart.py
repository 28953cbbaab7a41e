"""A series or a matrix of an indicator as one HTML file that opens offline, drawn by Plotly.

Plotly takes some HTML in its labels and adds style sheets to the page; so all text is escaped, and
the page's content security policy lets no script run but the two put in here and nothing be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from graph.queries.answer import Answered
from graph.tracking.figures import in_unit
from viz.policy import policy_hash
from viz.words import Language, words

Row = Mapping[str, object]
_HERE = files("viz")
_BOTH = {"target": "目标 target", "result": "结果 result"}
_STATUS = {"actual": "实际 actual", "expected": "预计 expected", "target": "目标 target"}
COLOURS = ("#0d9488", "#d97706", "#6366f1", "#e11d48", "#65a30d", "#0284c7")
"""Told apart from a white ground and from a dark one (3:1, WCAG 1.4.11)."""
LEGEND: Mapping[str, object] = {"orientation": "h", "y": 1.02, "yanchor": "bottom"}
"""Above the chart, for names of places below it may stand upright."""


def write_chart(path: Path, matrix: Answered) -> None:
    """Write `chart_html` to a file, in UTF-8 whatever the platform's own encoding."""
    path.write_text(chart_html(matrix), encoding="utf-8", newline="\n")


def chart_html(matrix: Answered) -> str:
    """A page that draws the answer of the query `matrix`: one place by years, several side by side.

    Below the chart stand its values as a table, each with its sentence.
    """
    rows = matrix.rows
    scripts = [get_plotlyjs(), _HERE.joinpath("chart.js").read_text(encoding="utf-8")]
    environment = Environment(autoescape=True)
    template = environment.from_string(_HERE.joinpath("chart.html").read_text(encoding="utf-8"))
    return template.render(
        title=matrix.title,
        figure=Markup(_json(chart(rows))),
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(map(policy_hash, scripts))),
        rows=[
            {**row, "figure": figure_shown(row), "outlook": _STATUS[str(row["status"])]}
            for row in rows
        ],
        truncated=matrix.truncated,
    )


def chart(rows: Sequence[Row], language: Language | None = None) -> dict[str, object]:
    """What Plotly draws of the rows of the query `matrix`; in both languages where none is said."""
    unit = unit_of(rows)
    return {"data": _traces(rows, unit, language), "layout": _layout(rows, unit)}


def unit_of(rows: Sequence[Row]) -> str:
    """The unit of a matrix, in which all of its values are drawn."""
    return str(rows[0]["unit"]) if rows else ""


def _traces(rows: Sequence[Row], unit: str, language: Language | None) -> list[dict[str, object]]:
    """One place is a line of years, with its targets beside; several are bars, one a year."""
    one_place = len({row["place"] for row in rows}) == 1
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(group_of(row, one_place=one_place, language=language), []).append(row)
    return [
        {
            **(_LINE if one_place else _BARS),
            "name": name,
            "x": [escape(str(row["year" if one_place else "place"])) for row in group],
            "y": [value_shown(row, unit) for row in group],
            "text": [escape(figure_shown(row)) for row in group],
            "hovertext": [
                escape(f"{row['place']} {figure_shown(row)}\n{row['quote']}") for row in group
            ],
            "hoverinfo": "text",
            "marker": {"color": colour, "pattern": {"shape": _pattern(group[0])}},
        }
        for colour, (name, group) in zip(
            COLOURS * len(groups), sorted(groups.items()), strict=False
        )
    ]


_LINE: Mapping[str, object] = {
    "type": "scatter",
    "mode": "lines+markers+text",
    "textposition": "top center",
}
_BARS: Mapping[str, object] = {"type": "bar", "textposition": "none"}


def group_of(row: Row, *, one_place: bool, language: Language | None = None) -> str:
    """The name of the line or the bars that a value is drawn in."""
    key = "target" if row["status"] == "target" else "result"
    kind = words(language)[f"column.{key}"] if language else _BOTH[key]
    return kind if one_place else f"{row['year']} {kind}"


def _pattern(row: Row) -> str:
    return "/" if row["status"] == "target" else ""


def _layout(rows: Sequence[Row], unit: str) -> dict[str, object]:
    places = [*dict.fromkeys(escape(str(row["place"])) for row in rows)]
    years = sorted({str(row["year"]) for row in rows})
    return {
        "font": {"family": "system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif"},
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": years if len(places) == 1 else places,
        },
        "yaxis": {"title": {"text": escape(unit)}, "rangemode": "tozero"},
        "legend": LEGEND,
        "margin": {"t": 24, "r": 16},
    }


def value_shown(row: Row, unit: str) -> float | int | None:
    """How high a value is drawn, a fall below nought."""
    number = row["number"]
    if not isinstance(number, int | float):
        return None
    value = in_unit(number, unit)
    return -value if row["direction"] == "down" else value


def figure_shown(row: Row) -> str:
    """A value in words, with its year, qualifier and unit."""
    sign = {"approx": "≈", "at_least": "≥", "at_most": "≤"}.get(str(row["qualifier"]), "")
    arrow = {"down": "↓"}.get(str(row["direction"]), "")
    upper = row.get("upper")
    end = "" if upper is None else f"–{in_unit(float(str(upper)), str(row['unit']))}"
    return f"{row['year']}: {sign}{arrow}{row['value']}{end}{row['unit']}"


def _json(value: object) -> str:
    """A value as JSON that ends no script element."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
