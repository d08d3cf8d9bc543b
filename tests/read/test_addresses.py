"""What lies in an object store or on a web host is read as if it lay here."""

import gzip
import json
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from flows.build import build
from flows.cli import main
from flows.publish.checksums import sums
from flows.read import read
from flows.read.address import AddressError, check, fetch, is_address

BUCKET = "xinzhi-test"
TEXT = "某县县长王成表示，今年产量达到{}万吨。"


def files(folder):
    """A folder of sources of several kinds."""
    rows = [{"id": number, "text": TEXT.format(number + 2), "published_on": "2024-03-05"} for number in range(3)]
    packed = gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows).encode(), mtime=0)
    (folder / "deep").mkdir(parents=True)
    (folder / "corpus.jsonl.gz").write_bytes(packed)
    (folder / "deep" / "a b.txt").write_text(TEXT.format(30), encoding="utf-8")
    (folder / "documents.csv").write_text("file_name,title\ncorpus.jsonl.gz,某县\n", encoding="utf-8")
    (folder / "deep" / "documents.csv").write_text("file_name,title\na b.txt,某县\n", encoding="utf-8")
    return folder


@pytest.fixture
def local(tmp_path):
    return files(tmp_path / "sources")


@pytest.fixture
def bucket(s3, local):
    for path in local.rglob("*.*"):
        s3.upload_file(str(path), BUCKET, f"in/{path.relative_to(local).as_posix()}")
    return f"s3://{BUCKET}/in"


@pytest.fixture
def web(local):
    """Address of the folder on a web server."""

    class Here(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Here, directory=local)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def copied(address, folder):
    told = []
    path = fetch(address, folder, lambda *counts: told.append(counts))
    assert told[-1][0] == told[-1][1]
    return list(read([path]))


def test_a_folder_in_a_store(bucket, local, tmp_path):
    assert copied(bucket, tmp_path / "copy") == list(read([local]))


def test_a_file_in_a_store_with_what_lies_beside_it(bucket, local, tmp_path):
    found = copied(f"{bucket}/deep/a b.txt", tmp_path / "copy")
    assert found == list(read([local / "deep" / "a b.txt"]))
    assert found[0].title == "某县"


def test_a_file_on_a_web_host(web, local, tmp_path):
    """It comes alone: many hosts answer for any name, so there is no telling whether metadata lie beside it."""
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(local / "corpus.jsonl.gz", alone)
    assert copied(f"{web}/corpus.jsonl.gz?key=1", tmp_path / "copy") == list(read([alone / "corpus.jsonl.gz"]))
    assert copied(f"{web}/deep/a%20b.txt", tmp_path / "other")[0].raw == TEXT.format(30)


def test_a_name_that_leads_out_is_refused(s3, tmp_path):
    s3.put_object(Bucket=BUCKET, Key="in/../../evil.txt", Body=b"text")
    with pytest.raises(ValueError, match="leads out"):
        copied(f"s3://{BUCKET}/in", tmp_path / "copy")


def test_what_is_not_there_is_told(s3, web, tmp_path):
    for address in (f"s3://{BUCKET}/nothing", "s3://no-such-bucket/a.txt", f"{web}/nothing.txt"):
        with pytest.raises(FileNotFoundError, match="check the path"):
            check([address])
    with pytest.raises(OSError, match=r"127\.0\.0\.1:1/a\.txt"):
        fetch("http://127.0.0.1:1/a.txt", tmp_path / "copy", print)
    with pytest.raises(AddressError, match="gopher"):
        check(["gopher://host/a.txt"])
    assert not is_address("a folder/a.txt")


def test_a_build_from_a_store_to_a_store(bucket, local, s3, tmp_path, capsys):
    output = tmp_path / "output"
    arguments = ["build", bucket, "--output", str(output), "--to", f"s3://{BUCKET}/out", "--json"]
    assert main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert sums(output / told["version"]) == sums(build([local], tmp_path / "other").path)
    assert main(["fetch", f"s3://{BUCKET}/out", "--output", str(tmp_path / "fetched")]) == 0
    assert sums(tmp_path / "fetched" / told["version"]) == sums(output / told["version"])
    assert not (output / ".sources").exists()


def test_an_output_elsewhere_is_wrong_usage(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["build", str(tmp_path), "--output", "s3://bucket/out"])
    assert stop.value.code == 2
    assert "--to s3://bucket/out" in capsys.readouterr().err
