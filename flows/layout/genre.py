"""Genre of an article, by its form."""

from __future__ import annotations

import re
from collections import Counter

from flows.layout.article import Genre
from flows.layout.words import any_of
from flows.reference import load
from flows.reference.quote_tables import TurnLabel

_HOSTS = "|".join(re.escape(row.label) for row in load(TurnLabel, "turn_labels") if row.role in ("主持人", "记者"))
_TURN = re.compile(r"(?m)^(?P<label>[^：。，！？\n“”]{1,30})：")
_HOST = re.compile(rf"(?:.{{0,8}}(?:{_HOSTS}).{{0,5}})")
_INTERVIEW = re.compile(rf"——(?:本报|本刊)?(?:记者)?{any_of('interview_mark')}|^(?:独家|本报)?专访|《对话》|^对话[^，]{{2,20}}[：:]?|专访录?$|访谈录")
_OPINION = re.compile(rf"(?:^|[【|丨｜· ]).{{0,6}}{any_of('opinion_label')}(?:$|[】|丨｜：· ])")
_LEAST_TURNS = 3
_LEAST_SPEAKERS = 3


def genre_of(title: str | None, head: str, body: str, is_note: bool, is_signed_essay: bool) -> Genre:
    """Genre of an article that is no caption.

    Args:
        title: its title.
        head: lines of the head.
        body: text of the body.
        is_note: it stands under an editor's note's label.
        is_signed_essay: an author without a reporter's role signs it, or an affiliation stands with it.
    """
    if is_note:
        return "note"
    labels = Counter(match["label"].strip() for match in _TURN.finditer(body))
    hosts = [label for label in labels if _HOST.fullmatch(label)]
    guests = [label for label in labels if label not in hosts]
    turns = sum(labels.values())
    asked_twice = sum(labels[label] for label in hosts) >= 2
    if hosts and turns >= _LEAST_TURNS and asked_twice:
        repeated = [label for label in guests if labels[label] >= 2]
        return "dialogue" if len(repeated) >= 2 or len(guests) >= _LEAST_SPEAKERS else "interview"
    if _INTERVIEW.search(title or ""):
        return "interview"
    lines = Counter(line for line in body.split("\n") if 2 <= len(line) <= 30 and line[-1] not in "。！？”")
    if sum(1 for line, count in lines.items() if count >= 2) >= 1 and any(_HOST.search(line) for line in lines):
        return "dialogue"
    if is_signed_essay or any(_OPINION.search(line) for line in head.split("\n")):
        return "opinion"
    return "report"
