"""What is forgotten is gone from the disk."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from acceptance.limited import needs_limits, somebody_else
from histories import NOON, completed, keep, plan_of, steps

from posetrainer.history.database import HistoryError, history_path, reading, writing
from posetrainer.history.forget import find, forget, recorded
from posetrainer.history.records import SessionInfo
from posetrainer.history.sessions import exercises, sessions
from posetrainer.history.span import Span
from posetrainer.history.writer import HistoryWriter
from posetrainer.recordings.columns import Header
from posetrainer.runtime.recorder import recordings_folder
from posetrainer.system.folders import data_folder

#: Words that are nowhere else.
NAMES = "zachariah", "yolandaria", "xanthippe"


def header(number: int) -> Header:
    return Header(None, 1.7, live=True, made_at=str(number), versions={})


@pytest.fixture(scope="module")
def three_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session a day of three people, each with a recording; one of an older version."""
    home = tmp_path_factory.mktemp("three")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        recordings_folder().mkdir(parents=True)
        for number, name in enumerate(NAMES):
            day = NOON + timedelta(days=number)
            recording = recordings_folder() / f"{day:%Y-%m-%d}_12-00-00_straight_leg_raise.arrows"
            recording.write_text(name * 1000)
            done = [completed(n, faults=(name,)) for n in range(1, 40)]
            keep(history_path(), day, done, person=name, recording=(recording, header(number)))
        (recordings_folder() / "2026-03-01_12-00-00_wall_squat.arrows").write_text("old")
    return home


@pytest.fixture(autouse=True)
def _some_history(three_days: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(three_days, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def left(name: str) -> list[str]:
    """The files of the data folder that have a word in them."""
    files = [path for path in data_folder().rglob("*") if path.is_file()]
    return [path.name for path in files if name.encode() in path.read_bytes()]


def delete(span: Span, also: list[Path]) -> int:
    with writing(history_path()) as db:
        return forget(db, find(db, span, recordings_folder(), also))


def test_a_session_is_gone_with_its_recording_and_the_others_stay() -> None:
    marked = next(recordings_folder().glob("2026-03-03*")).with_suffix(".truth.json")
    marked.write_text(NAMES[1])
    with reading(history_path()) as db:
        found = find(db, Span(session_id=2), recordings_folder())
    assert (found.sessions, found.repetitions, len(found.files)) == ((2,), 39, 2)
    assert found.first == found.last == date(2026, 3, 3)
    assert delete(Span(session_id=2), []) > 10_000
    assert left(NAMES[1]) == []
    for name in (NAMES[0], NAMES[2]):
        assert len(left(name)) == 2
    with reading(history_path()) as db:
        assert [session.person for session in sessions(db, Span())] == [NAMES[0], NAMES[2]]
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    # Its number is not given to another session.
    assert keep(history_path()) == 4


def test_what_is_before_a_day_is_gone_unknown_recordings_too() -> None:
    day = date(2026, 3, 4)
    delete(Span(before=day), recorded(recordings_folder(), day))
    assert [left(name) == [] for name in NAMES] == [True, True, False]
    assert [path.name[:10] for path in recordings_folder().iterdir()] == ["2026-03-04"]


def test_all_is_gone_specs_as_well() -> None:
    delete(Span(), recorded(recordings_folder(), None))
    assert not any(map(left, (*NAMES, "Straight leg raise")))
    assert list(recordings_folder().iterdir()) == []


def test_a_recording_elsewhere_is_the_users(tmp_path: Path) -> None:
    own = tmp_path / "mine.arrows"
    own.write_bytes(b"landmarks")
    session = keep(history_path(), recording=(own, header(9)))
    with reading(history_path()) as db:
        found = find(db, Span(session_id=session), recordings_folder())
    assert (found.files, found.elsewhere) == ((), (own,))
    delete(Span(session_id=session), [])
    assert own.exists()


def test_a_recording_that_was_written_over_belongs_to_the_last_session(tmp_path: Path) -> None:
    recording = recordings_folder() / "again.arrows"
    recording.write_bytes(b"landmarks")
    first, second = (
        keep(history_path(), recording=(recording, header(number))) for number in (10, 11)
    )
    delete(Span(session_id=first), [])
    assert recording.exists()
    delete(Span(session_id=second), [])
    assert not recording.exists()


def test_the_history_moves_along_with_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "new" / "home"
    moved.mkdir(parents=True)
    data_folder().rename(moved / data_folder().name)
    monkeypatch.setenv("XDG_DATA_HOME", str(moved))
    with reading(history_path()) as db:
        paths = [Path(exercise.recording or "") for exercise in exercises(db, Span())]
    assert len(paths) == 3
    assert all(path.is_file() for path in paths)


def test_a_running_session_reports_it_and_continues() -> None:
    with HistoryWriter(history_path(), SessionInfo("Now"), pytest.fail) as writer:
        moments = steps(plan_of("wall_squat"), [completed(1)])
        writer.add(*next(moments))
        delete(Span(session_id=writer.session_id), [])
        with pytest.raises(HistoryError, match="was deleted meanwhile"):
            writer.add(*next(moments))


@needs_limits
def test_what_cannot_be_deleted_is_named_and_its_session_is_not_forgotten() -> None:
    recordings_folder().chmod(0o500)
    with writing(history_path()) as db:
        found = find(db, Span(session_id=1), recordings_folder())
        with pytest.raises(HistoryError, match=r"\.arrows cannot be deleted"), somebody_else():
            forget(db, found)
        assert len(sessions(db, Span())) == 3
    recordings_folder().chmod(0o700)
