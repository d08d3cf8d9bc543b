"""Processes that end when the one that started them does, however that ends.

    python -m flows.outlived PARENT MODULE ARGUMENT…       as `python -m MODULE ARGUMENT…`

PARENT is the id of the process that starts it, which may have ended before this one can look.

A process that is killed runs no exit handler and tells its children nothing.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import time
from threading import Thread

STARTER = "XINZHI_STARTER"
"""Environment variable with the id of a process whose children are to end with it, if they look."""

_PAUSE = 1.0
"""Seconds between two looks."""


def end_with(parent: int) -> None:
    """Let this process be killed as soon as its parent is another one than `parent`: that has ended."""
    Thread(target=_watch, args=(parent,), daemon=True).start()


def end_with_starter() -> None:
    """Let this process end with its parent, if the parent has said so."""
    parent = os.getppid()
    if os.environ.get(STARTER) == str(parent):
        end_with(parent)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PAUSE)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    end_with(int(sys.argv[1]))
    del sys.argv[:2]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
