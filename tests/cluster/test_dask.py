"""The same batches on a Dask cluster give the same bytes, a killed worker or not."""

import os
import signal
import sys
import threading
import time

import dask
import pytest
from distributed import Client, LocalCluster

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
    monkeypatch.setattr("flows.parts.BATCH_BYTES", 8_000)
    with LocalCluster(n_workers=4, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster


def test_a_cluster_gives_the_same_bytes(cluster, sources, local, tmp_path):
    made = build([sources], tmp_path / "output", dask=cluster.scheduler_address)
    assert sums(made.path) == local
    parts = list((tmp_path / "output" / ".parts").glob("*/*"))
    assert len(parts) > 4
    with Client(cluster) as client:
        assert set(client.run(prefect_is_imported).values()) == {False}


def prefect_is_imported():
    return "prefect" in sys.modules


def test_a_worker_with_other_code_is_refused(cluster, sources, tmp_path):
    with Client(cluster) as client:
        client.run(be_another)
    with pytest.raises(RuntimeError, match="other code or libraries"):
        build([sources], tmp_path / "output", dask=cluster.scheduler_address)
    assert not (tmp_path / "output" / "latest.json").exists()


def be_another():
    from flows import code

    code.code_digest = lambda: "another"


def test_no_scheduler_is_told(sources, tmp_path):
    connecting = {"distributed.comm.timeouts.connect": "1s"}
    with dask.config.set(connecting), pytest.raises(OSError, match=r"127\.0\.0\.1:1"):
        build([sources], tmp_path / "output", dask="tcp://127.0.0.1:1")


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
