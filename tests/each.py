"""One test over many values, which reports all that fail: quicker than a test for each."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import product
from typing import Any

import pytest

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


def crossed(**values: Sequence[Any]) -> pytest.MarkDecorator:
    """A test for each combination of arguments; the fast ones take each value at least once."""
    lists = list(values.values())
    turns = range(max(map(len, lists)))
    fast = {tuple(turn % len(choices) for choices in lists) for turn in turns}
    rows = (
        pytest.param(
            *(choices[place] for choices, place in zip(lists, places, strict=True)),
            marks=() if places in fast else pytest.mark.slow,
        )
        for places in product(*(range(len(choices)) for choices in lists))
    )
    return pytest.mark.parametrize(tuple(values), list(rows), ids=_label)


def _label(value: Any) -> str | None:
    return getattr(value, "id", None)
