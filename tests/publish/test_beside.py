"""A thread that works behind its owner: all is done at the end, and no error is lost."""

from __future__ import annotations

import time

import pytest

from flows.publish.beside import Behind


def fail() -> None:
    raise OSError("the disk is full")


def test_all_is_done_in_order_at_the_end():
    done = []

    def work(number):
        time.sleep(0.01 * (3 - number))
        done.append(number)

    with Behind() as behind:
        for number in range(3):
            behind.do(work, number)
    assert done == [0, 1, 2]


def test_an_error_is_raised_at_the_next_thing():
    done = []
    with pytest.raises(OSError, match="disk is full"), Behind() as behind:
        behind.do(fail)
        behind.do(done.append, 1)
    assert done == []


def test_an_error_of_the_last_thing_is_raised_at_the_end():
    with pytest.raises(OSError, match="disk is full"), Behind() as behind:
        behind.do(fail)


def test_an_error_of_the_owner_tells_of_the_one_before():
    with pytest.raises(ValueError, match="a row") as raised, Behind() as behind:
        behind.do(fail)
        raise ValueError("a row is wrong")
    assert raised.value.__notes__ == ["Before that: OSError('the disk is full')"]
