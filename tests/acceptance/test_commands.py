"""The commands that look at no picture, and the demo."""

import json
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here, read_events

from posetrainer.exercises.catalogue import exercise_ids


def test_help_answers_at_once() -> None:
    """Within 0.4 s; on a busy machine, within as much more as anything else takes longer."""
    took_s = min(timed("-m", "posetrainer", "--help") for _ in range(3))
    assert took_s < 0.4 * max(1.0, timed("-c", "import json, argparse, enum") / 0.06)


def timed(*arguments: str) -> float:
    start_s = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start_s


def test_help_imports_no_heavy_module() -> None:
    heavy = {"cv2", "mediapipe", "av", "numpy", "nicegui", "matplotlib", "cma"}
    code = f"import sys, posetrainer.cli; print({heavy!r} & {{*sys.modules}} or '')"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "\n"


def test_alone_it_shows_a_patients_commands_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    alone = posetrainer_here()
    text = alone.out + alone.err
    assert text.strip() == posetrainer_here("--help").out.strip()
    patient, _, workshop = text.partition("For the workshop:")
    named = [
        line.split()[0]
        for line in patient.splitlines()
        if line.startswith("  ") and line[2:3] != " "
    ]
    assert [name for name in named if name in ("programme", "train", "doctor")] == [
        "programme",
        "train",
        "doctor",
    ]
    for command in ("replay", "extract", "score", "tune", "bench"):
        assert f"\n  {command} " in workshop
        assert command not in named
    # Sentences are whole on a narrow terminal.
    assert "an interrupted one continues on the same day." in " ".join(patient.split())
    assert all(len(line) <= 60 for line in text.splitlines())


def test_exercises_are_listed() -> None:
    run = posetrainer_here("exercises")
    assert run.code == 0
    assert len(exercise_ids()) == 14
    assert all(exercise in run.out for exercise in exercise_ids())


def test_show_prints_a_spec_that_validates(tmp_path: Path) -> None:
    shown = posetrainer_here("exercises", "show", "wall_squat")
    path = tmp_path / "copy.yaml"
    path.write_text(shown.out)
    assert posetrainer_here("exercises", "validate", path).code == 0


def test_schema_is_a_json_schema() -> None:
    schema = json.loads(posetrainer_here("exercises", "schema").out)
    assert "repetition" in schema["properties"]


@pytest.mark.slow
def test_demo(tmp_path: Path) -> None:
    run = posetrainer("demo", "--out", tmp_path)
    assert run.code == 0, run.err
    assert "Repetitions" in run.out
    assert "too fast" in run.out
    assert str(tmp_path) in run.out
    events = read_events(tmp_path / "events.jsonl")
    assert any(e["event"] == "RepetitionCompleted" for e in events)
    with av.open(str(tmp_path / "annotated.mp4")) as video:
        stream = video.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert float(stream.duration * stream.time_base) == pytest.approx(
            max(e["time_s"] for e in events), abs=5
        )


def test_score_names_a_folder_without_truth_files(tmp_path: Path) -> None:
    run = posetrainer_here("score", tmp_path)
    assert run.code == 2
    assert str(tmp_path) in run.err


@pytest.mark.slow
def test_score_of_a_sample(tmp_path: Path) -> None:
    for kind in ("mp4", "truth.json"):
        name = f"straight_leg_raise_far.{kind}"
        (tmp_path / name).write_bytes((CLIPS / name).read_bytes())
    run = posetrainer("score", tmp_path, "--cross", "--json")
    assert run.code == 0, run.err
    (exercise,) = run.record["exercises"]
    assert exercise["exercise"] == "straight_leg_raise"
    assert exercise["count_error"] == exercise["phantoms"] == exercise["side_errors"] == 0
    assert exercise["hold_error_s"] < 0.3
    (clip,) = run.record["clips"]
    assert len(clip["cross"]) == len(exercise_ids()) - 1
    assert not any(verdict["counted"] for verdict in clip["cross"].values())
    assert clip["cross"]["wall_squat"]["refused"].startswith("Stand up")
