"""Old recordings come into the history, once, judged by the same code as live."""

import shutil
from pathlib import Path

import pytest
from histories import completed, keep
from labelled import put_recording
from sample_poses import recorded, true_count

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.history.database import history_path, reading
from posetrainer.history.sessions import attempts, exercises, sessions
from posetrainer.history.span import Span
from posetrainer.history.summaries import days
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.reader import load_recording
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.import_recordings import import_recordings
from posetrainer.runtime.recorder import header_of


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def put_short(path: Path, exercise: str | None = "wall_squat", moments: int = 5) -> Path:
    spec = load_exercise(exercise) if exercise else None
    with RecordingWriter(path, header_of(spec, 1.7, live=True)) as writer:
        for time_s, pose in recorded("wall_squat")[:moments]:
            assert pose is not None
            writer.add(RecordedMoment(time_s, pose.frame_size, pose, None))
    return path


def test_importing_again_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    first, second = put_short(folder / "a.arrows"), put_short(folder / "b.arrows")
    found = import_recordings([folder], history_path(), "anna", pytest.fail)
    assert (found.added, found.known, found.problems) == (2, 0, ())
    shutil.copy(first, folder / "renamed.arrows")
    second.unlink()
    again = import_recordings([folder, first], history_path(), None, pytest.fail)
    assert (again.added, again.known, again.problems) == (0, 3, ())
    with reading(history_path()) as db:
        kept = sessions(db, Span())
        # Nobody exercised in them.
        assert days(db, Span()) == []
    made_at = load_recording(first).header.made_at
    assert [session.person for session in kept] == ["anna", "anna"]
    assert min(session.began_at.isoformat() for session in kept)[:19] == made_at[:19]


def test_the_recording_of_a_live_session_is_there_already(tmp_path: Path) -> None:
    path = put_short(tmp_path / "live.arrows")
    keep(history_path(), events=[completed(1)], recording=(path, load_recording(path).header))
    found = import_recordings([path], history_path(), None, pytest.fail)
    assert (found.added, found.known) == (0, 1)


def test_what_cannot_be_taken_in_is_named_and_the_others_are(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    put_short(folder / "good.arrows")
    put_short(folder / "nameless.arrows", exercise=None)
    (folder / "broken.arrows").write_bytes(b"nothing of the kind")
    (folder / "empty.arrows").write_bytes(b"")
    whole = put_short(folder / "cut.arrows", moments=40).read_bytes()
    (folder / "cut.arrows").write_bytes(whole[:-1000])
    found = import_recordings([folder], history_path(), None, pytest.fail)
    assert found.added == 2
    named = [Path(problem.split(" ")[0]).name for problem in found.problems]
    assert named == ["broken.arrows", "cut.arrows", "nameless.arrows"]
    with pytest.raises(UserError, match="there is no such file"):
        import_recordings([tmp_path / "nowhere"], history_path(), None, pytest.fail)


@pytest.mark.slow
def test_every_repetition_of_a_recording_is_taken_in(tmp_path: Path) -> None:
    path = put_recording("wall_squat", tmp_path)
    assert import_recordings([path], history_path(), None, pytest.fail).added == 1
    with reading(history_path()) as db:
        numbers = [attempt.number for _, attempt in attempts(db, Span())]
        [exercise] = exercises(db, Span())
    assert numbers == list(range(1, true_count("wall_squat") + 1))
    assert exercise.recording == str(path)
    assert exercise.trained_s > 20
