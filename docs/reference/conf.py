"""How the reference is built: `make reference`, which writes it to build/reference."""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

import click
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

project = "Lantu"
copyright = "Lantu contributors"
version = release = version_of("lantu")
extensions = ["sphinx.ext.autodoc", "sphinx_click", "routes"]
html_theme = "furo"
html_title = f"Lantu {version}"
html_copy_source = False
# Docstrings write names as Markdown does, in single backticks.
default_role = "code"
smartquotes = False
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True


def setup(app: Sphinx) -> None:
    """Show the examples of a command's help as they are typed."""
    app.connect("sphinx-click-process-description", _as_typed)


def _as_typed(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Make a literal block of each block of lines, the first of which is its heading."""
    shown: list[str] = []
    for line in lines:
        typed = line.removeprefix("| ")
        shown += [f"{typed}:", ""] if line.startswith("| Example") else [typed]
    lines[:] = shown
