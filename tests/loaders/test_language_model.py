"""The language-model extractor against a real server on this machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ExtractorError
from graph.limited import processes
from graph.limited.limits import file_limits
from graph.loaders.document import Document
from graph.loaders.extraction import RuleExtractor, default_extractor
from graph.loaders.facts import Entity, Fact, Indicator, Relation, to_json
from graph.loaders.language_model.endpoint import Settings
from graph.loaders.language_model.extractor import LanguageModelExtractor, Spent
from graph.loaders.reading import read_document
from tests.loaders.chat_server import Asked, ChatServer, Reply, answer, chat_server

REPORT = """# 2025年济南市政府工作报告

## 三、2025年重点工作

### （一）聚力推进“项目提升年”

**推动起步区全面成形起势。**加快建设比亚迪整车二期，完成投资 12 亿元，增长5%。
"""
NOTHING: dict[str, list[object]] = {"entities": [], "indicators": [], "relations": []}
PLANT = {
    "type": "Project",
    "name": "比亚迪整车二期",
    "kind": "",
    "quote": "加快建设比亚迪整车二期",
}
MAKER = {"type": "Organization", "name": "比亚迪", "kind": "company", "quote": "比亚迪整车二期"}
OWNED = {
    "type": "INVOLVES",
    "source": "比亚迪整车二期",
    "source_type": "Project",
    "target": "比亚迪",
    "target_type": "Organization",
    "quote": "比亚迪整车二期",
}
INVESTED = {
    "name": "投资",
    "value": "12",
    "upper": "",
    "unit": "亿元",
    "measure": "flow",
    "direction": "",
    "qualifier": "exact",
    "year": 2025,
    "status": "target",
    "quote": "完成投资12亿元",
}


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "report.md"
    path.write_text(REPORT, encoding="utf-8")
    return read_document(path)


def about_the_plant(asked: Asked, content: Mapping[str, Any]) -> Reply:
    """This content where the passage of the plant is asked about, else nothing."""
    return answer(content if "比亚迪" in asked["messages"][1]["content"] else NOTHING)


def settings_for(server: ChatServer, **changes: Any) -> Settings:
    plain = Settings(url=server.url, model="local", pause=0.01, timeout=5.0, attempts=3)
    return replace(plain, **changes)


def named(facts: list[Fact], name: str) -> Entity:
    return next(fact for fact in facts if isinstance(fact, Entity) and fact.name == name)


def test_facts_of_both_extractors_are_surer_than_of_one(document: Document) -> None:
    content = {**NOTHING, "entities": [PLANT, MAKER], "relations": [OWNED]}
    with chat_server(lambda asked, _: about_the_plant(asked, content)) as server:
        facts = LanguageModelExtractor(settings_for(server)).extract(document)
    by_rules = RuleExtractor().extract(document)
    alone = named(facts, "比亚迪")
    assert alone.rule == "language_model"
    assert alone.kind == "company"
    assert named(by_rules, "比亚迪整车二期").confidence < named(facts, "比亚迪整车二期").confidence
    assert alone.confidence < 0.8
    assert any(fact.type == "INVOLVES" for fact in facts if isinstance(fact, Relation))


def test_what_only_the_rules_found_is_kept_with_less_confidence(document: Document) -> None:
    with chat_server(lambda asked, _: answer(NOTHING)) as server:
        facts = LanguageModelExtractor(settings_for(server)).extract(document)
    by_rules = RuleExtractor().extract(document)
    assert named(facts, "比亚迪整车二期").confidence < named(by_rules, "比亚迪整车二期").confidence
    same = [fact for fact in facts if isinstance(fact, Relation) and fact.basis == "structural"]
    assert same
    assert all(fact in by_rules for fact in same)


def test_quotes_point_into_the_source(document: Document) -> None:
    content = {**NOTHING, "entities": [PLANT], "indicators": [INVESTED]}
    with chat_server(lambda asked, _: about_the_plant(asked, content)) as server:
        facts = LanguageModelExtractor(settings_for(server)).extract(document)
    invested = [fact for fact in facts if isinstance(fact, Indicator) and fact.value == "12"]
    assert len(invested) == 1
    for fact in facts:
        line = to_json(fact, document)
        assert "".join(str(line["quote"]).split()) in "".join(document.text.split()).replace(
            "*", ""
        )


@pytest.mark.parametrize(
    "refused",
    [
        {"entities": [{**PLANT, "quote": "特斯拉整车三期"}]},
        {"entities": [{**PLANT, "name": "特斯拉整车三期"}]},
        {"entities": [{**PLANT, "type": "Factory"}]},
        {"entities": [{**PLANT, "quote": ""}]},
        {"indicators": [{**INVESTED, "value": "13"}]},
        {"indicators": [{**INVESTED, "year": "next"}]},
        {"relations": [{**OWNED, "target": "特斯拉"}]},
        {"relations": [{**OWNED, "type": "LOCATED_IN"}]},
        {"relations": "none"},
    ],
)
def test_invented_facts_are_refused(document: Document, refused: dict[str, Any]) -> None:
    content = {**NOTHING, **refused}
    with chat_server(lambda asked, _: about_the_plant(asked, content)) as server:
        extractor = LanguageModelExtractor(settings_for(server))
        facts = extractor.extract(document)
    assert not any(fact.rule == "language_model" for fact in facts)
    assert extractor.spent.refused == 1


@pytest.mark.parametrize(
    "fault",
    [
        Reply("overloaded", 503),
        Reply("slow down", 429, {"Retry-After": "0"}),
        Reply('{"choices": [{"message": {"cont'),
        answer('{"entities": [{"type": "Proj'),
        answer("好的，以下是提取结果："),
        answer([]),
        Reply("{}"),
        answer(NOTHING, delay=1.0),
    ],
)
def test_a_fault_is_overcome_by_asking_again(document: Document, fault: Reply) -> None:
    content = {**NOTHING, "entities": [PLANT, MAKER]}
    with chat_server(
        lambda asked, number: about_the_plant(asked, content) if number else fault
    ) as server:
        settings = settings_for(server, timeout=0.5, parallel=1)
        facts = LanguageModelExtractor(settings).extract(document)
    assert named(facts, "比亚迪").rule == "language_model"


def test_lasting_nonsense_is_a_clear_error(document: Document) -> None:
    with chat_server(lambda asked, _: answer("我不知道")) as server:
        extractor = LanguageModelExtractor(settings_for(server))
        with pytest.raises(ExtractorError, match=r"no usable answer in 3 attempts.*JSON"):
            extractor.extract(document)


def test_an_endpoint_that_is_down_is_a_clear_error(document: Document) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        extractor = LanguageModelExtractor(Settings(url=address, model="local", pause=0.01))
        with pytest.raises(ExtractorError, match="LANTU_LLM_URL"):
            extractor.extract(document)


def test_a_refusal_is_not_retried_and_never_shows_the_key(document: Document) -> None:
    with chat_server(lambda asked, _: Reply("who are you", 401)) as server:
        extractor = LanguageModelExtractor(settings_for(server, key="secret-key", parallel=1))
        with pytest.raises(ExtractorError, match="status 401") as failure:
            extractor.extract(document)
    assert "secret-key" not in str(failure.value)
    assert server.keys[0] == "Bearer secret-key"
    assert len(server.asked) < 5


def test_an_address_that_is_none_is_a_clear_error(document: Document) -> None:
    extractor = LanguageModelExtractor(Settings(url="nowhere", model="local", pause=0.01))
    with pytest.raises(ExtractorError, match="nowhere"):
        extractor.extract(document)


def test_an_endpoint_without_schemas_is_asked_for_plain_json(document: Document) -> None:
    def reply(asked: Asked, _: int) -> Reply:
        known = asked["response_format"]["type"] == "json_object"
        return answer(NOTHING) if known else Reply("unknown response_format", 400)

    with chat_server(reply) as server:
        LanguageModelExtractor(settings_for(server, parallel=1)).extract(document)
    formats = [asked["response_format"]["type"] for asked in server.asked]
    assert formats[0] == "json_schema"
    assert set(formats[1:]) == {"json_object"}


def test_answers_are_kept_on_disk(document: Document, tmp_path: Path) -> None:
    with chat_server(lambda asked, _: answer({**NOTHING})) as server:
        settings = settings_for(server, cache=tmp_path / "kept")
        first = LanguageModelExtractor(settings).extract(document)
        questions = len(server.asked)
        again = LanguageModelExtractor(settings)
        assert again.extract(document) == first
        assert len(server.asked) == questions
        assert again.spent.from_cache == questions
        LanguageModelExtractor(replace(settings, model="another")).extract(document)
        assert len(server.asked) == 2 * questions


def test_a_damaged_kept_answer_is_asked_for_again(document: Document, tmp_path: Path) -> None:
    with chat_server(lambda asked, _: answer(NOTHING)) as server:
        settings = settings_for(server, cache=tmp_path)
        LanguageModelExtractor(settings).extract(document)
        questions = len(server.asked)
        for kept in tmp_path.rglob("*.json"):
            kept.write_text('{"entities": [', encoding="utf-8")
        LanguageModelExtractor(settings).extract(document)
        assert len(server.asked) == 2 * questions


def test_an_unwritable_cache_is_a_clear_error(document: Document, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with chat_server(lambda asked, _: answer(NOTHING)) as server:
        extractor = LanguageModelExtractor(settings_for(server, cache=tmp_path / "file"))
        with pytest.raises(ExtractorError, match="LANTU_LLM_CACHE"):
            extractor.extract(document)


def test_progress_tells_passages_tokens_and_cost(document: Document) -> None:
    seen: list[Spent] = []
    with chat_server(lambda asked, _: answer(NOTHING)) as server:
        settings = settings_for(server, prices=(1.0, 10.0))
        LanguageModelExtractor(settings, seen.append).extract(document)
    last = seen[-1]
    assert [each.done for each in seen] == list(range(1, last.passages + 1))
    assert last.prompt_tokens == 100 * last.passages
    assert last.cost == pytest.approx(last.passages * (100 * 1.0 + 20 * 10.0) / 1_000_000)


def test_the_environment_says_which_extractor_is_the_default(
    document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LANTU_LLM_URL", raising=False)
    assert default_extractor().name == "rules"
    with chat_server(
        lambda asked, _: about_the_plant(asked, {**NOTHING, "entities": [MAKER]})
    ) as server:
        monkeypatch.setenv("LANTU_LLM_URL", server.url)
        with pytest.raises(ExtractorError, match="LANTU_LLM_MODEL"):
            default_extractor()
        monkeypatch.setenv("LANTU_LLM_MODEL", "local")
        monkeypatch.setenv("LANTU_LLM_CACHE", str(tmp_path / "kept"))
        assert named(default_extractor().extract(document), "比亚迪").kind == "company"
    monkeypatch.setenv("LANTU_LLM_PRICES", "cheap")
    with pytest.raises(ExtractorError, match="LANTU_LLM_PRICES"):
        default_extractor()


def test_the_version_tells_models_and_rules_apart() -> None:
    one = LanguageModelExtractor(Settings(url="http://127.0.0.1/v1", model="one"))
    other = LanguageModelExtractor(Settings(url="http://127.0.0.1/v1", model="other"))
    assert len({one.version, other.version, RuleExtractor().version}) == 3


def test_the_model_is_told_what_the_passage_is_about(document: Document) -> None:
    with chat_server(lambda asked, _: answer(NOTHING)) as server:
        LanguageModelExtractor(settings_for(server)).extract(document)
    words = json.dumps(server.asked, ensure_ascii=False)
    assert "聚力推进“项目提升年”" in words
    assert "比亚迪整车二期" in words


def test_it_asks_from_the_limited_process_too(document: Document) -> None:
    content = {**NOTHING, "entities": [PLANT, MAKER], "relations": [OWNED]}
    with chat_server(lambda asked, _: about_the_plant(asked, content)) as server:
        extractor = LanguageModelExtractor(settings_for(server))
        found = processes.extract_facts(extractor, document, "report.md", file_limits())
        processes.close()
        assert named(found, "比亚迪").rule == "language_model"
    with pytest.raises(ExtractorError, match="language model"):
        processes.extract_facts(
            LanguageModelExtractor(settings_for(server)), document, "report.md", file_limits()
        )
    processes.close()
