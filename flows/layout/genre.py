"""Genre of an article, by its form."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from flows.layout.article import Genre
from flows.layout.words import any_of
from flows.reference import load
from flows.reference.quote_tables import TurnLabel

_HOSTS = "|".join(re.escape(row.label) for row in load(TurnLabel, "turn_labels") if row.role in ("主持人", "记者"))
_TURN = re.compile(r"(?P<label>[^：。，！？“”]{1,30})：(?!“)")
_HOST = re.compile(rf"(?:.{{0,8}}(?:{_HOSTS}).{{0,5}})")
_INTERVIEW = re.compile(
    rf"——(?:本报|本刊)?(?:记者)?{any_of('interview_mark')}|^(?:独家|本报)?专访|《对话》|^对话[^，]{{2,20}}[：:]?"
    rf"|{any_of('interview_mark')}[录记]$"
)
_OPINION = re.compile(rf"(?:^|[【|丨｜· ]).{{0,6}}{any_of('opinion_label')}(?:$|[】|丨｜：· ])")
_LEAST_TURNS = 3
_LEAST_SPEAKERS = 3
_LEAST_ASKED = 2
_LABEL_LONGEST = 30


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
    is_talk = body.count("\n") >= _LEAST_TURNS
    if is_talk and body.count("：") >= _LEAST_TURNS and (genre := _by_turns(body)):
        return genre
    if title and _INTERVIEW.search(title):
        return "interview"
    if is_talk and _has_label_lines(body):
        return "dialogue"
    if is_signed_essay or (head and _is_opinion(head)):
        return "opinion"
    return "report"


@lru_cache(maxsize=256)
def _is_opinion(head: str) -> bool:
    """Whether a line of the head names a column of opinion. One dateline is the head of most items of a corpus."""
    return any(_OPINION.search(line) for line in head.split("\n"))


def _by_turns(body: str) -> Genre | None:
    """Genre of a text in turns, each with its speaker's label and a colon."""
    labels = Counter(match["label"].strip() for line in body.split("\n") if (match := _TURN.match(line)))
    hosts = [label for label in labels if _HOST.fullmatch(label)]
    guests = [label for label in labels if label not in hosts]
    if sum(labels.values()) < _LEAST_TURNS or sum(labels[label] for label in hosts) < _LEAST_ASKED:
        return None
    repeated = [label for label in guests if labels[label] > 1]
    return "dialogue" if len(repeated) > 1 or len(guests) >= _LEAST_SPEAKERS else "interview"


def _has_label_lines(body: str) -> bool:
    """Whether speakers' labels stand on lines of their own, one of them the host's and one of them again and again."""
    lines = [line for line in body.split("\n") if 2 <= len(line) <= _LABEL_LONGEST and line[-1] not in "。！？”"]
    return len(set(lines)) < len(lines) and any(_HOST.search(line) for line in lines)
