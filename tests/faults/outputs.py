"""What an output folder holds, and whether all that can be seen of it is whole."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from flows.publish.checksums import NAME, file_sha256, read_sums, sums
from flows.publish.verify import verify
from flows.publish.versions import latest

TEXT = (
    "某市加快发展新能源\n\n某市市长李明说：“今年光伏装机达到30万千瓦，总投资12亿元。”他表示，要建设某市光伏产业园。\n"
)
OTHER = "某县发展储能产业\n\n某县县长王成表示，某县储能电站项目已开工，今年投资3亿元，占全县投资的两成。\n"


def tree(output: Path) -> dict[str, str]:
    """SHA-256 of each file by its relative path.

    The lock, which names a process, and Prefect's files are left out, and the name of the code among the parts.
    """
    return {
        re.sub(r"^\.parts/\w+/", ".parts/", path.relative_to(output).as_posix()): file_sha256(path)
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.name != ".lock" and ".prefect" not in path.parts
    }


def whole(output: Path) -> str | None:
    """See that whatever is visible is whole.

    Returns:
        The version that `latest.json` names, None where there is none yet.
    """
    known = latest(output)
    visible = {path.name for path in output.iterdir() if not path.name.startswith(".")} - {"latest.json"}
    assert set(known.get("history", ())) <= visible
    for name in visible:
        release = output / name
        assert sums(release) == read_sums(release), f"{release} is not whole"
        assert _verified(release, hashlib.sha256((release / NAME).read_bytes()).hexdigest()) == []
    assert not known or json.loads((output / "latest.json").read_bytes()) == known
    return known.get("version")


def left(output: Path) -> list[str]:
    """Files and folders that only a build under way should have."""
    return [
        path.relative_to(output).as_posix()
        for path in output.rglob("*")
        if ".prefect" not in path.parts and (path.name.endswith((".tmp", ".part")) or path.name == ".staging")
    ]


@cache
def _verified(release: Path, _digest: str) -> list[str]:
    return verify(release)
