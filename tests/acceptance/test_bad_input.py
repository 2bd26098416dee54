"""Bad input: one clear sentence that names it and the mend, exit code 2, no traceback."""

import os
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from acceptance.cli import CLIPS, REPOSITORY, posetrainer, posetrainer_here, read_events
from acceptance.limited import answered_within, needs_pipes, somebody_else

CLIP = CLIPS / "straight_leg_raise_far.mp4"
SPEC = (REPOSITORY / "exercise_specs" / "wall_squat.yaml").read_text()


def refused(*arguments: object) -> str:
    return posetrainer_here(*arguments).refusal


def replay(video: object, *more: object) -> str:
    return refused("replay", video, "--headless", "--json", "--exercise", "wall_squat", *more)


def test_missing_file(tmp_path: Path) -> None:
    sentence = replay(tmp_path / "nowhere.mp4")
    assert "nowhere.mp4" in sentence


def test_text_file_named_mp4(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("this is no video\n" * 100)
    assert "text.mp4" in replay(path)


def test_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty" in replay(path).replace("empty.mp4", "", 1)


NAMELESS = (
    ("train",),
    ("replay", CLIP, "--headless"),
    ("exercises", "show"),
    ("profile", "set", "anna"),
    ("profile", "measure", "anna"),
)


def test_a_typo_or_no_exercise_at_all_gets_the_list_by_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert posetrainer_here("profile", "create", "anna").code == 0
    typo = (
        ("train", "wall_squad"),
        ("replay", CLIP, "--headless", "--exercise", "wall squad"),
        ("exercises", "show", "Wall-squad"),
        ("profile", "set", "anna", "wall_squad", "--target", 30),
        ("extract", CLIP, "--rotate", "auto", "--exercise", "wall_squad"),
        ("fit", "wall_squad", tmp_path),
        ("sweep", "wall_squad", "counts", 20, 40),
        ("tune", "wall_squad"),
    )
    for arguments in (*NAMELESS, *typo):
        run = posetrainer_here(*arguments)
        assert (run.code, run.out) == (2, ""), arguments
        sentence, *listed = run.err.splitlines()
        if arguments in NAMELESS:
            assert sentence.startswith("Which exercise?")
        else:
            assert "did you mean 'wall_squat'?" in sentence
        assert [line for line in listed if not line.startswith(" ")] == [
            "beginner",
            "intermediate",
            "advanced",
        ]
        assert any(line.split() == ["lumbar_stabilization", "Bird", "dog"] for line in listed)
        assert all(len(line) <= 60 for line in listed)


def test_an_exercise_is_named_by_its_title_too(tmp_path: Path) -> None:
    for title in ("Bird dog", "bird-dog", "BIRD DOG"):
        run = posetrainer_here("exercises", "show", title)
        assert run.code == 0
        assert "id: lumbar_stabilization" in run.out
    plan = tmp_path / "plan.yaml"
    plan.write_text("title: Mine\nblocks: [{exercise: Bird dog}, {exercise: wall squat}]\n")
    shown = posetrainer_here("programme", "--plan", plan, "--show")
    assert shown.code == 0, shown.err
    assert "Wall squat" in shown.out


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  hold: {seconds: 5}", "  hould: {seconds: 5}", ["hould", "hold"]),
        ("rest: {at_most_deg: 10}", "rest: {at_most_in: 10}", ["at_most_in", "at_most_deg"]),
        ("target: {at_least_deg: 45,", "target: {at_least_deg: 12,", ["target", "rest"]),
    ],
    ids=["unknown key", "wrong unit", "target inside the rest band"],
)
def test_bad_spec(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert SPEC.count(old) == 1
    path = tmp_path / "mine.yaml"
    path.write_text(SPEC.replace(old, new))
    line = SPEC[: SPEC.index(old)].count("\n") + 1
    sentence = refused("replay", CLIP, "--headless", "--spec", path)
    assert f"mine.yaml:{line}:" in sentence
    assert all(word in sentence for word in expected)


def test_no_such_camera() -> None:
    sentence = refused_in_training("99")
    assert "Camera 99 cannot be opened" in sentence
    assert "`posetrainer doctor` lists the cameras" in sentence


def test_unreachable_address() -> None:
    assert "127.0.0.1:9" in refused_in_training("http://127.0.0.1:9/video")


def refused_in_training(camera: str) -> str:
    # A second saved: the pose model is loaded before the camera is opened.
    with patch("posetrainer.runtime.train.open_estimator", lambda **_: nullcontext()):
        return refused("train", "wall_squat", "--camera", camera, "--headless", "--json")


def test_unwritable_folder(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.touch()
    for option in ("--events", "--save-video"):
        sentence = replay(CLIP, option, blocker / "out")
        assert "cannot be written" in sentence
        assert str(blocker) in sentence


def test_no_screen_for_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, "")
    run = posetrainer_here("replay", CLIP, "--exercise", "wall_squat")
    assert run.code == 2
    assert "--headless" in run.err


@pytest.mark.slow
def test_a_cut_off_file_plays_up_to_the_cut_and_reports_it(tmp_path: Path) -> None:
    whole = CLIP.read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    log = tmp_path / "events.jsonl"
    run = posetrainer(
        *("replay", path, "--exercise", "straight_leg_raise"),
        *("--headless", "--json", "--events", log),
    )
    assert run.code == 2
    assert "cut.mp4" in run.err
    assert run.record["repetitions"] == 1
    assert [e["event"] for e in read_events(log)].count("RepetitionCompleted") == 1


@pytest.mark.slow
@pytest.mark.parametrize("where", ["99", "http://127.0.0.1:9/video", "nowhere.mp4"])
def test_no_library_adds_a_word_of_its_own(where: str, tmp_path: Path) -> None:
    """In a process of its own, with all that C libraries print."""
    run = posetrainer("replay", where, "--exercise", "wall_squat", "--headless", "--json")
    assert run.code == 2
    assert len(run.err.splitlines()) == 1, run.err


@pytest.mark.slow
@needs_pipes
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for arguments in (
        ("replay", pipe, "--headless"),
        ("replay", pipe, "--headless", "--exercise", "wall_squat"),
        ("replay", CLIP, "--headless", "--spec", pipe),
        ("exercises", "validate", pipe),
        ("programme", "--plan", pipe),
        ("fit", "wall_squat", pipe),
        ("score", pipe),
    ):
        with answered_within(20):
            assert str(pipe) in refused(*arguments)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has other permissions")
def test_a_file_that_may_not_be_read_reports_it() -> None:
    def asked(path: Path) -> list[tuple[object, ...]]:
        return [
            ("replay", path, "--headless"),
            ("replay", path, "--headless", "--exercise", "wall_squat"),
            ("replay", CLIP, "--headless", "--spec", path),
            ("exercises", "validate", path),
        ]

    # Those of pytest may be entered by their owner alone.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        for arguments in asked(folder / "missing"):
            # What is imported on the way may lie where nobody else may read.
            refused(*arguments)
        for content in (CLIP.read_bytes(), SPEC.encode(), b"\xff\xff\xff\xff"):
            path = folder / "closed"
            path.write_bytes(content)
            path.chmod(0)
            for arguments in asked(path):
                with somebody_else():
                    sentence = refused(*arguments)
                assert str(path) in sentence
                assert "may not be read" in sentence or "Permission denied" in sentence
            path.unlink()


def test_no_name_is_no_profile() -> None:
    for command in (("train", "wall_squat"), ("programme", "--show")):
        assert "''" in refused(*command, "--profile", "")
