"""What the page of the interface shows is what is answered."""

from __future__ import annotations

from fastapi.testclient import TestClient

from api.examples import answered, examples
from api.http import create_app
from graph.workspace import Workspace

RENEW = "the examples are no longer what is answered: run make docs"


def test_every_example_is_what_the_seed_report_answers(seed_workspace: Workspace) -> None:
    found = answered(create_app(seed_workspace))
    assert found.keys() == examples().keys()
    differing = [path for path, each in examples().items() if found[path] != each]
    assert not differing, RENEW


def test_what_is_asked_for_has_a_summary_and_most_an_example(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
    queries = schema["paths"]["/api/v1/queries/projects-serving-goal"]["get"]
    [row] = queries["responses"]["200"]["content"]["application/json"]["example"]["rows"]
    assert row["quote"]
    assert {each["name"]: each.get("example") for each in queries["parameters"]}["goal"]
