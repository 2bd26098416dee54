"""Jobs in the process of the test, one after the other: quicker where they are few and short."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Result = TypeVar("Result")


class JobsHere:
    def threads_for(self, jobs: int) -> int | None:
        return 1

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        return (work(*arguments) for arguments in jobs)
