"""How far a project's name reaches to the left of its head noun."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_heads import SIZED
from flows.extract.project_joints import Token, parts_places
from flows.extract.project_regions import Places
from flows.extract.words import Beginnings
from flows.reference import load
from flows.reference.project_tables import KnownCompany, MacroArea, ProjectContent, ProjectStop, ProjectWord

WINDOW: Final = 56
"""Characters before a head in which its name may start."""

_NOMINALISER: Final = re.compile(r"[性器者率权值剂业局署委厅]|部(?![分署门级])|区(?![域级县内位])|技术|科学|研究")
"""What makes a noun of a verb before it: 加速|器, 控制|性, 制造|业, 应用|技术."""
_NOMINALISING: Final = frozenset("性器者率权值剂业局署委厅部区技科研")
"""What `_NOMINALISER` can begin with: one look spares most matches."""
_REPEATED: Final = re.compile(r"一([\u4e00-\u9fff])\1")
"""A doubled classifier: 一座座, 一道道."""
_NAME_CHARACTERS: Final = frozenset("让将把给使按受向对到由从")
"""Verbs and prepositions that, right before the head and behind a region, are part of a proper name (某地某让|电站)."""

QUOTE, PAREN, BOOK = "\ue001", "\ue002", "\ue003"
"""Characters that stand for those inside quotation marks, parentheses and book marks while a clause is searched."""

_MASKS: Final = {"“": QUOTE, "‘": QUOTE, "（": PAREN, "《": BOOK}
_PAIR: Final = re.compile(r"“[^“”\n]{1,30}”|‘[^‘’\n]{1,30}’|（[^（）\n]{1,30}）|《[^《》\n]{1,40}》")
_BREAKS: Final = r"，。；：！？、…“”‘’（）《》〈〉【】|\n\u3000●■\ue003"
_BREAK: Final = re.compile(rf".*(?:[{_BREAKS}]|[—―─]{{2}}|(?<![0-9A-Za-z]) | (?![0-9A-Za-z]))", re.DOTALL)
_UNBROKEN: Final = re.compile(rf"[^{_BREAKS}]*")
_DATE: Final = re.compile(
    r"自?(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号])?|\d{4}年度?|前\d{1,2}个月|\d{1,2}(?:[.．](?!\d)|、)|[0-9]+%"
    r"|\d{1,4}(?:年|月)?(?:至|—|-)\d{1,4}[年月]|20[0-3]\d(?=[\u4e00-\u9fff])(?![年万亿千百吨米兆台亩公平立个项元标套]))(?:起|份|底)?"
)
_COUNTED: Final = re.compile(
    # The set comes first, so that the engine skips to it.
    r"[\d二三四五六七八九十百千万两几数](?<![第“].)(?:(?<=\d)[\d,.]*|(?<!\d)[二三四五六七八九十百千万两几数]*)[余多]?[万亿千百]?[余多]?"
    r"(?:个|项|条|座|家|处|所|批|类|种|名|栋|幢|款|台|件|位|轮|场|次|间|套|支|艘|架|辆|口|公里|大(?!学|道|桥|型))"
)
_DATE_STARTS: Final = frozenset("自前0123456789０１２３４５６７８９")
_FORMULA: Final = re.compile(
    r"第[一二三四五六七八九十百\d]+届|(?:[一二三四五六七八九十两百千][^\d，一二三四五六七八九十百千]{1,2}){1,4}[一二三四五六七八九十两百千]$"
)
"""A meeting (第十二届…) or a formula of numbers: 四廊两|基地."""
_SET: Final = re.compile(r"[二三四五六七八九十两]+大")
_SIZE: Final = re.compile(r"年产|[\d.]+[万亿]?(?:吨|千瓦|兆瓦|吉瓦|亩|公里|台|米|[A-Z])")
_COUNTRY: Final = re.compile(cue("country"))
_ENDING: Final = frozenset(("hard", "govern", "first"))
"""Kinds of stops that end a name."""

_CACHE: Final = 8192
"""Phrases whose words are remembered: the same ones come again and again."""
_COMPANY_WORDS: Final = cue_words("company")
_STOPS: Final = {row.word: row.kind for row in load(ProjectStop, "project_stops")}
for _company in load(KnownCompany, "known_companies"):
    _STOPS.setdefault(_company.name, "keep")
for _area in load(MacroArea, "macro_areas"):
    _STOPS.setdefault(_area.name, "keep")
_STOP_WORDS: Final = Beginnings(_STOPS)
_VAGUE: Final = frozenset(row.word for row in load(ProjectWord, "project_generic_words")) | frozenset(
    word for word, kind in _STOPS.items() if kind in ("soft", "nominal", "lead", "first")
)
_WORDS: Final = sorted(
    _VAGUE
    | {row.word for row in load(ProjectContent, "project_content_words")}
    | {row.word for row in load(ProjectWord, "project_class_words")}
)
_WORD_AUTOMATON: Final = AhoCorasick(_WORDS, matchkind=MatchKind.LeftmostLongest)


class Edge:
    """The left edge of a name.

    Attributes:
        start: where the name starts.
        outer: where it would start with the words of scale and the like that a name drops.
        content: what stands between the edge and the head, marks masked.
        strict: a verb such as 实施 stands right before it, so that whatever follows is the name.
        plural: a quantity of many stands before it.
        stop: the word that ended the name, or empty.
    """

    __slots__ = ("content", "outer", "plural", "start", "stop", "strict")

    def __init__(self, start: int, outer: int, content: str, strict: bool, plural: bool, stop: str) -> None:
        self.start = start
        self.outer = outer
        self.content = content
        self.strict = strict
        self.plural = plural
        self.stop = stop

    def cut(self, at: int) -> Edge:
        """The edge further right, at `at`."""
        return Edge(at, at, self.content[at - self.start :], self.strict, self.plural, self.stop)


@lru_cache(maxsize=_CACHE)
def vague(text: str) -> int:
    """How many characters of the text belong to words that say nothing specific."""
    return sum(end - start for k, start, end in _WORD_AUTOMATON.find_matches_as_indexes(text) if _WORDS[k] in _VAGUE)


@lru_cache(maxsize=_CACHE)
def plain(text: str) -> int:
    """How many characters belong to words that say nothing specific or only what it is (光伏, 供水, 康复)."""
    return sum(end - start for _, start, end in _WORD_AUTOMATON.find_matches_as_indexes(text))


def nominal_end(text: str) -> bool:
    """Whether the text ends in a verb that can stand as a noun (数字化转型)."""
    return any(_STOPS.get(text[-size:]) in ("nominal", "soft") for size in (2, 3))


@lru_cache(maxsize=_CACHE)
def _fills(gap: str) -> bool:
    """Whether only words that say nothing specific stand in the gap between a verb and the head."""
    return not gap or (not _COUNTRY.match(gap) and vague(gap) == len(gap))


def masked(text: str) -> str:
    """The text with what stands inside pairs of marks replaced, character by character."""
    if "”" in text or "）" in text or "》" in text or "’" in text:
        return _PAIR.sub(lambda m: _MASKS[m[0][0]] * len(m[0]), text)
    return text


def left_edge(text: str, head_start: int, kind: str, places: Places, head_ends: frozenset[int]) -> Edge:
    """Where the name with the head at `head_start` starts.

    Args:
        text: the text.
        head_start: offset of the head.
        kind: the head's kind (`ProjectHead.kind`).
        places: region mentions: no name starts inside one.
        head_ends: ends of all heads: a conjunction after a head parts two names, elsewhere it may stand in one.
    """
    base = max(0, head_start - WINDOW)
    clause = _clause(masked(text[base:head_start]))
    offset = head_start - len(clause)
    while clause and clause[0] in _DATE_STARTS and (dated := _DATE.match(clause)):
        if _SIZE.match(clause):
            break
        offset, clause = offset + dated.end(), clause[dated.end() :]
    tokens = [
        (start, end, _STOPS[clause[start:end]])
        for start, end in _STOP_WORDS.spans(clause)
        if clause[end : end + 1] not in _NOMINALISING
        or _STOPS[clause[start:end]] in ("join", "govern")
        or not _NOMINALISER.match(clause, end)
    ]
    if tokens and places.touches(offset, head_start):
        tokens = [
            token
            for token in tokens
            if not places.splits(offset + token[0])
            and not places.splits(offset + token[1])
            and not _in_place_name(clause, token[0], token[1], offset, places)
        ]
    edge, strict, stop = _programme_edge(clause, tokens, offset, head_ends) if kind == "programme" else (-1, False, "")
    if edge < 0:
        edge, strict, stop = _plain_edge(clause, tokens, offset, places, head_ends)
    if stop == "的" and kind in ("generic", "specific") and (sized := SIZED.search(clause, 0, edge)):
        return Edge(offset + sized.start(), offset + sized.start(), clause[sized.start() :], False, False, "")
    outer = next((start for start, end, label in tokens if end == edge and label == "first"), edge) if edge else 0
    edge, plural = _strip(clause, tokens, edge, strict, kind not in ("generic", "programme"))
    return Edge(offset + edge, offset + outer, clause[edge:], strict, plural, stop)


def _clause(window: str) -> str:
    """What stands behind the last mark of a window."""
    found = _UNBROKEN.match(window[::-1])
    clause = window[len(window) - found.end() :] if found else window
    if "—" in clause or " " in clause or "―" in clause or "─" in clause:
        last = _BREAK.match(clause)
        return clause[last.end() :] if last else clause
    return clause


def _in_place_name(clause: str, start: int, end: int, offset: int, places: Places) -> bool:
    """Whether a stop belongs to a line's or a place's name: 甲地到乙地|铁路, 某地某让|电站."""
    if end - start > 1 or clause[start] not in _NAME_CHARACTERS:
        return False
    before = places.before(offset + start, offset + start - 3)
    if not before:
        return False
    if end == len(clause):
        return True
    following = places.inside(offset + end, offset + end + 8)
    return (
        bool(following)
        and before[-1].end == offset + start
        and following[0].start == offset + end
        and clause[start] == "到"
    )


def _programme_edge(clause: str, tokens: list[Token], offset: int, head_ends: frozenset[int]) -> tuple[int, bool, str]:
    """After the verb that launches a programme: verbs, even 的, may stand in its name (实施服务企业…提升行动)."""
    for start, end, label in reversed(tokens):
        if label == "join" and offset + start in head_ends:
            return end, False, clause[start:end]
        if label == "govern" and end < len(clause):
            rest = clause[end:].removeprefix("了").rpartition("等")[2]
            if rest.startswith("的"):
                return -1, False, ""
            if "的" in rest and (len(rest) > 10 or _COUNTED.search(rest) or "为期" in rest):
                return -1, False, ""
            return len(clause) - len(rest), True, clause[start:end]
    return -1, False, ""


def _chain_end(tokens: list[Token], end: int) -> int:
    """Where the verbs end that stand as nouns from `end` on: 续建|配套 before 与."""
    for start, stop, label in tokens:
        if start == end and label in ("nominal", "soft"):
            end = stop
    return end


def _is_joined(tokens: list[Token], position: int) -> bool:
    """Whether a conjunction stands at a position."""
    return any(start == position and label == "join" for start, _, label in tokens)


def _plain_edge(
    clause: str, tokens: list[Token], offset: int, places: Places, head_ends: frozenset[int]
) -> tuple[int, bool, str]:
    for start, end, label in reversed(tokens):
        if label in _ENDING:
            return end, label == "govern", clause[start:end]
        if label == "nominal" and not _is_joined(tokens, _chain_end(tokens, end)) and not _fills(clause[end:]):
            return end, False, clause[start:end]
        if label == "join" and (
            start == 0
            or any(stop == start and kind in _ENDING for _, stop, kind in tokens)
            or offset + start in head_ends
            or end == len(clause)
            or clause[start - 1] == QUOTE
            or clause.endswith(_COMPANY_WORDS, 0, start)
            or (places.covers(offset, offset + start) and len(clause) - end - plain(clause[end:]) >= 2)
            or parts_places(clause, tokens, start, end, offset, places)
        ):
            return end, False, clause[start:end]
    return 0, False, ""


def _strip(clause: str, tokens: list[Token], edge: int, strict: bool, facility: bool) -> tuple[int, bool]:
    """Drop what a name does not start with: scale, superlatives, verbs that govern it."""
    plural = False
    starts = {start: (end, kind) for start, end, kind in tokens if start >= edge}
    while edge < len(clause):
        if clause[edge] in _DATE_STARTS and (dated := _DATE.match(clause, edge)) and not _SIZE.match(clause, edge):
            edge = dated.end()
            continue
        if clause[edge] == PAREN:
            edge += 1
            continue
        if edge not in starts:
            break
        end, kind = starts[edge]
        if kind == "plural":
            plural = True
        elif kind in ("soft", "nominal"):
            # 建设|大型风光基地 but 生产|基地, 改造|工程: a facility's name starts with no verb of building.
            if strict or (_fills(clause[end:]) and (kind == "soft" or not facility)):
                break
        elif kind not in ("lead", "first", "join"):
            break
        edge = end
    return edge, plural or _is_plural(clause, edge, starts)


def _is_plural(clause: str, edge: int, starts: dict[int, tuple[int, str]]) -> bool:
    """Whether a name from `edge` on holds a quantity of many, or a formula of numbers.

    Args:
        clause: the clause.
        edge: where the name starts.
        starts: end and kind of the stops by their starts.
    """
    for start, (end, kind) in starts.items():
        if kind == "plural" and start > edge and (end - start > 1 or _fills(clause[end:])):
            return True
    if _FORMULA.match(clause, edge) or _REPEATED.search(clause, edge):
        return True
    return any(not _SET.fullmatch(counted[0]) for counted in _COUNTED.finditer(clause, edge))
