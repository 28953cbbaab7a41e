"""The graph as agents get it, asked with the protocol's own client."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from httpx2 import AsyncClient, post
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from api.brief import MOST_CHARACTERS
from api.cli import lantu
from api.mcp import create_server
from api.tokens import Tokens
from graph.workspace import Workspace

TOOLS = {
    *("search", "thing", "neighbours", "path", "evidence", "passages", "ask", "query", "cypher"),
    *("targets", "matrix", "compare"),
}
Using = Callable[[Client], Awaitable[Any]]


def using(server: Any, use: Using) -> Any:
    async def with_client() -> Any:
        async with Client(server) as client:
            return await use(client)

    # A thread of its own: a browser that other tests drive keeps this one's loop.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, with_client).result()


def called(workspace: Workspace, tool: str, **arguments: object) -> dict[str, Any]:
    """What a tool gives, as a model reads it."""

    async def call(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = using(create_server(workspace), call)
    assert not result.is_error, result.content
    assert json.loads(result.content[0].text) == result.structured_content
    return dict(result.structured_content)


def refused(workspace: Workspace, tool: str, **arguments: object) -> str:
    async def call(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = using(create_server(workspace), call)
    assert result.is_error
    return str(result.content[0].text)


def test_tools_say_what_they_do_and_take(seed_workspace: Workspace) -> None:
    async def list_tools(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = {each.name: each for each in using(create_server(seed_workspace), list_tools)}
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.description and tool.description.strip().endswith("."), tool.name
        assert tool.input_schema["properties"], tool.name


def test_every_claim_of_an_answer_comes_with_its_sentence(seed_workspace: Workspace) -> None:
    told = called(seed_workspace, "ask", question="which projects serve the digital-Jinan goal")
    assert told["rows"] and told["understood"] and told["id"]
    assert all(row["quote"] and row["basis"] and row["document"] for row in told["rows"])
    further = called(seed_workspace, "ask", question="它由谁负责", after=told["id"], most=3)
    assert len(further["rows"]) <= 3


def test_things_are_found_joined_and_followed(seed_workspace: Workspace) -> None:
    found = called(seed_workspace, "search", text="云巴")["rows"][0]
    assert "云巴" in found["name"]
    thing = called(seed_workspace, "thing", node=found["id"])
    assert thing["kind"] == "Project" and "云巴" in thing["rows"][0]["quote"]
    assert called(seed_workspace, "evidence", node=found["id"])["rows"] == thing["rows"]
    around = called(seed_workspace, "neighbours", node=found["id"])["rows"]
    assert {row["relation"] for row in around} >= {"SUPPORTS"}
    way = called(seed_workspace, "path", start=found["id"], end="数字济南")
    assert way["rows"]


def test_figures_and_paragraphs_are_chosen(seed_workspace: Workspace) -> None:
    [growth] = called(
        seed_workspace, "matrix", indicator="地区生产总值", year=["2025"], status=["target"]
    )["rows"]
    assert growth["value"] in growth["quote"]
    targets = called(seed_workspace, "targets", verdict=["on_the_way"], most=200)
    assert {row["verdict"] for row in targets["rows"]} == {"on_the_way"}
    said = called(seed_workspace, "passages", text="低空经济")["rows"]
    assert said and all("低空经济" in row["quote"] for row in said)
    in_area = called(seed_workspace, "query", name="in-area", arguments={"area": "起步区"})
    assert in_area["rows"]


def test_what_is_cut_is_said(seed_workspace: Workspace) -> None:
    told = called(seed_workspace, "cypher", statement="MATCH (p:Project) RETURN p.name", most=5)
    assert len(told["rows"]) == 5
    assert re.fullmatch(r"5 of \d+", told["shown"]) and told["cut"]
    whole = called(seed_workspace, "cypher", statement="RETURN $one AS one", parameters={"one": 1})
    assert whole["rows"] == [{"one": 1}] and "cut" not in whole
    long = called(
        seed_workspace, "cypher", statement="MATCH (p:Passage) RETURN p.text AS words", most=200
    )
    assert len(json.dumps(long["rows"], ensure_ascii=False)) < MOST_CHARACTERS * 1.2
    assert long["cut"]


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("cypher", {"statement": "MATCH (p:Project) DELETE p"}, "DELETE"),
        ("thing", {"node": "没有这个项目"}, "Nothing is named"),
        ("ask", {"question": "今天天气怎么样"}, "It can answer"),
        ("query", {"name": "nothing", "arguments": {}}, "nothing"),
        ("targets", {"verdict": ["perhaps"]}, "perhaps"),
    ],
)
def test_what_is_wrong_is_told_in_words(
    seed_workspace: Workspace, tool: str, arguments: dict[str, object], said: str
) -> None:
    message = refused(seed_workspace, tool, **arguments)
    assert said in message and "Traceback" not in message


def test_the_model_the_queries_and_the_documents_can_be_read(seed_workspace: Workspace) -> None:
    async def read(client: Client) -> list[str]:
        names = ("model", "queries", "documents")
        read = [await client.read_resource(f"lantu://{name}") for name in names]
        return [each.contents[0].text for each in read]  # type: ignore[union-attr]

    model, queries, documents = using(create_server(seed_workspace), read)
    assert "### Project" in model
    assert {"query", "title", "parameters"} <= json.loads(queries)[0].keys()
    assert [each["place"] for each in json.loads(documents)] == ["济南"]


def test_an_agent_that_starts_it_gets_answers(seed_workspace: Workspace) -> None:
    folder = seed_workspace.collection.folder
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "api.cli", "mcp", "--collection", str(folder)]
    )

    async def call(client: Client) -> Any:
        return await client.call_tool("search", {"text": "digital Jinan"})

    result = using(stdio_client(server), call)
    assert result.structured_content["rows"][0]["name"] == "数字济南"


@contextmanager
def over_http(collection: Path, *arguments: str) -> Iterator[str]:
    """The address of `lantu mcp --http`."""
    command = [sys.executable, "-m", "api.cli", "mcp", "--http", "--port", "0", *arguments]
    with subprocess.Popen(
        [*command, "--collection", str(collection)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            words = process.stdout.readline().split()
            yield next(word for word in words if word.startswith("http"))
        finally:
            process.terminate()
            process.wait(timeout=30)


def test_over_http_only_this_machine_is_answered(seed_workspace: Workspace, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "api.cli", "mcp", "--http", "--port", "0"]
    folder = str(seed_workspace.collection.folder)
    refused = subprocess.run(
        [*command, "--collection", folder, "--host", "0.0.0.0"], capture_output=True, text=True
    )
    assert refused.returncode == 1 and "everybody" in refused.stderr
    with over_http(seed_workspace.collection.folder) as address:
        result = using(address, search)
    assert result.structured_content["rows"]


async def search(client: Client) -> Any:
    return await client.call_tool("search", {"text": "云巴"})


def with_token(address: str, secret: str = "", **headers: str) -> Any:
    """What the protocol's client is told over HTTP by who sends a token."""
    sent = {**({"Authorization": f"Bearer {secret}"} if secret else {}), **headers}

    @asynccontextmanager
    async def transport() -> AsyncIterator[Any]:
        async with (
            AsyncClient(headers=sent, timeout=60) as client,
            streamable_http_client(address, http_client=client) as streams,
        ):
            yield streams

    return using(transport(), search)


def test_where_others_reach_it_who_has_a_token_is_answered(
    seed_workspace: Workspace, tmp_path: Path
) -> None:
    collection = tmp_path / "collection"
    copytree(seed_workspace.collection.folder, collection)
    tokens = Tokens(collection)
    secret, token = tokens.create("agent", "read", 1)
    with over_http(collection, "--host", "0.0.0.0", "--reading", "token") as shown:
        address = shown.replace("0.0.0.0", "127.0.0.1")
        assert with_token(address, secret).structured_content["rows"]
        for sent, headers, status in (
            ("", {}, 401),
            ("lantu_nonsense", {}, 401),
            # No page of another site, and nobody by another name (DNS rebinding).
            (secret, {"Origin": "https://evil.example"}, 403),
            (secret, {"Host": "evil.example"}, 421),
        ):
            with pytest.raises(ExceptionGroup):
                with_token(address, sent, **headers)
            known = {"Authorization": f"Bearer {sent}"} if sent else {}
            assert post(address, json={}, headers={**known, **headers}).status_code == status
        tokens.revoke(token.id)
        with pytest.raises(ExceptionGroup):
            with_token(address, secret)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "--reading"),
        (["--name", "planning.example.org"], "--reading"),
        (["--host", "0.0.0.0", "--reading", "token"], "lantu token create"),
    ],
)
def test_it_does_not_start_for_others_before_it_is_said_who_may_read(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    command = ["mcp", "--http", "--port", "0", *arguments, "--collection", str(tmp_path)]
    result = CliRunner().invoke(lantu, command)
    assert result.exit_code == 1
    assert said in result.output


def test_everybody_is_answered_where_that_is_said(seed_workspace: Workspace) -> None:
    arguments = ("--host", "0.0.0.0", "--name", "planning.example.org", "--reading", "open")
    with over_http(seed_workspace.collection.folder, *arguments) as shown:
        address = shown.replace("0.0.0.0", "127.0.0.1")
        told = with_token(address, Host="planning.example.org")
    assert told.structured_content["rows"]
