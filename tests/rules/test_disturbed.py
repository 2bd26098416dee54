"""Whatever the camera or somebody else does to the picture, the body is judged as before."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from bodies import (
    EXACT,
    Course,
    Film,
    alive,
    between,
    each_xy,
    film,
    jittered,
    judge,
    legs_swapped,
    standing,
)
from each import crossed
from labelled import labelled
from sample_poses import EXERCISES, recorded
from sessions import BEGIN_S, LIFTS, SLIDE, SQUAT, Exercise, counted, kinds, of, shortfalls, squat

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.stopped import STOPS_S
from posetrainer.pose.landmarks import SIDES, index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    Event,
    FormFaultFound,
    HoldBroken,
    LostSight,
    PostureLost,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    SightRegained,
    TooFast,
)
from posetrainer.rules.obstacles import CameraStopped, PartsUnseen, WrongView
from posetrainer.rules.person import Person
from posetrainer.rules.sight import BLINK_S
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.disturbances import disturbed
from posetrainer.tuning.takes import Take

JUDGED = (SQUAT, SLIDE, LIFTS)
every_recording = pytest.mark.parametrize("exercise", EXERCISES)
#: A recording of each way in which the body rests.
SOME = (
    "wall_squat",
    pytest.param("heel_slides", marks=pytest.mark.slow),
    pytest.param("straight_leg_raise", marks=pytest.mark.slow),
)
#: What must change nothing, by its name among the disturbances.
HARMLESS = (
    "trembling, 1 px",
    "wandering, 1 % of the trunk",
    "camera nudged by 3 %",
    "backing away, 10 % a minute",
    "picture tilted, +8°",
    "head turned, half of the time",
    "30 % of the frames dropped",
    "legs swapped for 0.7 s",
    "picture frozen for 5 s",
)


@pytest.fixture(scope="module")
def take_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Take]:
    @cache
    def take(exercise: str) -> Take:
        (case,) = labelled(exercise, tmp_path_factory.mktemp(exercise))
        assert case.truth is not None
        return Take(case.recording, case.truth, load_exercise(exercise))

    return take


def judged(take: Take) -> list[Event]:
    times_s = take.recording.times_s.tolist()
    moments = [(time_s, take.recording.pose(number)) for number, time_s in enumerate(times_s)]
    return to_the_end(take.truth.exercise, moments, Person(take.truth.stature_m))


def to_the_end(exercise: str, moments: Film, person: Person | None = None) -> list[Event]:
    """What is said of a film, and when it ends."""
    trainer = Trainer(load_exercise(exercise), person)
    events = [event for time_s, pose in moments for event in trainer.step(pose, time_s)]
    return events + trainer.finish()


def check(name: str, take: Take) -> list[RepetitionCompleted]:
    after = disturbed(name, take)
    assert after is not None
    events = judged(after)
    done = of(RepetitionCompleted, events)
    assert len(done) == len(take.truth.counted)
    for kind in (RepetitionMissed, TooFast, PostureLost):
        assert not of(kind, events)
    return done


@pytest.mark.parametrize("exercise", SOME)
@pytest.mark.parametrize("name", HARMLESS)
def test_a_disturbance_changes_nothing(
    name: str, exercise: str, take_of: Callable[[str], Take]
) -> None:
    assert all(one.good for one in check(name, take_of(exercise)))


@pytest.mark.slow
@every_recording
@pytest.mark.parametrize("name", HARMLESS)
def test_no_disturbance_changes_any_count(
    name: str, exercise: str, take_of: Callable[[str], Take]
) -> None:
    check(name, take_of(exercise))


@pytest.mark.parametrize("exercise", ["heel_slides", "straight_leg_raise", "ball_supine"])
def test_a_lying_person_may_be_tilted_either_way(
    exercise: str, take_of: Callable[[str], Take]
) -> None:
    assert all(one.good for one in check("picture tilted, -8°", take_of(exercise)))


@pytest.mark.parametrize("exercise", ["ball_supine", "heel_raises"])
def test_noise_that_wanders_far_warns_of_no_speed_and_makes_no_repetition_up(
    exercise: str, take_of: Callable[[str], Take]
) -> None:
    """Landmarks that wander by 1 % of the trunk, from several sources of chance."""
    take = take_of(exercise)
    for seed in range(2):
        moved = replace(take, truth=take.truth.model_copy(update={"clip": f"{seed}.mp4"}))
        check("wandering, 1 % of the trunk", moved)


def test_a_camera_that_sways_in_a_hand_breaks_no_hold() -> None:
    """Four pixels of a picture 360 high, twice in four seconds."""
    # Its first two repetitions.
    moments = [moment for moment in recorded("straight_leg_raise") if moment[0] < 29]

    def swaying(pose: Pose) -> Pose:
        along = 4 * math.sin(math.pi * pose.time_s)
        return replace(pose, image_xy=pose.image_xy + np.array((0.3, 1.0)) * along)

    still = of(RepetitionCompleted, judge("straight_leg_raise", moments))
    events = judge("straight_leg_raise", between(moments, 0, math.inf, swaying))
    done = of(RepetitionCompleted, events)
    assert len(done) == 2
    assert [r.held_s for r in done] == pytest.approx([r.held_s for r in still], abs=0.5)
    assert [r.peak for r in done] == pytest.approx([r.peak for r in still], abs=1)
    assert all(r.good for r in done)
    assert not of(HoldBroken, events)
    assert not of(TooFast, events)


@crossed(at_s=[4.0, 7.0], by_px=[-13.0, 13.0])
def test_a_nudge_in_a_lift_or_its_hold_is_none_of_the_leg(at_s: float, by_px: float) -> None:
    def nudged(pose: Pose) -> Pose:
        return replace(pose, image_xy=pose.image_xy + np.array((0.0, by_px)))

    moments = between(LIFTS.session(2, fps=12), at_s, math.inf, nudged)
    events = judge("straight_leg_raise", moments)
    assert [shortfalls(r) for r in of(RepetitionCompleted, events)] == [(), ()]
    assert [r.peak for r in of(RepetitionCompleted, events)] == pytest.approx([13.2] * 2, abs=1)
    assert not of(TooFast, events)


def turned(moments: Film, degrees: float) -> Film:
    """Seen by a camera so far off the side: the body is shorter, and as broad as it then is."""
    off = math.radians(degrees)

    def change(xy: Array) -> Array:
        trunk = np.linalg.norm(xy[index_of("shoulder", "left")] - xy[index_of("hip", "left")])
        xy = xy.copy()
        middle = xy[:, 0].mean()
        xy[:, 0] = middle + (xy[:, 0] - middle) * math.cos(off)
        for index in range(11, 33):
            share = 0.72 if index in (11, 12) else 0.4
            away = share * trunk * math.sin(off) / 2
            xy[index, 0] += away if index % 2 else -away
        return xy

    return each_xy(moments, change)


@crossed(exercise=JUDGED, degrees=[-30.0, 30.0])
def test_a_view_thirty_degrees_off_the_side_is_judged(exercise: Exercise, degrees: float) -> None:
    events = judge(exercise.id, turned(exercise.session(2, fps=12), degrees))
    assert len(of(Ready, events)) == 1
    assert counted(events) == 2
    assert not of(TooFast, events)


@crossed(exercise=JUDGED, degrees=[-70.0, 70.0])
def test_a_view_from_the_front_or_the_foot_end_is_refused(
    exercise: Exercise, degrees: float
) -> None:
    moments = turned(exercise.session(1, fps=12), degrees)
    trainer = Trainer(load_exercise(exercise.id))
    said = set()
    for time_s, pose in moments:
        assert not trainer.step(pose, time_s)
        said.add(trainer.progress.obstacle)
    assert said == {WrongView("side")}


def walker(time_s: float, start_s: float, seconds: float) -> Pose:
    """Somebody larger who crosses the picture."""
    gone = (time_s - start_s) / seconds
    pose = EXACT.shoot(standing(20, 5, feet_in=4, stature_m=2.2, x_m=1.2 - 2.4 * gone), time_s)
    return next(iter(jittered([(time_s, pose)], 1.0, seed=round(time_s * 1000))))[1] or pose


@crossed(exercise=JUDGED, start_s=[BEGIN_S - 0.8, BEGIN_S + 1.0, BEGIN_S + 4.0])
def test_a_stranger_is_not_judged_and_the_repetition_goes_on(
    exercise: Exercise, start_s: float
) -> None:
    """At rest, on the way out, and at the target or on the way back."""
    moments = between(
        exercise.session(2, fps=12), start_s, start_s + 2, lambda p: walker(p.time_s, start_s, 2)
    )
    events = judge(exercise.id, moments)
    assert [r.number for r in of(RepetitionCompleted, events)] == [1, 2]
    for kind in (TooFast, FormFaultFound, RepetitionMissed, PostureLost):
        assert not of(kind, events)
    [lost], [regained] = of(LostSight, events), of(SightRegained, events)
    assert lost.unseen == PartsUnseen()
    assert lost.time_s == pytest.approx(start_s + 0.5, abs=0.15)
    assert regained.time_s == pytest.approx(start_s + 2, abs=0.3)


def covered(pose: Pose) -> Pose:
    """Everything below the knees behind something: feet are invented just below the knees."""
    xy, visibility = pose.image_xy.copy(), pose.visibility.copy()
    for side in SIDES:
        knee = xy[index_of("knee", side)]
        feet = [index_of(part, side) for part in ("ankle", "heel", "foot_index")]
        xy[feet] = knee + 0.3 * (xy[feet] - knee)
        visibility[feet] = 0.25
    return replace(pose, image_xy=xy, visibility=visibility)


def test_covered_feet_are_reported_as_unseen_and_nothing_is_judged() -> None:
    moments = SQUAT.session(3, fps=12)
    from_s = BEGIN_S + 12.5 + 1
    events = judge("wall_squat", between(moments, from_s, math.inf, covered))
    before = [event for event in events if event.time_s < from_s]
    assert counted(before) == 1
    [lost] = [event for event in events if event.time_s >= from_s]
    assert isinstance(lost, LostSight)
    assert lost.unseen == PartsUnseen(("feet",))


@crossed(exercise=JUDGED, start_s=[1.0, 5.0, 8.5])
def test_legs_named_wrongly_for_a_while_do_not_matter(exercise: Exercise, start_s: float) -> None:
    moments = between(exercise.session(2, fps=12), start_s, start_s + 0.7, legs_swapped)
    events = judge(exercise.id, moments)
    assert [shortfalls(r) for r in of(RepetitionCompleted, events)] == [(), ()]
    assert not of(TooFast, events)
    assert not of(RepetitionMissed, events)


@pytest.mark.parametrize("fps", [10, 15])
def test_a_hold_goes_on_when_the_legs_get_other_names_for_good(fps: int) -> None:
    """The leg that is held up is called the other one from the middle of the hold on."""
    course = Course(0).stay(BEGIN_S).to(LIFTS.full, 2).stay(8).to(0, 2).stay(2)
    moments = LIFTS.shoot(course, fps=fps)
    swapped = between(moments, BEGIN_S + 5, course.length_s, legs_swapped)
    [seen], [kept] = (of(RepetitionCompleted, judge(LIFTS.id, film)) for film in (moments, swapped))
    assert not shortfalls(kept)
    assert kept.side == seen.side
    assert kept.held_s == pytest.approx(seen.held_s, abs=0.2)
    assert not of(TooFast, judge(LIFTS.id, swapped))


def frozen(moments: Film, at_s: float, seconds: float) -> Film:
    """The picture stands still from a moment on while the body goes on."""
    [last] = [pose for time_s, pose in moments if abs(time_s - at_s) < 1e-6]
    assert last is not None
    return between(moments, at_s, at_s + seconds, lambda p: replace(last, time_s=p.time_s))


@pytest.mark.parametrize("exercise", [SQUAT, LIFTS], ids=lambda e: e.id)
def test_a_picture_that_stands_still_holds_little_and_is_reported(
    exercise: Exercise,
) -> None:
    course = Course(0).stay(BEGIN_S).to(exercise.full, 2).stay(9).to(0, 2).stay(2)
    # Two seconds into the hold the picture stops, until the body has come back to rest.
    events = judge(exercise.id, frozen(exercise.shoot(course, fps=12), 6.0, 10))
    [lost] = of(LostSight, events)
    assert lost.unseen == CameraStopped()
    assert lost.time_s == pytest.approx(6 + STOPS_S + BLINK_S, abs=0.4)
    [done] = of(RepetitionCompleted, events)
    assert done.held_s == pytest.approx(1.9 + STOPS_S, abs=0.3)
    assert "hold" in done.shortfalls
    assert not of(TooFast, events)
    assert "HoldCompleted" not in kinds(events)


def test_a_picture_that_stands_still_at_rest_loses_nothing() -> None:
    course = squat(squat(Course(0).stay(BEGIN_S + 6)).stay(6))
    moments = SQUAT.shoot(course, fps=12)
    events = judge("wall_squat", frozen(moments, 3.0, 4))
    assert [r.good for r in of(RepetitionCompleted, events)] == [True, True]
    assert len(of(Ready, events)) == 1
    assert len(of(LostSight, events)) == len(of(SightRegained, events)) == 1


def test_a_camera_that_never_moved_is_reported_as_stopped() -> None:
    stands = film(6, lambda t: standing(0), 15, EXACT)
    [lost] = of(LostSight, judge("wall_squat", stands))
    assert lost.unseen == CameraStopped()
    assert not of(LostSight, judge("wall_squat", alive(stands)))


@crossed(exercise=[SQUAT, LIFTS], seed=range(2))
def test_frames_that_never_come_break_no_hold(exercise: Exercise, seed: int) -> None:
    rng = np.random.default_rng(seed)
    moments = [m for m in exercise.session(1, fps=12) if rng.random() > 0.3]
    events = judge(exercise.id, moments)
    [done] = of(RepetitionCompleted, events)
    assert done.good
    assert not of(HoldBroken, events)
    assert not of(LostSight, events)
