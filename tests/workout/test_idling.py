"""Nobody is left in silence, and who cannot finish may end an exercise by a gesture."""

import numpy as np
import pytest
from days import Day, plan_of, with_arms_up

from posetrainer.kinematics.gestures import both_arms_up
from posetrainer.workout.notices import ExerciseLeft, Idle, Paused, ProgrammeEnds

#: After the first squat of the recording.
ONE_SQUAT_S = 14.0


def stuck(plan_squats: int = 3) -> Day:
    """One squat of three, and then nothing."""
    day = Day(plan_of(("wall_squat", plan_squats), ("heel_raises", 2)))
    day.stay(day.rest_pose("wall_squat"), 4)
    day.do("wall_squat", until_s=ONE_SQUAT_S)
    return day


@pytest.mark.slow
def test_a_person_who_stops_is_spoken_to() -> None:
    day = stuck()
    day.stay(day.rest_pose("wall_squat"), 180)
    questions = [n.question for n in day.notices if isinstance(n, Idle)]
    assert questions[:3] == ["all_right", "no_hurry", "enough"]
    assert set(questions[3:]) == {"enough"}
    times_s = [u.time_s for u in day.said if u.text]
    waits_s = np.diff([t for t in times_s if t > 20])
    assert waits_s.max() <= 30


def test_a_person_who_has_not_begun_hears_how() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.stay(day.rest_pose("wall_squat"), 120)
    start = day.flow.situation.spec.cues.start
    assert day.transcript.count(start) == 2
    assert any("both arms up" in text for text in day.transcript)


def test_both_arms_up_end_the_exercise_once_that_is_offered() -> None:
    day = stuck()
    rest = day.rest_pose("wall_squat")
    day.stay(with_arms_up(rest), 4)
    assert not [n for n in day.notices if isinstance(n, ExerciseLeft)]
    day.stay(rest, 65)
    day.stay(with_arms_up(rest), 1.5)
    day.stay(rest, 2)
    assert not [n for n in day.notices if isinstance(n, ExerciseLeft)]
    day.stay(with_arms_up(rest), 3)
    [left] = [n for n in day.notices if isinstance(n, ExerciseLeft)]
    assert (left.counted, left.prescribed) == (1, 3)
    assert day.flow.situation.spec.id == "heel_raises"
    assert day.flow.situation.results[0].unfinished
    assert any("1 of 3" in text for text in day.transcript)


def test_one_arm_is_no_gesture() -> None:
    pose = Day(plan_of(("wall_squat", 1))).rest_pose("wall_squat")
    assert both_arms_up(with_arms_up(pose))
    assert not both_arms_up(with_arms_up(pose, ("left",)))
    assert not both_arms_up(pose)


def test_sitting_up_pauses() -> None:
    day = Day(plan_of(("straight_leg_raise", 4)))
    day.stay(day.rest_pose("straight_leg_raise"), 6)
    day.do("straight_leg_raise", until_s=14)
    day.stay(day.rest_pose("straight_leg_raise"), 30)
    day.stay(day.rest_pose("wall_squat"), 6)
    assert any(isinstance(n, Paused) and n.obstacle is not None for n in day.notices)


def test_leaving_the_last_exercise_ends_the_session() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    rest = day.rest_pose("wall_squat")
    day.stay(rest, 4)
    day.do("wall_squat", until_s=ONE_SQUAT_S)
    day.stay(rest, 65)
    day.stay(with_arms_up(rest), 3)
    day.stay(rest, 30)
    [end] = [n for n in day.notices if isinstance(n, ProgrammeEnds)]
    assert end.results[0].unfinished
    assert day.flow.over
    assert day.transcript[-1] == "Next time, go on with: Wall squat, 1 of 3 done."


def test_falling_short_repeatedly_offers_a_way_out() -> None:
    day = Day(plan_of(("straight_leg_raise", 10)))
    rest = day.rest_pose("straight_leg_raise")
    day.stay(rest, 4)
    day.do("straight_leg_raise", until_s=13.0)
    for _ in range(8):
        # Up by half of what counts, and down again.
        day.do("errors/straight_leg_raise", from_s=22.5, until_s=27.5)
    assert [n.question for n in day.notices if isinstance(n, Idle)][:1] == ["all_right"]


def test_being_out_of_place_for_long_offers_a_way_out() -> None:
    day = Day(plan_of(("straight_leg_raise", 4), ("wall_squat", 1)))
    rest, sits = day.rest_pose("straight_leg_raise"), day.rest_pose("ball_seated_march")
    day.stay(rest, 6)
    day.do("straight_leg_raise", until_s=14)
    day.stay(sits, 75)
    assert any("both arms up" in text for text in day.transcript)
    # The picture was the right way up before.
    assert not any("turn the camera" in text for text in day.transcript)
    day.stay(with_arms_up(sits), 3)
    assert any(isinstance(n, ExerciseLeft) for n in day.notices)
