"""From one exercise to the next, with nobody touching anything; and with keys."""

import pytest
from days import BETWEEN_SQUATS_S, FPS, SQUAT_AND_RAISE, STATURE_M, Day, kinds, plan_of, whole_day
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_poses import recorded, true_count

from posetrainer.capture.light import Light
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.announcements import getting_into_place
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.feedback.speaking_time import seconds_to_explain
from posetrainer.rules import events as ev
from posetrainer.rules.obstacles import Grainy, TooDark
from posetrainer.rules.person import Person
from posetrainer.rules.sight import RESTART_AFTER_S
from posetrainer.workout.day import DaySoFar
from posetrainer.workout.flow import Flow
from posetrainer.workout.notices import (
    Paused,
    PoorPicture,
    ProgrammeEnds,
    RestBegins,
    RestEnds,
    Resumed,
)
from posetrainer.workout.results import ExerciseResult, Reason


@pytest.fixture(scope="module")
def day() -> Day:
    return whole_day()


def test_a_whole_programme_counts_every_repetition(day: Day) -> None:
    assert day.flow.over
    for exercise in ("wall_squat", "straight_leg_raise", "ball_supine"):
        assert day.counted(exercise) == true_count(exercise)


@pytest.mark.slow
def test_the_same_day_again_says_the_same(day: Day) -> None:
    assert whole_day().said == day.said


def test_it_pauses_when_the_person_leaves_and_goes_on_with_the_same_count(day: Day) -> None:
    (paused,) = [n for n in day.notices if isinstance(n, Paused)]
    (resumed,) = [n for n in day.notices if isinstance(n, Resumed)]
    assert paused.time_s < resumed.time_s
    assert (resumed.counted, resumed.prescribed) == (1, 3)


def test_nothing_counts_in_a_rest_between_exercises() -> None:
    day = Day(plan_of(*SQUAT_AND_RAISE, rest_s=60))
    day.do("wall_squat")
    day.do("straight_leg_raise", until_s=30)
    assert day.flow.situation.stage == "rest"
    assert day.counted("straight_leg_raise") == 0


def test_a_rest_within_an_exercise_ends_early_when_the_person_goes_on() -> None:
    day = Day(plan_of(("ball_supine", 2), ("wall_squat", 1)))
    day.do("ball_supine")
    begun = [n for n in day.notices if isinstance(n, RestBegins)]
    ended = [n for n in day.notices if isinstance(n, RestEnds)]
    assert begun[0].side == "left"
    assert ended[0].early
    assert day.counted("ball_supine") == 2
    # The last one is followed by the rest before the next exercise.
    assert begun[-1].next_spec is not None


def test_rests_separate_sets() -> None:
    day = Day(plan_of(("heel_raises", 2), sets=2))
    day.do("heel_raises")
    assert day.counted("heel_raises") == true_count("heel_raises") == 4
    assert day.moments[0].situation.set_number == 1
    assert day.flow.over
    assert [n.seconds for n in day.notices if isinstance(n, RestBegins)] == [30]


def test_elapsed_time_leaves_pauses_out() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    before_s = day.flow.situation.elapsed_s
    day.stay(None, 60)
    # Until it is sure that nobody is there, and a breath more.
    assert day.flow.situation.elapsed_s == pytest.approx(before_s + RESTART_AFTER_S + 0.6, abs=0.3)


def test_a_key_pauses_and_nothing_is_looked_at_meanwhile() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.flow.pause()
    assert day.flow.paused_by_user
    # Somebody does other things in front of the camera.
    day.do("heel_raises")
    assert day.flow.situation.by_user
    day.flow.pause()
    day.do("wall_squat", from_s=BETWEEN_SQUATS_S)
    assert day.counted("wall_squat") == 3
    assert [n.obstacle is None for n in day.notices if isinstance(n, Paused)] == [True]
    assert "Paused." in day.transcript
    assert "Go on. 1 of 3 done." in day.transcript


def test_a_short_pause_goes_on_as_well() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.flow.pause()
    day.stay(None, 1)
    day.flow.pause()
    day.do("wall_squat", from_s=BETWEEN_SQUATS_S)
    assert day.counted("wall_squat") == 3
    assert day.flow.over


def test_going_on_is_said_only_once_the_person_is_in_place() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.flow.pause()
    day.stay(None, 10)
    day.flow.pause()
    day.stay(None, 5)
    assert not [n for n in day.notices if isinstance(n, Resumed)]
    assert day.flow.situation.stage == "paused"


def test_a_pause_while_getting_into_place_changes_nothing() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.stay(None, 1)
    day.flow.pause()
    day.stay(None, 5)
    day.flow.pause()
    assert day.flow.situation.stage == "setup"
    day.do("wall_squat")
    assert not [n for n in day.notices if isinstance(n, Resumed)]
    assert day.counted("wall_squat") == 3


def test_a_paused_rest_is_not_shorter() -> None:
    day = Day(plan_of(*SQUAT_AND_RAISE))
    day.do("wall_squat")
    left_s = day.flow.situation.rest_left_s
    day.flow.pause()
    day.stay(None, 40)
    day.flow.pause()
    assert day.flow.situation.rest_left_s == pytest.approx(left_s, abs=0.2)


def counted_of(flow: Flow) -> tuple[int, int]:
    result = flow.situation.results[-1]
    return result.counted, result.good


def test_keys_go_to_the_next_exercise_and_back_and_begin_anew() -> None:
    day = Day(plan_of(*SQUAT_AND_RAISE))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    assert counted_of(day.flow) == (1, 1)
    day.flow.restart()
    assert counted_of(day.flow) == (0, 0)
    day.flow.next()
    assert day.flow.situation.spec.id == "straight_leg_raise"
    day.flow.back()
    assert day.flow.situation.spec.id == "wall_squat"
    day.flow.next()
    day.flow.next()
    assert day.flow.over


def test_next_ends_a_rest() -> None:
    day = Day(plan_of(*SQUAT_AND_RAISE))
    day.do("wall_squat")
    assert day.flow.situation.stage == "rest"
    day.flow.next()
    assert day.flow.situation.spec.id == "straight_leg_raise"
    assert day.flow.situation.stage == "setup"


def test_a_programme_goes_on_with_what_was_counted_before() -> None:
    plan = plan_of(*SQUAT_AND_RAISE)
    flow = Flow(plan, Person(STATURE_M), day=DaySoFar(1, 2, 1, trained_s=100))
    day = Day(plan, flow)
    day.do("straight_leg_raise")
    assert day.flow.over
    assert day.counted("straight_leg_raise") == 2
    events = [event for moment in day.moments for event in moment.events]
    assert [e.number for e in events if isinstance(e, ev.RepetitionCompleted)] == [3, 4]
    assert day.flow.situation.elapsed_s > 100


def test_the_end_of_a_programme_that_went_on_is_about_the_whole_day() -> None:
    plan = plan_of(*SQUAT_AND_RAISE)
    squats = ExerciseResult(plan.blocks[0].spec, 3, 2, {Reason("tempo"): 1})
    so_far = DaySoFar(1, 2, 1, reasons={Reason("hold"): 1}, before=(squats,))
    day = Day(plan, Flow(plan, Person(STATURE_M), day=so_far))
    day.do("straight_leg_raise")
    (end,) = (notice for notice in day.notices if isinstance(notice, ProgrammeEnds))
    assert [(r.spec.id, r.counted) for r in end.results] == [
        ("wall_squat", 3),
        ("straight_leg_raise", 4),
    ]
    assert end.results[0].reasons == {Reason("tempo"): 1}
    assert end.results[1].reasons[Reason("hold")] == 1


def test_darkness_is_reported_as_darkness() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.stay(None, 30, light=Light(10, 0.0))
    assert any("too dark" in text for text in day.transcript)
    bright = Day(plan_of(("wall_squat", 3)))
    bright.stay(None, 30, light=Light(120, 0.0))
    assert not any("too dark" in text for text in bright.transcript)


def test_a_grainy_picture_is_reported_once_with_its_correction() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.stay(None, 30, light=Light(120, 0.9))
    assert [n.obstacle for n in day.notices if isinstance(n, PoorPicture)] == [Grainy()]
    assert any("I cannot see you" in text for text in day.transcript)
    doing = Day(plan_of(("wall_squat", 3)))
    doing.do("wall_squat", until_s=BETWEEN_SQUATS_S, light=Light(60, 0.7))
    assert [n.obstacle for n in doing.notices if isinstance(n, PoorPicture)] == [Grainy()]
    assert doing.transcript.count(sentence_for(Grainy())) == 1
    fair = Day(plan_of(("wall_squat", 3)))
    fair.do("wall_squat", until_s=BETWEEN_SQUATS_S, light=Light(60, 0.3))
    assert not any(isinstance(n, PoorPicture) for n in fair.notices)
    counts = [d.counted("wall_squat") for d in (doing, fair)]
    assert counts[0] == counts[1]


def test_a_covered_camera_pauses_with_the_reason() -> None:
    day = Day(plan_of(("wall_squat", 3)))
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.stay(None, 30, light=Light(2, 0.0))
    (paused,) = [n for n in day.notices if isinstance(n, Paused)]
    assert paused.obstacle == TooDark()
    day.do("wall_squat", from_s=BETWEEN_SQUATS_S)
    assert day.counted("wall_squat") == 3


def test_without_an_end_all_there_is_to_see_is_judged() -> None:
    plan = plan_of(("wall_squat", 1))
    day = Day(plan, Flow(plan, Person(STATURE_M), endless=True))
    day.do("wall_squat")
    assert day.counted("wall_squat") == 3
    assert not day.flow.over
    assert "ProgrammeEnds" not in kinds(day.notices)


KEYS = ("pause", "next", "back", "restart")


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    presses=st.lists(st.tuples(st.integers(0, 569), st.sampled_from(KEYS)), max_size=6),
    away=st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90)), max_size=3),
)
def test_no_key_and_no_absence_ever_makes_up_a_repetition(
    presses: list[tuple[int, str]], away: list[tuple[int, int]]
) -> None:
    day = Day(plan_of(("wall_squat", 3), ("heel_raises", 4)))
    before_s = 0.0
    for number, (_, pose) in enumerate(recorded("wall_squat")):
        for at, key in presses:
            if at == number:
                getattr(day.flow, key)()
        gone = any(begin <= number < begin + length for begin, length in away)
        before_s += 1 / FPS
        day.see(None if gone else pose, before_s)
    assert day.counted("wall_squat") <= 3
    assert day.counted("heel_raises") == 0
    assert day.flow.situation.elapsed_s <= before_s


def test_a_rest_lasts_until_the_next_posture_has_been_explained() -> None:
    plan = plan_of(("wall_squat", 1), ("straight_leg_raise", 1), rest_s=3)
    explains_s = lambda spec: seconds_to_explain(spec, 160)  # noqa: E731
    day = Day(plan, Flow(plan, Person(STATURE_M), briefing_s=explains_s))
    day.stay(day.rest_pose("wall_squat"), 4)
    day.do("wall_squat", until_s=BETWEEN_SQUATS_S)
    day.stay(None, 30)
    [begins] = [n for n in day.notices if isinstance(n, RestBegins)]
    [ends] = [n for n in day.notices if isinstance(n, RestEnds)]
    needed = getting_into_place(load_exercise("straight_leg_raise"))
    heard_s = {u.text: u.time_s for u in day.said}
    assert begins.seconds > 10
    assert all(begins.time_s <= heard_s[line] < ends.time_s for line in needed)


def test_what_was_under_way_when_a_key_paused_is_followed_afterwards() -> None:
    day = Day(plan_of(("wall_squat", 1), ("heel_raises", 1)))
    day.stay(day.rest_pose("wall_squat"), 4)
    # In the middle of the only repetition, deep enough to count.
    day.do("wall_squat", until_s=8.0)
    day.flow.pause()
    day.stay(day.rest_pose("wall_squat"), 10)
    day.flow.pause()
    day.stay(day.rest_pose("wall_squat"), 3)
    assert day.counted("wall_squat") == 1
    assert day.flow.situation.spec.id == "heel_raises"
