"""The words of the patterns around project names, by kind."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from flows.extract.words import alternation
from flows.reference import load
from flows.reference.project_tables import ProjectCue

_WORDS: Final[defaultdict[str, list[str]]] = defaultdict(list)
for _row in load(ProjectCue, "project_cues"):
    _WORDS[_row.kind].append(_row.word)


def cue_words(kind: str) -> tuple[str, ...]:
    """The words of a kind.

    Raises:
        KeyError: for a kind that the table lacks.
    """
    if kind not in _WORDS:
        raise KeyError(kind)
    return tuple(_WORDS[kind])


def cue(kind: str) -> str:
    """A regular expression group that matches any word of a kind, the longest first."""
    return alternation(cue_words(kind))
