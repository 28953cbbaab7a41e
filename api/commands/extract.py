"""The command that shows what is found in a document, without a collection."""

from __future__ import annotations

import json
from pathlib import Path

import click

from api.printing import note


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="How to print the facts: JSON, one fact a line.",
)
def extract(file: Path, form: str) -> None:
    """Print the facts found in a document, one JSON object a line.

    \b
    Example:
      lantu extract report.md > facts.jsonl
    """
    from graph.files import plain_name
    from graph.limited.limits import file_limits
    from graph.limited.processes import extract_facts, read_content
    from graph.loaders.content import file_content
    from graph.loaders.extraction import default_extractor
    from graph.loaders.facts import to_json

    limits, name = file_limits(), plain_name(file.name)
    document = read_content(file_content(file), name, limits)
    for fact in extract_facts(default_extractor(), document, name, limits):
        click.echo(json.dumps(to_json(fact, document), ensure_ascii=False))
    for remark in document.remarks:
        note(f"{name}: {remark.text}")


COMMANDS = (extract,)
