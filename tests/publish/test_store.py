"""Releases travel whole: to a folder, to S3, from a web server, whenever either side is killed."""

import functools
import http.server
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from flows.cli import main
from flows.publish import store
from flows.publish.checksums import sums
from flows.publish.store import StoreError, fetch_release, publish_release
from flows.publish.verify import verify

BUCKET = "s3://xinzhi-test/data"


@pytest.fixture(scope="module")
def release(seeds, tmp_path_factory):
    """The seeds' release in a folder of its own, which tests may not change."""
    return Path(shutil.copytree(seeds.path, tmp_path_factory.mktemp("release") / seeds.path.name))


@pytest.fixture
def web(tmp_path):
    """A plain web server over `tmp_path / "web"`; yields its address and the paths asked for."""
    asked = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            asked.append(self.path)

    folder = tmp_path / "web"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder, asked
    server.shutdown()
    server.server_close()


def test_a_folder_round_trip(release, tmp_path):
    assert publish_release(release, str(tmp_path / "public")) == [release.name]
    assert json.loads((tmp_path / "public" / "latest.json").read_text())["version"] == release.name
    assert release.name in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    fetched = fetch_release(str(tmp_path / "public"), None, tmp_path / "own")
    assert sums(fetched) == sums(release)
    assert verify(fetched) == []
    assert publish_release(release, str(tmp_path / "public")) == [release.name]


def test_versions_are_listed_and_never_overwritten(release, tmp_path):
    other = Path(shutil.copytree(release, tmp_path / "v2026.01.10"))
    older = Path(shutil.copytree(release, tmp_path / "v2026.01.9"))
    public = str(tmp_path / "public")
    publish_release(other, public)
    assert publish_release(older, public) == ["v2026.01.9", "v2026.01.10"]
    assert json.loads((tmp_path / "public" / "latest.json").read_text())["version"] == "v2026.01.10"
    lines = (older / "SHA256SUMS").read_text(encoding="utf-8").splitlines(keepends=True)
    (older / lines[0].split()[1]).unlink()
    with pytest.raises(StoreError, match="not a whole release"):
        publish_release(older, public)
    (older / "SHA256SUMS").write_text("".join(lines[1:]), encoding="utf-8")
    with pytest.raises(StoreError, match="never overwritten"):
        publish_release(older, public)


def test_s3_round_trip_and_a_publisher_killed_half_way(release, s3, tmp_path):
    publish = [sys.executable, "-m", "flows.cli", "publish", str(release), "--to", BUCKET]
    process = subprocess.Popen(publish, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    deadline = time.monotonic() + 120
    while len(listed(s3)) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if f"data/{release.name}/SHA256SUMS" not in listed(s3):
        assert "data/latest.json" not in listed(s3)
        with pytest.raises(StoreError, match=r"no latest\.json"):
            fetch_release(BUCKET, None, tmp_path)
    assert publish_release(release, BUCKET) == [release.name]
    assert sums(fetch_release(BUCKET, None, tmp_path)) == sums(release)


def listed(client):
    return {item["Key"] for item in client.list_objects_v2(Bucket="xinzhi-test").get("Contents", ())}


@pytest.mark.parametrize("after", [0, 1, 20, -4, -3, -2, -1])
def test_a_publisher_that_stops_anywhere_leaves_the_old_version(release, tmp_path, monkeypatch, after):
    public = tmp_path / "public"
    old = Path(shutil.copytree(release, tmp_path / "v2026.01.1"))
    publish_release(old, str(public))
    files = len(sums(release)) + 3  # SHA256SUMS, the index, latest.json
    left = iter(range(after % files))
    put = store._put

    def failing(fs, path, content):
        if next(left, None) is None:
            raise OSError("the line is cut")
        put(fs, path, content)

    with monkeypatch.context() as patch:
        patch.setattr(store, "_put", failing)
        with pytest.raises(OSError, match="line is cut"):
            publish_release(release, str(public))
    fetched = fetch_release(str(public), None, tmp_path / "own")
    assert fetched.name == "v2026.01.1"
    assert sums(fetched) == sums(old)
    publish_release(release, str(public))
    assert fetch_release(str(public), None, tmp_path / "own").name == release.name


def test_fetching_goes_on_where_it_ended(release, web, tmp_path, monkeypatch):
    address, folder, asked = web
    publish_release(release, str(folder))
    fetch, left = store._fetch, iter(range(10))

    def failing(fs, path, target, digest):
        if next(left, None) is None:
            part = target.with_name(f"{target.name}.part")
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(b"what came before the line was cut")
            raise OSError("the line is cut")
        fetch(fs, path, target, digest)

    with monkeypatch.context() as patch:
        patch.setattr(store, "_fetch", failing)
        with pytest.raises(OSError, match="line is cut"):
            fetch_release(address, None, tmp_path / "own")
    assert not (tmp_path / "own" / release.name).exists()
    first = {path for path in asked if path.count("/") > 1 and not path.endswith("SHA256SUMS")}
    assert len(first) == 10
    asked.clear()
    assert main(["fetch", address, "--output", str(tmp_path / "own")]) == 0
    assert not first & set(asked)
    assert sums(tmp_path / "own" / release.name) == sums(release)


def test_a_fetcher_killed_half_way_goes_on(release, web, tmp_path):
    address, folder, asked = web
    publish_release(release, str(folder))
    command = [sys.executable, "-m", "flows.cli", "fetch", address, "--output", str(tmp_path / "own")]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
    deadline = time.monotonic() + 120
    while len(asked) < 12 and time.monotonic() < deadline:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "own" / release.name).exists()
    fetched = {path.name for path in (tmp_path / "own").rglob("*") if path.is_file() and path.suffix != ".part"}
    assert fetched
    asked.clear()
    assert sums(fetch_release(address, None, tmp_path / "own")) == sums(release)
    assert len(set(asked)) < len(sums(release))
    assert [path.name for path in (tmp_path / "own").iterdir()] == [release.name]


def test_a_file_that_differs_is_refused(release, web, tmp_path):
    address, folder, _ = web
    publish_release(release, str(folder))
    (folder / release.name / "README.md").write_text("not what it was", encoding="utf-8")
    with pytest.raises(StoreError, match=r"README\.md: its SHA-256"):
        fetch_release(address, None, tmp_path / "own")
    assert not (tmp_path / "own" / release.name).exists()


def test_a_path_out_of_the_release_is_refused(web, tmp_path):
    address, folder, _ = web
    (folder / "v2026.01.1").mkdir()
    (folder / "v2026.01.1" / "SHA256SUMS").write_text(f"{'0' * 64}  ../../evil.txt\n", encoding="utf-8")
    with pytest.raises(StoreError, match="leads out"):
        fetch_release(address, "v2026.01.1", tmp_path / "own")


def test_verify_over_http(release, web, capsys):
    address, folder, _ = web
    publish_release(release, str(folder))
    assert main(["verify", f"{address}/{release.name}"]) == 0
    assert "all is well" in capsys.readouterr().out


def test_what_is_not_there_is_told(tmp_path, capsys):
    assert main(["fetch", str(tmp_path / "nothing"), "--output", str(tmp_path)]) == 1
    assert "no latest.json" in capsys.readouterr().err
