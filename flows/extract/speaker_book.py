"""What an article says about who speaks in it: titles, organisations, full names."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from flows.extract.frame_words import any_of, frame_words
from flows.extract.names import best_end, is_everyday, name_ends, name_strength
from flows.extract.organisations import find_organisations, regions
from flows.extract.titles import Post, description_start, parse_description, title_patterns, title_start
from flows.layout.article import Article
from flows.reference import load
from flows.reference.quote_tables import OrganisationEnding, SpeakerNoun

_MENTIONS_READ: Final = 40
_LONGEST_DESCRIPTION: Final = 120
_LONGEST_TITLE: Final = 12
_LONGEST_ENTRY: Final = 45
_ABBREVIATION: Final = 5
"""Longest abbreviation of an organisation's name, in characters."""
_ABBREVIATED: Final = "局厅委会院部司处所团社"
_LOOK_BACK: Final = 400
_NO_POST: Final = Post(None, None)
_PLACE_OFFICE: Final = re.compile(r"(省|自治区|市|州|县|区|旗|盟|镇|乡)(?:委书记|委副书记|长|委常委)")


@cache
def _place_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A kind of place at the beginning of a name, and new areas with theirs (兰州新区)."""
    kinds = any_of("place_kind")
    return re.compile(f"({kinds})(?=[\\u3400-\\u9fff]|$)"), re.compile(
        f"([\\u4e00-\\u9fff]{{2}})({any_of('new_area')})"
    )


def is_generic(organisation: str) -> bool:
    """Whether an organisation's name is only its kind, as in 该公司."""
    return organisation.lstrip("该本") in frame_words("generic_organisation")


def _score(post: Post) -> tuple[bool, int, int, int]:
    roles = post.role.split("、") if post.role else []
    return bool(post.organisation), len(roles), len(post.organisation or ""), len(post.role or "")


@cache
def _complete() -> frozenset[str]:
    """Names that stand for one organisation by themselves (外交部), and countries."""
    names = {row.ending for row in load(OrganisationEnding, "organisation_endings") if row.alone}
    return frozenset(names | {row.noun for row in load(SpeakerNoun, "speaker_nouns")})


def _abbreviates(short: str, full: str) -> bool:
    """Whether a name's characters stand in another's in order, the last at its end (园管局, 产业园区管理局)."""
    rest = iter(full)
    return short[-1] == full[-1] and short not in full and all(character in rest for character in short)


class SpeakerBook:
    """What an article says about who speaks in it.

    Args:
        article: the article; its head is read too.
        text: its body as the rules read it.
    """

    __slots__ = (
        "_by_surname",
        "_counts",
        "_expanded_posts",
        "_named",
        "_places",
        "_posts",
        "authors",
        "published_on",
        "shift",
        "text",
    )

    def __init__(self, article: Article, text: str) -> None:
        head = f"{article.head}\n{article.title}" if article.head and article.title else article.head or article.title
        self.text = f"{head or ''}\n{text}"
        self.shift = len(self.text) - len(text)
        self.authors = article.authors
        self.published_on = article.published_on
        self._named: tuple[str, ...] | None = None
        self._counts: dict[str, int] = {}
        self._by_surname: dict[str, str | None] = {}
        self._posts: dict[str, Post] = {}
        self._expanded_posts: dict[str, Post] = {}
        self._places: dict[str, str | None] = {}

    def count(self, name: str) -> int:
        """How often the article names somebody."""
        if name not in self._counts:
            self._counts[name] = self.text.count(name)
        return self._counts[name]

    def post(self, name: str) -> Post:
        """Titles and organisation of a person from the fullest of the mentions."""
        if name not in self._expanded_posts:
            self._expanded_posts[name] = self._expanded(self._fullest(name))
        return self._expanded_posts[name]

    def is_titled(self, name: str) -> bool:
        """Whether some mention gives the person a title."""
        return self._fullest(name).role is not None

    def _fullest(self, name: str) -> Post:
        """Titles and organisation as the fullest of the mentions writes them."""
        if name in self._posts:
            return self._posts[name]
        best, best_score = _NO_POST, _score(_NO_POST)
        at = self.text.find(name)
        for _ in range(_MENTIONS_READ):
            if at < 0:
                break
            post = self._mention(name, at)
            if post is not best and post is not _NO_POST and (score := _score(post)) > best_score:
                best, best_score = post, score
            at = self.text.find(name, at + len(name))
        self._posts[name] = best
        return best

    def _mention(self, name: str, at: int) -> Post:
        text, end = self.text, at + len(name)
        left = at
        while left > 0 and text[left - 1] in " 　的":
            left -= 1
        begin = left
        p = title_patterns()
        if left and text[left - 1] in p.lasts:
            begin = description_start(text, left, max(0, at - _LONGEST_DESCRIPTION))
        description = text[begin:left]
        following = text[end : end + 1]
        if following in p.after_firsts and (after := p.after.match(text, end)):
            following = text[after.end() : after.end() + 2]
            if after[0] not in p.honorifics and (not name_strength(following) or following[0] in "，。说"):
                description = f"{description}、{after[0]}"
        elif not description and following in ("：", "（", "—", " "):
            description = self._roster_entry(end, at)
        if not description:
            return _NO_POST
        post = parse_description(description)
        if post.organisation and is_generic(post.organisation):
            post = Post(post.role, self._organisation_before(post.organisation, begin) or post.organisation)
        return post

    def organisation_before(self, word: str, position: int) -> str | None:
        """As `_organisation_before`, from a body position."""
        return self._organisation_before(word, position + self.shift)

    def _organisation_before(self, word: str, end: int) -> str | None:
        """The organisation that a bare 公司 or 该校 means: the last named before it that ends in the same character."""
        start = max(0, end - _LOOK_BACK)
        for a, b in reversed(find_organisations(self.text[start:end])):
            name = self.text[start + a : start + b]
            if name.endswith(word[-1]) and len(name) > len(word):
                return name
        return None

    def _roster_entry(self, end: int, at: int) -> str:
        """Description that follows a name on its line (张伟：某大学教授) or in brackets."""
        text = self.text
        stop = len(text) if (feed := text.find("\n", end)) < 0 else feed
        if text[end] == "（":
            closing = text.find("）", end, end + 40)
            return text[end + 1 : closing] if closing > 0 and title_start(text, closing, end) < closing else ""
        if text[end] in "：—　 " and (at == 0 or text[at - 1] in "\n 　●■◆") and stop - end <= _LONGEST_ENTRY:
            line = text[end:stop].strip("：— 　")
            bare = re.sub(r"（[^）]*）$", "", line)
            if "。" not in line and title_start(bare, len(bare), 0) < len(bare):
                return line if bare == line else bare + line[len(bare) :]
        return ""

    def _expanded(self, post: Post) -> Post:
        role, organisation = post
        if organisation:
            full = self.full_organisation(organisation)
            return post if full == organisation else Post(role, full)
        if role and (office := _PLACE_OFFICE.match(role)):
            return Post(role, self._place(office[1]))
        return post

    def full_organisation(self, name: str) -> str:
        """An organisation with the place that the article gives it (新区财政局 → 东海新区财政局)."""
        if (match := _place_words()[0].match(name)) and (place := self._place(match[1])):
            return place + name[match.end() :]
        if (
            2 < len(name) <= _ABBREVIATION
            and name[-1] in _ABBREVIATED
            and not regions().end(name, 0, len(name))
            and name not in _complete()
            and self.text.count(name[-1]) > self.text.count(name)
        ):
            longer = [full for full in self._organisations() if len(full) > len(name) + 2 and _abbreviates(name, full)]
            if longer:
                return longer[0]
        return name

    def _organisations(self) -> tuple[str, ...]:
        if self._named is None:
            self._named = tuple(dict.fromkeys(self.text[a:b] for a, b in find_organisations(self.text)))
        return self._named

    def _place(self, kind: str) -> str | None:
        """The place of a kind (省, 市, 新区) that the article names most."""
        if kind not in self._places:
            if kind in frame_words("new_area"):
                counts = Counter(match[0] for match in _place_words()[1].finditer(self.text) if match[2] == kind)
            else:
                places = (self.text[first:stop] for first, stop in regions().spans(self.text))
                counts = Counter(place for place in places if place.endswith(kind) and len(place) > 2)
            self._places[kind] = counts.most_common(1)[0][0] if counts else None
        return self._places[kind]

    def person_before(self, position: int) -> str | None:
        """The person named with a title last before a body position."""
        end = position + self.shift
        start = max(self.shift, end - _LOOK_BACK)
        p = title_patterns()
        for first, stop in reversed(p.anywhere.spans(self.text, start, end)):
            if name := self._name_at(stop, end):
                return name
            for length in (3, 2):
                name = self.text[first - length : first]
                if name_strength(name) == 2 and self.count(name) > 1:
                    return name
        return None

    def _name_at(self, at: int, limit: int) -> str | None:
        ends = [end for end in name_ends(self.text, at, limit) if name_strength(self.text[at:end]) == 2]
        if not ends:
            return None
        name = self.text[at : best_end(self.text, at, ends)]
        return None if len(name) == 2 and is_everyday(name) else name

    def by_surname(self, surname: str) -> str | None:
        """The first person of a surname whom the article names with a title."""
        if surname not in self._by_surname:
            found = None
            for _, stop in title_patterns().anywhere.spans(self.text):
                if self.text.startswith(surname, stop):
                    found = self._name_at(stop, len(self.text))
                    break
            self._by_surname[surname] = found
        return self._by_surname[surname]

    def by_title(self, title: str) -> str | None:
        """The person whom a bare title of office means, because the article calls somebody by it (总书记)."""
        if title not in title_patterns().offices:
            return None
        at = self.text.find(title)
        while at >= 0:
            for length in (3, 2):
                if at >= length and name_strength(self.text[at - length : at]) == 2:
                    return self.text[at - length : at]
            at = self.text.find(title, at + 1)
        return None
