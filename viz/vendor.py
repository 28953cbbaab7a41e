"""The JavaScript and style sheets of others, read from the packages that bring them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.errors import LantuError

VENDOR_FILES = {
    "vis-network.min.js": ("pyvis", "templates/lib/vis-9.1.2/vis-network.min.js"),
    "vis-network.css": ("pyvis", "templates/lib/vis-9.1.2/vis-network.css"),
    "plotly.min.js": ("plotly", "package_data/plotly.min.js"),
    "swagger-ui-bundle.js": ("fastapi_offline", "static/swagger-ui-bundle.js"),
    "swagger-ui.css": ("fastapi_offline", "static/swagger-ui.css"),
}
"""By the name under which a file is served, the package that holds it and its place there."""


def vendor_file(name: str) -> Traversable:
    """The file of that name, wherever its package is installed.

    Raises KeyError for a name that is not served and LantuError where the package lacks the file.
    """
    package, place = VENDOR_FILES[name]
    file = files(package).joinpath(place)
    if not file.is_file():
        raise LantuError(
            f"The installed package {package} does not hold {place}. "
            f"Install the version of {package} that Lantu asks for."
        )
    return file


@cache
def plotly_style_id() -> str:
    """The id of the style sheet that Plotly puts into a page which has no element of that id.

    Empty where the installed Plotly puts in none.
    """
    found = re.search(r'getElementById\("([0-9a-f]{64})"\)', vendor_text("plotly.min.js"))
    return found[1] if found else ""


@cache
def vendor_text(name: str) -> str:
    """The text of that file."""
    return vendor_file(name).read_text(encoding="utf-8")
