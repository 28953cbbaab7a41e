"""The decisive journeys, over a graph that is kept in Neo4j."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graph.workspace import Workspace
from tests.viz import test_journeys as journeys
from tests.viz.conftest import Site, serving


@pytest.fixture(scope="module")
def kept(
    neo4j_url: str, two_workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """A server of the city's report and the province's in Neo4j."""
    folder = tmp_path_factory.mktemp("kept") / "collection"
    shutil.copytree(two_workspace.collection.folder, folder)
    workspace = Workspace.open(Path(folder), neo4j_url)
    workspace.build()
    with serving(workspace) as address:
        yield Site(address, len(workspace.documents()))
    workspace.close()


def test_from_a_name_to_a_sentence_to_the_whole_text_and_back(page: Page, kept: Site) -> None:
    journeys.test_from_a_name_to_a_sentence_to_the_whole_text_and_back(page, kept)


def test_a_question_gives_rows_with_sources_and_cypher_that_runs(page: Page, kept: Site) -> None:
    journeys.test_a_question_gives_rows_with_sources_and_cypher_that_runs(page, kept)


def test_two_things_are_joined_by_a_chain_of_sentences(page: Page, kept: Site) -> None:
    journeys.test_two_things_are_joined_by_a_chain_of_sentences(page, kept)


def test_filters_hold_on_canvas_in_panel_table_and_files(page: Page, kept: Site) -> None:
    journeys.test_filters_hold_on_canvas_in_panel_table_and_files(page, kept)


def test_a_colleague_opens_the_link_and_sees_the_same(
    page: Page, browser: Browser, kept: Site
) -> None:
    journeys.test_a_colleague_opens_the_link_and_sees_the_same(page, browser, kept)
