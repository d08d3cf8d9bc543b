"""Frames in which words come from a source without its saying them: 记者从…了解到, 据…统计, 在…看来."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.adverbials import strip_right
from flows.extract.cues import CueHit
from flows.extract.frame_words import frame_words
from flows.extract.speaker_nouns import Subject
from flows.extract.speaker_phrases import parse_subject

_LEARNED_FROM: Final = re.compile(r"从(?P<source>[^，]{2,40}?)(?:处|方面|那里|官网|官方网站)?$")
_LOOKED_FROM: Final = re.compile(
    r"从(?P<source>[^，]{2,30}?)(?:最新|近日|日前|今日|\d{1,2}日)*(?:发布|公布|提供|披露)的[^，]{1,20}$"
)
_IN_EYES: Final = re.compile(r"在(?P<source>[^，]{1,60})$")
_FRAMES: Final = (("learned", _LEARNED_FROM), ("looked_at", _LOOKED_FROM), ("in_eyes", _IN_EYES))
_NEWS: Final = "消息"


def heard_from(text: str, hit: CueHit, clause: int) -> Subject | None:
    """The source that the clause before a cue of hearing names; `clause` is where the clause begins."""
    word = hit.row.cue
    frame = next((pattern for kind, pattern in _FRAMES if word in frame_words(kind)), None)
    if frame is None:
        if word != _NEWS and not text.startswith(tuple(frame_words("hearsay_opening")), clause):
            return None
        subject = parse_subject(text, clause, strip_right(text, clause, hit.start))
        return subject if subject and subject.kind in ("organisation", "document", "person") else None
    if "从" not in text[clause : hit.start] and frame is not _IN_EYES:
        return None
    match = frame.search(text, clause, strip_right(text, clause, hit.start))
    if match is None:
        return None
    subject = parse_subject(text, match.start("source"), match.end("source"))
    if subject and subject.kind == "pronoun" and frame is not _IN_EYES:
        return None
    return subject
