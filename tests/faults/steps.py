"""Builds without Prefect, stopped or refused at their n-th step on the disk.

    python -m tests.faults.steps        reads one JSON object a line, {"sources", "output", "fault", "at"}, and answers
                                        with one a line: {"code", "steps", "told"}

A step is what Python itself does to a file or folder (its audit events), and each file that a library of Rust or C++
writes; the second half of such a file is a step of its own. Whatever is renamed must have been waited for by then
(fsync). Each build is a fork of this process, in which everything is imported already, so that many cost little.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import sys
from pathlib import Path

STEPS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "sqlite3.connect"}
KILL, FULL, LIMITED = "kill", "full", "limited"


class Steps:
    """Counts the steps of this process and lets the n-th one fail."""

    def __init__(self, fault: str | None, at: int) -> None:
        self.fault = fault
        self.at = at
        self.done = 0
        self.on_disk: dict[int, int] = {}
        self.unsaved: set[int] = set()

    def step(self, half: Path | None = None) -> None:
        """Count a step; at the n-th one the process is killed, or the disk is full. `half` is a file half written."""
        self.done += 1
        if self.done != self.at or self.fault is None:
            return
        if half is not None:
            os.truncate(half, half.stat().st_size // 2)
        if self.fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(half or ""))

    def watch(self) -> None:
        """See this process's steps from now on."""
        sys.addaudithook(self._audit)
        import duckdb
        import polars
        import pyarrow.parquet

        self._wrap(polars.DataFrame, "write_parquet")
        self._wrap(polars.DataFrame, "write_csv")
        self._wrap(pyarrow.parquet, "write_table")
        self._wrap(duckdb, "connect")
        self._sync = os.fsync
        os.fsync = self._synced

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
            raise AssertionError(f"a build has no business on the network: {event} {arguments}")
        if event in STEPS or (event == "open" and _writes(arguments)):
            self.step()
        if event == "os.rename":
            self._renames(Path(os.fsdecode(arguments[0])), Path(os.fsdecode(arguments[1])))

    def _renames(self, source: Path, target: Path) -> None:
        """See that all that gets a new name has been waited for since it was written, as a power cut would have it."""
        late = [
            str(path)
            for path in [source, *source.rglob("*")]
            if self.on_disk.get(path.stat().st_ino) != path.stat().st_mtime_ns
        ]
        if late:
            raise AssertionError(f"{target} gets its name before its content is on the disk: {late}")
        self.unsaved.add(target.parent.stat().st_ino)

    def _synced(self, descriptor: int) -> None:
        self._sync(descriptor)
        found = os.fstat(descriptor)
        self.on_disk[found.st_ino] = found.st_mtime_ns
        self.unsaved.discard(found.st_ino)

    def _wrap(self, owner: object, name: str) -> None:
        write = getattr(owner, name)

        def wrapped(*args, **kwargs):
            self.step()
            done = write(*args, **kwargs)
            self.step(next((value for value in args if isinstance(value, Path)), None))
            return done

        setattr(owner, name, wrapped)


def _writes(arguments: tuple[object, ...]) -> bool:
    path, _, flags = arguments
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR)) and not str(path).startswith("/dev/")


def build(sources: Path, output: Path) -> None:
    """What the flow does, in one process and without Prefect."""
    from flows.inputs import note, unchanged
    from flows.parts import batches, collect_garbage, make_part
    from flows.publish.build import release_of
    from flows.publish.versions import latest, locked
    from flows.read import read

    with locked(output):
        parts = [make_part(batch) for batch in batches(read([sources]), output / ".parts")]
        if unchanged(output, [part.name for part in parts]):
            return
        collect_garbage(output / ".parts", parts)
        history = latest(output).get("history", [])
        note(output, parts, history)
        if not release_of(parts, output, guarded=False).is_new:
            note(output, parts, history[:-1])


def _child(order: dict[str, object], report: int) -> None:
    steps = Steps(order.get("fault"), int(order.get("at", 0)))
    told = ""
    code = 0
    try:
        if steps.fault == LIMITED:  # no file may be longer than `at` bytes
            resource.setrlimit(resource.RLIMIT_FSIZE, (steps.at, steps.at))
        else:
            steps.watch()
        build(Path(order["sources"]), Path(order["output"]))
        if steps.unsaved:
            raise AssertionError("a new name was never waited for")
    except (OSError, ValueError, RuntimeError) as error:  # what the command line tells in a sentence
        code, told = 1, f"{type(error).__name__}: {error}"
    except BaseException as error:
        code, told = 3, f"{type(error).__name__}: {error}"
    os.write(report, json.dumps({"steps": steps.done, "told": told}).encode())
    os._exit(code)


def main() -> None:
    """Answer orders until there are no more."""
    import flows.publish.build
    import flows.tabulate
    from flows.code import code_digest, release_digest
    from flows.publish.provenance import code_commit
    from flows.read.source import Source
    from tests.faults.outputs import OTHER, TEXT

    code_digest()
    release_digest()  # these once for all builds, whatever happens to the code meanwhile
    code_commit()
    for text in (TEXT, OTHER):  # compiles the rules
        flows.tabulate.tabulate(Source("a.txt", text, "utf-8"))
    for line in sys.stdin:
        order = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _child(order, writer)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            report = pipe.read()
        _, status = os.waitpid(child, 0)
        answer = json.loads(report) if report else {}
        print(json.dumps(answer | {"code": os.waitstatus_to_exitcode(status)}), flush=True)


if __name__ == "__main__":
    main()
