"""Everything the interface's schema allows, and much that it forbids, tried by schemathesis.

LANTU_SCHEMA_EXAMPLES=200 tries so many requests an operation, instead of a few.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from api.http import create_app
from graph.collection import Collection
from graph.stores import open_store
from graph.workspace import Workspace
from tests.viz.sample import Sample

REFUSALS = (400, 403, 404, 409, 503)
EXAMPLES = int(os.environ.get("LANTU_SCHEMA_EXAMPLES", 15))
# A text that the schema allows may be a question nobody can answer, or a statement that is none.
CONFIG = schemathesis.Config.from_dict(
    {
        "request-timeout": 90,
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", *REFUSALS]}},
    }
)


@pytest.fixture(scope="module")
def on_server(
    sample: Sample, neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """The hand-made graph on Neo4j."""
    store = open_store(neo4j_url)
    store.replace(sample.graph())
    yield Workspace(Collection(tmp_path_factory.mktemp("schema") / "collection"), store)
    store.close()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("kind", ["workspace", "on_server"])
def test_every_response_is_one_the_schema_names(
    request: pytest.FixtureRequest, kind: str, mode: GenerationMode
) -> None:
    app = create_app(request.getfixturevalue(kind), hosts={"*"})
    tried = drawn(mode, request.getfixturevalue("workspace"))
    assert tried
    for case in tried:
        case.call_and_validate(app=app)


@cache
def drawn(mode: GenerationMode, workspace: Workspace) -> list[schemathesis.Case]:
    """The requests to try, drawn once for both stores: drawing takes longer than answering."""
    app = create_app(workspace, hosts={"*"})
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=CONFIG)
    cases: list[schemathesis.Case] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        if mode is GenerationMode.NEGATIVE and not _takes_anything(operation):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
            phases=[Phase.generate],
        )
        def draw(case: schemathesis.Case) -> None:
            cases.append(case)

        draw()
    return cases


def _takes_anything(operation: schemathesis.APIOperation) -> bool:
    return any([*operation.query, *operation.path_parameters, *operation.body])
