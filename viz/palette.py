"""How each kind of node is drawn: colour, shape and size, from palette.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import RuleError
from graph.model import NODE_LABELS

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Shape = Literal["dot", "diamond", "square", "triangle", "triangleDown", "hexagon", "star"]


class Style(BaseModel):
    """The look of one kind of node. `size` is a radius in pixels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    colour: Colour
    ink: Colour
    shape: Shape
    size: Annotated[int, Field(ge=4, le=40)]


class _Palette(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: list[Style]


@cache
def palette() -> Mapping[str, Style]:
    """The style of every node label, in the order in which a legend lists them.

    Raises RuleError where palette.toml does not fit or leaves a label out.
    """
    text = files("viz").joinpath("palette.toml").read_text(encoding="utf-8")
    try:
        styles = {style.label: style for style in _Palette(**tomllib.loads(text)).kind}
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RuleError(f"viz/palette.toml does not fit its schema: {error}") from error
    if styles.keys() != NODE_LABELS.keys():
        different = ", ".join(sorted(styles.keys() ^ NODE_LABELS.keys()))
        raise RuleError(f"viz/palette.toml and the model differ in their labels: {different}")
    return styles
