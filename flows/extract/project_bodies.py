"""Companies and agencies around the projects of a text, looked for only where one may matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.organisations import find_organisations
from flows.extract.project_cues import cue, cue_words
from flows.text.passage import Span

COMPANY_WORDS: Final = cue_words("company")
_FULL: Final = re.compile(rf"(?![该本此我各全])[^后前时年月们的]{{2,}}{cue('company')}$")
_REACH: Final = 300
"""Characters before a project's name in which its company may be named."""


def is_company(name: str) -> bool:
    """Whether an organisation's name is a company's, and more than 该公司."""
    return _FULL.match(name) is not None


def _stretches(text: str, spots: Sequence[Span]) -> list[Span]:
    """The lines of the spots with somewhat before them, in order."""
    stretches: list[Span] = []
    for spot in spots:
        start = text.rfind("\n", 0, max(0, spot[0] - _REACH)) + 1
        end = text.find("\n", spot[1])
        end = len(text) if end < 0 else end
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


class Bodies:
    """The organisations of a text near some spots of it.

    Args:
        text: the text.
        spots: spans of projects' names, in order.
    """

    def __init__(self, text: str, spots: Sequence[Span]) -> None:
        self.text = text
        self._spots = spots
        self._organisations: list[Span] | None = None
        self._companies: list[Span] | None = None

    @property
    def organisations(self) -> list[Span]:
        """Organisations in the lines of the spots and somewhat before them, in order."""
        if self._organisations is None:
            text = self.text
            self._organisations = [
                (low + start, low + end)
                for low, high in _stretches(text, self._spots)
                for start, end in find_organisations(text[low:high])
            ]
        return self._organisations

    @property
    def companies(self) -> list[Span]:
        """Those that are companies."""
        if self._companies is None:
            text = self.text
            has_any = any(word in text for word in COMPANY_WORDS)
            self._companies = [(a, b) for a, b in self.organisations if is_company(text[a:b])] if has_any else []
        return self._companies

    @property
    def company_names(self) -> list[str]:
        """The companies' names."""
        return [self.text[start:end] for start, end in self.companies]

    def companies_with(self, word: str) -> list[str]:
        """Names of companies that hold a word which stands in a project's name, too."""
        return [name for name in self.company_names if word in name] if self.text.count(word) > 1 else []
