"""Parts to a release: assemble the tables, publish them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.disk import writing
from flows.made import Release
from flows.publish.release import publish
from flows.publish.tables import assemble


def release_of(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """Assemble parts, check the tables and publish them, unless the latest release holds the same.

    Args:
        parts: folders that `flows.parts.make_part` returned.
        output: folder of all releases, whose lock the caller holds.
        guarded: whether the bounds of `flows.publish.guard` hold.

    Raises:
        flows.disk.DiskError: it can't be written.
    """
    frames = assemble(parts)
    with writing(output):
        version, is_new = publish(frames, output, datetime.now().astimezone().date(), guarded=guarded)
    rejects = frames["rejects"]["table_name"].to_list()
    return Release(
        version=version,
        is_new=is_new,
        path=output / version,
        documents=frames["documents"].height,
        rejected_documents=rejects.count("documents"),
        rejected_rows=len(rejects) - rejects.count("documents"),
        rows={name: frame.height for name, frame in frames.items()},
    )
