"""Every clip does what its labels say, judged on the planned motion itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from each import for_each
from sample_clips import (
    BY_NAME,
    NAMES,
    Truth,
    clips_of,
    motion,
    person,
    points_at,
    repetitions,
    spec_of,
)

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from samples.renderer.choreography import Keyed, Wobble
from samples.renderer.exercises import CLIPS, MODULES, choreograph
from samples.renderer.exercises.lying_legs import LyingLegs
from samples.renderer.recipes import Repetition, in_turn, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import (
    GOOD_SPEED_SHARE,
    LEAD_IN_S,
    LEAD_OUT_S,
    TOO_FAST_SPEED_SHARE,
)

pytestmark = pytest.mark.slow

# Tremor and breathing move a hand by some millimetres, a step of any kind by much more.
AT_REST_M = 0.02
SHORTEST_PAUSE_S = 0.75

PACED = [name for name in NAMES if spec_of(name).paced]
RHYTHMIC = [name for name in NAMES if spec_of(name).rhythm]
ALTERNATING = [i for i in exercise_ids() if load_exercise(i).dose.sides == "alternate"]
ONE_SIDED = [name for name in NAMES if spec_of(name).dose.sides in ("each", "alternate")]
VARYING = {
    module.EXERCISE.id
    for module in MODULES
    if issubclass(module.MOTION, Keyed) and module.MOTION.VARIES
}
VARIED = [
    name
    for name in NAMES
    if BY_NAME[name].exercise.id in VARYING
    and sum(r.kind == "good" for r in BY_NAME[name].repetitions) > 1
]


def strayed_m(name: str, times_s: Floats) -> float:
    """How far any landmark gets, over some times, from where it is at the first of them."""
    shown = [np.array(list(points_at(name, time).values())) for time in times_s]
    return float(np.linalg.norm(np.array(shown) - shown[0], axis=2).max())


def held_s(truth: Truth) -> float:
    hold = truth["hold"]
    return float(hold["end_s"] - hold["start_s"]) if hold else 0.0


def a_minute(truth: Truth) -> float:
    """The cadence of steps that follow one another without a pause."""
    return float(60 / (truth["end_s"] - truth["start_s"]))


def shortfalls(name: str, truth: Truth) -> list[str]:
    """What is wrong with a repetition: nothing, if it is done as prescribed."""
    spec = spec_of(name)
    found = list(truth["faults"])
    if truth["missed"] is not None:
        found.append("missed")
    if truth["too_fast_s"] is not None:
        found.append("tempo")
    if truth["hold"] and not spec.paced and held_s(truth) < spec.hold_s:
        found.append("hold")
    if spec.rhythm and a_minute(truth) > spec.rhythm.at_most_per_min:
        found.append("rhythm")
    return found


@for_each("name", NAMES)
def test_clip_starts_and_ends_at_rest(name: str) -> None:
    moving, timed = motion(name), motion(name).timed
    assert moving.duration_s == pytest.approx(moving.frames / BY_NAME[name].fps)
    assert timed[0].start_s >= LEAD_IN_S
    assert moving.duration_s - timed[-1].end_s >= LEAD_OUT_S - 1e-9
    ending_s = moving.duration_s - LEAD_OUT_S
    assert strayed_m(name, np.linspace(0.0, LEAD_IN_S, 5)) < AT_REST_M
    assert strayed_m(name, np.linspace(ending_s, moving.duration_s, 5)) < AT_REST_M


@for_each("name", NAMES)
def test_repetitions_follow_one_another_with_a_pause_unless_there_is_a_rhythm(name: str) -> None:
    pauses = [after.start_s - before.end_s for before, after in pairwise(motion(name).timed)]
    if name in RHYTHMIC:
        assert pauses == pytest.approx([0.0] * len(pauses))
    else:
        assert all(pause >= SHORTEST_PAUSE_S for pause in pauses)


@for_each("name", NAMES)
def test_every_repetition_leaves_rest_and_comes_back(name: str) -> None:
    moving = motion(name)
    assert [t.repetition for t in moving.timed] == list(BY_NAME[name].repetitions)
    for timed, truth in zip(moving.timed, repetitions(name), strict=True):
        ends = moving.driver(np.array([timed.start_s, timed.end_s]), timed.repetition.side)
        assert np.abs(ends).max() < 0.25 * truth["peak"], truth


@for_each("name", NAMES)
def test_speed_matches_the_label(name: str) -> None:
    moving, limit = motion(name), BY_NAME[name].exercise.speed_limit
    for truth in repetitions(name):
        if truth["kind"] != "too_fast":
            assert truth["peak_speed"] < GOOD_SPEED_SHARE * limit, truth
            assert truth["too_fast_s"] is None, truth
            continue
        assert truth["peak_speed"] > TOO_FAST_SPEED_SHARE * limit, truth
        assert truth["start_s"] < truth["too_fast_s"] < truth["end_s"], truth
        # It is the first moment at that speed: slower just before it, faster just after it.
        until = np.arange(truth["start_s"], truth["too_fast_s"] + 0.05, 0.002)
        speed = np.abs(np.gradient(moving.driver(until, truth["side"]), until))
        assert speed[until < truth["too_fast_s"] - 0.01].max(initial=0.0) < limit, truth
        assert speed[-5:].min() > limit, truth


@for_each("name", [name for name in NAMES if spec_of(name).tempo])
def test_good_repetitions_keep_the_tempo_of_the_spec(name: str) -> None:
    tempo = spec_of(name).tempo
    assert tempo is not None
    inches = BY_NAME[name].exercise.unit == "in"
    limits = [
        phase.at_most_in_s if inches else phase.at_most_deg_s for phase in (tempo.out, tempo.back)
    ]
    for truth in repetitions(name):
        for limit in limits:
            assert limit is None or not truth["good"] or truth["peak_speed"] < limit, truth


@for_each("name", NAMES)
def test_reach_matches_the_label(name: str) -> None:
    threshold = BY_NAME[name].exercise.counting_threshold
    for truth in repetitions(name):
        assert truth["missed"] == (None if truth["counted"] else "partial"), truth
        assert truth["counted"] == (truth["kind"] not in ("partial", "low_knee")), truth
        if truth["counted"]:
            assert truth["peak"] > 1.5 * threshold, truth
        else:
            assert truth["peak"] < 0.85 * threshold, truth


@for_each("name", NAMES)
def test_only_held_exercises_have_holds(name: str) -> None:
    exercise = BY_NAME[name].exercise
    assert exercise.held == (spec_of(name).hold_s > 0)
    for truth in repetitions(name):
        assert (truth["hold"] is not None) == (exercise.held and truth["counted"]), truth
        if truth["hold"]:
            start_s, end_s = truth["hold"]["start_s"], truth["hold"]["end_s"]
            assert truth["start_s"] < start_s < end_s < truth["end_s"], truth


@for_each("name", [n for n in NAMES if spec_of(n).hold_s and n not in PACED])
def test_hold_matches_the_label(name: str) -> None:
    prescribed_s = spec_of(name).hold_s
    for truth in repetitions(name):
        if truth["kind"] == "good":
            assert prescribed_s < held_s(truth) < prescribed_s + 1.2, truth
        elif truth["kind"] == "broken_hold":
            assert 2.0 <= held_s(truth) < 0.6 * prescribed_s, truth
        elif truth["kind"] == "bouncing":
            assert held_s(truth) < 0.5, truth
        elif truth["counted"]:
            assert held_s(truth) > 2.0, truth


@for_each("name", PACED)
def test_paced_repetitions_keep_the_pace_of_the_spec(name: str) -> None:
    paced = spec_of(name).paced
    assert paced is not None
    truths = repetitions(name)
    for truth in truths:
        assert truth["end_s"] - truth["start_s"] == pytest.approx(paced.hold_s)
        # Tightening and letting go take their time, too.
        assert 0.8 * paced.hold_s < held_s(truth) < paced.hold_s
        assert truth["counted"]
        assert truth["too_fast_s"] is None
    for before, after in pairwise(truths):
        period_s = paced.hold_s + paced.relax_s
        assert after["start_s"] - before["start_s"] == pytest.approx(period_s)


@for_each("name", RHYTHMIC)
def test_steps_keep_the_rhythm_unless_they_are_rushed(name: str) -> None:
    rhythm = spec_of(name).rhythm
    assert rhythm is not None
    for truth in repetitions(name):
        if truth["kind"] == "rushed":
            assert a_minute(truth) > 1.2 * rhythm.at_most_per_min, truth
        else:
            assert rhythm.at_least_per_min < a_minute(truth) < rhythm.at_most_per_min, truth


@for_each("name", NAMES)
def test_what_is_not_good_has_a_reason_and_what_is_good_has_none(name: str) -> None:
    for truth in repetitions(name):
        assert truth["good"] == (truth["kind"] == "good")
        assert truth["good"] == (not shortfalls(name, truth)), truth


@for_each("name", NAMES)
def test_faults_are_those_of_the_exercises_spec(name: str) -> None:
    for kind, shape in BY_NAME[name].exercise.shapes.items():
        assert set(shape.faults) <= set(spec_of(name).form), kind


@for_each("exercise_id", ALTERNATING)
def test_alternating_exercises_alternate_sides(exercise_id: str) -> None:
    for clip in clips_of(exercise_id):
        sides = [repetition.side for repetition in clip.repetitions]
        changes = [before != after for before, after in pairwise(sides)]
        assert "both" not in sides
        # Filming the near leg alone is the point of one straight leg raise.
        if clip.name == "straight_leg_raise_errors":
            assert not any(changes)
        else:
            assert all(changes)


def test_changing_sides_takes_one_leg_after_the_other() -> None:
    moving = motion("straight_leg_raise_good")
    assert isinstance(moving, LyingLegs)
    for before, after in pairwise(moving.timed):
        # Judged on the skeleton between two repetitions: first one knee moves, then the other.
        times = np.arange(before.end_s, after.start_s, 0.02)
        moved = {}
        for timed in (before, after):
            side = timed.repetition.side
            assert side != "both"
            knee = moving.knee_deg(times, side)
            moved[timed] = times[np.abs(np.gradient(knee, times)) > 5]
        assert moved[before].size
        assert moved[after].size
        assert moved[before].max() <= moved[after].min() + 0.02


@for_each("name", VARIED)
def test_good_repetitions_vary_a_little(name: str) -> None:
    moving, shape = motion(name), BY_NAME[name].exercise.shapes["good"]
    good = [t for t in moving.timed if t.repetition.kind == "good"]
    seconds = [timed.end_s - timed.start_s for timed in good]
    assert len(set(seconds)) == len(good)
    assert seconds == pytest.approx([shape.seconds] * len(good), rel=0.05)
    peaks = [t["peak"] for t in repetitions(name) if t["kind"] == "good"]
    assert np.ptp(peaks) > 0.001 * shape.peak
    assert max(peaks) < 1.06 * shape.peak


@for_each("name", NAMES)
def test_the_same_recipe_is_done_the_same_and_another_seed_is_not(name: str) -> None:
    clip = BY_NAME[name]
    again = choreograph(clip, person(clip.body))
    other = choreograph(replace(clip, seed=clip.seed + 1000), person(clip.body))
    time_s = motion(name).timed[0].end_s
    assert again.posture(time_s) == motion(name).posture(time_s)
    assert other.posture(time_s) != motion(name).posture(time_s)


@for_each("name", NAMES)
def test_nobody_is_frozen_and_nobody_shakes(name: str) -> None:
    moving, clip = motion(name), BY_NAME[name]
    rest = np.arange(0.0, LEAD_IN_S, 1 / clip.fps)
    postures = [moving.posture(float(time)) for time in rest]
    angles = {
        "elbow": [posture.left_arm.elbow for posture in postures],
        "neck": [posture.neck_deg for posture in postures],
    }
    assert max(np.ptp(values) for values in angles.values()) > 0.01
    assert max(np.ptp(values) for values in angles.values()) < 1.0
    driver = moving.driver(rest, moving.timed[0].repetition.side)
    assert np.abs(np.gradient(driver, rest)).max() < clip.exercise.still_speed / 2


@for_each("name", ONE_SIDED)
def test_one_sided_exercises_refuse_both_sides_at_once(name: str) -> None:
    clip = replace(BY_NAME[name], repetitions=on("both", "good"))
    with pytest.raises(ValueError, match=r"one (side|leg) at a time"):
        choreograph(clip, person(clip.body)).posture(0.0)


def test_repetitions_on_one_side_and_in_turn() -> None:
    assert on("left", "good", "partial") == (
        Repetition("good", "left"),
        Repetition("partial", "left"),
    )
    assert [r.side for r in in_turn("good", "good", "good")] == ["left", "right", "left"]
    assert [r.side for r in in_turn("good", "good", first="right")] == ["right", "left"]
    assert [r.kind for r in in_turn("good", "partial")] == ["good", "partial"]


def test_bouncing_fades_in_and_out_and_happens_only_then() -> None:
    wobble = Wobble(start_s=2.0, end_s=7.0, size=8.0, hertz=0.8)
    times = np.linspace(0.0, 9.0, 901)
    values = wobble.at(times)
    assert values[(times <= 2.0) | (times >= 7.0)] == pytest.approx(0.0)
    inside = values[(times > 3.0) & (times < 6.0)]
    assert inside.max() == pytest.approx(8.0, rel=0.02)
    assert inside.min() == pytest.approx(-8.0, rel=0.02)
    assert np.abs(np.diff(values)).max() < 1.0  # no jump where it begins and ends


def test_names_and_seeds_are_unique() -> None:
    assert len(set(NAMES)) == len({clip.seed for clip in CLIPS}) == len(CLIPS)
