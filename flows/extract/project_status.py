"""The status of a project by the verbs that govern its mentions (CODEBOOK.md, Projects)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_name import ProjectName
from flows.extract.project_verbs import starts, verb_around
from flows.layout.article import Genre

_SENTENCE_START: Final = re.compile(r".*[。！？\n]", re.DOTALL)
_PLANS: Final = re.compile(rf"将(?!军)|(?<![主重需必首只想])要(?![求素塞])|应(?![用急对])|{cue('plan')}")
_LAUNCH: Final = re.compile(rf"{cue('launch')}了?")
_STEADY: Final = re.compile(rf"{cue('steady')}(?:组织)?{cue('carry')}")
_REBUILT: Final = re.compile(cue("rebuilt"))
_LOCATIVE: Final = frozenset(cue_words("locative"))
_PLANNING_GENRES: Final = frozenset(("interview", "dialogue", "opinion"))


def _programme_status(text: str, name: ProjectName, genre: Genre) -> tuple[str, float]:
    low = max(0, name.start - 70)
    if found := _SENTENCE_START.match(text, low, name.start):
        low = found.end()
    ahead = text[low : name.start]
    steady = [m.end() for m in _STEADY.finditer(ahead)]
    launch = list(_LAUNCH.finditer(ahead))
    if steady and (not launch or launch[-1].end() <= steady[-1]):
        return "operating", 1.0
    if launch:
        if launch[-1][0].endswith("了"):
            return "operating", 1.0
        return ("planned" if genre in _PLANNING_GENRES or _PLANS.search(ahead) else "operating"), 1.0
    if name.before is not None:
        status = name.before.status
        return ("operating" if status == "under_construction" else status), 1.0
    return ("operating", 0.5) if name.after is not None or starts(text, name.end) else ("unspecified", 0.0)


def _facility_status(text: str, name: ProjectName, blank: str) -> tuple[str, float]:
    before, after = name.before, name.after
    if before is not None and (before.status == "unspecified" or (name.kind == "generic" and before.word in _LOCATIVE)):
        before = None
    if text[name.end : name.end + 1] in ("、", "和", "及", "与") and before is not None:
        after = None
    if before and after and before.status == "under_construction" and before.distance <= 1:
        # 此次开工的甲预计年底投产; 加快甲投入运行
        under_way = after.future if before.builds else before.distance == 0
        if under_way:
            return before.status, 2.0
    if after and (not before or after.distance <= 6 or before.distance > 12):
        return after.status, 2.0 if after.distance <= 8 else 1.0
    if before:
        return before.status, 2.0 if before.distance == 0 else 1.0
    if around := verb_around(blank, name.start, beyond=name.kind == "item"):
        return around.status, 0.5
    if _REBUILT.search(text, name.start, name.end):
        return "under_construction", 0.3
    return "unspecified", 0.0


def status_of(text: str, mentions: Sequence[ProjectName], type_: str, genre: Genre, blank: str) -> str:
    """The status that the mentions of a project tell, the surest of them.

    Args:
        text: the article's text.
        mentions: the project's mentions.
        type_: its type.
        genre: the article's genre: what an interview or essay says of programmes is plan more than report.
        blank: the text with the names of projects blanked out.
    """
    if type_ == "programme":
        told = [_programme_status(text, mention, genre) for mention in mentions]
    else:
        told = [_facility_status(text, mention, blank) for mention in mentions]
    return max(told, key=lambda pair: pair[1])[0]
