"""Row types of the reference tables that quote rules read."""

from __future__ import annotations

from typing import NamedTuple


class Cue(NamedTuple):
    """A reporting verb.

    Attributes:
        cue: the verb as written.
        after: what lets speech follow it: `clause` (at once, or after a pause), `pause` (a comma, a colon or a
            quotation mark) or `mark` (a colon or a quotation mark alone).
        source: whose words it brings: `person`, `body` (organisations), `text` (documents, meetings, organisations,
            data), `hear` (what somebody learns from a source: 从…了解到, 据…消息) or `any`.
        suffixed: whether 说, 称, 道 or 说道 may follow and make one cue with it (介绍说).
        chains: whether it may bring more speech of the speaker before it, without a subject of its own (并强调).
        takes_object: whether a noun may be all that it brings, which is no speech (提出建议).
        example: a sentence in which it brings speech.
    """

    cue: str
    after: str
    source: str
    suffixed: bool
    chains: bool
    takes_object: bool
    example: str


class CueAdverb(NamedTuple):
    """A word that may stand between speaker and cue."""

    adverb: str


class CueFalseFriend(NamedTuple):
    """A word that holds a cue's characters and is none."""

    word: str


class CueObject(NamedTuple):
    """A noun that closes a cue's object, so that what stands between is no speech (提出…的建议)."""

    noun: str


class Surname(NamedTuple):
    """A family name; `everyday` ones are common words too and are believed only beside a title or where they recur."""

    surname: str
    everyday: bool


class NamePart(NamedTuple):
    """A part of Tibetan, Turkic or Mongolian names in Chinese script."""

    part: str
    language: str


class TranscriptionCharacter(NamedTuple):
    """A character that foreign names are written with."""

    character: str


class Title(NamedTuple):
    """A word that says what somebody is.

    Attributes:
        title: the word.
        kind: `office` (a post in an organisation), `delegate` (全国人大代表), `profession`, `common` (may stand for an
            unnamed speaker), `honorific` (only after a name).
        example: a sentence with it.
    """

    title: str
    kind: str
    example: str


class TitleModifier(NamedTuple):
    """A word that may open a title (副, 原, 首席)."""

    modifier: str
    example: str


class OrganisationEnding(NamedTuple):
    """A word that ends names of organisations; `alone` says that it may stand for one by itself."""

    ending: str
    type: str
    alone: bool
    example: str


class OrganisationPart(NamedTuple):
    """What helps to find where an organisation's name begins.

    Attributes:
        part: a word.
        kind: `inner` holds a character that ends names elsewhere (自然资源, 工业和信息化); `opener` stands before a
            name without a comma and isn't part of it (走进, 记者).
    """

    part: str
    kind: str


class SpeakerNoun(NamedTuple):
    """A noun that ends names of speaking meetings, documents, data and sides."""

    noun: str
    kind: str
    example: str


class Circumstance(NamedTuple):
    """A word that `opens` or `closes` a phrase between speaker and cue (在…时, 接受…采访, 指着…)."""

    word: str
    place: str


class ClauseOpener(NamedTuple):
    """A word that may open a clause before its subject."""

    opener: str


class ClauseVerb(NamedTuple):
    """A verb that doesn't stand in the names of documents and bodies, so that a phrase with it is a clause."""

    verb: str


class FrameWord(NamedTuple):
    """A word of the frames that speech stands in; `kind` says which of the rules reads it."""

    word: str
    kind: str


class NarrationOpener(NamedTuple):
    """How a sentence begins in which the reporter's narration returns after indirect speech.

    Attributes:
        opener: first characters of the sentence.
        kind: `hearsay`, `sight`, `event`, `time` or `turn`, the last two end only what is cited; `comment` also after a
            comma; `ending` closes a sentence instead (…陪同调研。).
    """

    opener: str
    kind: str


class DirectiveOpener(NamedTuple):
    """How a sentence begins with which a document or meeting goes on to speak."""

    opener: str


class TurnLabel(NamedTuple):
    """A label of dialogue turns that is no name.

    `role` is whom it stands for; 称呼 marks forms of address, which open letters and reports and are no label.
    """

    label: str
    role: str


TABLES: dict[str, type[NamedTuple]] = {
    "circumstances": Circumstance,
    "clause_openers": ClauseOpener,
    "clause_verbs": ClauseVerb,
    "cue_adverbs": CueAdverb,
    "cue_false_friends": CueFalseFriend,
    "cue_objects": CueObject,
    "cues": Cue,
    "directive_openers": DirectiveOpener,
    "frame_words": FrameWord,
    "name_parts": NamePart,
    "narration_openers": NarrationOpener,
    "organisation_endings": OrganisationEnding,
    "organisation_parts": OrganisationPart,
    "speaker_nouns": SpeakerNoun,
    "surnames": Surname,
    "title_modifiers": TitleModifier,
    "titles": Title,
    "transcription_characters": TranscriptionCharacter,
    "turn_labels": TurnLabel,
}
