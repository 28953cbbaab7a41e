"""The page of docs that lists the graph model: `make docs` writes it to docs/model.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model import NODE_LABELS, RELATIONSHIP_TYPES
from graph.schema import Property


def model_page() -> str:
    """The model as Markdown: every label, relationship type and property with its meaning."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The graph model"
    yield ""
    yield "Made from graph/model.py by `make docs`; do not edit. An empty string, an empty list and"
    yield "0 stand for what is not known; a number that is not known is null."
    yield ""
    yield "## Node labels"
    for label in NODE_LABELS.values():
        yield from _kind(f"{label.name} {label.title}", label.meaning, label.properties)
    yield ""
    yield "## Relationship types"
    for kind in RELATIONSHIP_TYPES.values():
        meaning = kind.meaning + ("; a claim" if kind.claim else "")
        yield from _kind(f"{kind.name} {kind.title}", meaning, kind.properties)
        yield ""
        yield "; ".join(f"{source} → {target}" for source, target in kind.ends)


def _kind(heading: str, meaning: str, properties: Sequence[Property]) -> Iterator[str]:
    yield ""
    yield f"### {heading}"
    yield ""
    yield f"{meaning[0].upper()}{meaning[1:]}."
    if properties:
        yield ""
        yield "| property | type | meaning |"
        yield "|---|---|---|"
        yield from (f"| `{each.name}` | {each.type} | {each.meaning} |" for each in properties)


if __name__ == "__main__":
    print(model_page(), end="")
