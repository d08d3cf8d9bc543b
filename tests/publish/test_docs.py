"""The pages of docs/: every block that can run here does, in order, as a reader would type it."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import psycopg
import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"(?P<mark><!-- not run[^>]*-->\n)?^ *```(?P<language>\w+)\n(?P<text>.*?)^ *```$", re.M | re.S)


def blocks(page):
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = [(m["mark"] or "", m["language"], textwrap.dedent(m["text"])) for m in BLOCK.finditer(text)]
    assert len(found) == text.count("```") / 2
    return found


def run(page, folder, replaced):
    """Run a page's blocks in a folder; Python's blocks share one namespace in a process of their own."""
    scripts = []
    for mark, language, text in blocks(page):
        for old, new in replaced.items():
            text = text.replace(old, new)
        if language == "r" and not mark:
            (folder / "block.R").write_text(text, "utf-8")
            scripts.append("Rscript block.R")
        elif not mark:
            name = folder / f"block_{len(scripts)}.{language}"
            name.write_text(text, "utf-8")
            scripts.append({"sh": f"(. {name})", "python": f"python {name}"}[language])
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]
    path = os.pathsep.join([str(Path(sys.executable).parent), *map(str, programs), os.environ["PATH"]])
    settings = os.environ | {"PATH": path, "HF_HUB_OFFLINE": "1", "HF_HOME": str(folder / "hf"), "LC_ALL": "C.UTF-8"}
    command = ["bash", "-euxo", "pipefail", "-c", "\n".join(scripts)]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path, release):
    (tmp_path / "releases").mkdir()
    shutil.copytree(release, tmp_path / "releases" / release.name)
    return tmp_path


def test_run(tmp_path):
    told = run("run.md", tmp_path, {})
    assert "1 of 1 documents: released" in told
    assert "all is well" in told
    assert "loaded; the views show" in told


def test_read(folder, release, web):
    shutil.rmtree(folder / "releases")
    told = run("read.md", folder, {"https://data.example.org/xinzhi": web, "v2026.11.1": release.name})
    assert "region_province" in told


def test_load(folder, release, postgresql):
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS docs WITH (FORCE)")
        connection.execute("DROP ROLE IF EXISTS bi")
        connection.execute("CREATE DATABASE docs")
    address = postgresql.replace("/postgres?", "/docs?")
    replaced = {
        "postgresql+psycopg://xinzhi@localhost/xinzhi": address.replace("postgresql:", "postgresql+psycopg:"),
        "postgresql://xinzhi@localhost/xinzhi": address,
        "v2026.11.1": release.name,
        "v2026_11_1": release.name.replace(".", "_"),
    }
    told = run("load.md", folder, replaced)
    assert "省级行政区名称" in told
    as_reader = address.replace("xinzhi@", "bi@")
    with psycopg.connect(as_reader) as connection:
        assert connection.execute("SELECT count(*) FROM xinzhi.quotes_joined").fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"SELECT * FROM {release.name.replace('.', '_')}.quotes")


def test_every_block_that_is_not_run_says_why():
    for page in sorted((ROOT / "docs").glob("*.md")):
        for mark, language, _ in blocks(page.name):
            assert mark or language in ("sh", "python", "r"), (page.name, language)
            assert not mark or len(mark) > len("<!-- not run: -->\n"), (page.name, language)
