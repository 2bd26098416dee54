"""One test over many values, which reports all that fail: quicker than a test for each."""

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from posetrainer.system.resources import specs_folder


def for_each(arguments: str | tuple[str, ...], values: Iterable[Any]) -> Callable[..., Any]:
    """Let a test run for each value of an argument, or of several; it may use fixtures, too.

    A fixture is made once for all values.
    """
    names = (arguments,) if isinstance(arguments, str) else arguments
    given = [(value,) if isinstance(arguments, str) else value for value in values]
    assert given, "a test of nothing tests nothing"

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def of_all(**fixtures: Any) -> None:
            wrong = []
            for row in given:
                value = dict(zip(names, row, strict=True))
                try:
                    test(**value, **fixtures)
                except AssertionError as error:
                    wrong.append(f"{value}: {error}")
            assert not wrong, "\n\n".join(wrong)

        taken = inspect.signature(test)
        rest = [p for name, p in taken.parameters.items() if name not in names]
        of_all.__signature__ = taken.replace(parameters=rest)  # type: ignore[attr-defined]
        return of_all

    return decorate


#: The test runs for each spec of the catalogue.
each_shipped = for_each("shipped", sorted(specs_folder().glob("*.yaml")))
