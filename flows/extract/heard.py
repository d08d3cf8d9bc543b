"""Frames in which words come from a source without its saying them: 记者从…了解到, 据…统计, 在…看来."""

from __future__ import annotations

import re

from flows.extract.adverbials import strip_right
from flows.extract.cues import CueHit
from flows.extract.speaker_phrases import Subject, parse_subject

_LEARNED_FROM = re.compile(r"从(?P<source>[^，]{2,40}?)(?:处|方面|那里|官网|官方网站)?$")
_LOOKED_FROM = re.compile(
    r"从(?P<source>[^，]{2,30}?)(?:最新|近日|日前|今日|\d{1,2}日)*(?:发布|公布|提供|披露)的[^，]{1,20}$"
)
_IN_EYES = re.compile(r"在(?P<source>[^，]{1,60})$")
_FRAMES = (
    (("了解到", "获悉", "得知", "获知"), _LEARNED_FROM),
    (("来看", "看"), _LOOKED_FROM),
    (("看来", "眼中"), _IN_EYES),
)
_OPENINGS = ("据", "根据", "按", "另据")


def heard_from(text: str, hit: CueHit, clause: int) -> Subject | None:
    """The source that the clause before a cue of hearing names; `clause` is where the clause begins."""
    word = hit.row.cue
    frame = next((pattern for words, pattern in _FRAMES if word in words), None)
    if frame is None:
        if word != "消息" and not text.startswith(_OPENINGS, clause):
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
