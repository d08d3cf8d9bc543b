"""Time and memory of a whole build of a large corpus, made from a small one.

    python -m tests.benchmarks.large news.jsonl.gz --megabytes 50 100 1000 --workers 2

A corpus's texts are repeated under new ids, each copy with a sentence of its own, until there are so many MB of
UTF-8; then `xinzhi build` runs in a process of its own. Printed for each size: MB/s of wall time, CPU seconds a MB, and
the peak of the memory of all processes together. Shared pages count once (PSS): workers share what they were forked
with.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

EVERY = 0.5
"""Seconds between two looks at the processes' memory."""


class Measured(NamedTuple):
    """A build: MB of text, seconds of wall and of CPU, peak MiB of all processes together, last line."""

    megabytes: float
    wall: float
    cpu: float
    peak: float
    said: str


def texts(path: Path) -> list[str]:
    """Texts of a corpus in JSON lines with a column `text`."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def write_corpus(known: list[str], megabytes: float, path: Path) -> float:
    """Write a corpus of about that size; its size in MB of text."""
    size, number = 0, 0
    with path.open("w", encoding="utf-8") as file:
        while size < megabytes * 1e6:
            for text in known:
                copy = f"{text}\n第{number}号档案共记录{number % 977 + 2}项产业数据。"
                size += len(copy.encode())
                file.write(json.dumps({"id": f"{number:08}", "text": copy}, ensure_ascii=False) + "\n")
                number += 1
                if size >= megabytes * 1e6:
                    break
    return size / 1e6


def build(corpus: Path, output: Path, workers: int, megabytes: float) -> Measured:
    """Build a release of a corpus in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "build",
        str(corpus),
        "--output",
        str(output),
        "--workers",
        str(workers),
    ]
    start, peak = time.perf_counter(), 0.0
    cpu: dict[int, float] = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            family = list(_family(process.pid))
            peak = max(peak, sum(map(_memory, family)))
            cpu |= {pid: seconds for pid in family if (seconds := _cpu(pid))}
            time.sleep(EVERY)
        said = process.stdout.read().splitlines() if process.stdout else []
    wall = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"the build failed: {said[-1:]}")
    return Measured(megabytes, wall, sum(cpu.values()), peak, said[-1] if said else "")


def _family(pid: int) -> Iterator[int]:
    """A process and those that it started, and they in their turn."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(folder.name))
    waiting = [pid]
    while waiting:
        waiting += parents.get(found := waiting.pop(), [])
        yield found


def _memory(pid: int) -> float:
    """MiB of a process, its share of what it shares with others."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _cpu(pid: int) -> float:
    """Seconds that a process has computed; workers are nobody's children that their builder waits for."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def main(arguments: list[str] | None = None) -> int:
    """Print a line a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path, help="corpus in JSON lines with a column `text`, .gz too")
    parser.add_argument("--megabytes", type=float, nargs="+", default=[50, 100], help="sizes (default 50 100)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="worker processes (default all cores)")
    parser.add_argument("--folder", type=Path, help="where corpora and releases are made (default a temporary one)")
    options = parser.parse_args(arguments)
    known = texts(options.text)
    print(f"{'MB':>8} {'wall s':>8} {'MB/s':>6} {'CPU s/MB':>9} {'peak MiB':>9}")
    for megabytes in options.megabytes:
        with tempfile.TemporaryDirectory(dir=options.folder) as name:
            corpus = Path(name) / "corpus.jsonl"
            size = write_corpus(known, megabytes, corpus)
            m = build(corpus, Path(name) / "output", options.workers, size)
        speed = f"{m.megabytes:8.1f} {m.wall:8.1f} {m.megabytes / m.wall:6.2f} {m.cpu / m.megabytes:9.2f}"
        print(f"{speed} {m.peak:9,.0f}  {m.said}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
