"""Recordings of many videos."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here
from acceptance.reels import Part, write_film
from landmarks import recording_of

NAMES = ("wall_squat_front", "abdominal_contraction_good")
FAR = "straight_leg_raise_far"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a clip."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    return write_film(path, [Part(FAR, to_s=2)])


@pytest.mark.slow
def test_videos_become_recordings_that_replay_as_they_do(tmp_path: Path) -> None:
    out = tmp_path / "kept"
    run = posetrainer("extract", *(CLIPS / f"{name}.mp4" for name in NAMES), "--out", out)
    assert run.code == 0, run.err
    assert sorted(path.stem for path in out.iterdir()) == sorted(NAMES)
    for name in NAMES:
        exercise = name.rsplit("_", 1)[0]
        logs = [tmp_path / f"{name}_{kind}.jsonl" for kind in ("clip", "recording")]
        for source, log in zip((CLIPS / f"{name}.mp4", out / f"{name}.arrows"), logs, strict=True):
            more = ("--exercise", exercise, "--headless", "--json", "--events", log)
            assert posetrainer_here("replay", source, *more).code == 0
        assert logs[0].read_bytes() == logs[1].read_bytes()


@pytest.mark.slow
def test_recordings_score_as_their_videos_do(tmp_path: Path) -> None:
    name = FAR
    videos, kept = tmp_path / "videos", tmp_path / "kept"
    for folder, kinds in ((videos, ("mp4", "truth.json")), (kept, ("truth.json",))):
        folder.mkdir()
        for kind in kinds:
            shutil.copy(CLIPS / f"{name}.{kind}", folder)
    shutil.copy(recording_of(CLIPS / f"{name}.mp4"), kept / f"{name}.arrows")
    runs = [posetrainer("score", folder, "--json") for folder in (videos, kept)]
    assert [run.code for run in runs] == [0, 0], runs
    assert runs[0].record == runs[1].record
    assert runs[0].record["all"]["driver"]["frames"] > 100


@pytest.mark.slow
def test_a_missing_clip_has_no_score(tmp_path: Path) -> None:
    for name in (FAR, NAMES[0]):
        shutil.copy(CLIPS / f"{name}.truth.json", tmp_path)
    recording_of(Path(shutil.copy(CLIPS / f"{NAMES[0]}.mp4", tmp_path)))
    run = posetrainer("score", tmp_path, "--json")
    assert (run.code, run.out) == (2, "")
    missing = tmp_path / f"{FAR}.mp4"
    assert f"{missing} does not exist: check the name and the folder." in run.err.splitlines()


@pytest.mark.slow
def test_what_is_there_is_made_again_only_where_the_video_has_changed(
    film: Path, tmp_path: Path
) -> None:
    """A time says little: a copy may be newer, another film older."""
    clip, out = tmp_path / "clip.mp4", tmp_path / "kept"
    shutil.copy(film, clip)
    assert ": made, 30 moments" in posetrainer("extract", clip, "--out", out).out
    assert ": is there already, 30 moments" in posetrainer("extract", clip, "--out", out).out
    made = clip.stat().st_mtime
    os.utime(clip, (made + 100, made + 100))
    assert ": is there already, 30 moments" in posetrainer("extract", clip, "--out", out).out
    write_film(clip, [Part(FAR, to_s=1)])
    os.utime(clip, (made - 100, made - 100))
    assert ": made, 15 moments" in posetrainer("extract", clip, "--out", out).out


@pytest.mark.slow
def test_one_bad_video_does_not_spoil_the_others(film: Path, tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.mp4", tmp_path / "kept"
    bad.write_text("no video\n" * 50)
    run = posetrainer("extract", bad, film, "--out", out)
    assert run.code == 2
    assert [line for line in run.err.splitlines() if line] == [
        f"{bad} is not a video that can be read: name a video file, such as an MP4."
    ]
    assert [path.name for path in out.iterdir()] == ["film.arrows"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no process groups to interrupt")
def test_ctrl_c_leaves_nothing_half_done_and_says_nothing_more(tmp_path: Path) -> None:
    videos = [CLIPS / f"{exercise}_good.mp4" for exercise in ("heel_slides", "heel_raises")]
    running = subprocess.Popen(
        [sys.executable, "-m", "posetrainer", "extract", *videos, "--out", tmp_path],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(tmp_path.iterdir()) and running.poll() is None:
        time.sleep(0.1)
    assert list(tmp_path.iterdir()) != []
    os.killpg(running.pid, signal.SIGINT)
    assert "Traceback" not in running.communicate(timeout=60)[1]
    assert running.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_recording_of_a_cut_off_video_is_cut_off_as_well(tmp_path: Path) -> None:
    whole = (CLIPS / f"{NAMES[0]}.mp4").read_bytes()
    cut, out = tmp_path / "cut.mp4", tmp_path / "kept"
    cut.write_bytes(whole[: len(whole) // 2])
    for _ in range(2):
        run = posetrainer("extract", cut, "--out", out)
        assert run.code == 2
        assert f"{cut} is cut off or damaged" in run.err
    kept = out / "cut.arrows"
    assert [path.name for path in out.iterdir()] == [kept.name]
    again = posetrainer_here("replay", kept, "--exercise", "wall_squat", "--headless", "--json")
    assert again.code == 2
    assert f"{kept} is cut off" in again.err
    assert 50 < again.record["frames"] < 212


@pytest.mark.slow
def test_a_place_that_cannot_be_written_to_is_one_sentence(film: Path, tmp_path: Path) -> None:
    file, taken = tmp_path / "file", tmp_path / "kept" / "film.arrows"
    file.write_text("somebody's notes")
    taken.mkdir(parents=True)
    for out in (file, taken.parent):
        run = posetrainer("extract", film, "--out", out)
        assert run.code == 2
        assert run.err.count("cannot be written") == 1
        assert len(run.err.strip().splitlines()) == 1
    assert set(tmp_path.rglob("*")) == {file, taken.parent, taken}


def test_two_videos_of_one_name(tmp_path: Path) -> None:
    run = posetrainer_here("extract", tmp_path / "a" / "x.mp4", tmp_path / "b" / "x.mp4")
    assert run.code == 2
    assert "would both be written here" in run.err


def test_a_recording_without_an_exercise_asks_for_it(tmp_path: Path) -> None:
    from recording_files import HEADER, moments, write

    path = write(tmp_path / "kept.arrows", moments(10), HEADER)
    run = posetrainer_here("replay", path, "--headless")
    assert run.code == 2
    assert "--exercise" in run.err
