"""Examples for the page of the interface: what the seed report's graph really answers.

`make docs` asks for all of them anew (`python -m api.examples`); a test holds that they are so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import FastAPI

from api.routes import PREFIX
from graph.queries.catalogue import Parameter, catalogue

_FILE = Path(str(files("api").joinpath("examples.json")))
_NAMES: Mapping[str, str] = {
    "Goal": "数字济南",
    "Measure": "加强数字基础设施建设",
    "Project": "云巴",
    "Initiative": "四个一百",
    "Area": "起步区",
    "Department": "市发展和改革委员会",
    "Organization": "比亚迪",
    "Indicator": "5G基站",
    "Document": "济南2025",
}
_TEXTS = {"text": "数字济南", "from": "云巴", "to": "数字济南"}
Asked = tuple[str, str, dict[str, str]]
"""A path as the schema names it, the same with ids in it, and its parameters."""


def asked(ids: Mapping[str, str]) -> Iterator[Asked]:
    """What is asked for. `ids` are those of a goal's node and thing, its document and passage."""
    one = {"limit": "1"}
    for name, query in catalogue().items():
        about = {each.name: _example(each) for each in query.parameters if not each.optional}
        yield f"/queries/{name}", f"/queries/{name}", {**about, **one}
    for path in (
        *("documents", "queries", "series", "goals", "measures", "projects", "initiatives"),
        *("areas", "agencies", "organizations", "indicators", "figures", "targets", "citations"),
        "track",
    ):
        yield f"/{path}", f"/{path}", one
    goal = {"q": "数字济南"}
    yield "/search", "/search", {**goal, **one}
    yield "/passages", "/passages", {"q": "算力", **one}
    yield "/ask", "/ask", {"q": "哪些项目服务数字济南目标", **one}
    yield "/paths", "/paths", {"from": "云巴", "to": "数字济南"}
    yield "/matrix", "/matrix", {"indicator": "5G基站", **one}
    yield "/passages/{id}", f"/passages/{ids['passage']}", {}
    yield "/documents/{id}/text", f"/documents/{ids['document']}/text", one
    yield "/documents/{id}/remarks", f"/documents/{ids['document']}/remarks", one
    yield "/nodes/{id}", f"/nodes/{ids['node']}", {"facts": "1"}
    supports = {"relation": "SUPPORTS", "direction": "in"}
    yield "/nodes/{id}/facts", f"/nodes/{ids['node']}/facts", {**supports, **one}
    yield "/nodes/{id}/neighbours", f"/nodes/{ids['node']}/neighbours", one
    yield "/nodes/{id}/evidence", f"/nodes/{ids['node']}/evidence", one
    yield "/nodes/{id}/around", f"/nodes/{ids['node']}/around", {}
    yield "/things/{id}/members", f"/things/{ids['thing']}/members", one


def _example(parameter: Parameter) -> str:
    if not parameter.kinds:
        return _TEXTS["text"]
    return _TEXTS.get(parameter.name) or _NAMES[parameter.kinds[0]]


def answered(app: FastAPI) -> dict[str, dict[str, Any]]:
    """The examples that an application over the seed report's graph gives, by their paths."""
    from fastapi.testclient import TestClient

    client = TestClient(app, base_url="http://127.0.0.1")
    goal = client.get(f"{PREFIX}/queries/goals", params={"sort": "name", "limit": "1000"}).json()
    row = next(row for row in goal["rows"] if row["name"] == "数字济南")
    ids = {"node": row["id"], "thing": row["thing"], "document": row["document_id"]}
    examples = {}
    for path, concrete, query in asked({**ids, "passage": row["passage"]}):
        response = client.get(f"{PREFIX}{concrete}", params=query)
        body = response.json()
        if response.status_code == 200 and body.get("rows") != []:
            in_path = {"id": concrete.split("/")[2]} if "{id}" in path else {}
            # A cursor is of one state of the data.
            body.pop("next", None)
            examples[path] = {"parameters": {**in_path, **query}, "answer": body}
    return examples


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """The examples, by their paths."""
    kept: dict[str, dict[str, Any]] = json.loads(_FILE.read_text("utf-8"))
    return kept


def shown(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of the interface with the examples in it."""
    for path, example in examples().items():
        operation = schema["paths"].get(f"{PREFIX}{path}", {}).get("get")
        if not operation:
            continue
        content = operation["responses"]["200"]["content"]["application/json"]
        content["example"] = example["answer"]
        for each in operation.get("parameters", ()):
            if each["name"] in example["parameters"]:
                each["example"] = _typed(example["parameters"][each["name"]], each["schema"])
    return schema


def _typed(value: str, schema: Mapping[str, Any]) -> object:
    return int(value) if schema.get("type") == "integer" else value


def main() -> None:
    """Ask for all examples and keep them."""
    from api.http import create_app
    from graph.workspace import Workspace

    with TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "collection")
        workspace.load([Path(str(files("seed").joinpath("jinan-2025.md")))])
        kept = answered(create_app(workspace))
        workspace.close()
    _FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
