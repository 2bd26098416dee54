"""Paced repetitions: the clock counts them, and nothing unseen is claimed."""

from dataclasses import replace
from itertools import pairwise

import pytest
from bodies import Camera, Course, Film, Leg, between, judge, lying, nobody, resting, sliding
from sessions import of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.pose.landmarks import index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    FormFaultFound,
    HoldCompleted,
    HoldStarted,
    PostureLost,
    Ready,
    RepetitionCompleted,
    SetCompleted,
)
from posetrainer.rules.trainer import Trainer

_SHIPPED = load_exercise("abdominal_contraction")
assert _SHIPPED.paced is not None
PACED = _SHIPPED.paced
#: The arms of a drawn figure lie beside it.
SPEC = _SHIPPED.model_copy(
    update={"start": {}, "form": {k: v for k, v in _SHIPPED.form.items() if k != "hands_move"}}
)
ROUND_S = PACED.hold_s + PACED.relax_s
BOTH_SEEN = Camera(far_seen=0.95)


def hook_lying(seconds: float, leg: Leg | None = None) -> Film:
    """Somebody who lies still with bent knees; one leg may do something."""
    still = Leg(Course(90).stay(seconds), Course(0))
    return lying(leg or still, still, fps=10, camera=BOTH_SEEN)


def test_repetitions_go_by_the_clock() -> None:
    events = judge(SPEC, hook_lying(4 * ROUND_S + 1))
    done = of(RepetitionCompleted, events)
    assert len(done) == 4
    starts = [r.start_s for r in done]
    assert [b - a for a, b in pairwise(starts)] == pytest.approx([ROUND_S] * 3, abs=0.25)
    for event, start_s in zip(of(HoldCompleted, events), starts, strict=True):
        assert event.time_s - start_s == pytest.approx(PACED.hold_s, abs=0.15)


def test_nothing_unseen_is_claimed() -> None:
    [done] = of(RepetitionCompleted, judge(SPEC, hook_lying(ROUND_S + 2)))
    assert (done.peak, done.peak_speed, done.unit) == (None, None, None)
    assert done.good


def test_there_is_time_to_relax_before_the_first_hold() -> None:
    events = judge(SPEC, hook_lying(ROUND_S))
    [ready] = of(Ready, events)
    assert of(HoldStarted, events)[0].time_s - ready.time_s >= PACED.relax_s / 2 - 0.15


def test_a_set_is_over_after_its_repetitions() -> None:
    prescribed = SPEC.dose.repetitions
    events = judge(SPEC, hook_lying((prescribed + 0.3) * ROUND_S))
    assert len(of(SetCompleted, events)) == 1


def test_nothing_counts_out_of_the_posture() -> None:
    away = Leg(Course(90).stay(6).to(0, 2).stay(20).to(90, 2).stay(15), Course(0))
    events = judge(SPEC, lying(away, resting(90), fps=10, camera=BOTH_SEEN))
    [lost] = of(PostureLost, events)
    assert "knees bent" in sentence_for(lost.obstacle)
    again = of(Ready, events)[1]
    assert not [r for r in of(RepetitionCompleted, events) if r.start_s < again.time_s < r.end_s]
    # The one under way is dropped; then a whole one in what is left of the time.
    assert [r.start_s > again.time_s for r in of(RepetitionCompleted, events)] == [True]


def test_nobody_counts_nothing() -> None:
    film = between(hook_lying(40), 1.0, 99, nobody)
    assert not of(RepetitionCompleted, judge(SPEC, film))


def test_a_bottom_that_is_lifted_is_corrected_and_the_repetition_not_good() -> None:
    hips = [index_of("hip", side) for side in ("left", "right")]

    def lifted(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[hips, 1] -= 0.11 * pose.frame_size[0] / 3  # 11 centimetres
        return replace(pose, image_xy=xy)

    start_s = of(HoldStarted, judge(SPEC, hook_lying(ROUND_S)))[0].time_s
    film = between(hook_lying(ROUND_S + 3), start_s + 1, start_s + 4, lifted)
    events = judge(SPEC, film)
    [fault] = of(FormFaultFound, events)
    assert fault.fault == "pelvis_moves"
    [done] = of(RepetitionCompleted, events)
    assert done.shortfalls == ("form",)


def test_the_screen_gets_the_phase_and_the_seconds() -> None:
    trainer = Trainer(SPEC)
    phases = []
    for time_s, pose in hook_lying(ROUND_S + 1):
        trainer.step(pose, time_s)
        now = trainer.progress
        if not phases or phases[-1] != now.phase:
            phases.append(now.phase)
        assert now.unit is None
        assert now.held_s <= now.hold_s == PACED.hold_s
    assert phases[:4] == ["rest", "hold", "back", "rest"]


@pytest.mark.parametrize(("after_hold_s", "counted"), [(-1.0, 0), (0.5, 1)])
def test_a_repetition_counts_at_the_end_of_a_film_if_it_was_held(
    after_hold_s: float, counted: int
) -> None:
    film = list(hook_lying(ROUND_S + 2))
    [held] = of(HoldCompleted, judge(SPEC, film))
    trainer = Trainer(SPEC)
    for time_s, pose in film:
        if time_s < held.time_s + after_hold_s:
            trainer.step(pose, time_s)
    assert len(of(RepetitionCompleted, trainer.finish())) == counted


def test_a_heel_slide_is_no_breathing_exercise() -> None:
    course = Course(90).stay(2).repeat(3, lambda c: c.to(0, 3).stay(1).to(90, 3).stay(1))
    film = lying(sliding(course), resting(90), fps=10, camera=BOTH_SEEN)
    assert not of(RepetitionCompleted, judge(SPEC, film))
