"""Pictures that are held up and come all at once, times that repeat or jump back."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from bodies import Film
from sample_poses import recorded, true_count

from posetrainer.capture.frame_clock import FrameClock
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.events import Event, RepetitionCompleted, TooFast
from posetrainer.rules.trainer import Trainer

#: What waited is read so quickly, one after the other.
READ_S = 0.003
#: Movements of whole seconds, which a stall cannot hide.
STEADY = ("ankle_pumps", "heel_slides", "straight_leg_raise", "wall_squat")

Retime = Callable[[list[float]], list[float]]


def stalled(every_s: float, for_s: float) -> Retime:
    """Again and again nothing comes for a while, and then all of it."""

    def retime(times_s: list[float]) -> list[float]:
        come: list[float] = []
        for time_s in times_s:
            into_s = time_s % every_s
            comes_s = time_s - into_s + for_s if into_s < for_s else time_s
            come.append(max(comes_s, come[-1] + READ_S) if come else comes_s)
        return come

    return retime


def stamped(stamp: Callable[[int, float, float], float]) -> Retime:
    """By the stamps of a file, each made of number, time and length of the film."""

    def retime(times_s: list[float]) -> list[float]:
        clock = FrameClock(times_s[1] - times_s[0])
        stamps = (stamp(i, time_s, times_s[-1]) for i, time_s in enumerate(times_s))
        return [clock.time_of(Fraction(s).limit_denominator(90_000)) for s in stamps]

    return retime


def judged(exercise: str, retime: Retime) -> list[Event]:
    film: Film = recorded(exercise)
    times_s = retime([time_s for time_s, _ in film])
    assert all(before < after for before, after in pairwise(times_s))
    trainer = Trainer(load_exercise(exercise))
    events: list[Event] = []
    for time_s, (_, pose) in zip(times_s, film, strict=True):
        events += trainer.step(pose and replace(pose, time_s=time_s), time_s)
    return events + trainer.finish()


def completed(events: list[Event]) -> int:
    return sum(isinstance(event, RepetitionCompleted) for event in events)


@pytest.mark.parametrize("exercise", STEADY)
def test_a_stream_that_stalls_loses_no_count_and_warns_of_nothing(exercise: str) -> None:
    events = judged(exercise, stalled(5.0, 0.5))
    assert completed(events) == true_count(exercise)
    assert not [event for event in events if isinstance(event, TooFast)]


@pytest.mark.slow
@pytest.mark.parametrize("exercise", STEADY)
@pytest.mark.parametrize("stall", [(3.0, 0.9), (4.0, 1.5)])
def test_a_bad_line_loses_no_count(exercise: str, stall: tuple[float, float]) -> None:
    events = judged(exercise, stalled(*stall))
    assert completed(events) == true_count(exercise)
    assert sum(isinstance(event, TooFast) for event in events) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("exercise", STEADY)
@pytest.mark.parametrize(
    "stamp",
    [
        lambda i, t, end: t - (t / max(i, 1)) * (i % 2),
        lambda i, t, end: t - (t / max(i, 1)) * (i % 4),
        lambda i, t, end: t - (0.3 if i % 31 == 30 else 0.0),
        lambda i, t, end: t - (end / 2 if t > end / 2 else 0.0),
    ],
    ids=["twice", "four times", "back for one", "begun anew"],
)
def test_stamps_that_repeat_or_jump_back(
    exercise: str, stamp: Callable[[int, float, float], float]
) -> None:
    events = judged(exercise, stamped(stamp))
    assert completed(events) == true_count(exercise)
    assert not [event for event in events if isinstance(event, TooFast)]
