"""When Python looks for objects that hold each other and nothing else does."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the garbage collector rest, where objects come by the hundred thousand, none of them in cycles.

    They stay until their batch is done. Looking through all of them, and all the rules, again and again takes a quarter
    of the time and finds nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
