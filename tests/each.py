"""One test over many of a kind, which tells all that fail: quicker than a test for each."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def for_each(argument: str, values: Iterable[Any]) -> Callable[[Callable[..., None]], Any]:
    """Let a test of one value be one of them all."""
    given = list(values)
    assert given, "a test of nothing tests nothing"

    def decorate(test: Callable[..., None]) -> Callable[[], None]:
        @wraps(test)
        def of_all() -> None:
            wrong = []
            for value in given:
                try:
                    test(**{argument: value})
                except AssertionError as error:
                    wrong.append(f"{argument} {value}: {error}")
            assert not wrong, "\n\n".join(wrong)

        # Or pytest would look for the argument, too.
        del of_all.__wrapped__  # type: ignore[attr-defined]
        return of_all

    return decorate
