"""Every line of the tables of heads and status verbs does what it says."""

import pytest

from flows.extract.project_heads import Heads
from flows.extract.project_names import find_names
from flows.extract.project_regions import Places
from flows.extract.project_verbs import verb_after, verb_before
from flows.reference import load
from flows.reference.project_tables import ProjectHead, StatusVerb

SAMPLE = "东海储能项目"


def test_every_head_ends_a_name():
    wrong = []
    for row in load(ProjectHead, "project_heads"):
        names = find_names(row.example, Heads(row.example), Places(row.example))
        if not any(row.example[name.start : name.end].endswith(row.head) for name in names):
            wrong.append(row.head)
    assert wrong == []


@pytest.mark.parametrize("position", ["before", "after"])
def test_every_verb_is_found(position):
    for row in load(StatusVerb, "project_status_verbs"):
        if row.position != position:
            continue
        at = row.example.index(SAMPLE)
        verb = verb_before(row.example, at) if position == "before" else verb_after(row.example, at + len(SAMPLE))
        assert verb is not None, row.word
        assert verb.word == row.word
        assert verb.builds == row.builds
