"""The command line as processes of their own, and what is left of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

XINZHI = [sys.executable, "-m", "flows.cli"]

AS_ANYONE = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"""Before a command, so that permissions hold for root too."""

OFFLINE = ["unshare", "--net", sys.executable, str(Path(__file__).with_name("offline.py"))] if os.geteuid() == 0 else []
"""Before a command, so that it has a network of its own with nothing in it but this machine."""


def environment() -> dict[str, str]:
    """This process's environment without what an earlier build here told Prefect."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """`xinzhi` in a session of its own."""
    return subprocess.Popen(
        [*XINZHI, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=environment(),
    )


def run(*arguments: str | Path, before: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    """`xinzhi` until it ends."""
    command = [*(before or []), *XINZHI, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment(), timeout=400)


def session(leader: int) -> dict[int, str]:
    """Command lines of the processes of a session that have not ended, by their ids."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            if int(of) == leader and state != "Z":
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found[int(process.name)] = command
        except OSError:  # it has ended meanwhile
            continue
    return found
