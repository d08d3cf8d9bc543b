"""What a release was made by: the code's commit and the libraries; what it may be used for."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from flows import __version__
from flows.code import libraries as libraries

KEYWORDS = ["新质生产力", "industrial policy", "China", "news", "open data"]
LICENCE = "CC-BY-4.0"
"""SPDX name of the licence of the data; that of the code is in its LICENSE file."""

LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

RIGHTS = (
    "The tables (selection, coding, offsets, links) are licensed under CC BY 4.0. The words quoted from the sources "
    "belong to their publishers; they are excerpts for reference and are not covered by that licence."
)
RIGHTS_ZH = (
    "各表（选取、编码、偏移、关联）以 CC BY 4.0 许可发布。所引原文归原发布者所有，仅为备查的摘录，不在该许可之内。"
)

_ROOT = Path(__file__).parents[2]


@cache
def code_commit() -> str | None:
    """Commit of the code that runs, with `-modified` where files differ from it; none outside its repository."""
    top = _git("rev-parse", "--show-toplevel")
    if top is None or Path(top) != _ROOT:
        return None
    commit = _git("rev-parse", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "flows", "schemas", "seeds/reference")
    return f"{commit}-modified" if commit and changed else commit


def code_version() -> str:
    """Version of the code with its commit, where it is known."""
    commit = code_commit()
    return f"xinzhi {__version__}" + (f", commit {commit}" if commit else "")


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(_ROOT), *arguments],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):  # no git here, or no repository: then no commit is stated
        return None
    return done.stdout.strip()
