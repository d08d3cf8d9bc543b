"""Speakers: names resolved to the fullest mention of the article, and the people of a release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from flows.extract.full_names import full_document, full_meeting, full_person
from flows.extract.organisations import find_organisations
from flows.extract.speaker_book import SpeakerBook, is_generic
from flows.extract.speaker_nouns import Subject
from flows.extract.titles import title_start

_BARE_DATA: Final = 4
"""Longest name of data, in characters, that says nothing of whose they are (统计数据)."""


class Speaker(NamedTuple):
    """A resolved speaker, as the quotes table has it."""

    kind: str
    name: str
    role: str | None
    organisation: str | None


class Resolver:
    """Tells whom subjects mean, in the order of an article's reporting clauses.

    Args:
        text: the body text.
        book: the article's book.
    """

    __slots__ = ("_meetings", "_names", "_people", "book", "earlier", "speech", "text")

    def __init__(self, text: str, book: SpeakerBook) -> None:
        self.text = text
        self.book = book
        self.earlier: list[Speaker] = []
        self.speech: int | None = None
        self._meetings: dict[str, str] = {}
        self._names: set[str] = set()
        self._people: dict[str, Speaker] = {}

    def note(self, speaker: Speaker, speech: int) -> None:
        """Take in who speaks next, and where the speech begins."""
        self.earlier.append(speaker)
        self._names.add(speaker.name)
        self.speech = speech

    def has_heard(self, name: str) -> bool:
        """Whether somebody of that name has spoken."""
        return name in self._names

    def resolve(self, subject: Subject) -> Speaker | None:
        """The speaker that a subject means; None where it means nobody that the article names."""
        name = self.text[subject.name_start : subject.name_end].strip(" 　")
        match subject.kind:
            case "person":
                if name not in self._people:
                    self._people[name] = person(full_person(name, self.book), self.book)
                return self._people[name]
            case "people":
                return Speaker("person", re.sub("[和与]", "、", name), None, None)
            case "surname":
                return self._by_surname(name, subject.title_after)
            case "pronoun":
                return self._by_pronoun(subject)
            case "deictic":
                return self.earlier[-1] if self.earlier else None
            case "meeting":
                full = full_meeting(name, subject.start, self.book, self._meetings)
                return Speaker("meeting", full, None, None)
            case "document":
                return Speaker("document", full_document(name, self.book), None, None)
            case "data":
                return _data(name)
            case "unnamed":
                return self._unnamed(name, subject)
        if name[0] in "该本":
            if meant := self.book.organisation_before(name[1:], subject.start):
                return Speaker("organisation", meant, None, None)
            return next((speaker for speaker in reversed(self.earlier) if speaker.kind == "organisation"), None)
        return Speaker("organisation", self.book.full_organisation(name.strip("《》")), None, None)

    def _by_surname(self, surname: str, title: str) -> Speaker:
        for speaker in reversed(self.earlier):
            if speaker.kind == "person" and speaker.name.startswith(surname):
                return speaker
        named = self.book.by_surname(surname)
        return person(named, self.book) if named else Speaker("person", surname + title, None, None)

    def _by_pronoun(self, subject: Subject) -> Speaker | None:
        text = self.text
        if text.startswith("们", subject.name_start + 1):
            group = next((speaker for speaker in reversed(self.earlier) if _is_group(speaker)), None)
            return group or Speaker("unnamed", text[subject.name_start : subject.name_end], None, None)
        last = next((speaker for speaker in reversed(self.earlier) if speaker.kind in ("person", "unnamed")), None)
        near = self.book.person_before(subject.start)
        if near is None:
            return last
        paragraph = text.rfind("\n", 0, subject.start) + 1
        if last and self.earlier[-1] == last and self.speech is not None and self.speech > paragraph:
            named = text.rfind(near, paragraph, subject.start)
            if named > self.speech and (text[self.speech] != "“" or "”" not in text[self.speech : named]):
                return last  # who is named inside somebody's speech isn't the one who goes on
        if last is None or text.rfind(near, paragraph, subject.start) > text.rfind(last.name, 0, subject.start):
            return person(near, self.book)
        return last

    def _unnamed(self, name: str, subject: Subject) -> Speaker:
        if title_start(name, len(name), 0) == 0 and (full := self._by_title(name)):
            return person(full, self.book)
        organisation = None
        for start, end in find_organisations(name)[:1]:
            if start == 0 and not re.search("[及和]", name[:end]):
                organisation = self.book.full_organisation(name[:end])
                if is_generic(organisation):
                    organisation = self.book.organisation_before(organisation, subject.start) or organisation
        return Speaker("unnamed", name, None, organisation)

    def _by_title(self, title: str) -> str | None:
        for speaker in reversed(self.earlier):
            if speaker.kind == "person" and speaker.role and title in speaker.role:
                return speaker.name
        return self.book.by_title(title)


def _is_group(speaker: Speaker) -> bool:
    """Whether 他们 may mean a speaker."""
    return speaker.kind == "unnamed" or (speaker.kind == "person" and "、" in speaker.name)


def _data(name: str) -> Speaker | None:
    found = find_organisations(name)
    if found and found[0][0] <= _BARE_DATA:
        return Speaker("organisation", name[found[0][0] : found[0][1]], None, None)
    return None if len(name) <= _BARE_DATA else Speaker("document", name, None, None)


def person(name: str, book: SpeakerBook) -> Speaker:
    """A person with titles and organisation from the fullest mention."""
    return Speaker("person", name, *book.post(name))


class SpokenBy(NamedTuple):
    """A quote as the speakers of a release are gathered from.

    Attributes:
        document_id: its document.
        speaker: who speaks.
    """

    document_id: str
    speaker: Speaker


class SpeakerEntry(NamedTuple):
    """A speaker of a release.

    Attributes:
        speaker: kind, name and the fullest role and organisation.
        quotes: indices of the quotes, ascending.
        documents: how many documents they stand in.
    """

    speaker: Speaker
    quotes: tuple[int, ...]
    documents: int


def gather_speakers(quotes: Sequence[SpokenBy]) -> list[SpeakerEntry]:
    """The speakers of a release, by kind and name, the most quoted first.

    People of one name stay apart where their organisations are unlike; a mention without an organisation goes to the
    one of its own document, else to the most quoted.
    """
    groups: dict[tuple[str, str], list[list[int]]] = {}
    order = sorted(range(len(quotes)), key=lambda index: (quotes[index].speaker.organisation is None, index))
    for index in order:
        document, speaker = quotes[index]
        parts = groups.setdefault((speaker.kind, speaker.name), [])
        likely = [part for part in parts if _is_same(speaker, [quotes[other] for other in part], document)]
        if likely:
            max(likely, key=len).append(index)
        else:
            parts.append([index])
    entries = [
        SpeakerEntry(
            max((quotes[index].speaker for index in part), key=_fullness),
            tuple(sorted(part)),
            len({quotes[index].document_id for index in part}),
        )
        for parts in groups.values()
        for part in parts
    ]
    return sorted(entries, key=lambda entry: (-len(entry.quotes), entry.speaker.kind, entry.speaker.name, entry.quotes))


def _fullness(speaker: Speaker) -> tuple[int, int]:
    return len(speaker.organisation or ""), len(speaker.role or "")


def _is_same(speaker: Speaker, others: list[SpokenBy], document: str) -> bool:
    """Whether a speaker is the one of other quotes under the same name."""
    if speaker.kind != "person":
        return True
    if any(other.document_id == document and other.speaker == speaker for other in others):
        return True
    organisations = {other.speaker.organisation for other in others if other.speaker.organisation}
    if speaker.organisation is None or not organisations:
        return True
    return any(_are_alike(speaker.organisation, organisation) for organisation in organisations)


def _are_alike(one: str, other: str) -> bool:
    """Whether two names may mean one organisation: half of the shorter one's pairs of characters stand in the other."""
    if one in other or other in one:
        return True
    short, long = sorted((one, other), key=len)
    pairs = [short[at : at + 2] for at in range(len(short) - 1)]
    return 2 * sum(pair in long for pair in pairs) >= len(pairs) > 0
