"""Row types of the reference tables that reading looks at."""

from __future__ import annotations

from typing import NamedTuple


class CommonCharacter(NamedTuple):
    """A character that Chinese press uses often: how a decoding is told from mojibake.

    Attributes:
        simplified: the character.
        traditional: its traditional forms where they differ.
        per_million: occurrences in a million characters of press text, counted in news and work reports.
    """

    simplified: str
    traditional: tuple[str, ...]
    per_million: int


TABLES: dict[str, type[NamedTuple]] = {"common_characters": CommonCharacter}
