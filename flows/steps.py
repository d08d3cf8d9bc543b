"""The steps of a build as worker processes are given them.

What a step needs is imported where it runs: the process that waits for Prefect would wait for that too.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from socket import gethostname

from flows.made import Release


def ready_to_extract() -> None:
    """`flows.rehearsal.rehearse_parts`; what it has loaded stays as long as the process."""
    from flows.rehearsal import rehearse_parts

    rehearse_parts()
    gc.collect()
    gc.freeze()


def ready_to_assemble() -> None:
    """`flows.rehearsal.rehearse_release`."""
    from flows.rehearsal import rehearse_release

    rehearse_release()


def part_of(batch: Path) -> Path:
    """`flows.parts.make_part`, by the same code as the process that wrote the batch.

    Raises:
        RuntimeError: the code here is another; a cluster's worker has another version, or it was changed meanwhile.
    """
    from flows.code import code_digest
    from flows.parts import make_part

    if batch.parent.name != code_digest():
        raise RuntimeError(
            f"{gethostname()}: other code or libraries than the process that builds; install the same and build again"
        )
    return make_part(batch)


def release_of(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """`flows.publish.build.release_of`."""
    from flows.publish import build

    return build.release_of(parts, output, guarded)
