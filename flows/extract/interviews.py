"""Who asks and who answers in interviews whose labels give no name."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.names import name_ends, name_strength
from flows.extract.speaker_book import SpeakerBook
from flows.extract.titles import title_patterns
from flows.layout.article import Article

_NAMED_IN_HEAD: Final = re.compile(r"(?:专访|对话|对谈|访)([^，。：\n《“]{2,40})(?=[：\n ，]|$)")


def host_name(label: str, role: str, article: Article, book: SpeakerBook) -> str | None:
    """Name of the host or reporter whose label gives none: beside the label elsewhere, else the only author."""
    text = book.text
    for match in re.finditer(re.escape(role) + r"[：\s　]{0,3}(?:本报记者|记者)?[\s　]{0,3}", text):
        for end in name_ends(text, match.end(), len(text)):
            following = text[end : end + 1]
            if name_strength(text[match.end() : end]) == 2 and (not following or following in "\n，。： 　）（"):
                return text[match.end() : end]
    return article.authors[0] if len(article.authors) == 1 else None


def interviewee(article: Article, book: SpeakerBook) -> str | None:
    """The person that an interview's head names (访某厅厅长张伟), else the one named with a title first."""
    if named := _NAMED_IN_HEAD.search(f"{article.head}\n{article.title or ''}"):
        for length in (3, 2, 4):
            if len(named[1]) >= length and name_strength(named[1][-length:]) == 2:
                return named[1][-length:]
    p = title_patterns()
    for _, stop in p.anywhere.spans(book.text):
        for end in name_ends(book.text, stop, len(book.text)):
            name = book.text[stop:end]
            if name_strength(name) == 2 and name not in article.authors:
                return name
    return None
