from __future__ import annotations

import codecs
import csv
import io
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from api.cli import lantu
from api.commands.files import EXPORT_FORMATS
from graph.exchange.exports import EXPORTS
from graph.loaders.facts import from_json
from graph.workspace import Workspace

PLAN = """# 政府工作报告

## 三、2025年重点工作

**（一）推动数字济南建设**

**加强数字基础设施建设。**抓好浪潮海若智算中心等建设，5G基站达到6万个。
"""


def run(*arguments: str | Path, collection: Path | None = None) -> Result:
    environment = {"LANTU_COLLECTION": str(collection) if collection else None, "COLUMNS": "80"}
    return CliRunner().invoke(lantu, list(map(str, arguments)), env=environment)


def lantu_process(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "api.cli", *map(str, arguments)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=120)


@pytest.fixture(scope="module")
def seed(seed_workspace: Workspace) -> Path:
    """The folder of a collection that holds the seed report."""
    return seed_workspace.collection.folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan of our own."""
    file = tmp_path / "plan.md"
    file.write_text(PLAN, encoding="utf-8")
    return file


def test_every_command_has_help_with_an_example() -> None:
    for name, command in lantu.commands.items():
        result = run(name, "--help")
        assert result.exit_code == 0
        assert "Example" in result.output, name
        assert command.get_short_help_str()


def test_the_commands_that_were_promised_are_there() -> None:
    promised = "demo load extract ask queries query cypher view export serve build documents remove"
    assert {*promised.split(), "doctor"} <= lantu.commands.keys()


def test_ask_prints_what_was_understood_the_sources_and_the_cypher(seed: Path) -> None:
    result = run("ask", "which projects serve the digital-Jinan goal", collection=seed)
    assert result.exit_code == 0
    assert result.output.startswith("Understood as: projects that serve a goal, 数字济南.")
    assert "浪潮海若智算中心" in result.output
    assert "抓好浪潮海若智算中心" in result.output
    assert "政府工作报告" in result.output
    assert "MATCH" in result.output.partition("Cypher:")[2]


def test_tables_fit_eighty_columns(seed: Path) -> None:
    for arguments in (
        ("query", "in-area", "--area", "起步区"),
        ("query", "indicators-of-goal", "--goal", "数字济南"),
        ("query", "path", "--from", "云巴", "--to", "数字济南"),
        ("query", "search", "--text", "digital"),
        ("queries",),
        ("documents",),
    ):
        result = run(*arguments, collection=seed)
        assert result.exit_code == 0
        assert max(map(cell_len, result.stdout.splitlines())) <= 80, arguments


def test_both_languages_give_the_same_json(seed: Path) -> None:
    english = run("ask", "what is in the starting zone", "--format", "json", collection=seed)
    chinese = run("ask", "起步区有什么", "--format", "json", collection=seed)
    assert json.loads(english.output)["rows"] == json.loads(chinese.output)["rows"] != []


def test_json_is_the_answer(seed: Path) -> None:
    result = run(
        "query", "projects-serving-goal", "--goal", "digital Jinan", "--format", "json",
        "--collection", seed,
    )  # fmt: skip
    answer = json.loads(result.output)
    assert list(answer) == [
        "query", "title", "parameters", "cypher", "columns", "rows", "truncated",
    ]  # fmt: skip
    assert list(answer["rows"][0]) == answer["columns"]
    assert "数字济南" in result.output


def test_csv_has_a_head_and_a_line_a_row(seed: Path) -> None:
    result = run("query", "in-area", "--area", "起步区", "--format", "csv", collection=seed)
    assert result.stdout_bytes.startswith(codecs.BOM_UTF8)
    head, *rows = csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig")))
    assert head[:4] == ["id", "name", "name_en", "kind"]
    assert rows and {len(row) for row in rows} == {len(head)}


def test_a_cut_answer_says_so(seed: Path) -> None:
    result = run("query", "in-area", "--area", "起步区", "--limit", "2", collection=seed)
    assert "ask for more with --limit" in result.stderr


def test_user_cypher_answers(seed: Path) -> None:
    statement = "MATCH (p:Project) WHERE p.name CONTAINS $part RETURN p.name AS name"
    result = run(
        "cypher", statement, "--parameter", "part=云巴", "--format", "csv", collection=seed
    )
    assert result.exit_code == 0, result.stderr
    assert "高新东区云巴" in result.output


def test_the_cypher_of_an_answer_can_be_run_again(seed: Path) -> None:
    asked = run("ask", "数字济南有哪些项目", "--format", "json", collection=seed)
    answer = json.loads(asked.stdout)
    goal = f"goal={json.dumps(answer['parameters']['goal'])}"
    again = run(
        "cypher", answer["cypher"], "--parameter", goal, "--format", "json", collection=seed
    )
    things = {row["thing"] for row in json.loads(again.stdout)["rows"]}
    # The statement gives claims too that are too unsure to be shown.
    assert things >= {row["thing"] for row in answer["rows"]} != set()


def test_csv_guards_what_a_spreadsheet_would_run(seed: Path) -> None:
    statement = "RETURN '=1+1' AS a, '@x' AS b, '-y' AS c, '+z' AS d, -5 AS e"
    result = run("cypher", statement, "--format", "csv", collection=seed)
    assert result.output.splitlines()[1] == "'=1+1,'@x,'-y,'+z,-5"


def test_text_does_not_steer_the_terminal(seed: Path) -> None:
    result = run("cypher", "RETURN '[red]\x1b[2Jx[/red]' AS a", collection=seed)
    assert "\x1b" not in result.output
    assert "[red]" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "in-area", "--area", "无此区域名"], "No Area is named"),
        (["query", "in-area", "--area", "数字济南"], "is a Goal"),
        (["cypher", "CREATE (n:Goal)"], ""),
        (["cypher", "MATCH (n RETURN n"], ""),
        (["remove", "document-000000000000"], "document-000000000000"),
        (["load", "nothing.md"], "nothing.md"),
        (["extract", "nothing.md"], "nothing.md"),
        (["query", "in-area", "--area", "x", "--store", "mysql://x"], "names no store"),
    ],
)
def test_errors_are_sentences_and_exit_with_1(seed: Path, arguments: list[str], said: str) -> None:
    result = run(*arguments, collection=seed)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert result.stdout.strip() in ("", "Nothing was found.")
    assert result.stderr.startswith("lantu: ")
    assert said in result.stderr


def test_a_question_that_is_refused_exits_with_4(seed: Path) -> None:
    result = run("ask", "what colour is the sky", collection=seed)
    assert result.exit_code == 4
    assert "What can be asked" in result.stderr
    refused = run("ask", "起步区的GDP是多少", "--format", "json", collection=seed)
    answer = json.loads(refused.stdout)
    assert refused.exit_code == 4
    assert list(answer) == ["refused", "understood", "suggestions"]
    assert "起步区没有“地区生产总值”" in answer["refused"]
    for question in answer["suggestions"]:
        assert run("ask", question, collection=seed).exit_code == 0


def test_a_question_goes_on_from_an_answer(seed: Path) -> None:
    first = run("ask", "数字济南有哪些项目", "--format", "json", collection=seed)
    after = ("--after", json.loads(first.stdout)["id"], "--format", "json")
    second = json.loads(run("ask", "它由谁负责", *after, collection=seed).stdout)
    assert second["query"] == "agencies-of-goal"
    assert "济南市大数据局" in {row["name"] for row in second["rows"]}
    other = json.loads(run("ask", "那工业强市呢", *after, collection=seed).stdout)
    assert other["query"] == "projects-serving-goal"
    assert other["title"].endswith("工业强市")
    assert run("ask", "它呢", "--after", "nonsense", collection=seed).exit_code == 1


def test_passages_are_found_by_what_they_say(seed: Path) -> None:
    result = run("search", "--text", "碳化硅", "--format", "json", collection=seed)
    answer = json.loads(result.stdout)
    assert len(answer["rows"]) == 3
    assert answer["counts"]["place"] == {"济南": 3}
    for row in answer["rows"]:
        assert all(row["quote"][start:end] == "碳化硅" for start, end in row["marks"])
    assert "天岳碳化硅" in run("search", "--text", "碳化硅", collection=seed).stdout
    assert "数字济南" in run("search", "数字济南", collection=seed).stdout
    assert run("search", collection=seed).exit_code == 2


def test_rows_of_a_query_are_chosen_and_counted(seed: Path) -> None:
    arguments = ("query", "indicators-of-goal", "--goal", "数字济南", "--format", "json")
    targets = run(*arguments, "--status", "target", "--year", "2025", collection=seed)
    rows = json.loads(targets.stdout)["rows"]
    assert {(row["status"], row["year"]) for row in rows} == {("target", 2025)}
    counted = run(*arguments, "--status", "target", "--shape", "count", collection=seed)
    assert json.loads(counted.stdout)["rows"][0]["count"] == len(rows)
    wrong = run("query", "search", "--text", "数字", "--place", "济南", collection=seed)
    assert (wrong.exit_code, "has no place to choose by" in wrong.stderr) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["query", "nonsense"],
        ["query", "in-area"],
        ["ask"],
        ["load"],
        ["ask", "x", "--format", "yaml"],
        ["query", "in-area", "--area", "x", "--limit", "0"],
        ["cypher", "RETURN $x", "--parameter", "x"],
    ],
)
def test_wrong_usage_exits_with_2(seed: Path, arguments: list[str]) -> None:
    assert run(*arguments, collection=seed).exit_code == 2


def test_an_empty_collection_says_what_to_do(tmp_path: Path) -> None:
    result = run("ask", "起步区有什么", collection=tmp_path / "none")
    assert result.exit_code == 1
    assert "lantu load" in result.stderr
    assert not (tmp_path / "none").exists()


def test_a_collection_from_load_to_removal(plan: Path, tmp_path: Path) -> None:
    collection = tmp_path / "collection"
    loaded = json.loads(run("load", plan, "--format", "json", collection=collection).output)
    assert [each["state"] for each in loaded] == ["loaded"]
    again = json.loads(run("load", plan, "--format", "json", collection=collection).output)
    assert [each["state"] for each in again] == ["held"]
    assert again[0]["id"] == loaded[0]["id"]
    held = json.loads(run("documents", "--format", "json", collection=collection).output)
    assert [each["id"] for each in held] == [loaded[0]["id"]]
    assert "1 documents" in run("build", collection=collection).output
    assert run("remove", loaded[0]["id"], collection=collection).exit_code == 0
    assert json.loads(run("documents", "--format", "json", collection=collection).output) == []


def test_what_cannot_be_read_is_told_and_the_rest_loads(plan: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.md"
    broken.write_bytes(bytes(range(256)) * 20)
    result = run("load", broken, plan, "--format", "json", collection=tmp_path / "collection")
    assert result.exit_code == 1
    assert "broken.md" in result.stderr
    assert len(json.loads(result.stdout)) == 1


def test_extract_prints_facts_without_a_collection(plan: Path, tmp_path: Path) -> None:
    result = run("extract", plan, "--format", "jsonl", collection=tmp_path / "none")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["t"] for line in lines} >= {"entity", "indicator"}
    assert all(from_json(line).evidence.quote for line in lines)
    assert not (tmp_path / "none").exists()


def test_view_writes_one_page(seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "view.html"
    result = run("view", "ask", "起步区有哪些项目", "-o", page, collection=seed)
    assert result.exit_code == 0
    assert "起步区" in page.read_text(encoding="utf-8")
    assert run("view", "in-area", "--area", "起步区", "-o", page, collection=seed).exit_code == 0


def test_a_page_that_cannot_be_written_is_told(seed: Path, tmp_path: Path) -> None:
    page = tmp_path / "missing" / "view.html"
    result = run("view", "in-area", "--area", "起步区", "-o", page, collection=seed)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_export_writes_every_format(seed: Path, tmp_path: Path, form: str) -> None:
    result = run("export", "--format", form, "-o", tmp_path / "out", collection=seed)
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "out").exists()


def test_every_export_is_offered() -> None:
    assert {*EXPORT_FORMATS} == {*EXPORTS}


def test_demo_loads_the_seed_report(tmp_path: Path) -> None:
    result = run("demo", "--no-serve", collection=tmp_path / "collection")
    assert result.exit_code == 0
    assert "政府工作报告" in result.output
    assert "http://127.0.0.1:" in result.output


def test_doctor_finds_everything_in_order(seed: Path) -> None:
    result = run("doctor", "--format", "json", collection=seed)
    assert result.exit_code == 0
    assert {check["ok"] for check in json.loads(result.output)} == {"yes"}


def test_doctor_finds_a_damaged_graph(plan: Path, tmp_path: Path) -> None:
    collection = tmp_path / "collection"
    assert run("load", plan, collection=collection).exit_code == 0
    (collection / "graph" / "graph.lbug").write_bytes(b"nothing")
    result = run("doctor", collection=collection)
    assert result.exit_code == 1
    assert "lantu build" in " ".join(result.output.split())


def test_a_process_prints_chinese_whatever_the_locale(seed: Path) -> None:
    done = lantu_process("query", "in-area", "--area", "起步区", "--collection", seed)
    assert done.returncode == 0, done.stderr
    assert "起步区" in done.stdout.decode("utf-8")


def test_a_fault_of_our_own_is_a_sentence_too() -> None:
    program = (
        "import sys, api.cli; sys.argv = ['lantu', 'queries']; api.cli.lantu = 0; api.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"lantu: this is a fault in Lantu: TypeError")
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(seed_report: Path) -> None:
    command = f"{sys.executable} -m api.cli extract {seed_report} | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False)
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_evaluate_scores_against_gold(plan: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "plan.txt").write_text(PLAN, encoding="utf-8")
    lines = [
        {"t": "entity", "type": "Goal", "name": "数字济南", "quote": "推动数字济南建设"},
        {"t": "entity", "type": "Project", "name": "天宫", "quote": "浪潮海若智算中心"},
    ]
    facts = "".join(json.dumps(line) + "\n" for line in lines)
    (gold / "plan.jsonl").write_text(facts, encoding="utf-8")
    result = json.loads(run("evaluate", gold, "--differences", "--format", "json").stdout)
    entities = next(score for score in result["scores"] if score["kind"].startswith("entit"))
    assert (entities["right"], entities["gold"]) == (1, 2)
    missed = [each for each in result["differences"] if each["difference"] == "missed"]
    assert "天宫" in missed[0]["fact"]
    table = run("evaluate", gold)
    assert table.exit_code == 0 and "precision" in table.stdout
    assert run("evaluate", tmp_path / "none").exit_code == 1


@pytest.fixture
def served(seed: Path) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0", "--collection", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        yield next(word for word in line.split() if word.startswith("http://"))
        process.terminate()
        process.wait(timeout=20)


def test_serve_prints_where_it_is_and_answers(served: str) -> None:
    with urllib.request.urlopen(f"{served}api/v1/queries", timeout=20) as response:
        names = [query["name"] for query in json.load(response)["rows"]]
    assert "projects-serving-goal" in names


def test_a_port_in_use_is_told(served: str, seed: Path) -> None:
    port = served.rstrip("/").rpartition(":")[2]
    result = run("serve", "--port", port, collection=seed)
    assert result.exit_code == 1
    assert "choose another --port" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "planning.example.org"])
def test_a_server_that_others_reach_takes_no_documents_without_a_token(
    seed: Path, host: str
) -> None:
    result = run("serve", "--writable", "--host", host, collection=seed)
    assert result.exit_code == 1
    assert "--writable" in result.output
    assert "lantu token create" in result.output


def test_a_limit_that_is_no_number_is_told(seed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANTU_LIMIT_WRITES", "many")
    result = run("serve", "--port", "0", collection=seed)
    assert result.exit_code == 1
    assert "LANTU_LIMIT_WRITES" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "数字济南", "--format", "json"],
        ["documents"],
        ["documents", "plan.md"],
        ["documents", "restore", "plan.md"],
        ["documents", "set", "plan.md", "--year", "2024"],
        ["remove", "plan.md"],
        ["build"],
        ["search", "数字济南"],
        ["query", "goals"],
        ["cypher", "RETURN 1"],
        ["doctor"],
        ["token", "list"],
    ],
    ids=" ".join,
)
def test_nothing_is_made_where_nothing_was_loaded(arguments: list[str], tmp_path: Path) -> None:
    collection = tmp_path / "collection"
    run(*arguments, collection=collection)
    assert [*tmp_path.iterdir()] == []


def test_a_question_as_json_is_answered_in_json_whatever_happens(tmp_path: Path) -> None:
    for store in (["--store", "bolt://127.0.0.1:1"], []):
        result = run("ask", "数字济南", "--format", "json", *store, collection=tmp_path)
        assert result.exit_code == 1
        refusal = json.loads(result.stdout)
        assert refusal["refused"]
        assert refusal.keys() >= {"refused", "understood", "suggestions"}


def test_documents_are_named_by_their_files_too(plan: Path, tmp_path: Path) -> None:
    collection = tmp_path / "collection"
    run("load", plan, collection=collection)
    [listed] = json.loads(
        run("documents", "plan.md", "--format", "json", collection=collection).stdout
    )
    assert run("documents", "other.md", "--format", "json", collection=collection).stdout == "[]\n"
    removed = run("remove", "plan.md", collection=collection)
    assert removed.output.startswith(f"Removed {listed['id']}.")
    assert run("remove", "plan.md", collection=collection).exit_code == 1
    assert run("documents", "restore", "plan.md", collection=collection).exit_code == 0
    [again] = json.loads(run("documents", "plan", "--format", "json", collection=collection).stdout)
    assert again == listed
    node = "MATCH (g:Goal) RETURN g, [g] AS several LIMIT 1"
    shown = run("cypher", node, "--format", "json", collection=collection).stdout
    assert '"name"' in shown
    assert '"search"' not in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_and_queries(shell: str) -> None:
    assert "_LANTU_COMPLETE" in run("completion", shell).output
    words = {"bash": "lantu query in-a", "zsh": "lantu query in-a", "fish": "lantu query in-a"}
    environment = {
        "_LANTU_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words[shell],
        "COMP_CWORD": "in-a" if shell == "fish" else "2",
    }
    told = subprocess.run(
        [sys.executable, "-m", "api.cli"],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "in-area" in told.stdout


def test_who_reads_chinese_is_told_in_chinese(plan: Path, tmp_path: Path) -> None:
    environment = {"LANTU_LANGUAGE": "zh", "COLUMNS": "100"}

    def told(*arguments: str) -> str:
        words = [*arguments, "--collection", str(tmp_path / "collection")]
        return CliRunner().invoke(lantu, words, env=environment).output

    assert "请先运行 lantu load" in told("search", "数字济南")
    assert "编号" in told("load", str(plan))
    assert told("query", "neighbours", "--node", "数宇济南").startswith("lantu: 没有名为“数宇济南”")
    assert "语句不完整" in told("cypher", "MATCH (g:Goal)")
    assert "出处" in told("query", "neighbours", "--node", "数字济南")
    # A user names the columns of a statement.
    assert "name" in told("cypher", "MATCH (g:Goal) RETURN g.name AS name")
    assert "没有找到" in told("search", "不存在")
