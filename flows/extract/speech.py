"""Where speech ends, and which words in quotation marks are speech."""

from __future__ import annotations

import re
from functools import cache

from flows.extract.organisations import regions
from flows.extract.quotation_marks import Marked
from flows.extract.speakers import Speaker
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.quote_tables import DirectiveOpener, NarrationOpener
from flows.text.sentences import sentences

_SENTENCE_MARKS = re.compile(r"[，。！？；…]")
_DATED = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_REPORTED = re.compile(r"据[^，。]{2,16}(?:报道|消息|统计)")
_LEADER = re.compile(r"(?:.*、)?(?:总书记|国家主席|总理)(?:、.*)?")
_JUDGED = re.compile(r"(?:是|这是|并非|不是|叫|为|像|就像|称为|形容为|个)$")


@cache
def _narration() -> tuple[re.Pattern[str], ...]:
    rows = load(NarrationOpener, "narration_openers")
    endings = alternation(row.opener for row in rows if row.kind == "ending")
    strong = alternation(row.opener for row in rows if row.kind in ("hearsay", "sight", "event"))
    weak = alternation(row.opener for row in rows if row.kind in ("time", "turn"))
    directive = alternation(row.opener for row in load(DirectiveOpener, "directive_openers"))
    comment = alternation(row.opener for row in rows if row.kind == "comment")
    return (
        re.compile(strong),
        re.compile(weak),
        re.compile(f"[“《]?{directive}"),
        re.compile(f"，(?={comment})"),
        re.compile(f"这?{comment}"),
        re.compile(f"{endings}。$"),
    )


def content_end(text: str, start: int, limit: int, speaker: Speaker, written: str, is_cited: bool) -> int:
    """End of indirect speech that starts at `start`: `limit`, or where narration plainly returns before it.

    Args:
        text: the body.
        start: where the speech starts.
        limit: where it must end.
        speaker: whose it is; documents, meetings and leaders are cited in a sentence or two.
        written: how the clause names the speaker, title included.
        is_cited: whether it stands in somebody else's essay or turn.
    """
    strong, weak, directive, comment, remark, parting = _narration()
    is_text = speaker.kind in ("document", "meeting")
    # a leader named with his title is cited; the news of what he does calls him by his name alone
    is_leader = speaker.kind == "person" and "总书记" in written
    if is_cited and speaker.role and _LEADER.fullmatch(speaker.role):
        is_leader = True
    sentence_wise = speaker.kind == "document" or is_leader or (is_cited and is_text)
    own_name = speaker.name if speaker.kind == "person" else written.lstrip("“《")[-2:]
    if is_text or is_leader:
        stop = text.find("。", start, limit)
        if match := comment.search(text, start + 4, limit if stop < 0 else stop):
            return match.start()
    spans = sentences(text, start, limit)
    merged_end = start
    for index, (begin, end) in enumerate(spans):
        previous = text[merged_end - 1] if merged_end > start else ""
        if index and previous in "。！？”；":
            if previous == "；" and speaker.kind != "organisation":
                merged_end = end
                continue
            if parting.search(text, begin, end):
                break
            if strong.match(text, begin, end) or _DATED.match(text, begin, end) or _REPORTED.search(text, begin, end):
                break
            if speaker.kind == "organisation" and regions().match(text, begin, end):
                break
            if speaker.kind == "organisation" and remark.match(text, begin, end):
                break
            if sentence_wise and not directive.match(text, begin, end):
                break
            if sentence_wise and (weak.match(text, begin, end) or text[end - 1] == "？"):
                break
            if speaker.kind in ("person", "meeting") and own_name in text[begin : begin + 20]:
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
