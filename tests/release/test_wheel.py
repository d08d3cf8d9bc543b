"""The wheel works: it holds packages, reference tables and the command; compiled it gives the same rows."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bill_of_materials import bill as bill_of_materials
from tests.release.conftest import DOCUMENTS

ROOT = Path(__file__).parents[2]


def wheel(folder, **environment):
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", folder, ROOT]
    subprocess.run(command, check=True, env=os.environ | environment)
    (path,) = folder.glob("xinzhi-*.whl")
    return path


def test_wheel_holds_what_it_needs(tmp_path):
    path = wheel(tmp_path)
    assert path.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        entry = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"xinzhi = flows.cli:main" in archive.read(entry)
        bill = next(name for name in names if name.endswith(".dist-info/sboms/xinzhi.cdx.json"))
        assert json.loads(archive.read(bill)) == json.loads(bill_of_materials(ROOT))
    assert {"flows/cli.py", "schemas/registry.py", "flows/publish/site/assets/shipped/core.js"} <= names
    tables = {Path(name).name for name in names if name.startswith("flows/reference/data/")}
    assert tables == {path.name for path in (ROOT / "seeds" / "reference").glob("*.tsv")}


@pytest.mark.long
def test_compiled_modules_give_the_same_rows(tmp_path):
    assert shutil.which("cc"), "no C compiler here. Remedy: apt-get install gcc python3-dev"
    path = wheel(tmp_path, XINZHI_COMPILE="1")
    assert not path.name.endswith("-any.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "compiled")
    assert len(list((tmp_path / "compiled" / "flows" / "extract").glob("*.so"))) > 20
    rows = [
        subprocess.run(
            [sys.executable, "-P", "-m", "flows.cli", "extract", DOCUMENTS, "--json"],
            env=os.environ | {"PYTHONPATH": str(folder)},
            capture_output=True,
            check=True,
        ).stdout
        for folder in (ROOT, tmp_path / "compiled")
    ]
    assert rows[0] == rows[1] != b""
