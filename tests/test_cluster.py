"""Documents worked on by a cluster: real schedulers and workers, some of which are killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from api.cli import lantu
from graph.cluster import Cluster
from graph.errors import ClusterError, DocumentError, LantuError
from graph.limited.limits import file_limits
from graph.limited.processes import read_content
from graph.workspace import Workspace

REPORT = """{place}市2026年政府工作报告

一、2026年重点工作

（一）聚力建设数字{place}。推进{place}智算中心建设，新建5G基站{count}个。
"""
PLACES = ("济南", "青岛", "烟台", "潍坊", "临沂", "淄博")


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    for count, place in enumerate(PLACES):
        text = REPORT.format(place=place, count=100 + count)
        (folder / f"{place}.txt").write_text(text, "utf-8")
    return sorted(folder.iterdir())


def process_of_a_worker(cluster: LocalCluster) -> int:
    return next(each.pid for each in cluster.workers.values())


def test_a_cluster_gives_what_one_machine_gives_although_a_worker_is_killed(
    workers: LocalCluster, files: list[Path], tmp_path: Path
) -> None:
    with closing(Workspace.open(tmp_path / "here")) as workspace:
        workspace.load(files)
        digests = workspace.store.digests()
    killed = []

    def kill(doing: str, done: int, _total: int) -> None:
        if done == 1 and not killed and doing.startswith("Reading"):
            killed.append(process_of_a_worker(workers))
            os.kill(killed[0], signal.SIGKILL)

    with (
        closing(Cluster(workers.scheduler_address)) as cluster,
        closing(Workspace.open(tmp_path / "there")) as workspace,
    ):
        loaded = workspace.load(files, kill, executor=cluster)
        assert [each.error for each in loaded] == [""] * len(PLACES)
        assert workspace.store.digests() == digests
    assert killed


def test_it_is_asked_for_on_the_command_line(
    workers: LocalCluster, files: list[Path], tmp_path: Path
) -> None:
    bad = tmp_path / "空.txt"
    bad.write_text("", "utf-8")
    told = ["--scheduler", workers.scheduler_address, "--collection", str(tmp_path / "collection")]
    result = CliRunner().invoke(lantu, ["load", str(files[0]), str(bad), *told])
    assert result.exit_code == 1
    assert "1 loaded, 0 held already, 1 not read" in result.stderr
    assert "空.txt" in result.stderr
    built = CliRunner().invoke(lantu, ["build", *told])
    assert "Built the graph of 1 documents" in built.stdout
    both = CliRunner().invoke(lantu, ["build", *told, "--at-once", "2"])
    assert both.exit_code == 2
    assert "leave --at-once out" in both.stderr


def test_what_a_file_lacks_is_said_as_on_one_machine(workers: LocalCluster) -> None:
    found = pytest.raises(DocumentError, match="空")
    with closing(Cluster(workers.scheduler_address)) as cluster, found:
        cluster.call(read_content, b"", "空.txt", file_limits())


def test_workers_of_another_version_are_refused(
    workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Cluster(workers.scheduler_address)) as cluster:
        monkeypatch.setattr("graph.cluster.version", lambda: "another")
        with pytest.raises(ClusterError, match="another version of Lantu"):
            cluster.call(len, "text")


def test_work_that_brings_down_every_worker_is_given_up(workers: LocalCluster) -> None:
    found = pytest.raises(ClusterError, match="one worker after the other")
    with closing(Cluster(workers.scheduler_address)) as cluster, found:
        cluster.call(os._exit, 1)


def test_where_there_is_no_cluster_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.cluster._CONNECTING_SECONDS", 1)
    with pytest.raises(LantuError, match=r"cannot be used: .+ leave --scheduler out"):
        Cluster("tcp://127.0.0.1:9")
