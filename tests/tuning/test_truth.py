"""Reading truth files."""

import json
from pathlib import Path
from typing import Any

import pytest
from each import for_each

from posetrainer.tuning.truth_file import TruthError, load_truth, read_truth, save_truth

CLIP = {"clip": "clip.mp4", "exercise": "wall_squat", "frames": 2, "duration_s": 9.0}
SQUAT = {
    **{"kind": "good", "side": "both", "start_s": 1.0, "end_s": 8.0, "hold": None},
    **{"too_fast_s": None, "counted": True, "good": True, "missed": None, "faults": []},
}


@for_each(
    ("wrong", "says"),
    [
        ({"frames": "many"}, "frames: input should be a valid integer"),
        ({"frames": -1}, "frames: "),
        ({"stature_m": 0}, "stature_m: "),
        ({"duration_s": float("nan")}, "duration_s: input should be a finite number"),
        ({"clip": "../clip.mp4"}, "clip: should be the name of a file beside this one"),
        ({"clip": ""}, "clip: should be the name of a file beside this one"),
        ({"landmarks_px": {"tail": [[1, 2]] * 2}}, "landmarks_px: there is no landmark tail"),
        (
            {"landmarks_px": {"nose": [[1, 2]] * 3}},
            "landmarks_px: nose has 3 places, but there are 2 frames",
        ),
        ({"repetitions": [{**SQUAT, "side": "top"}]}, "repetitions.0.side: "),
        (
            {"repetitions": [SQUAT, {**SQUAT, "end_s": 0.5}]},
            "repetitions.1: end_s, 0.5, lies before start_s, 1",
        ),
        (
            {"repetitions": [{**SQUAT, "hold": {"start_s": 4, "end_s": 3}}]},
            "repetitions.0.hold: end_s, 3, lies before start_s, 4",
        ),
        ({"exercise": None}, "repetitions: there can be none where exercise is null"),
        (
            {"exercise": None, "repetitions": [], "near": ["wall_squat", "squat"]},
            "near.1: there is no exercise squat",
        ),
        (
            {"size": [0, 0], "landmarks_px": {"nose": [[1, 2]] * 2}},
            "landmarks_px: these are places in a picture whose size is not given",
        ),
        ({"near": ["wall_squat"]}, "near: belongs to a clip whose exercise is null"),
        ({"envelope": {"band": "near"}}, "envelope.off_deg: field required"),
        ({"frames": 10**12}, "frames: input should be less than"),
        ({"duration_s": 1e300}, "duration_s: input should be less than"),
        ({"fps": 1e9}, "fps: "),
        ({"size": [10**9, 480]}, "size.0: "),
        ({"landmarks_px": {"nose": [[1e300, 2]] * 2}}, "landmarks_px.nose.0.0: "),
        ({"camera": {"azimuth_deg": 90, "distance_m": 0, "fov_deg": 45}}, "camera.distance_m: "),
        ({"repetitions": [{**SQUAT, "start_s": -1e9}]}, "repetitions.0.start_s: "),
        ({"repetitions": [{**SQUAT, "kind": "\x1b[31m"}]}, "repetitions.0.kind: holds a control"),
        ({"repetitions": [{**SQUAT, "faults": ["\x07"]}]}, "repetitions.0.faults.0: holds a"),
        ({"clip": "a\x1b.mp4"}, "clip: holds a control character"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(
    wrong: dict[str, Any], says: str, tmp_path: Path
) -> None:
    path = tmp_path / "clip.truth.json"
    path.write_text(json.dumps({**CLIP, "repetitions": [SQUAT]}))
    assert load_truth(path).counted
    path.write_text(json.dumps({**CLIP, "repetitions": [SQUAT], **wrong}))
    with pytest.raises(TruthError) as reported:
        load_truth(path)
    assert str(reported.value).startswith(f"{path}: {says}")
    assert str(reported.value).endswith("; correct it.")


def test_a_truth_file_may_say_that_nothing_is_done(tmp_path: Path) -> None:
    path = tmp_path / "clip.truth.json"
    path.write_text(json.dumps({**CLIP, "exercise": None, "repetitions": []}))
    assert load_truth(path).near == ()
    nothing = {**CLIP, "exercise": None, "near": ["wall_squat"], "repetitions": []}
    path.write_text(json.dumps(nothing))
    truth = load_truth(path)
    assert (truth.exercise, truth.near) == (None, ("wall_squat",))
    save_truth(path, truth, read_truth(path).digest)
    assert load_truth(path) == truth


def test_an_exercise_must_be_named_or_denied(tmp_path: Path) -> None:
    path = tmp_path / "clip.truth.json"
    path.write_text(json.dumps({"clip": "c.mp4", "frames": 2, "duration_s": 9, "repetitions": []}))
    with pytest.raises(TruthError, match="exercise: field required"):
        load_truth(path)


@for_each(
    ("azimuth_deg", "side_deg", "front_deg"),
    [(0, 90, 0), (75, 15, 75), (-100, 10, 100), (200, 70, 160), (-360, 90, 0)],
)
def test_how_far_the_camera_is_off_the_best_place(
    azimuth_deg: float, side_deg: float, front_deg: float, tmp_path: Path
) -> None:
    path = tmp_path / "clip.truth.json"
    camera = {"azimuth_deg": azimuth_deg, "distance_m": 2, "fov_deg": 50}
    path.write_text(json.dumps({**CLIP, "repetitions": [], "camera": camera}))
    truth = load_truth(path)
    assert truth.off_deg("side") == pytest.approx(side_deg)
    assert truth.off_deg("front") == pytest.approx(front_deg)
    path.write_text(
        json.dumps({**CLIP, "repetitions": [], "camera": camera, "envelope": {"off_deg": -7.5}})
    )
    assert load_truth(path).off_deg("side") == 7.5
    path.write_text(json.dumps({**CLIP, "repetitions": []}))
    assert load_truth(path).off_deg("side") is None


@pytest.mark.parametrize("text", ["", "[1, 2]", '{"clip": '])
def test_what_is_no_truth_file_is_reported(text: str, tmp_path: Path) -> None:
    path = tmp_path / "clip.truth.json"
    path.write_text(text)
    with pytest.raises(TruthError, match=r"clip\.truth\.json: file: "):
        load_truth(path)


def test_a_missing_truth_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TruthError, match=r"none\.json: cannot be read"):
        load_truth(tmp_path / "none.json")


def test_what_is_no_truth_file_at_all(tmp_path: Path) -> None:
    path = tmp_path / "clip.truth.json"
    for content in (b"", b"\xff\xfe", b"[" * 5000, b"[]", b"null", b'{"clip": 1e999}'):
        path.write_bytes(content)
        with pytest.raises(TruthError):
            load_truth(path)
    path.write_bytes(b" " * 20_000_001)
    with pytest.raises(TruthError, match="far too large for a truth file"):
        load_truth(path)
