"""Left and right: the side that moves, whose turn it is, and the mirror."""

from dataclasses import replace
from typing import Any

import pytest
from bodies import (
    Camera,
    Course,
    Film,
    Leg,
    jittered,
    judge,
    lifting,
    lying,
    mirrored,
    resting,
    sliding,
    squats,
)
from sessions import BEGIN_S, EXERCISES, LIFT, Exercise, counted, lift, of, slide, squat

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.landmarks import Side, other
from posetrainer.rules.events import Event, RepetitionCompleted, SideChanged, TooFast
from posetrainer.rules.trainer import Trainer

FAR_HARDLY_SEEN = Camera(far_seen=0.2)


def sides(events: list[Event]) -> list[str]:
    return [done.side for done in of(RepetitionCompleted, events)]


def legs(moving: Side, leg: Leg, quiet: Leg, **how: Any) -> Film:
    return lying(leg, quiet, **how) if moving == "left" else lying(quiet, leg, **how)


@pytest.mark.slow
@pytest.mark.parametrize("camera", [Camera(), FAR_HARDLY_SEEN], ids=["seen", "hardly seen"])
@pytest.mark.parametrize("moving", ["left", "right"])
def test_the_side_is_the_one_that_moves_however_badly_it_is_seen(
    moving: Side, camera: Camera
) -> None:
    for exercise, leg, quiet in (
        ("heel_slides", sliding(slide(Course(0).stay(BEGIN_S))), resting()),
        ("straight_leg_raise", lifting(lift(Course(0).stay(BEGIN_S))), resting(90)),
    ):
        film = legs(moving, leg, quiet, fps=12, camera=camera)
        assert sides(judge(exercise, film)) == [moving]
        assert sides(judge(exercise, mirrored(film))) == [other(moving)]


@pytest.mark.parametrize("moving", ["left", "right"])
def test_a_leg_that_is_seen_to_follow_does_not_take_the_lead(moving: Side) -> None:
    # A hidden leg is seen to follow by about half, and may seem to start first.
    follows = Course(0).stay(BEGIN_S - 0.2).to(45, 3.5).stay(0.5).to(0, 3.5).stay(1)
    film = legs(moving, sliding(slide(Course(0).stay(BEGIN_S))), sliding(follows))
    assert sides(judge("heel_slides", film)) == [moving]


@pytest.mark.parametrize("moving", ["left", "right"])
def test_a_leg_that_is_seen_to_move_on_the_way_back_of_the_other_does_not_count(
    moving: Side,
) -> None:
    """Where a leg passes the other, both are seen at one place."""
    passes = Course(0).stay(BEGIN_S + 5).to(60, 1).to(0, 1.9).stay(2)
    film = legs(moving, sliding(slide(Course(0).stay(BEGIN_S))), sliding(passes))
    assert sides(judge("heel_slides", film)) == [moving]


def test_a_warning_is_reported_even_if_the_other_leg_seemed_to_lead_at_first() -> None:
    follows = Course(0).stay(BEGIN_S - 0.6).to(20, 0.8).stay(3)
    quick = Course(0).stay(BEGIN_S).to(92, 1).stay(1).to(0, 4).stay(1)
    events = judge("heel_slides", lying(sliding(follows.to(0, 2)), sliding(quick)))
    assert [(w.side, w.phase) for w in of(TooFast, events)] == [("right", "out")]


def changing_legs() -> Film:
    """Left leg up, change of the bent knee, right leg up."""
    up = Course(0).stay(BEGIN_S).to(LIFT, 2).stay(6).to(0, 2).stay(1.5)
    change_s = up.length_s
    left = Leg(Course(0).stay(change_s).to(90, 2).stay(13), up)
    later = Course(0).stay(change_s + 4).to(LIFT, 2).stay(6).to(0, 2).stay(1)
    right = Leg(Course(90).stay(change_s).to(0, 2).stay(13), later)
    return lying(left, right, fps=12)


def test_alternating_sides_announce_whose_turn_it_is() -> None:
    events = judge("straight_leg_raise", changing_legs())
    assert sides(events) == ["left", "right"]
    assert [change.side for change in of(SideChanged, events)] == ["right", "left"]
    assert all(done.good for done in of(RepetitionCompleted, events))


def test_progress_shows_whose_turn_it_is() -> None:
    trainer = Trainer(load_exercise("straight_leg_raise"))
    due = []
    for time_s, pose in changing_legs():
        trainer.step(pose, time_s)
        due.append(trainer.progress.side_due)
    assert [now for before, now in zip([0, *due], due, strict=False) if now != before] == [
        None,
        "right",
        "left",
    ]


def swapped_sides(events: list[Event]) -> list[Event]:
    swap = {"left": "right", "right": "left"}

    def swapped(event: Event) -> Event:
        sides = {name: getattr(event, name, None) for name in ("side", "due")}
        changes: dict[str, Any] = {n: swap[side] for n, side in sides.items() if side in swap}
        return replace(event, **changes)

    return [swapped(event) for event in events]


def close(events: list[Event]) -> list[tuple[str, dict[str, Any]]]:
    """Events with their numbers rounded: a mirror reverses rounding errors, too."""
    return [
        (
            type(event).__name__,
            {k: round(v, 6) if isinstance(v, float) else v for k, v in vars(event).items()},
        )
        for event in events
    ]


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
@pytest.mark.parametrize("seed", [0, 1])
def test_the_mirror_gives_the_same_events_with_the_sides_swapped(
    exercise: Exercise, seed: int
) -> None:
    film = jittered(exercise.session(2, fps=12), 0.7, seed)
    events = judge(exercise.id, film)
    assert counted(events) == 2
    assert close(judge(exercise.id, mirrored(film))) == close(swapped_sides(events))


def test_the_mirror_holds_for_legs_that_move_one_after_the_other_or_together() -> None:
    first, second = Course(0).stay(BEGIN_S), Course(0).stay(BEGIN_S + 9)
    for left, right in (
        (sliding(slide(first).stay(9)), sliding(slide(second))),
        (sliding(slide(Course(0).stay(2), bend=70)), sliding(slide(Course(0).stay(2), bend=80))),
    ):
        film = lying(left, right, fps=12)
        events = judge("heel_slides", film)
        assert counted(events) >= 1
        assert close(judge("heel_slides", mirrored(film))) == close(swapped_sides(events))


def test_which_side_is_near_is_found_out_whichever_way_somebody_faces() -> None:
    film = squats(squat(Course(0).stay(BEGIN_S)), fps=12)
    for seen in (film, mirrored(film)):
        [done] = of(RepetitionCompleted, judge("wall_squat", seen))
        assert done.side == "both"
        assert done.good
