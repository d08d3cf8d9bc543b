"""Row types of the reference tables that layout rules read."""

from __future__ import annotations

from typing import NamedTuple


class Furniture(NamedTuple):
    """A kind of line that belongs to the page, not to an article.

    Attributes:
        scope: `line` (the whole line is furniture) or `tail` (the line and all after it, up to the next article).
        kind: name of the kind, used in counts.
        pattern: regular expression that matches the whole line, over clean text.
        example: a line that it matches.
    """

    scope: str
    kind: str
    pattern: str
    example: str


class FurniturePart(NamedTuple):
    """Words at the start or the end of a paragraph that are not body: datelines, bylines, editors' names.

    Attributes:
        scope: `start` or `end` of the paragraph.
        kind: name of the kind, used in counts.
        pattern: regular expression of the part, over clean text.
        example: a paragraph with such a part.
        kept: the paragraph without it.
    """

    scope: str
    kind: str
    pattern: str
    example: str
    kept: str


class LayoutWord(NamedTuple):
    """A word that tells what a line is.

    Attributes:
        kind: `byline_role` (before a name), `byline_office` (an author's, of a speech or report), `note_label`
            (title of an editor's note), `guest_label` (opens the list of a dialogue's guests), `host_label`
            (a line of its own that names a role), `opinion_label` (column of signed opinion), `digest_label` (heads a
            list of short items), `credit_role` (after a photographer's name), `caption_opening`, `interview_mark`
            (in the title of an interview), `agency` (publisher named in a dateline), `speech_verb` (after a speaker's
            name), `notice_word` (stands in furniture that is set as a sentence), `date_label` and `source_label`
            (before a date, a publisher and the like), `occasion` (where a printed speech was held), `year_noun` (what
            a year is called in its own time), `plan_noun` (told of the year that is running),
            `editor_role` (before the name of one who is no author), `announcement` (the text goes on with a document).
        word: the word.
    """

    kind: str
    word: str


class CharacterSequence(NamedTuple):
    """How often a character follows one to four others.

    Counted in 17,000 news items of 2022 to 2026 and in the work reports. Runs of digits count as `0`, of Latin letters
    as `A`; `^` stands for the start of a paragraph. Of pairs those seen twice or more are kept; of longer sequences
    those that the next shorter ones don't foretell: where the count times the log of how much more likely the last
    character is than after one character fewer is above five.

    Attributes:
        last: the character before, or nothing.
        contexts: what ends in it, one to four characters, with `||` between: the context, how often it occurs, and the
            characters that follow it with their counts, the most frequent first, with `|` between.
    """

    last: str
    contexts: str


TABLES: dict[str, type[NamedTuple]] = {
    "character_sequences": CharacterSequence,
    "furniture": Furniture,
    "furniture_parts": FurniturePart,
    "layout_words": LayoutWord,
}
