"""The same batches on a Dask cluster give the same bytes, a killed worker or not."""

import os
import signal
import threading
import time

import pytest
from distributed import LocalCluster

from flows.build import build
from flows.publish.checksums import sums

pytestmark = pytest.mark.long

DOCUMENTS = 24


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    for number in range(DOCUMENTS):
        text = f"李四在第{number}场座谈会上表示，要发展光伏产业。去年，该县硅料产量达到{number + 2}万吨。\n" * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def local(sources, tmp_path_factory):
    output = tmp_path_factory.mktemp("local")
    return sums(build([sources], output).path)


@pytest.fixture
def cluster(monkeypatch):
    monkeypatch.setattr("flows.parts.BATCH_DOCUMENTS", 2)
    with LocalCluster(n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def test_a_cluster_gives_the_same_bytes(cluster, sources, local, tmp_path):
    made = build([sources], tmp_path / "output", dask=cluster.scheduler_address)
    assert sums(made.path) == local


def test_a_killed_worker_changes_nothing(cluster, sources, local, tmp_path):
    killed = []

    def kill():
        parts = tmp_path / "output" / ".parts"
        while not list(parts.glob("*/*/documents.parquet")):
            time.sleep(0.02)
        victim = next(iter(cluster.workers.values()))
        os.kill(victim.pid, signal.SIGKILL)
        killed.append(victim.pid)

    killer = threading.Thread(target=kill)
    killer.start()
    made = build([sources], tmp_path / "output", dask=cluster.scheduler_address)
    killer.join()
    assert killed
    assert sums(made.path) == local
