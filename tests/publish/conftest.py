"""A release of the seeds, made without Prefect, and servers to read it from."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import threading
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.parts import batches, make_part
from flows.publish.checksums import write_sums
from flows.publish.release import publish, staged
from flows.publish.stored import Stored
from flows.publish.tables import assemble
from flows.read import read

DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    parts = [make_part(batch) for batch in batches(read([DOCUMENTS]), tmp_path_factory.mktemp("parts"))]
    output = tmp_path_factory.mktemp("output")
    with staged(output) as staging:
        version, _ = publish(assemble(parts, staging / "parquet"), output, date(2026, 11, 28))
    return output / version


@pytest.fixture(scope="session")
def frames(release):
    stored = Stored(release / "parquet")
    return {name: stored[name] for name in stored}


def copy_as(release, version, folder):
    """The release under another version, as if it were the next one."""
    copy = shutil.copytree(release, folder / version)
    package = copy / "datapackage.json"
    text, count = re.subn(r'"version": "[\d.]+"', f'"version": "{version[1:]}"', package.read_text("utf-8"), count=1)
    assert count == 1
    package.write_text(text, "utf-8")
    write_sums(copy)
    return copy


@pytest.fixture(scope="session")
def postgresql():
    """Address of a PostgreSQL server of our own, which runs as an ordinary user on a socket in a temporary folder."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.fail("no PostgreSQL server here. Remedy: apt-get install postgresql")
    user = pwd.getpwnam("postgres").pw_name if os.getuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="xinzhi-postgresql-"))
    if user:
        shutil.chown(folder, user)

    def run(program, *arguments):
        done = subprocess.run(
            [programs[-1] / program, *arguments], user=user, cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = folder / "data"
    run("initdb", "-D", data, "-U", "xinzhi", "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://xinzhi@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


class Ranges(SimpleHTTPRequestHandler):
    """A plain web server that knows ranges of bytes, as nginx and the like do."""

    def send_head(self):
        path = Path(self.translate_path(self.path))
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if not wanted or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        first = int(wanted[1]) if wanted[1] else max(0, size - int(wanted[2]))
        last = min(int(wanted[2]), size - 1) if wanted[1] and wanted[2] else size - 1
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Content-Length", str(last - first + 1))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(path.read_bytes()[first : last + 1])
        return None

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def web(release):
    """Address of the folder of releases on a plain web server."""

    class Here(Ranges):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=release.parent)

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
