"""Where a movement begins and ends, and what is said of one that does not come all the way."""

from itertools import pairwise

import pytest
from bodies import Course, Film, judge, shifted
from each import crossed
from sample_poses import recorded, true_count
from sessions import (
    BEGIN_S,
    EXERCISES,
    LIFTS,
    SLIDE,
    SQUAT,
    Exercise,
    counted,
    of,
    shortfalls,
)

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.rules.events import (
    Event,
    LostSight,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    TooFast,
)
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.truth_file import load_truth
from tools.record import CLIPS

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
every_recording = pytest.mark.parametrize("exercise", exercise_ids())
MOVES = [i for i in exercise_ids() if load_exercise(i).repetition]


def to_the_end(exercise: str, moments: Film) -> list[Event]:
    """What is said of a film, and when it ends."""
    trainer = Trainer(load_exercise(exercise))
    events = [event for time_s, pose in moments for event in trainer.step(pose, time_s)]
    return events + trainer.finish()


def from_s(exercise: str, start_s: float) -> Film:
    """A recording from a moment on."""
    return [(t, pose) for t, pose in recorded(exercise) if t >= start_s]


def first_of(exercise: str) -> tuple[float, float]:
    """When the first repetition of a recording begins and ends."""
    first = load_truth(CLIPS / f"{exercise}_good.truth.json").counted[0]
    return first.start_s, first.end_s


# ---- where the rest is


@every_exercise
def test_starting_in_mid_movement_is_measured_from_where_the_body_rests(
    exercise: Exercise,
) -> None:
    """What is under way when the film begins is none; the next one is as large as it is."""
    course = Course(0.5 * exercise.full).to(0, 2).stay(1)
    moments = exercise.shoot(exercise.repetition(course), fps=12)
    [done] = of(RepetitionCompleted, judge(exercise.id, moments))
    assert done.good
    assert done.peak == pytest.approx(13.2 if exercise is LIFTS else exercise.full, rel=0.05)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", MOVES)
def test_a_film_that_begins_just_before_the_first_repetition_counts_it(exercise: str) -> None:
    moments = from_s(exercise, first_of(exercise)[0] - 0.3)
    assert counted(to_the_end(exercise, moments)) == true_count(exercise)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", MOVES)
def test_a_film_that_begins_amid_the_first_repetition_counts_the_others(exercise: str) -> None:
    start_s, end_s = first_of(exercise)
    events = to_the_end(exercise, from_s(exercise, (start_s + end_s) / 2))
    assert true_count(exercise) - 1 <= counted(events) <= true_count(exercise)


def test_a_film_that_begins_on_tiptoe_counts_the_next_raises() -> None:
    start_s, end_s = first_of("heel_raises")
    events = judge("heel_raises", from_s("heel_raises", (start_s + end_s) / 2))
    assert counted(events) == true_count("heel_raises") - 1
    assert all(done.good for done in of(RepetitionCompleted, events))
    assert not of(RepetitionMissed, events)


def test_a_slightly_higher_rest_is_learnt_after_a_while() -> None:
    """A squat of 50 degrees from knees that have settled at 13, above the rest band of 10."""
    course = Course(0).stay(BEGIN_S).to(13, 1).stay(5).to(63, 2.5).stay(6).to(13, 2.5).stay(1)
    [done] = of(RepetitionCompleted, judge("wall_squat", SQUAT.shoot(course, fps=12)))
    assert done.peak == pytest.approx(50, abs=1)
    assert done.good


def test_a_short_pause_slightly_higher_is_not_learnt() -> None:
    course = Course(0).stay(BEGIN_S).to(13, 1).stay(1).to(50, 2.5).stay(6).to(0, 2.5).stay(1)
    [done] = of(RepetitionCompleted, judge("wall_squat", SQUAT.shoot(course, fps=12)))
    assert done.peak == pytest.approx(50, abs=1)


# ---- where a movement ends


@pytest.mark.slow
@every_exercise
@pytest.mark.parametrize("back_to", [0.35, 0.45])
def test_every_movement_that_turns_before_it_is_back_counts_and_is_reported(
    exercise: Exercise, back_to: float
) -> None:
    full = exercise.full
    course = Course(0).stay(BEGIN_S)
    for _ in range(3):
        course.to(full, 2.5).stay(5.5).to(back_to * full, 2)
    course.to(full, 2.5).stay(5.5).to(0, 2.5).stay(1)
    events = judge(exercise.id, exercise.shoot(course, fps=12))
    done = of(RepetitionCompleted, events)
    assert [shortfalls(r) for r in done] == [("return",)] * 3 + [()]
    assert [r.number for r in done] == [1, 2, 3, 4]
    assert not of(TooFast, events)
    assert not of(RepetitionMissed, events)


@every_exercise
def test_a_movement_that_rests_on_its_way_back_ends_there(exercise: Exercise) -> None:
    full = exercise.full
    course = Course(0).stay(BEGIN_S).to(full, 2.5).stay(5.5).to(0.4 * full, 2).stay(2.5)
    course.to(0, 1.5).stay(1)
    [done] = of(RepetitionCompleted, judge(exercise.id, exercise.shoot(course, fps=12)))
    assert done.shortfalls == ("return",)
    assert done.time_s < BEGIN_S + 2.5 + 5.5 + 2 + 2


@every_exercise
def test_a_wobble_on_the_way_back_ends_nothing(exercise: Exercise) -> None:
    full = exercise.full
    course = Course(0).stay(BEGIN_S).to(full, 2.5).stay(5.5)
    course.to(0.6 * full, 1.5).to(0.7 * full, 0.8).to(0, 3).stay(1)
    [done] = of(RepetitionCompleted, judge(exercise.id, exercise.shoot(course, fps=12)))
    assert done.good


PULSES = [(SQUAT, 47.0, 20.0), (SLIDE, 92.0, 35.0), (LIFTS, LIFTS.full, 0.3 * LIFTS.full)]


@pytest.mark.parametrize(("exercise", "high", "low"), PULSES, ids=lambda v: getattr(v, "id", None))
def test_of_seven_pulses_every_one_counts_and_every_movement_is_too_fast(
    exercise: Exercise, high: float, low: float
) -> None:
    course = Course(0).stay(BEGIN_S).to(high, 0.5)
    for _ in range(6):
        course.to(low, 0.4).to(high, 0.4)
    course.to(0, 0.5).stay(1.5)
    events = judge(exercise.id, exercise.shoot(course, fps=12))
    done, warned = of(RepetitionCompleted, events), of(TooFast, events)
    assert len(done) == 7
    assert [w.phase for w in warned] == ["out", "back"] * 7
    for repetition in done:
        assert "tempo" in repetition.shortfalls
    assert ["return" in repetition.shortfalls for repetition in done] == [True] * 6 + [False]


def test_turning_before_rest_and_going_out_fast_makes_the_next_repetition_too_fast() -> None:
    course = Course(0).stay(BEGIN_S).to(92, 3.5).stay(0.5).to(25, 3)
    course.to(92, 0.8).stay(0.5).to(0, 3.5).stay(1)
    events = judge("heel_slides", SLIDE.shoot(course))
    assert [shortfalls(r) for r in of(RepetitionCompleted, events)] == [("return",), ("tempo",)]
    assert len(of(TooFast, events)) == 1


def test_a_slow_movement_between_fast_ones_is_not_warned_about() -> None:
    course = Course(0).stay(BEGIN_S).to(92, 0.6).to(35, 0.6).to(92, 3).to(35, 0.6).to(92, 0.6)
    course.to(0, 4).stay(1)
    warned = of(TooFast, judge("heel_slides", SLIDE.shoot(course)))
    assert [w.phase for w in warned] == ["out", "back", "back", "out"]


@pytest.mark.parametrize("back_s", [1.5, 4.0])
def test_a_fast_movement_is_warned_about_again_however_slow_the_way_back(back_s: float) -> None:
    course = Course(0).stay(BEGIN_S).to(92, 0.6).to(35, back_s).to(92, 0.6).to(0, 4).stay(1)
    warned = of(TooFast, judge("heel_slides", SLIDE.shoot(course)))
    assert [w.phase for w in warned] == ["out", "out"]


def test_hurrying_into_place_is_no_warning() -> None:
    """Not before the body has rested for a second is a movement surely the exercise."""
    course = Course(90).to(0, 0.7).to(92, 0.7).to(0, 0.7).stay(2).to(92, 0.7).to(0, 3).stay(1)
    warned = of(TooFast, judge("heel_slides", SLIDE.shoot(course)))
    assert [w.phase for w in warned] == ["out"]
    assert warned[0].time_s > 4


@every_exercise
def test_what_is_over_within_half_a_second_is_a_twitch(exercise: Exercise) -> None:
    course = Course(0).stay(BEGIN_S).to(0.8 * exercise.full, 0.15).to(0, 0.15).stay(1.5)
    assert not of(RepetitionMissed, judge(exercise.id, exercise.shoot(course, fps=30)))
    assert counted(judge(exercise.id, exercise.shoot(course, fps=30))) == 0


def test_a_hold_that_lacks_less_than_its_error_is_long_enough() -> None:
    shortfalls = []
    for seconds in (3.8, 5.2):
        course = Course(0).stay(BEGIN_S).to(60, 2).stay(seconds - 0.8).to(0, 2).stay(1)
        [done] = of(RepetitionCompleted, judge("wall_squat", SQUAT.shoot(course)))
        assert done.held_s is not None
        shortfalls.append((done.held_s >= 4.5, done.shortfalls))
    assert shortfalls == [(False, ("hold",)), (True, ())]


# ---- where nobody looks any more


@crossed(exercise=EXERCISES, share=[0.4, 0.02])
def test_the_end_of_a_film_ends_a_movement_that_has_come_back(
    exercise: Exercise, share: float
) -> None:
    course = Course(0).stay(BEGIN_S).to(exercise.full, 2.5).stay(5.5).to(share * exercise.full, 2.5)
    moments = exercise.shoot(course, fps=12)
    [done] = of(RepetitionCompleted, to_the_end(exercise.id, moments))
    assert ("return" in done.shortfalls) is (share > 0.1)


@every_exercise
def test_the_end_of_a_film_ends_no_movement_that_goes_on(exercise: Exercise) -> None:
    course = Course(0).stay(BEGIN_S).to(exercise.full, 2.5).stay(3)
    assert not counted(to_the_end(exercise.id, exercise.shoot(course, fps=12)))
    trainer = Trainer(load_exercise(exercise.id))
    assert trainer.finish() == []


@crossed(exercise=EXERCISES, gone_s=[5.0, 2.6])
def test_what_counts_already_is_a_repetition_when_sight_is_lost_for_longer(
    exercise: Exercise, gone_s: float
) -> None:
    """At the target, or on the way out."""
    course = exercise.repetition(Course(0).stay(BEGIN_S))
    before = [m for m in exercise.shoot(course, fps=12) if m[0] < gone_s]
    gone = [(gone_s + i / 15, None) for i in range(90)]
    again = shifted(exercise.shoot(Course(0).stay(3), fps=12), gone_s + 6)
    events = judge(exercise.id, before + gone + again)
    assert counted(events) == (gone_s > 4)
    assert len(of(LostSight, events)) == 1
    assert len(of(Ready, events)) == 2


# ---- what begins with several


@pytest.mark.parametrize("steps", [2, 3, 4, 5])
def test_a_march_begins_with_four_steps(steps: int) -> None:
    truth = load_truth(CLIPS / "aerobic_march_good.truth.json")
    until_s = truth.counted[steps - 1].end_s
    after_s = truth.counted[steps].end_s
    moments = [m for m in recorded("aerobic_march") if m[0] <= (until_s + after_s) / 2]
    done = of(RepetitionCompleted, judge("aerobic_march", moments))
    assert [r.number for r in done] == (list(range(1, steps + 1)) if steps >= 4 else [])
    if done:
        assert len({r.time_s for r in done[:4]}) == 1
        assert all(one.side != next_.side for one, next_ in pairwise(done))
