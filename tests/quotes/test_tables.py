"""Every line of the quote tables does what its example says."""

import pytest

from flows.extract.organisations import find_organisations
from flows.extract.speaker_phrases import parse_subject
from flows.reference import load
from flows.reference.quote_tables import Cue, OrganisationEnding, SpeakerNoun, Title, TitleModifier
from tests.quotes.articles import quotes_of


@pytest.mark.parametrize("row", load(Cue, "cues"), ids=lambda row: row.cue)
def test_cue(row: Cue) -> None:
    assert [quote.cue for quote in quotes_of(row.example)] == [row.cue]


@pytest.mark.parametrize("row", load(Title, "titles"), ids=lambda row: f"{row.title}-{row.kind}")
def test_title(row: Title) -> None:
    assert len(quotes_of(row.example)) == 1


@pytest.mark.parametrize("row", load(TitleModifier, "title_modifiers"), ids=lambda row: row.modifier)
def test_title_modifier(row: TitleModifier) -> None:
    (quote,) = quotes_of(f"{row.example}说，今年收成不错。")
    assert quote.speaker_role is not None
    assert row.modifier in quote.speaker_role


@pytest.mark.parametrize("row", load(SpeakerNoun, "speaker_nouns"), ids=lambda row: f"{row.noun}-{row.kind}")
def test_speaker_noun(row: SpeakerNoun) -> None:
    kinds = {quote.speaker_kind for quote in quotes_of(row.example)}
    expected = {"data": "organisation", "side": "organisation"}.get(row.kind, row.kind)
    assert kinds == {expected}


@pytest.mark.parametrize("row", load(OrganisationEnding, "organisation_endings"), ids=lambda row: row.ending)
def test_organisation_ending(row: OrganisationEnding) -> None:
    spans = find_organisations(row.example)
    assert spans == ([] if row.type == "none" else [(0, len(row.example))])


def test_no_word_twice() -> None:
    assert parse_subject("", 0, 0) is None
