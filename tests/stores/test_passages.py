"""Passages found by what they say, alike on both stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.parts import Graph, Part, node
from graph.stores import Limits, Store, open_store
from tests.queries.small import small_graph

TEXTS = {
    "passage-a": "低空经济和海洋经济。5G 基站达到6万个。",
    "passage-b": "发展低空 经济；建设5G基站。",
    "passage-c": "低空安全；MAIN street, AI center",
}


def papers() -> Graph:
    """The small graph and a document of three passages."""
    document = node("Document", id="document-said", name="报告", document="document-said")
    passages = [
        node("Passage", id=id_, text=text, document="document-said", position=place)
        for place, (id_, text) in enumerate(TEXTS.items())
    ]
    return [*small_graph(), Part("document-said", [document, *passages], [])]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["低空经济"], {"passage-a", "passage-b"}),
        (["低空"], {"passage-a", "passage-b", "passage-c"}),
        (["5g基站"], {"passage-a", "passage-b"}),
        (["海洋经济", "安全"], {"passage-a", "passage-c"}),
        (["经济海洋"], set()),
        (["数字城市"], {"passage-document-city", "passage-document-province"}),
        (["经"], set()),
        ([""], set()),
        ([], set()),
        (['" OR *:*'], set()),
        (["\ud800低空"], set()),
    ],
)
def test_passages_are_found_by_what_they_say(
    store: Store, texts: list[str], found: set[str]
) -> None:
    store.replace(papers())
    assert {*store.said(texts)} == found
    with store.pinned() as pinned:
        assert {*pinned.said(texts)} == found
    assert len(store.said(texts, Limits(rows=1))) == min(1, len(found))


def test_passages_change_with_the_graph_and_stay_for_who_reads_the_old_one(tmp_path: Path) -> None:
    store = open_store(tmp_path / "graph.lbug")
    store.replace(papers())
    with store.pinned() as pinned:
        assert pinned.said(["海洋"])
        store.replace(small_graph())
        assert pinned.said(["海洋"]) == ["passage-a"]
    assert store.said(["海洋"]) == []
    store.replace([])
    assert store.said(["数字"]) == []
    store.close()
