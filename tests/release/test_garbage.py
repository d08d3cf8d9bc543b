"""Python's collector rests while a batch is worked on, and no longer."""

import gc

import pytest

from flows.garbage import uncollected
from flows.read import Source
from flows.stages import Document, through


def test_the_collector_rests_while_stages_run():
    seen = []
    through([lambda _: seen.append(gc.isenabled())], [Document(Source("a", "天气晴。", "utf-8"))])
    assert seen == [False]
    assert gc.isenabled()


def test_the_collector_is_as_before_after_an_error_and_inside_another_rest():
    with uncollected():
        with pytest.raises(ValueError), uncollected():
            raise ValueError
        assert not gc.isenabled()
    assert gc.isenabled()
