"""Row types of the reference tables of the words around figures: what is measured, whose it is, and when."""

from __future__ import annotations

from typing import NamedTuple


class PhraseWord(NamedTuple):
    """A word at the edge of the phrase that names what a figure measures.

    Attributes:
        word: the word.
        role: `link` (between the phrase and the number: 达到), `lead` (before the phrase: 其中), `cut` (inside it:
            only what follows counts), `stop` (ends the phrase after the number: 参加), `compare` (before a growth
            verb: 同比), `generic` (a phrase that needs the one before it: 占比), `opener` (begins a clause but no
            name: 加快), `void` (after a number, names nothing: 之后), `cue` (ends a clause
            that names a source: 统计显示).
    """

    word: str
    role: str


class SubjectHead(NamedTuple):
    """A word that tells whose figure it is.

    Attributes:
        head: the word.
        kind: `organisation`, `project`, `zone` or `place` (ends a name), `generic` (names no one: 企业), `modifier`
            (before such a word: 重点), `whole` (a name by itself: 全国), `nation` (of those: the country) or `same`
            (refers to a name before it: 该村).
        refers_to: of `same`: how the name it refers to ends.
    """

    head: str
    kind: str
    refers_to: str | None


class IndicatorHead(NamedTuple):
    """A noun that ends the name of something measured (产值, 装机容量)."""

    head: str


class EventWord(NamedTuple):
    """A word of reports on an event.

    Attributes:
        word: the word.
        kind: `event` (举行: its sentence names the event's day) `scene` (本次: its sentence speaks of the event),
            `later` (建成后: what follows belongs to no period named before) or `done` (竣工: a period before it is that
            of the works, of no figure before).
    """

    word: str
    kind: str


TABLES: dict[str, type[NamedTuple]] = {
    "event_words": EventWord,
    "indicator_heads": IndicatorHead,
    "phrase_words": PhraseWord,
    "subject_heads": SubjectHead,
}
