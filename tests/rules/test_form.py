"""When a form fault is reported, over and again, by the measure's values alone."""

import math

import pytest

from posetrainer.exercises.spec import FormFault, Keep
from posetrainer.rules.events import Event, FormFaultFound, FormRestored
from posetrainer.rules.form import FormWatch

STEP_S = 0.1
#: Half a second outside of the range is a fault; it is repeated after two seconds at the soonest.
BENT = FormFault(
    measure="knee", keep=Keep(at_most_deg=20), for_s=0.5, again_after_s=2.0, say="Straighten it."
)


def watched(*values: tuple[float, float]) -> list[Event]:
    """Watch values, each with how many seconds it stays."""
    watch, events, number = FormWatch({"bent": BENT}, "left"), list[Event](), 0
    for value, seconds in values:
        for _ in range(round(seconds / STEP_S)):
            events += watch.step(number * STEP_S, {"knee": value}.__getitem__, "hold")
            number += 1
    return events


def times(events: list[Event]) -> list[tuple[type[Event], float]]:
    return [(type(event), round(event.time_s, 2)) for event in events]


def test_a_fault_is_reported_once_it_has_lasted() -> None:
    assert times(watched((10, 1), (30, 1))) == [(FormFaultFound, 1.5)]


@pytest.mark.parametrize("between", [10.0, 20.0])
def test_a_shorter_one_is_none_however_often_it_comes(between: float) -> None:
    assert watched(*[(30, 0.5), (between, 0.1)] * 5) == []


def test_a_fault_that_stays_is_repeated_after_its_pause() -> None:
    events = watched((30, 5))
    assert times(events) == [(FormFaultFound, 0.5), (FormFaultFound, 2.5), (FormFaultFound, 4.5)]
    found = [event for event in events if isinstance(event, FormFaultFound)]
    assert [event.again for event in found] == [False, True, True]


def test_a_fault_is_over_once_the_right_form_has_lasted() -> None:
    assert times(watched((30, 1), (10, 0.4), (30, 0.1), (10, 1))) == [
        (FormFaultFound, 0.5),
        (FormRestored, 2.0),
    ]


def test_what_cannot_be_judged_changes_nothing() -> None:
    assert times(watched((30, 0.3), (math.nan, 1), (30, 0.3))) == [(FormFaultFound, 1.3)]
