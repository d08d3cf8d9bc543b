"""`pip install .` works: the wheel holds packages, reference tables and the command."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_wheel_holds_what_it_needs(tmp_path):
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        tmp_path,
        ROOT,
    ]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("xinzhi-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        entry = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"xinzhi = flows.cli:main" in archive.read(entry)
    assert {"flows/cli.py", "schemas/registry.py"} <= names
    tables = {Path(name).name for name in names if name.startswith("flows/reference/data/")}
    assert tables == {path.name for path in (ROOT / "seeds" / "reference").glob("*.tsv")}
