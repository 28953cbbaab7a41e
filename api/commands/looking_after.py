"""The command that says whether everything is in order."""

from __future__ import annotations

import platform
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import click

from api.options import Place, format_option, place_options
from api.printing import print_rows
from graph.errors import LantuError
from graph.stores.ladybug.barriers import held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OPTIONAL = {
    "pandas": ("pandas", "data frames"),
    "py2neo": ("py2neo", "py2neo graphs"),
    "mcp": ("mcp", "language-model agents"),
    "pytesseract": ("ocr", "scanned pages"),
    "httpx2": ("llm", "extraction by a language model"),
}
"""Packages that may be missing, with the extra that brings each and what it is for."""


@click.command()
@format_option
@place_options
def doctor(form: str, collection: Path, store: str | None) -> None:
    """Check the installation, the collection and its graph.

    Exits with 1 where something is not in order.

    \b
    Example:
      lantu doctor --collection shandong
    """
    checks = [*_installation(), *_graph(Place(collection, store))]
    print_rows(("check", "ok", "found"), checks, form)
    if any(check["ok"] == "no" for check in checks):
        raise SystemExit(1)


def _check(name: str, found: str, ok: bool = True) -> Mapping[str, str]:
    return {"check": name, "ok": "yes" if ok else "no", "found": found}


def _installation() -> Iterator[Mapping[str, str]]:
    yield _check("Lantu", version("lantu"))
    yield _check("Python", f"{platform.python_version()}, {platform.platform(terse=True)}")
    for engine in ("ladybug", "neo4j"):
        yield _check(engine, version(engine))
    for package, (extra, purpose) in _OPTIONAL.items():
        there = find_spec(package) is not None
        missing = f"not installed: no {purpose} (pip install 'lantu[{extra}]')"
        yield _check(package, version(package) if there else missing)
    if find_spec("pytesseract") and not which("tesseract"):
        found = "not installed: no scanned pages (install Tesseract with its Chinese data, chi_sim)"
        yield _check("tesseract", found)
    for barrier, holds in held().items():
        found = "held off by the system" if holds else "kept off by the reading of statements only"
        yield _check(f"statements {barrier}", found)


def _graph(place: Place) -> Iterator[Mapping[str, str]]:
    with place.opened() as workspace:
        try:
            held = workspace.documents()
            yield _check("collection", f"{place.collection.resolve()}: {len(held)} documents")
            for each in held:
                if each.error:
                    yield _check(each.id, f"{each.file}: {each.error}", ok=False)
            workspace.collection.decisions()
        except LantuError as error:
            yield _check("collection", str(error), ok=False)
            return
        try:
            missing = {each.id for each in held} - {*workspace.store.digests()}
            counted = workspace.store.read("MATCH (n) RETURN count(n)").rows[0][0]
            state = f"{counted} nodes"
            if missing:
                state += f"; {len(missing)} documents are not in it: run lantu build"
            elif not workspace.is_built():
                state += "; it is not that of the collection as it is now: run lantu build"
            yield _check("graph", state, workspace.is_built())
            if workspace.store.dialect == "neo4j":
                for lack in workspace.store.lacks():
                    yield _check("server", lack, ok=False)
        except LantuError as error:
            yield _check("graph", str(error), ok=False)


COMMANDS = (doctor,)
