"""``posetrainer demonstrate``: a spec from one demonstration counts others right."""

import shutil
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, Run, posetrainer, posetrainer_here
from bodies import Course, squats
from labelled import put_recording
from landmarks import look_at

from posetrainer.exercises.loader import load_spec
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.recorder import header_of
from posetrainer.tuning.cases import load_cases
from posetrainer.tuning.compare import compare
from posetrainer.tuning.judging import Judge


def show(shown: Path, *more: object) -> Run:
    return posetrainer_here("demonstrate", shown, "--no-studio", *more)


@pytest.mark.slow
@pytest.mark.parametrize(
    "exercise",
    ["straight_leg_raise", "wall_squat", "heel_slides", "heel_raises", "ball_supine"],
)
def test_a_demonstration_gives_a_spec_that_counts_its_siblings_right(
    exercise: str, tmp_path: Path
) -> None:
    clips = sorted(CLIPS.glob(f"{exercise}_*.mp4"))
    assert len(clips) >= 2
    for clip, recording in look_at(clips).items():
        shutil.copy(recording, tmp_path / f"{clip.stem}.arrows")
        shutil.copy(clip.with_suffix(".truth.json"), tmp_path)
    spec_file = tmp_path / "mine.yaml"
    shown = CLIPS / f"{exercise}_good.mp4"
    run = posetrainer("demonstrate", shown, "--id", "mine", "--out", spec_file, "--no-studio")
    assert run.code == 0, run.err
    cases = load_cases([tmp_path])
    assert len(cases) == len(clips)
    loaded = load_spec(spec_file, "mine")
    assert loaded.warnings == ()
    for case, events in zip(cases, Judge(cases).events(loaded.spec), strict=True):
        assert case.truth is not None
        compared = compare(case.truth, events)
        wrong = (compared.count_error, compared.side_errors, compared.phantoms)
        assert wrong == (0, 0, 0), (case.name, compared.mistake_lines)


def test_it_reports_what_it_found_and_writes_a_valid_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = put_recording("wall_squat", tmp_path)
    run = show(shown, "--id", "my_squat", "--title", "My squat")
    assert run.code == 0, run.err
    for said in (
        *("standing, seen from the side", "knee_bend (flexion, degrees), sides: both"),
        *("3 repetitions", "Hold: 5 s", "it counts 3 in the demonstration, 3 of them good"),
    ):
        assert said in run.out
    checked = posetrainer_here("exercises", "validate", "my_squat.yaml")
    assert checked.code == 0
    assert "My squat" in checked.out
    assert checked.err == ""
    again = show(shown, "--id", "my_squat")
    assert again.code == 2
    assert again.err == "my_squat.yaml exists: name another file with --out, or add --force.\n"


def test_what_cannot_be_drafted_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    still = tmp_path / "still.arrows"
    with RecordingWriter(still, header_of(None, 1.70, live=False)) as writer:
        for time_s, pose in squats(Course(0).stay(5)):
            writer.add(RecordedMoment(time_s, (640, 480), pose, None))
    for arguments, said in (
        ((still,), "no movement repeats itself"),
        ((still, "--id", "My squat"), "--id: 'My squat' is not made of small letters"),
        ((still, "--id", ""), "--id: '' is not made of small letters"),
        ((still, "--out", tmp_path / "none" / "x.yaml"), "there is no folder"),
        ((tmp_path / "none.mp4",), "none.mp4"),
    ):
        run = show(*arguments)
        assert (run.code, run.out.strip()) == (2, "")
        assert said in run.err
        assert run.err.count("\n") == 1
    assert not list(tmp_path.glob("*.yaml"))
