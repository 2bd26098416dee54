"""Videos are looked at once; after that their landmarks come from the cache."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, HOMES, posetrainer, read_events
from acceptance.reels import Empty, write_film
from landmarks import look_at

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.event_records import as_record
from posetrainer.tuning import extractions
from posetrainer.tuning.cases import load_cases
from posetrainer.tuning.judging import Judge

pytestmark = pytest.mark.slow


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    return home / "posetrainer" / "extractions"


def moments_of(*videos: Path) -> list[int]:
    return [len(case.recording.times_s) for case in load_cases(videos)]


def forbid_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every attempt to open a video fail."""
    monkeypatch.delattr("posetrainer.system.processes.ProcessPoolExecutor")


def test_a_video_is_looked_at_once_wherever_it_lies(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = write_film(tmp_path / "film.mp4", [Empty(0.4)])
    twin = Path(shutil.copy(film, tmp_path / "twin.mp4"))
    assert moments_of(film, twin) == [6, 6]
    assert len(list(cache.iterdir())) == 1
    forbid_processes(monkeypatch)
    moved = film.rename(tmp_path / "another name.mp4")
    moved.touch()
    assert moments_of(moved, twin) == [6, 6]
    write_film(twin, [Empty(0.6)])
    with pytest.raises(NameError):
        load_cases([twin])


def test_what_was_cut_short_is_made_again(cache: Path, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [Empty(2)])
    assert moments_of(film) == [30]
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    for short in (whole[:-8], whole[: len(whole) // 2]):
        kept.write_bytes(short)
        assert moments_of(film) == [30]
        assert len(list(cache.iterdir())) == 1


def test_a_changed_video_is_looked_at_anew(cache: Path, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [Empty(0.4)])
    assert moments_of(film) == [6]
    write_film(film, [Empty(0.6)])
    assert moments_of(film) == [9]


def test_those_used_longest_ago_go_where_it_becomes_too_large(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films = [write_film(tmp_path / f"{i}.mp4", [Empty(0.2 + 0.2 * i)]) for i in range(3)]
    kept = []
    for film in films[:2]:
        moments_of(film)
        kept += [path for path in cache.iterdir() if path not in kept]
    yesterday = time.time() - 86400
    for path in kept:
        os.utime(path, (yesterday, yesterday))
    moments_of(films[0])
    size = sum(path.stat().st_size for path in kept)
    monkeypatch.setattr(extractions, "LARGEST_BYTES", size)
    moments_of(films[2])
    assert kept[0].exists()
    assert not kept[1].exists()
    assert len(list(cache.iterdir())) == 2


def test_bad_videos_are_reported_every_time_and_spoil_no_other(cache: Path, tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", [Empty(0.4)])
    clip = (CLIPS / "straight_leg_raise_far.mp4").read_bytes()
    cut, bad = tmp_path / "cut.mp4", tmp_path / "bad.mp4"
    cut.write_bytes(clip[: len(clip) // 8])
    bad.write_text("no video\n" * 50)
    for _ in range(2):
        reports: list[str] = []
        cases = load_cases([tmp_path], report=reports.append)
        assert [case.path for case in cases] == [cut, film]
        assert 0 < len(cases[0].recording.times_s) < 300
        assert reports == [
            f"{bad} is not a video that can be read: name a video file, such as an MP4.",
            reports[1],
        ]
        assert reports[1].startswith(f"{cut} is cut off or damaged: it was played up to second")
    with pytest.raises(UserError, match=r"cut\.mp4 is cut off"):
        load_cases([film, cut])


def test_a_clip_is_judged_as_replay_judges_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without its truth, which knows the stature.
    clip = Path(shutil.copy(CLIPS / "straight_leg_raise_far.mp4", tmp_path / "clip.mp4"))
    log = tmp_path / "events.jsonl"
    look_at([clip])
    monkeypatch.setenv("XDG_CACHE_HOME", HOMES["XDG_CACHE_HOME"])
    options = ("--exercise", "straight_leg_raise", "--headless", "--json", "--events", log)
    assert posetrainer("replay", clip, *options).code == 0
    cases = load_cases([clip])
    (events,) = Judge(cases).events(load_exercise("straight_leg_raise"))
    logged = [json.loads(json.dumps(as_record(event))) for event in events]
    assert logged == read_events(log) != []
