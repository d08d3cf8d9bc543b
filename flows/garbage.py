"""Python's collector of reference cycles kept still while a batch is worked on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest meanwhile.

    A batch makes objects by the million and hardly a cycle among them; looking through them and all reference tables
    again and again takes a seventh of the time of a batch.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
