"""What a build tells of itself."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Release(NamedTuple):
    """What a build made.

    Attributes:
        version: the release's version.
        is_new: False where the data are those of the latest release.
        path: its folder.
        documents, rejected_documents: sources that entered, and that did not.
        rejected_rows: rows that failed a check or are withheld.
        rows: rows by table.
    """

    version: str
    is_new: bool
    path: Path
    documents: int
    rejected_documents: int
    rejected_rows: int
    rows: dict[str, int]
