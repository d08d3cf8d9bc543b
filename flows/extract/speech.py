"""Where speech ends, and which words in quotation marks are speech."""

from __future__ import annotations

import re
from functools import cache

from flows.extract.quotation_marks import Marked
from flows.extract.speakers import Speaker
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.quote_tables import DirectiveOpener, NarrationOpener
from flows.text.sentences import sentences

_SENTENCE_MARKS = re.compile(r"[，。！？；…]")
_JUDGED = re.compile(r"(?:是|这是|并非|不是|叫|为|像|就像|称为|形容为|个)$")


@cache
def _narration() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = load(NarrationOpener, "narration_openers")
    strong = alternation(row.opener for row in rows if row.kind in ("hearsay", "sight", "event"))
    weak = alternation(row.opener for row in rows if row.kind in ("time", "turn"))
    directive = alternation(row.opener for row in load(DirectiveOpener, "directive_openers"))
    return re.compile(strong), re.compile(weak), re.compile(f"[“《]?{directive}")


def content_end(text: str, start: int, limit: int, speaker: Speaker) -> int:
    """End of indirect speech that starts at `start`: `limit`, or where narration plainly returns before it."""
    strong, weak, directive = _narration()
    is_text = speaker.kind in ("document", "meeting", "organisation")
    spans = sentences(text, start, limit)
    merged_end = start
    for index, (begin, end) in enumerate(spans):
        previous = text[merged_end - 1] if merged_end > start else ""
        if index and previous in "。！？”":
            if strong.match(text, begin, end):
                break
            if speaker.kind == "document" and not directive.match(text, begin, end):
                break
            if is_text and (weak.match(text, begin, end) or text[end - 1] == "？"):
                break
            if speaker.role == "总书记" and weak.match(text, begin, end):
                break
            if speaker.kind == "person" and text.startswith(speaker.name, begin):
                break
        merged_end = end
    while merged_end > start and text[merged_end - 1] in " 　\n":
        merged_end -= 1
    return merged_end


def is_term(text: str, passage: Marked) -> bool:
    """Whether words in marks right after a cue only begin an indirect sentence (甲说，“两新”政策见效)."""
    inner = text[passage.start : passage.end]
    after = text[passage.closes : passage.closes + 1]
    if not passage.closed or not inner or inner[-1] in "。！？…":
        return False
    return bool(after) and after not in "，。！？；：、“”\n…" and len(inner) <= 30


def is_attributed_words(text: str, passage: Marked, start: int) -> bool:
    """Whether words in marks inside indirect speech are the speaker's own, not a term."""
    inner = text[passage.start : passage.end]
    if _SENTENCE_MARKS.search(inner):
        return True
    return bool(_JUDGED.search(text, max(start, passage.opens - 3), passage.opens)) and passage.opens - start <= 6
