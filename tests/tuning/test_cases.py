"""Recordings, videos and truth files are found, put together and loaded."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from recording_files import HEADER, moments, write

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.runtime.extract import Extracted
from posetrainer.runtime.recorder import header_of
from posetrainer.system.files import file_digest
from posetrainer.tuning import cases
from posetrainer.tuning.case_files import CaseFiles, find_cases
from posetrainer.tuning.cases import load_cases
from posetrainer.tuning.truth_file import TruthError

SQUAT = header_of(load_exercise("wall_squat"), 1.83, live=True)


def put_truth(path: Path, clip: str, exercise: str = "wall_squat") -> Path:
    truth = {"clip": clip, "exercise": exercise, "frames": 20, "duration_s": 0.7, "stature_m": 1.6}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**truth, "repetitions": []}))
    return path


def put_video(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a video, as far as its name goes")
    return path


def names(found: Iterable[CaseFiles]) -> list[str]:
    return [case.name for case in found]


def test_a_folder_has_recordings_videos_and_truth_files(tmp_path: Path) -> None:
    put_truth(tmp_path / "both.truth.json", "both.mp4")
    put_video(tmp_path / "both.mp4")
    write(tmp_path / "both.arrows", moments(3))
    put_truth(tmp_path / "deep" / "film.truth.json", "film.MOV")
    put_video(tmp_path / "deep" / "film.MOV")
    write(tmp_path / "kept.arrows", moments(3))
    put_video(tmp_path / "raw.webm")
    put_video(tmp_path / "notes.txt")
    put_video(tmp_path / ".hidden" / "other.mp4")
    put_video(tmp_path / ".posetrainer-0123.part")
    both, film, kept, raw = find_cases([tmp_path])
    assert names([both, film, kept, raw]) == ["both", "film", "kept", "raw"]
    assert (both.path, both.video) == (tmp_path / "both.mp4", tmp_path / "both.mp4")
    assert both.recording == tmp_path / "both.arrows"
    assert both.truth is not None
    assert (film.recording, film.video) == (None, tmp_path / "deep" / "film.MOV")
    assert film.truth_path == tmp_path / "deep" / "film.truth.json"
    assert (kept.path, kept.video, kept.truth) == (tmp_path / "kept.arrows", None, None)
    assert kept.truth_path == tmp_path / "kept.truth.json"
    assert raw.truth is None


@pytest.mark.parametrize("kind", ["mp4", "arrows", "truth.json"])
def test_any_file_of_a_case_stands_for_it(kind: str, tmp_path: Path) -> None:
    put_truth(tmp_path / "a.truth.json", "a.mp4")
    put_video(tmp_path / "a.mp4")
    write(tmp_path / "a.arrows", moments(3))
    put_video(tmp_path / "ab.mp4")
    (found,) = find_cases([tmp_path / f"a.{kind}"])
    assert found == find_cases([tmp_path])[0]


def test_a_case_that_is_named_twice_is_there_once(tmp_path: Path) -> None:
    video = put_video(tmp_path / "a.mp4")
    assert len(find_cases([tmp_path, video, tmp_path / "." / "a.mp4"])) == 1


def test_a_truth_file_may_name_a_recording_or_a_clip_of_another_name(tmp_path: Path) -> None:
    put_truth(tmp_path / "a.truth.json", "a.arrows")
    put_truth(tmp_path / "labels.truth.json", "b.mp4")
    put_video(tmp_path / "b.mp4")
    a, b = find_cases([tmp_path])
    assert (a.path, a.recording, a.video) == (tmp_path / "a.arrows", tmp_path / "a.arrows", None)
    assert (b.truth_path, b.video) == (tmp_path / "labels.truth.json", tmp_path / "b.mp4")


def test_a_recording_does_where_the_clip_of_the_truth_has_gone(tmp_path: Path) -> None:
    put_truth(tmp_path / "a.truth.json", "a.mp4")
    write(tmp_path / "a.arrows", moments(3))
    (case,) = load_cases([tmp_path])
    assert (case.path, case.video) == (tmp_path / "a.arrows", None)


def test_a_folder_gives_nothing_of_another_exercise_and_a_file_itself(tmp_path: Path) -> None:
    put_truth(tmp_path / "told.truth.json", "told.mp4", "heel_slides")
    put_truth(tmp_path / "true.truth.json", "true.mp4")
    write(tmp_path / "kept.arrows", moments(3), SQUAT)
    write(tmp_path / "bare.arrows", moments(3), HEADER)
    put_video(tmp_path / "raw.mp4")
    assert names(find_cases([tmp_path], "wall_squat")) == ["bare", "kept", "raw", "true"]
    assert names(find_cases([tmp_path], "wall_squat", labelled=True)) == ["true"]
    assert names(find_cases([tmp_path / "told.truth.json", tmp_path], "wall_squat")) == [
        "told",
        "bare",
        "kept",
        "raw",
        "true",
    ]
    for unknown in ("bare.arrows", "raw.mp4"):
        (tmp_path / unknown).unlink()
    with pytest.raises(UserError, match="no recording or video for ankle_pumps"):
        find_cases([tmp_path], "ankle_pumps")


def test_the_labels_of_another_exercise_are_no_truth(tmp_path: Path) -> None:
    reported = put_truth(tmp_path / "told.truth.json", "told.mp4", "heel_slides")
    true = put_truth(tmp_path / "true.truth.json", "true.mp4")
    assert names(find_cases([reported, true], "wall_squat")) == ["told", "true"]
    assert names(find_cases([reported, true], "wall_squat", labelled=True)) == ["true"]
    with pytest.raises(UserError, match=r"no \*\.truth\.json file for wall_squat"):
        find_cases([reported], "wall_squat", labelled=True)


def test_labels_that_go_on_after_the_end_are_reported(tmp_path: Path) -> None:
    path = put_truth(tmp_path / "a.truth.json", "a.arrows")
    seen = {"kind": "good", "side": "both", "start_s": 0.1, "counted": True, "good": True}
    repetition = {**seen, "hold": None, "too_fast_s": None, "missed": None, "faults": ()}
    truth = json.loads(path.read_text())
    write(tmp_path / "a.arrows", moments(30))
    for end_s, is_late in ((1.5, False), (9.5, True)):
        truth["repetitions"] = [{**repetition, "end_s": end_s}]
        path.write_text(json.dumps(truth))
        reports: list[str] = []
        assert len(load_cases([tmp_path], report=reports.append)) == 1
        assert ["until 9.5 s" in sentence for sentence in reports] == [True] * is_late
    with pytest.raises(UserError, match=r"a\.arrows: ends at"):
        load_cases([tmp_path])


def test_a_recording_that_is_not_of_its_video_is_not_used_and_that_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = put_video(tmp_path / "a.mp4")
    write(tmp_path / "a.arrows", moments(3), replace(SQUAT, live=False, video=file_digest(video)))
    seen = write(tmp_path / "seen", moments(7))

    def look(videos: Sequence[Path], *_: object) -> Iterator[Extracted]:
        return (Extracted(video, seen, "made", 7) for video in videos)

    monkeypatch.setattr(cases, "extractions", look)
    (trusted,) = load_cases([tmp_path])
    video.write_bytes(b"another video")
    reports: list[str] = []
    (doubted,) = load_cases([tmp_path], report=reports.append)
    assert (len(trusted.recording.times_s), len(doubted.recording.times_s)) == (3, 7)
    assert reports == [
        f"{tmp_path / 'a.arrows'} was made of another video than {video} and is not used: make it "
        "again with extract, or delete it."
    ]
    with pytest.raises(UserError, match=r"a\.arrows was made of another video"):
        load_cases([tmp_path])


def test_cases_of_one_name_have_distinct_names(tmp_path: Path) -> None:
    for place in ("ann/squat.mp4", "bob/squat.mp4", "bob/lift.mp4", "bob/lift.mov", "bob/one.mp4"):
        put_video(tmp_path / place)
    found = find_cases([tmp_path])
    assert {case.name: case.path.relative_to(tmp_path).as_posix() for case in found} == {
        "ann/squat": "ann/squat.mp4",
        "bob/squat": "bob/squat.mp4",
        "lift.mov": "bob/lift.mov",
        "lift.mp4": "bob/lift.mp4",
        "one": "bob/one.mp4",
    }


FILES = st.sets(
    st.tuples(
        st.sampled_from(["", "x/", "x/y/", "z/y/"]),
        st.sampled_from(["a", "b", "a.b"]),
        st.sampled_from([".mp4", ".mov", ".arrows", ".truth.json"]),
    ),
    min_size=1,
)


@given(files=FILES)
def test_every_file_belongs_to_one_case_with_a_name_of_its_own(
    files: set[tuple[str, str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{place}{stem}{kind}") for place, stem, kind in files]
        for path in paths:
            if path.suffix == ".json":
                put_truth(path, path.name.replace(".truth.json", ".mp4"))
            else:
                put_video(path)
        found = find_cases([Path(folder)])
    used = [p for case in found for p in (case.video, case.recording, case.truth_path) if p]
    assert len(used) == len(set(used))
    assert set(paths) <= set(used)
    assert len(set(names(found))) == len(found)


def test_what_is_loaded(tmp_path: Path) -> None:
    put_truth(tmp_path / "a.truth.json", "a.arrows")
    write(tmp_path / "a.arrows", moments(20), SQUAT)
    write(tmp_path / "b.arrows", moments(30), SQUAT)
    a, b = load_cases([tmp_path])
    assert (a.name, b.name) == ("a", "b")
    assert (len(a.recording.times_s), len(b.recording.times_s)) == (20, 30)
    assert (a.stature_m, b.stature_m) == (1.6, 1.83)


def test_a_broken_recording_is_reported_and_spoils_no_other(tmp_path: Path) -> None:
    write(tmp_path / "a.arrows", moments(20), SQUAT)
    (tmp_path / "b.arrows").write_text("nonsense")
    write(tmp_path / "c.arrows", moments(30), replace(SQUAT, spec=None))
    reports: list[str] = []
    assert [case.name for case in load_cases([tmp_path], report=reports.append)] == ["a", "c"]
    assert [case.name for case in load_cases([tmp_path], "heel_slides", report=reports.append)] == [
        "c"
    ]
    assert len(reports) == 2
    assert all(str(tmp_path / "b.arrows") in sentence for sentence in reports)
    for report, place in ((None, tmp_path), (reports.append, tmp_path / "b.arrows")):
        with pytest.raises(UserError, match=r"b\.arrows is not a recording"):
            load_cases([place], report=report)


def test_what_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no recording or video; name a folder"):
        find_cases([tmp_path])
    put_video(tmp_path / "a.mp4")
    with pytest.raises(UserError, match=r"there is no \*\.truth\.json file; name a folder"):
        find_cases([tmp_path], labelled=True)
    with pytest.raises(UserError, match=r"nowhere does not exist"):
        find_cases([tmp_path / "nowhere"])
    with pytest.raises(TruthError, match=r"none\.truth\.json: cannot be read"):
        find_cases([tmp_path / "none.truth.json"])
