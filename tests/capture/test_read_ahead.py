import threading
import time
from collections.abc import Iterator

import pytest

from posetrainer.capture.ahead import read_ahead


def test_items_come_in_order() -> None:
    assert list(read_ahead(iter(range(1000)), depth=3)) == list(range(1000))


def test_an_exception_comes_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("third")

    got = []
    with pytest.raises(ValueError, match="third"):
        got.extend(read_ahead(items(), depth=1))
    ahead = read_ahead(items())
    assert [next(ahead), next(ahead)] == [1, 2]
    with pytest.raises(ValueError, match="third"):
        next(ahead)


@pytest.mark.parametrize("depth", [1, 4])
def test_no_more_is_made_than_may_wait(depth: int) -> None:
    made = []

    def items() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    ahead = read_ahead(items(), depth)
    next(ahead)
    time.sleep(0.1)
    assert len(made) == 1 + depth
    ahead.close()
    assert len(made) <= 2 + depth


@pytest.mark.parametrize("taken", [1, 2, 10])
def test_closing_ends_the_thread(taken: int) -> None:
    before = threading.active_count()
    ahead = read_ahead(iter(range(10)), depth=1)
    for _ in range(taken):
        next(ahead)
    ahead.close()
    assert threading.active_count() == before


@pytest.mark.alone
@pytest.mark.parametrize("depth", [1, 4])
def test_making_overlaps_with_taking(depth: int) -> None:
    def items() -> Iterator[int]:
        for number in range(10):
            time.sleep(0.02)
            yield number

    start = time.perf_counter()
    for _ in read_ahead(items(), depth):
        time.sleep(0.02)
    assert time.perf_counter() - start < 0.36  # one after the other would take 0.4
