"""The words that sector rules know: surfaces of the taxonomy, the parts that widen them, and cues."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from flows.reference import load
from flows.reference.sector_tables import SectorPart, SectorSurface, SectorWord

LATIN: Final = re.compile(r"[A-Za-z0-9]")


class Phrase:
    """Words that name an industry if their context makes them one.

    Attributes:
        start, end: span in the text.
        code: leaf of the taxonomy.
        kind: `free`, `context` or `public`, as in the table of surfaces; `free` too for a product with a tail that
            makes an industry of it (芯片制造).
    """

    __slots__ = ("code", "end", "kind", "start")

    def __init__(self, start: int, end: int, code: str, kind: str) -> None:
        self.start = start
        self.end = end
        self.code = code
        self.kind = kind


class Entry:
    """What the tables say of a word.

    Attributes:
        word: the word.
        code, kind: of its row as an industry's or product's name, "" where it is none.
        tail: whether it may end such a name.
        industry: whether it makes an industry's name of the product that it ends.
        modifier: whether it may stand before such a name.
        mask: whether no industry is meant by it.
        latin: whether it begins or ends with a Latin letter or a digit.
        checked: whether what stands around it may take it into another word (Latin; begins with 家 or ends with 业).
        bound: whether it goes on with the item before 及.
        closing: length of a closing 产业 that says no more than the words before it do (光伏产业, but 信息产业).
    """

    __slots__ = (
        "bound",
        "checked",
        "closing",
        "code",
        "industry",
        "kind",
        "latin",
        "mask",
        "modifier",
        "tail",
        "word",
    )

    def __init__(self, word: str, surface: SectorSurface | None, tail: SectorPart | None) -> None:
        self.word = word
        self.code = surface.code if surface else ""
        self.kind = surface.kind if surface else ""
        self.tail = tail is not None
        self.industry = tail is not None and tail.industry
        self.modifier = self.mask = self.bound = False
        self.latin = LATIN.match(word[0]) is not None or LATIN.match(word[-1]) is not None
        self.checked = self.latin or word[0] == "家" or word[-1] == "业"
        self.closing = 0


def words(*roles: str) -> list[str]:
    """Words of the table of sector words that have one of the roles, the longest first."""
    found = [word.word for word in load(SectorWord, "sector_words") if word.role in roles]
    return sorted(found, key=lambda word: (-len(word), word))


def alternation(choices: Iterable[str]) -> str:
    """A regular expression for any of the words."""
    return "|".join(re.escape(choice) for choice in choices)


def initials(choices: Iterable[str], length: int = 1) -> frozenset[str]:
    """Beginnings of the words, for a look ahead: their first `length` characters."""
    return frozenset(choice[:length] for choice in choices)


INDUSTRY: Final = "产业"
GROWING: Final = ("种植", "养殖", "栽培", "繁育")
SINGLE: Final[dict[str, str]] = {
    row.surface: row.code for row in load(SectorSurface, "sector_surfaces") if len(row.surface) == 1
}
"""Products of one character (铜, 羊): industries only as a whole item of a list."""


def stem(word: str) -> str:
    """The word without a closing 产业."""
    return word.removesuffix(INDUSTRY)


def _entries() -> dict[str, Entry]:
    surfaces = {row.surface: row for row in load(SectorSurface, "sector_surfaces")}
    parts = load(SectorPart, "sector_parts")
    tails = {part.part: part for part in parts if part.kind == "tail"}
    modifiers = {part.part for part in parts if part.kind == "modifier"}
    masks, whole, bound = set(words("mask")), set(words("whole")), set(words("bound"))
    entries = {}
    for name in sorted({*surfaces, *tails, *modifiers, *masks}):
        if len(name) < 2:
            continue
        entry = entries[name] = Entry(name, surfaces.get(name), tails.get(name))
        entry.modifier, entry.mask, entry.bound = name in modifiers, name in masks, name in bound
        rest = stem(name)
        if rest != name and name not in whole and rest in surfaces:
            entry.closing = len(name) - len(rest)
    return entries


ENTRIES: Final = _entries()
"""Every word of two characters or more by itself."""


def is_name(word: str) -> bool:
    """Whether the tables hold the words as an industry's name or the tail of one."""
    known = ENTRIES.get(word)
    return known is not None and (known.code != "" or known.tail)


_CODES: Final[dict[str, str]] = {row.surface: row.code for row in load(SectorSurface, "sector_surfaces")}


def code_of_item(item: str) -> str | None:
    """Leaf of a whole item of a list: by the longest surface that it ends with."""
    for start in range(len(item)):
        if (code := _CODES.get(item[start:])) is not None:
            return code
    return None
