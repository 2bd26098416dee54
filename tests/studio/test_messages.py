"""What reaches the server is checked, and what fails there is a line in the terminal."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.studio.messages import CaseNumber, Marked, Moved, Room, checked
from posetrainer.web.faults import reported_faults

KINDS = (CaseNumber, Room, Moved, Marked, str)
MOVED = {"name": "x", "value": 3.5, "held": True, "move": 2, "gesture": 1}
SOME = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
NAMES = st.sampled_from([*MOVED, "key", "time"])
SAID = st.recursive(SOME, lambda s: st.lists(s, max_size=3) | st.dictionaries(NAMES, s, max_size=5))


def heard(kind: Any, said: object) -> list[Any]:
    done: list[Any] = []
    checked(kind, done.append)(SimpleNamespace(args=said))  # type: ignore[arg-type]
    return done


def test_what_is_understood_is_done() -> None:
    assert heard(Moved, MOVED) == [Moved(**MOVED)]  # type: ignore[arg-type]
    assert heard(Marked, {"key": "[", "time": 2}) == [Marked(key="[", time=2.0)]
    assert (heard(CaseNumber, 3), heard(Room, 512), heard(str, "undo")) == ([3], [512.0], ["undo"])


@for_each(
    ("kind", "said"),
    [
        (CaseNumber, -1),
        (CaseNumber, 1.5),
        (CaseNumber, None),
        (Room, float("nan")),
        (Room, 1e308),
        (Moved, {**MOVED, "value": "NaN"}),
        (Moved, {**MOVED, "value": float("inf")}),
        (Moved, {"name": "x"}),
        (Marked, {"key": 5, "time": 1}),
        (str, {}),
    ],
)
def test_nothing_is_done_about_nonsense(kind: Any, said: object) -> None:
    assert heard(kind, said) == []


@pytest.mark.slow
@given(said=SAID)
def test_any_message_is_understood_or_left(said: object) -> None:
    for kind in KINDS:
        assert len(heard(kind, said)) <= 1


def test_a_fault_is_one_line_and_a_warning_none() -> None:
    reported: list[str] = []
    library = logging.getLogger("some.library")
    with reported_faults("The studio", reported.append):
        library.warning("http://127.0.0.1/x not found")
        try:
            {}["client_id"]
        except KeyError:
            library.exception("could not\ndo it")
        library.error("something\nlong")
    library.error("not told any more")
    assert reported == [
        reported[0],
        "The studio met a fault and goes on: something.",
    ]
    assert reported[0].startswith(
        "The studio met a fault and goes on: KeyError: 'client_id', in test_"
    )
    assert "\n" not in reported[0]
