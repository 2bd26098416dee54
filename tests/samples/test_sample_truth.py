"""Every clip that is kept has a truth file that agrees with it and with its recipe."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from each import for_each
from sample_clips import (
    BY_NAME,
    FOLDER,
    NAMES,
    Truth,
    camera_of,
    kept_truth,
    motion,
    near_side,
    repetitions,
    skin,
    spec_of,
)

from samples import render
from samples.renderer.posture import SIDES
from samples.renderer.rotation import Floats
from samples.renderer.shapes import LEAD_IN_S
from samples.renderer.truth import clip_truth

pytestmark = pytest.mark.slow

PARTS = ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
JOINTS = ("knee_flexion", "hip_flexion", "ankle_dorsiflexion")
KEYS = [
    *("schema", "clip", "exercise", "refused", "body", "stature_m", "camera", "fps", "size"),
    *("frames", "duration_s", "driver", "still_speed", "repetitions", "measures"),
    "landmarks_px",
]
REPETITION_KEYS = [
    *("kind", "side", "start_s", "hold", "end_s", "peak", "peak_speed", "too_fast_s"),
    *("counted", "good", "missed", "faults"),
]
MARGIN_PX, SKIN_MARGIN_PX = 25, 10
# Noise cannot be compressed.
LARGEST_CLIP, LARGEST_NOISY_CLIP, LARGEST_TRUTH = 800_000, 3_000_000, 350_000
# From the side the picture shows a knee's angle but for the camera's perspective.
SEEN_WITHIN_DEG = 4.0
# What differs more than this from the first frame has moved: the sensor's noise is less.
MOVED_LEVELS = 30
LIMB_PX = 40  # how far its skin and its blur are from a landmark
# Of a contraction done well nothing is seen.
SEEN_TO_MOVE = [name for name in NAMES if name != "abdominal_contraction_good"]


def driver_of(truth: Truth, side: str) -> Floats:
    return np.array(truth["measures"][f"{side}_{truth['driver']['name']}"])


def landmarks_of(truth: Truth) -> Floats:
    """All landmarks, (landmarks, frames, 2) pixels."""
    return np.array(list(truth["landmarks_px"].values()))


def test_folder_holds_the_clips_of_the_recipes_and_no_others() -> None:
    expected = {f"{name}.{end}" for name in NAMES for end in ("mp4", "truth.json")}
    assert {path.name for path in FOLDER.iterdir() if path.name[0] != "."} == expected


@for_each("name", NAMES)
def test_files_are_small(name: str) -> None:
    largest = LARGEST_NOISY_CLIP if BY_NAME[name].noise > 1 else LARGEST_CLIP
    assert (FOLDER / f"{name}.mp4").stat().st_size < largest
    assert (FOLDER / f"{name}.truth.json").stat().st_size < LARGEST_TRUTH


@for_each("name", NAMES)
def test_clip_is_what_the_truth_and_the_recipe_say_it_is(name: str) -> None:
    truth, clip = kept_truth(name), BY_NAME[name]
    with av.open(str(FOLDER / truth["clip"])) as container:
        stream = container.streams.video[0]
        times = sorted(float(p.pts * p.time_base) for p in container.demux(stream) if p.size)
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert [context.width, context.height] == truth["size"] == list(clip.size)
        assert float(stream.average_rate) == truth["fps"] == clip.fps
    assert len(times) == truth["frames"]
    assert truth["duration_s"] == pytest.approx(truth["frames"] / truth["fps"], abs=1e-3)
    assert times == pytest.approx([n / clip.fps for n in range(truth["frames"])], abs=1e-4)


@for_each("name", NAMES)
def test_truth_has_person_exercise_and_camera(name: str) -> None:
    truth, clip = kept_truth(name), BY_NAME[name]
    assert list(truth) == KEYS
    assert truth["schema"] == 1
    assert truth["clip"] == f"{name}.mp4"
    assert truth["exercise"] == clip.exercise.id
    assert truth["refused"] == clip.refused
    assert truth["body"] == clip.body
    assert truth["stature_m"] == pytest.approx(motion(name).person.stature_m, abs=1e-3)
    assert truth["camera"] == {
        key: getattr(clip.view, key) for key in ("azimuth_deg", "distance_m", "height_m", "fov_deg")
    }
    assert truth["driver"] == {"name": clip.exercise.driver, "unit": clip.exercise.unit}
    assert truth["still_speed"] == clip.exercise.still_speed


@for_each("name", NAMES)
def test_truth_has_all_measures_and_landmarks(name: str) -> None:
    truth = kept_truth(name)
    assert set(truth["landmarks_px"]) == {"nose"} | {f"{s}_{part}" for s in SIDES for part in PARTS}
    driven = {f"{r.side}_{BY_NAME[name].exercise.driver}" for r in BY_NAME[name].repetitions}
    joints = {f"{side}_{joint}" for side in SIDES for joint in JOINTS}
    assert set(truth["measures"]) == joints | driven | {"trunk_inclination"}
    for values in (*truth["measures"].values(), *truth["landmarks_px"].values()):
        assert np.isfinite(values).all()
    for places in truth["landmarks_px"].values():
        assert np.shape(places) == (truth["frames"], 2)


@for_each("name", NAMES)
def test_measures_have_one_value_a_frame(name: str) -> None:
    truth = kept_truth(name)
    lengths = {measure: len(values) for measure, values in truth["measures"].items()}
    assert lengths == dict.fromkeys(lengths, truth["frames"])


@for_each("name", NAMES)
def test_repetitions_are_those_of_the_recipe_as_it_is_now(name: str) -> None:
    truth, clip = kept_truth(name), BY_NAME[name]
    assert truth["frames"] == motion(name).frames
    labels = [(r["kind"], r["side"]) for r in truth["repetitions"]]
    assert labels == [(r.kind, r.side) for r in clip.repetitions]
    assert all(list(repetition) == REPETITION_KEYS for repetition in truth["repetitions"])
    assert truth["repetitions"] == list(repetitions(name))


@for_each("name", NAMES)
def test_faults_in_the_truth_are_those_of_the_spec(name: str) -> None:
    faults = {fault for r in kept_truth(name)["repetitions"] for fault in r["faults"]}
    assert faults <= set(spec_of(name).form)


@for_each("name", NAMES)
def test_landmarks_stay_in_the_picture(name: str) -> None:
    truth = kept_truth(name)
    places, (width, height) = landmarks_of(truth), truth["size"]
    assert places.min() > MARGIN_PX
    assert places[..., 0].max() < width - MARGIN_PX
    assert places[..., 1].max() < height - MARGIN_PX


@for_each("name", NAMES)
def test_the_whole_dressed_body_stays_in_the_picture(name: str) -> None:
    clip, moving, camera = BY_NAME[name], motion(name), camera_of(name)
    for frame in np.linspace(0, moving.frames - 1, 16).astype(int):
        places = camera.project(skin(name, frame / clip.fps))
        assert places.min() > SKIN_MARGIN_PX
        assert (clip.size - places).min() > SKIN_MARGIN_PX


@for_each("name", [n for n in NAMES if BY_NAME[n].refused is None])
def test_the_body_is_large_enough_to_be_judged(name: str) -> None:
    truth = kept_truth(name)
    extent = np.ptp(landmarks_of(truth)[:, 0], axis=0)
    assert extent.max() > 0.35 * truth["size"][int(extent.argmax())]


@for_each("name", NAMES)
def test_repetitions_agree_with_the_measures(name: str) -> None:
    truth = kept_truth(name)
    fps, last_s = truth["fps"], 0.0
    for repetition in truth["repetitions"]:
        assert last_s <= repetition["start_s"] < repetition["end_s"] < truth["duration_s"]
        last_s = repetition["end_s"]
        driver = driver_of(truth, repetition["side"])
        first, last = (round(repetition[key] * fps) for key in ("start_s", "end_s"))
        moments = driver[first : last + 1]
        # A frame is late for the peak by half its own length at the most.
        missed = repetition["peak_speed"] / fps / 2
        assert repetition["peak"] - missed - 0.1 < moments.max() <= repetition["peak"] + 0.01
        assert driver[first] < 0.25 * repetition["peak"]
        assert driver[last] < 0.25 * repetition["peak"]
        if repetition["hold"]:
            begin, end = (repetition["hold"][key] * fps for key in ("start_s", "end_s"))
            held = driver[int(np.ceil(begin)) : int(end) + 1]
            assert (held > 0.89 * repetition["peak"]).all()
            assert (np.abs(np.diff(held)) * fps < 1.4 * truth["still_speed"]).all()


@for_each("name", NAMES)
def test_peak_speeds_agree_with_the_measures(name: str) -> None:
    truth = kept_truth(name)
    for repetition in truth["repetitions"]:
        driver = driver_of(truth, repetition["side"])
        first, last = (round(repetition[key] * truth["fps"]) for key in ("start_s", "end_s"))
        speed = np.abs(np.diff(driver[first : last + 1])).max() * truth["fps"]
        # Between two frames a quick movement has sped up and slowed down again.
        quickest_s = 2 * repetition["peak"] / repetition["peak_speed"]
        within = 0.08 if quickest_s * truth["fps"] > 8 else 0.35
        assert speed == pytest.approx(repetition["peak_speed"], rel=within), repetition


@for_each("name", NAMES)
def test_nothing_counts_outside_the_repetitions(name: str) -> None:
    truth = kept_truth(name)
    times = np.arange(truth["frames"]) / truth["fps"]
    for side in {repetition["side"] for repetition in truth["repetitions"]}:
        outside = np.ones(truth["frames"], dtype=bool)
        for repetition in truth["repetitions"]:
            if repetition["side"] == side:
                inside = (times >= repetition["start_s"]) & (times <= repetition["end_s"])
                outside &= ~inside
        threshold = BY_NAME[name].exercise.counting_threshold
        assert driver_of(truth, side)[outside].max() < 0.3 * threshold


@for_each("name", [n for n in NAMES if abs(abs(BY_NAME[n].view.azimuth_deg) - 90) < 20])
def test_knee_angles_of_the_landmarks_are_those_of_the_measures(name: str) -> None:
    truth, side = kept_truth(name), near_side(name)
    hip, knee, ankle = (
        np.array(truth["landmarks_px"][f"{side}_{part}"]) for part in ("hip", "knee", "ankle")
    )
    thigh, shank = knee - hip, ankle - knee
    across = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    seen = np.degrees(np.arctan2(np.abs(across), (thigh * shank).sum(axis=1)))
    reported = np.array(truth["measures"][f"{side}_knee_flexion"])[-truth["frames"] :]
    assert np.abs(seen - np.abs(reported)).max() < SEEN_WITHIN_DEG


def quiet_frames(name: str) -> int:
    """How many frames there are before somebody walks by, who changes the picture, too."""
    clip, frames = BY_NAME[name], motion(name).frames
    return int((clip.passer.from_s - 3) * clip.fps) if clip.passer else frames


def pictures_of(name: str, numbers: Collection[int]) -> Iterator[Floats]:
    """Some frames of a clip in order, (H, W) grey levels each."""
    with av.open(str(FOLDER / f"{name}.mp4")) as container:
        container.streams.video[0].thread_type = "AUTO"
        for number, frame in enumerate(container.decode(video=0)):
            if number in numbers:
                yield frame.to_ndarray(format="gray").astype(float)
            if number >= max(numbers):
                break


@for_each("name", SEEN_TO_MOVE)
def test_pictures_change_where_the_body_truly_moves(name: str) -> None:
    places = landmarks_of(kept_truth(name))[:, : quiet_frames(name)]
    moved_px = np.linalg.norm(places - places[:, :1], axis=2)
    furthest = int(moved_px.max(axis=0).argmax())
    still = int(LEAD_IN_S * BY_NAME[name].fps)
    first, before, after = pictures_of(name, (0, still, furthest))
    changed_before, changed = (
        np.argwhere(np.abs(picture - first) > MOVED_LEVELS)[:, ::-1] for picture in (before, after)
    )
    assert len(changed) > 500
    assert len(changed_before) < 0.1 * len(changed)
    moving = places[moved_px[:, furthest] > 8][:, [0, furthest]].reshape(-1, 2)
    low, high = moving.min(axis=0) - LIMB_PX, moving.max(axis=0) + LIMB_PX
    inside = ((changed > low) & (changed < high)).all(axis=1)
    assert inside.mean() > 0.6  # the rest is shadow


@for_each("name", SEEN_TO_MOVE)
def test_pictures_change_when_the_body_truly_moves(name: str) -> None:
    fps = BY_NAME[name].fps
    numbers = range(0, quiet_frames(name), max(1, round(fps / 10)))
    places = landmarks_of(kept_truth(name))[:, numbers]
    reported = np.linalg.norm(places - places[:, :1], axis=2).sum(axis=0)
    pictures = pictures_of(name, numbers)
    first = next(pictures)
    shown = np.array(
        [0, *(np.count_nonzero(np.abs(picture - first) > MOVED_LEVELS) for picture in pictures)]
    )

    def likeness(late: int) -> float:
        """How alike both are if the pictures are so many of these frames late."""
        ends = len(reported) - abs(late)
        pair = (shown[late:], reported[:ends]) if late >= 0 else (shown[:ends], reported[-late:])
        return float(np.corrcoef(*pair)[0, 1])

    assert likeness(0) > 0.75
    assert max(range(-15, 16), key=likeness) in (-1, 0, 1)


def assert_same(fresh: Any, kept: Any, within: float, where: str = "truth") -> None:
    """Compare two truths; numbers may differ by a rounding of their last digit."""
    if isinstance(fresh, dict):
        assert list(fresh) == list(kept), where
        for key, value in fresh.items():
            assert_same(value, kept[key], within, f"{where}.{key}")
    elif isinstance(fresh, list) and fresh and isinstance(fresh[0], (list, float)):
        assert np.shape(fresh) == np.shape(kept), where
        assert np.abs(np.subtract(fresh, kept)).max() <= within, where
    elif isinstance(fresh, list) and fresh:
        assert len(fresh) == len(kept), where
        for number, value in enumerate(fresh):
            assert_same(value, kept[number], within, f"{where}[{number}]")
    else:
        assert fresh == (pytest.approx(kept, abs=within) if isinstance(kept, float) else kept)


@for_each("name", [name for name in NAMES if not name.endswith("_good")])
def test_truth_of_a_new_rendering_would_be_the_same(name: str) -> None:
    fresh = clip_truth(motion(name), camera_of(name))
    assert_same(fresh, kept_truth(name), within=0.11)


def test_command_writes_truth_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("moderngl", reason="rendering is not installed")
    monkeypatch.setattr(render, "CLIP_FOLDER", tmp_path)
    name = "knee_to_chest_foot_end"
    assert render.main(["--truth-only", name]) == 0
    assert capsys.readouterr().out == f"{name}: truth written\n"
    written = tmp_path / f"{name}.truth.json"
    assert list(tmp_path.iterdir()) == [written]
    assert_same(json.loads(written.read_text(encoding="utf-8")), kept_truth(name), within=0.11)
