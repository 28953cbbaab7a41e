"""The pages for people hold what the code does: commands, settings, links."""

from __future__ import annotations

import re
import shlex
from dataclasses import Field, fields
from pathlib import Path
from typing import get_args

import click
import pytest

import lantu as package
import viz
from api.cli import lantu
from api.http import PREFIX as API
from api.http import create_app
from api.limits import PREFIX, ServerLimits
from api.problems import ProblemKind
from api.routes.health import HEALTH_PATH, METRICS_PATH, READY_PATH
from graph.limited.limits import FileLimits
from graph.questions.ask import ask
from graph.stores.interface import Dialect
from graph.stores.statements.functions import functions, procedures
from graph.workspace import Workspace
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "seed" / "README.md"]
_FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(lantu [^`\n]+)`")
_ANSWER = re.compile(r'`lantu ask "([^"]+)"`: (?:the same )?(\d+) (?:rows|figures)')
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
_SETTING = re.compile(r"\b(?:LANTU|NEO4J_TEST)_[A-Z0-9_]*[A-Z0-9]\b")
# What stands for something else in a page's command: FILE…, "QUESTION", NAME.
_PLACEHOLDER = re.compile(r"…|\b[A-Z]{2,}\b|\.\.\.")


_OF_HEALTH = (HEALTH_PATH, READY_PATH, METRICS_PATH)


def commands(page: Path) -> list[str]:
    """The command lines of a page that begin with `lantu`, without comments."""
    text = page.read_text(encoding="utf-8")
    lines = [line for block in _FENCED.findall(text) for line in block.splitlines()]
    found = [line.strip() for line in lines if line.strip().startswith("lantu ")]
    return found + [each for each in _INLINE.findall(text) if not _PLACEHOLDER.search(each)]


COMMANDS = [(page.name, line) for page in PAGES for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), COMMANDS, ids=[f"{a}: {b}" for a, b in COMMANDS])
def test_every_command_of_a_page_is_one(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    command: click.Command = lantu
    context = click.Context(lantu, info_name="lantu")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{page}: there is no command {words[0]}"
        command, words = found, words[1:]
        context = click.Context(command, parent=context, info_name=command.name)
    if words:
        command.make_context(command.name, words, parent=context)


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [name for name in lantu.commands if f"lantu {name}" not in text]
    assert not missing


def test_the_answers_of_the_readme_are_those_that_are_given(seed_workspace: Workspace) -> None:
    found = _ANSWER.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(found) == 3
    for question, rows in found:
        assert len(ask(seed_workspace.store, question).answer.rows) == int(rows), question


def test_every_setting_is_in_a_page_and_every_setting_of_a_page_is_read() -> None:
    code = [
        path
        for folder in ("graph", "api", "viz", "tests")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(__file__)
    ]
    read = {name for path in code for name in _SETTING.findall(path.read_text("utf-8"))}
    read |= {PREFIX + field.name.upper() for field in fields(ServerLimits)}
    read |= {f"LANTU_FILE_{field.name.upper()}" for field in fields(FileLimits)}
    told = {name for page in PAGES for name in _SETTING.findall(page.read_text("utf-8"))}
    assert read == told


def test_every_address_is_in_the_page_for_programs_and_every_one_of_the_page_is_answered() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    table = text.partition("## What there is")[2].partition("##")[0]
    told = {
        (f"{method or 'GET '}{path}").strip()
        for method, path in re.findall(r"`((?:POST|PUT|DELETE) )?(/[^`]*)`", table)
        if path != "/api/v1"
    }
    app = create_app(Workspace.open(Path("nowhere")))
    answered = {
        f"{method.upper()} {path.removeprefix(API)}"
        for path, operations in app.openapi()["paths"].items()
        for method in operations
        # Each named query has an address of its own.
        if not path.startswith(f"{API}/queries/")
    }
    assert told == answered | {"GET /queries/{name}", *(f"GET {path}" for path in _OF_HEALTH)}


def test_all_that_python_offers_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "python.rst").read_text("utf-8")
    shown = set(re.findall(r"^\.\. auto\w+:: (\S+)$", text, re.MULTILINE))
    of_package = {f"lantu.{name}" for name in package.__all__ if name != "LantuError"}
    assert shown >= {*of_package, *(f"viz.{name}" for name in viz.__all__), "graph.errors"}


def test_every_type_of_problem_is_in_the_page_for_programs() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    table = text.partition("## Problems")[2].partition("##")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == {*get_args(ProblemKind)}


def test_the_parameters_that_lists_share_are_in_the_page_for_programs() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    app = create_app(Workspace.open(Path("nowhere")))
    listed = app.openapi()["paths"][f"{API}/goals"]["get"]["parameters"]
    missing = {each["name"] for each in listed} - {*re.findall(r"`(\w+)`", text)}
    assert missing <= {"lang", "shape"}


@pytest.mark.parametrize("field", fields(ServerLimits), ids=lambda field: field.name)
def test_every_limit_is_told_with_what_it_is(field: Field[int]) -> None:
    text = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    assert re.search(
        rf"^\| `{PREFIX}{field.name.upper()}` .* {field.default} \|$", text, re.MULTILINE
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [link for link in _LINK.findall(text) if not (page.parent / link).exists()]
    assert not missing


def test_every_function_that_may_be_called_is_in_the_page_on_cypher() -> None:
    text = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
    listed = {
        name for dialect in get_args(Dialect) for name in functions(dialect) | procedures(dialect)
    }
    assert [name for name in sorted(listed) if f"`{name}`" not in text] == []
