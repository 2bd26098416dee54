"""The set of clips as a whole: what a trainer may meet is all in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from each import for_each
from sample_clips import BY_NAME, NAMES, clips_of, kept_truth, motion, repetitions, spec_of

import samples
from posetrainer.exercises.catalogue import exercise_ids
from samples.renderer.exercises import CLIPS, MODULES

EXERCISES = [module.EXERCISE.id for module in MODULES]
LARGEST_FOLDER = 40_000_000
SIDE_WITHIN_DEG, FRONT_WITHIN_DEG = 20.0, 15.0


def is_seen_from(view: str, azimuth_deg: float) -> bool:
    """Whether a camera at that azimuth sees a person from the side, or from the front."""
    if view == "side":
        return abs(abs(azimuth_deg) - 90) < SIDE_WITHIN_DEG
    return abs(azimuth_deg) < FRONT_WITHIN_DEG


def middle_of_picture(name: str) -> float:
    """Where the body is in the picture's width: 0 is the left edge, 1 the right one."""
    truth = kept_truth(name)
    across = np.array(list(truth["landmarks_px"].values()))[..., 0]
    return float((across.min() + across.max()) / 2 / truth["size"][0])


def test_all_exercises_of_the_catalogue_are_filmed() -> None:
    assert len(EXERCISES) == len(set(EXERCISES)) == 14
    assert set(EXERCISES) == set(exercise_ids())


@for_each("exercise_id", EXERCISES)
def test_each_exercise_has_a_good_clip_and_one_with_errors(exercise_id: str) -> None:
    clips = {clip.name: clip for clip in clips_of(exercise_id) if clip.refused is None}
    good, errors = clips[f"{exercise_id}_good"], clips[f"{exercise_id}_errors"]
    assert {repetition.kind for repetition in good.repetitions} == {"good"}
    assert len({repetition.kind for repetition in errors.repetitions} - {"good"}) >= 2
    assert all(name.startswith(exercise_id) for name in clips)


@for_each("exercise_id", EXERCISES)
def test_every_kind_of_repetition_is_filmed(exercise_id: str) -> None:
    clips = clips_of(exercise_id)
    filmed = {repetition.kind for clip in clips for repetition in clip.repetitions}
    assert filmed == set(clips[0].exercise.shapes)


@pytest.mark.slow
@for_each("exercise_id", EXERCISES)
def test_at_least_two_faults_of_form_or_speed_or_reach_are_filmed(exercise_id: str) -> None:
    truths = [truth for clip in clips_of(exercise_id) for truth in repetitions(clip.name)]
    wrong = {fault for truth in truths for fault in truth["faults"]}
    wrong |= {"too_fast" for truth in truths if truth["too_fast_s"] is not None}
    wrong |= {"missed" for truth in truths if truth["missed"] is not None}
    assert len(wrong) >= 2
    assert any(truth["faults"] for truth in truths)


@for_each("exercise_id", EXERCISES)
def test_each_exercise_is_done_by_both_bodies_in_different_rooms(exercise_id: str) -> None:
    clips = clips_of(exercise_id)
    assert {clip.body for clip in clips} == {"person_m", "person_f"}
    assert len({clip.room for clip in clips}) >= 2


def test_rooms_differ_in_colours_and_light() -> None:
    rooms = {clip.room for clip in CLIPS}
    assert len(rooms) >= 3
    assert len({room.wall for room in rooms}) == len(rooms)
    assert len({room.light_deg for room in rooms}) == len(rooms)
    assert len({room.light_height for room in rooms}) == len(rooms)


def test_people_are_filmed_from_the_left_from_the_right_and_from_the_front() -> None:
    azimuths = [clip.view.azimuth_deg for clip in CLIPS if clip.refused is None]
    assert sum(is_seen_from("side", azimuth) and azimuth > 0 for azimuth in azimuths) >= 5
    assert sum(is_seen_from("side", azimuth) and azimuth < 0 for azimuth in azimuths) >= 5
    assert sum(is_seen_from("front", azimuth) for azimuth in azimuths) >= 2
    assert len({clip.view.distance_m for clip in CLIPS}) >= 4
    assert len({clip.view.height_m for clip in CLIPS}) >= 4


@for_each("name", NAMES)
def test_a_clip_is_refused_exactly_if_the_view_is_not_that_of_the_spec(name: str) -> None:
    clip = BY_NAME[name]
    usable = is_seen_from(spec_of(name).view, clip.view.azimuth_deg)
    assert clip.refused == (None if usable else "view")


def test_some_clips_are_to_be_refused() -> None:
    refused = [clip for clip in CLIPS if clip.refused]
    oblique = [clip for clip in refused if clip.exercise.ground == "mat"]
    assert len(refused) >= 2
    assert any(15 < abs(clip.view.azimuth_deg) < 60 for clip in oblique)
    assert any(is_seen_from("front", clip.view.azimuth_deg) for clip in refused)


def test_some_sensors_are_noisy() -> None:
    noises = [clip.noise for clip in CLIPS]
    assert sum(noise >= 2 for noise in noises) >= 2
    assert min(noises) > 0  # there is no sensor without noise


@pytest.mark.slow
def test_some_people_are_off_centre() -> None:
    off = [name for name in NAMES if abs(middle_of_picture(name) - 0.5) > 0.1]
    aside = [name for name in NAMES if BY_NAME[name].view.aside_m]
    assert len(off) >= 2
    assert set(off) == set(aside)
    assert {middle_of_picture(name) < 0.5 for name in off} == {True, False}


def test_somebody_walks_through_while_a_repetition_goes_on() -> None:
    passed = [clip for clip in CLIPS if clip.passer]
    assert passed
    for clip in passed:
        assert clip.passer is not None
        timed = motion(clip.name).timed
        assert timed[0].start_s < clip.passer.from_s < timed[-1].end_s
        assert clip.passer.depth_m > 0.5  # behind, where they touch nobody


def test_slow_and_quick_cameras_and_a_portrait_picture_are_there() -> None:
    assert min(clip.fps for clip in CLIPS) == 10
    assert max(clip.fps for clip in CLIPS) == 30
    assert any(clip.size[1] > clip.size[0] for clip in CLIPS)
    assert any(clip.size[0] > clip.size[1] for clip in CLIPS)


def test_samples_are_small_enough_to_be_kept_with_the_code() -> None:
    files = [path for path in Path(samples.__file__).parent.rglob("*") if path.is_file()]
    kept = [path for path in files if "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in kept) < LARGEST_FOLDER
