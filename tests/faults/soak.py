"""Many builds one after the other in processes that stay, over sources that come, change, vanish and break.

python -m tests.faults.soak SOURCES OUTPUT      for each line of its input: the flow once, as `xinzhi serve` runs
                                                it, against a Prefect server; answers with the state, a line each
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

from flows.build import settle_prefect
from flows.server import staying
from flows.workers import working
from tests.faults.processes import XINZHI, environment, session
from tests.read import samples

PATIENCE = 300
"""Seconds that a run may take on a busy machine, and before it the server's start."""

STAYING = 2
"""Processes of `xinzhi serve` between runs: itself and Prefect's server."""

KEPT = 5
"""Files that come and go at most at once."""

STEADY = {
    f"steady-{number}.txt": f"某市{name}加快发展\n\n某市市长李明说：“今年{name}产值达到{number}0亿元。”"
    f"他表示，要建设某市{name}产业园。\n"
    for number, name in enumerate(("光伏", "储能", "氢能", "锂电池", "集成电路"), start=1)
}


def change(folder: Path, number: int) -> bool:
    """What happens to the sources before a run.

    Args:
        folder: the sources.
        number: of the run, from 0.

    Returns:
        Whether the run can succeed.
    """
    away = folder.with_name("away")
    if away.exists():
        away.rename(folder)
    match number % 10:
        case 0 | 5:  # a file comes, and the oldest one goes when there are many
            text = f"某县第{number}次会议召开\n\n某县县长王成表示，{number}号储能电站已开工，投资{number + 1}亿元。\n"
            (folder / f"new-{number:04}.txt").write_text(text, encoding="utf-8")
            for old in sorted(folder.glob("new-*.txt"))[:-KEPT]:
                old.unlink()
        case 1:
            text = f"某区发布公报\n\n今年某区第三产业增加值达到{number}亿元，增长5%。\n"
            (folder / "changing.txt").write_text(text, encoding="utf-8")
        case 2:
            (folder / "changing.txt").unlink()
        case 3:  # one file is junk, one ends in its middle
            (folder / "broken.docx").write_bytes(f"junk {number}".encode())
            (folder / "broken.txt.gz").write_bytes(b"\x1f\x8b\x08\x00" + bytes(number % 7))
        case 4:
            (folder / "broken.docx").write_bytes(samples.word([f"某局局长张华说，今年建成{number}个项目。"]))
            (folder / "broken.txt.gz").unlink()
        case 6:
            folder.rename(away)
            return False
        case 7:  # a corpus with a bad row in its middle
            good = json.dumps({"id": f"g{number}", "text": f"某镇镇长赵红说，今年产茶{number}吨。"}, ensure_ascii=False)
            corpus = f'{good}\n{{"id": "b", "text": \n{good.replace(f"g{number}", "h").replace("产茶", "产粮")}\n'
            (folder / "corpus.jsonl").write_text(corpus, encoding="utf-8")
        case 8:  # metadata that name a file which isn't there
            table = f"file_name,title,publisher,published_on\nsteady-1.txt,题{number},某日报,2024-03-05\nnone.txt,,,\n"
            (folder / "documents.csv").write_text(table, encoding="utf-8")
        case _:
            pass  # nothing has changed
    return True


class Measure(NamedTuple):
    """What a session's processes and an output folder hold after a run.

    Attributes:
        memory: MB of each process's own (anonymous) memory by its role.
        handles: open files, pipes and sockets by role.
        threads: threads by role.
        files: what lies in the output folder beside the releases, and in the folder for temporary files.
        database: MB of Prefect's files.
        failures: files in which Prefect keeps the error of a run that failed.
        parts: files and folders among the parts.
    """

    memory: dict[str, float]
    handles: dict[str, int]
    threads: dict[str, int]
    files: list[str]
    database: float
    failures: int
    parts: int


def measure(leader: int, output: Path, temporary: Path) -> Measure:
    """See what there is."""
    memory: dict[str, float] = {}
    handles: dict[str, int] = {}
    threads: dict[str, int] = {}
    for pid, command in session(leader).items():
        role = _role(command, pid == leader)
        status = (Path("/proc") / str(pid) / "status").read_text(encoding="utf-8")
        memory[role] = memory.get(role, 0) + int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024
        threads[role] = threads.get(role, 0) + int(re.search(r"Threads:\s+(\d+)", status)[1])
        handles[role] = handles.get(role, 0) + len(list((Path("/proc") / str(pid) / "fd").iterdir()))
    prefect = [path for path in (output / ".prefect").rglob("*") if path.is_file()]
    failures = [path for path in prefect if path.parent.name == "storage"]
    beside = [path.name for path in output.iterdir() if not path.name.startswith("v")]
    beside += [f".prefect/{path.name}" for path in prefect if path not in failures]
    return Measure(
        memory,
        handles,
        threads,
        sorted(beside + [f"temporary/{path.name}" for path in temporary.iterdir()]),
        sum(path.stat().st_size for path in prefect) / 1e6,
        len(failures),
        len(list((output / ".parts").rglob("*"))),
    )


def _role(command: str, is_leader: bool) -> str:
    if is_leader:
        return "builder"
    return "server" if "create_app" in command or "server start" in command else "workers"


class Process:
    """A process that stays and builds when it is told to."""

    def __init__(self, sources: Path, output: Path, temporary: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.soak", str(sources), str(output)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=environment() | {"TMPDIR": str(temporary)},
        )
        self.leader = self._process.pid

    def run(self) -> str:
        """A run; its state."""
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        """End it."""
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()


class Served:
    """`xinzhi serve`, whose schedule is given a run that is due at once; each runs in a process of its own."""

    def __init__(self, sources: Path, output: Path, temporary: Path) -> None:
        arguments = ["serve", str(sources), "--output", str(output), "--cron", "0 0 1 1 *"]
        self._process = subprocess.Popen(
            [*XINZHI, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment() | {"TMPDIR": str(temporary), "PREFECT_RUNNER_POLL_FREQUENCY": "1"},
        )
        self.leader = self._process.pid

    def begin(self) -> str:
        """Begin a run, once the server is there; its id."""
        deployment = self._ask("/deployments/name/release/scheduled")
        return self._ask(f"/deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})["id"]

    def run(self) -> str:
        """A run; its state, told when its own processes have ended."""
        due, state = self.begin(), "SCHEDULED"
        deadline = time.monotonic() + PATIENCE
        while state not in ("COMPLETED", "FAILED", "CRASHED") and time.monotonic() < deadline:
            time.sleep(0.2)
            state = self._ask(f"/flow_runs/{due}")["state_type"]
        while len(session(self.leader)) > STAYING and time.monotonic() < deadline:
            time.sleep(0.1)
        return state

    def _ask(self, path: str, body: object = None) -> dict[str, Any]:
        """What the server answers, once it does; like Prefect's own client this one asks again."""
        data = None if body is None else json.dumps(body).encode()
        deadline = time.monotonic() + PATIENCE
        while True:
            port = re.search(r"--port (\d+)", "\n".join(session(self.leader).values()))
            address = f"http://127.0.0.1:{port[1] if port else 0}/api{path}"
            request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.load(answer)
            except OSError:  # it is not there yet, doesn't know the deployment yet, or its database is busy
                if time.monotonic() > deadline:
                    raise
            time.sleep(0.5)

    def close(self) -> None:
        """Interrupt it, as a user would."""
        os.killpg(self.leader, signal.SIGINT)
        self._process.wait(timeout=60)

    def kill(self) -> None:
        """Kill it alone; what it has started is not told."""
        self._process.kill()
        self._process.wait()


def main() -> None:
    """Run the flow for each line of input."""
    sources, output = Path(sys.argv[1]), Path(sys.argv[2])
    settle_prefect(output, quiet=True)
    with staying(), working(1, 1):
        from flows.release import release

        for _ in sys.stdin:
            try:
                release([str(sources)], str(output))
            except FileNotFoundError:
                print("FAILED", flush=True)
            else:
                print("COMPLETED", flush=True)


if __name__ == "__main__":
    main()
