"""Every clip that is kept has a truth file that agrees with it and with its recipe."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

import samples
from samples.renderer.camera import Camera
from samples.renderer.choreography import choreograph
from samples.renderer.posture import SIDES
from samples.renderer.recipes import CLIPS, FPS, SIZE
from samples.renderer.truth import clip_truth, repetition_truth

pytestmark = pytest.mark.slow

FOLDER = Path(samples.__file__).parent / "clips"
NAMES = [clip.name for clip in CLIPS]
PARTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
KEYS = [
    *("schema", "clip", "exercise", "body", "stature_m", "camera", "fps", "size", "frames"),
    *("duration_s", "driver", "still_speed", "repetitions", "measures", "landmarks_px"),
]
MARGIN_PX = 20
LARGEST_CLIP, LARGEST_TRUTH = 600_000, 250_000


@cache
def truth_of(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{name}.truth.json").read_text())
    return loaded


def driver_of(truth: dict[str, Any], side: str) -> np.ndarray:
    each = "left" if side == "both" else side
    return np.array(truth["measures"][f"{each}_{truth['driver']['name']}"])


def test_folder_holds_the_clips_of_the_recipes_and_no_others() -> None:
    expected = {f"{name}.{end}" for name in NAMES for end in ("mp4", "truth.json")}
    assert {path.name for path in FOLDER.iterdir() if path.name[0] != "."} == expected


@pytest.mark.parametrize("name", NAMES)
def test_files_are_small(name: str) -> None:
    assert (FOLDER / f"{name}.mp4").stat().st_size < LARGEST_CLIP
    assert (FOLDER / f"{name}.truth.json").stat().st_size < LARGEST_TRUTH


@pytest.mark.parametrize("name", NAMES)
def test_clip_is_what_the_truth_says_it_is(name: str) -> None:
    truth = truth_of(name)
    with av.open(str(FOLDER / truth["clip"])) as container:
        stream = container.streams.video[0]
        times = sorted(float(p.pts * p.time_base) for p in container.demux(stream) if p.size)
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert [context.width, context.height] == truth["size"] == list(SIZE)
        assert float(stream.average_rate) == truth["fps"] == FPS
    assert len(times) == truth["frames"]
    assert truth["duration_s"] == pytest.approx(truth["frames"] / truth["fps"], abs=1e-3)
    assert times == pytest.approx([n / FPS for n in range(truth["frames"])], abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_complete(name: str) -> None:
    truth = truth_of(name)
    assert list(truth) == KEYS
    assert truth["schema"] == 1
    assert set(truth["landmarks_px"]) == {f"{side}_{part}" for side in SIDES for part in PARTS}
    measures = {"trunk_inclination"} | {
        f"{side}_{joint}_flexion" for side in SIDES for joint in ("knee", "hip")
    }
    if truth["exercise"] != "wall_squat":
        measures |= {f"{side}_ankle_lift" for side in SIDES}
    assert set(truth["measures"]) == measures
    for values in (*truth["measures"].values(), *truth["landmarks_px"].values()):
        assert len(values) == truth["frames"]
        assert np.isfinite(values).all()


@pytest.mark.parametrize("name", NAMES)
def test_whole_body_stays_in_the_picture(name: str) -> None:
    places = np.array(list(truth_of(name)["landmarks_px"].values()))
    assert places.min() > MARGIN_PX
    assert places[..., 0].max() < SIZE[0] - MARGIN_PX
    assert places[..., 1].max() < SIZE[1] - MARGIN_PX


@pytest.mark.parametrize("name", NAMES)
def test_repetitions_agree_with_the_measures(name: str) -> None:
    truth = truth_of(name)
    last_s = 0.0
    for repetition in truth["repetitions"]:
        assert last_s < repetition["start_s"] < repetition["end_s"] < truth["duration_s"]
        last_s = repetition["end_s"]
        driver = driver_of(truth, repetition["side"])
        first, last = (round(repetition[key] * FPS) for key in ("start_s", "end_s"))
        during = driver[first : last + 1]
        assert during.max() == pytest.approx(repetition["peak"], abs=0.25)
        assert driver[first] < 0.25 * repetition["peak"]
        assert driver[last] < 0.25 * repetition["peak"]
        speed = np.abs(np.diff(during)) * FPS
        assert speed.max() == pytest.approx(repetition["peak_speed"], rel=0.08)
        if repetition["hold"]:
            begin, end = (repetition["hold"][key] * FPS for key in ("start_s", "end_s"))
            held = driver[int(np.ceil(begin)) : int(end) + 1]
            assert held.min() > 0.89 * repetition["peak"]
            assert np.abs(np.diff(held)).max() * FPS < 1.4 * truth["still_speed"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_counts_outside_the_repetitions(name: str) -> None:
    truth = truth_of(name)
    measures = [driver_of(truth, side) for side in SIDES]
    times = np.arange(truth["frames"]) / FPS
    outside = np.ones(truth["frames"], dtype=bool)
    for repetition in truth["repetitions"]:
        outside &= (times < repetition["start_s"]) | (times > repetition["end_s"])
    threshold = min(repetition["peak"] for repetition in truth["repetitions"]) / 2
    assert max(values[outside].max() for values in measures) < threshold


@pytest.mark.parametrize("name", NAMES)
def test_truth_is_that_of_the_recipe_as_it_is_now(name: str) -> None:
    clip = next(clip for clip in CLIPS if clip.name == name)
    truth, motion = truth_of(name), choreograph(clip)
    assert truth["frames"] == motion.frames
    assert truth["body"] == clip.body
    assert truth["camera"]["azimuth_deg"] == clip.view.azimuth_deg
    assert truth["repetitions"] == [repetition_truth(motion, timed) for timed in motion.timed]


def test_truth_of_a_new_rendering_would_be_the_same() -> None:
    clip = CLIPS[0]
    motion = choreograph(clip)
    camera = Camera.beside(clip.view, 0.0, SIZE)
    fresh, kept = clip_truth(motion, camera), truth_of(clip.name)
    assert list(fresh) == KEYS
    for name, values in fresh["measures"].items():
        assert values == pytest.approx(kept["measures"][name], abs=0.11)
