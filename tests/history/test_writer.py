"""Every repetition is in the history at once, whatever else happens to it."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from acceptance.limited import needs_limits, no_file_larger_than, somebody_else
from histories import NOON, RAISE, completed, keep, plan_of, steps
from hypothesis import given, settings
from hypothesis import strategies as st

from posetrainer.history import schema
from posetrainer.history.database import (
    HistoryError,
    reading,
    transaction,
    writing,
)
from posetrainer.history.from_events import attempt_of
from posetrainer.history.records import Attempt, Ratings, SessionInfo, Unjudged
from posetrainer.history.rows import set_ratings
from posetrainer.history.session_log import SessionLog
from posetrainer.history.sessions import attempts, exercises, sessions, spec_text
from posetrainer.history.span import Span
from posetrainer.history.writer import HistoryWriter
from posetrainer.recordings.columns import Header
from posetrainer.rules.events import (
    LostSight,
    RepetitionCompleted,
    RepetitionMissed,
    Shortfall,
    SightRegained,
)
from posetrainer.rules.obstacles import PartsUnseen, Unmet
from posetrainer.runtime.outputs import OptionalOutput

INFO = SessionInfo("Straight leg raise")
DONE = [completed(number) for number in (1, 2, 3)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


def unexpected(sentence: str) -> None:
    raise AssertionError(sentence)


def kept(path: Path) -> list[Attempt]:
    with reading(path) as db:
        return [attempt for _, attempt in attempts(db, Span())]


def test_a_repetition_is_there_before_the_next_picture(path: Path) -> None:
    with HistoryWriter(path, INFO, unexpected) as writer:
        for number, (moment, time_s) in enumerate(steps(plan_of(RAISE), DONE)):
            writer.add(moment, time_s)
            assert kept(path) == [attempt_of(event) for event in DONE[:number]]
    with reading(path) as db:
        assert [session.id for session in sessions(db, Span())] == [writer.session_id]


NUMBERS = st.floats(0, 400, allow_nan=False)
SIDES = st.sampled_from(["left", "right", "both"])
UNITS = st.sampled_from(["deg", "in"])
SHORTFALLS: list[Shortfall] = ["target", "hold", "tempo", "form", "return", "rhythm", "turn"]
EVENTS = st.one_of(
    st.builds(
        RepetitionCompleted,
        time_s=NUMBERS,
        number=st.integers(1, 99),
        side=SIDES,
        good=st.booleans(),
        shortfalls=st.lists(st.sampled_from(SHORTFALLS), unique=True).map(tuple),
        faults=st.lists(st.text(min_size=1), max_size=3).map(tuple),
        start_s=NUMBERS,
        end_s=NUMBERS,
        peak=st.none() | NUMBERS,
        peak_speed=st.none() | NUMBERS,
        unit=st.none() | UNITS,
        held_s=st.none() | NUMBERS,
    ),
    st.builds(
        RepetitionMissed,
        time_s=NUMBERS,
        side=SIDES,
        reason=st.sampled_from(["partial", "other_movement"]),
        peak=NUMBERS,
        needed=NUMBERS,
        unit=UNITS,
        start_s=NUMBERS,
        end_s=NUMBERS,
        too_fast=st.booleans(),
        faults=st.just(()),
        obstacle=st.none() | st.builds(Unmet, st.text(), st.text()),
    ),
)


@settings(max_examples=8)
@given(events=st.lists(EVENTS, max_size=4))
def test_what_is_read_is_what_happened(events: list[RepetitionCompleted]) -> None:
    log = SessionLog(INFO, NOON)
    for moment, time_s in steps(plan_of(RAISE), events):
        log.add(moment, time_s)
    with reading(Path("nowhere")) as db:
        with transaction(db):
            log.write(db)
        assert [one for _, one in attempts(db, Span())] == [attempt_of(event) for event in events]


def test_what_could_not_be_judged_is_kept_with_its_reason(path: Path) -> None:
    lost = [LostSight(10.0, PartsUnseen(("feet",))), SightRegained(13.0, 3.0)]
    session = keep(path, NOON, [completed(1), *lost, completed(2)], minutes=2)
    with reading(path) as db:
        [exercise] = exercises(db, Span(session_id=session))
        assert '"id": "straight_leg_raise"' in (spec_text(db, exercise.spec_digest) or "")
    assert exercise.unjudged == (
        Unjudged("not_seen", "I cannot see you.", 8.0),
        Unjudged("not_seen", "I cannot see your feet.", 3.0),
    )
    assert exercise.ready
    assert exercise.trained_s == 120


def test_answers_are_optional_and_stay_on_their_scales(path: Path) -> None:
    session = keep(path, ratings=Ratings(pain_before=4))
    with writing(path) as db:
        set_ratings(db, session, Ratings(effort=2.5))
        set_ratings(db, session, Ratings(pain_after=0))
        assert sessions(db, Span())[0].ratings == Ratings(4, 0, 2.5)
    for wrong in ({"pain_before": 11}, {"pain_after": -1}, {"effort": 10.5}):
        with pytest.raises(ValueError, match="from 0 to 10"):
            Ratings(**wrong)  # type: ignore[arg-type]


def test_while_another_program_writes_nobody_waits_and_nothing_is_lost(path: Path) -> None:
    with HistoryWriter(path, INFO, unexpected) as writer, writing(path) as other:
        moments = steps(plan_of(RAISE), DONE)
        writer.add(*next(moments))
        other.execute("BEGIN IMMEDIATE")
        began_s = time.monotonic()
        writer.add(*next(moments))
        writer.add(*next(moments))
        assert time.monotonic() - began_s < 2
        assert kept(path) == []
        other.execute("COMMIT")
        writer.add(*next(moments))
        assert kept(path) == [attempt_of(event) for event in DONE]


def test_at_its_end_a_session_waits_until_it_can_be_written(path: Path) -> None:
    begun = threading.Event()

    def write_for_a_while() -> None:
        with writing(path) as db, transaction(db):
            begun.set()
            time.sleep(0.15)

    other = threading.Thread(target=write_for_a_while)
    with HistoryWriter(path, INFO, unexpected) as writer:
        other.start()
        begun.wait()
        for moment, time_s in steps(plan_of(RAISE), DONE):
            writer.add(moment, time_s)
    other.join()
    assert len(kept(path)) == 3


def test_two_trainers_on_one_history_lose_nothing(path: Path) -> None:
    def train() -> None:
        with HistoryWriter(path, INFO, unexpected) as writer:
            for moment, time_s in steps(plan_of(RAISE), [completed(n) for n in range(1, 21)]):
                writer.add(moment, time_s)

    trainers = [threading.Thread(target=train) for _ in range(4)]
    for trainer in trainers:
        trainer.start()
    for trainer in trainers:
        trainer.join()
    with reading(path) as db:
        numbers = {exercise.id: [] for exercise in exercises(db, Span())}
        for exercise_id, attempt in attempts(db, Span()):
            numbers[exercise_id].append(attempt.number)
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert list(numbers.values()) == [list(range(1, 21))] * 4


BEGINNING = """
import sys, time
from pathlib import Path
from posetrainer.history.database import open_to_write

print("there", flush=True)
began_s = float(input())
for number in range(80):
    time.sleep(max(0.0, began_s + number / 50 - time.time()))
    open_to_write(Path(sys.argv[1], str(number), "history.sqlite3"), print).close()
"""


@pytest.mark.slow
def test_trainers_that_begin_a_history_at_once_all_get_it(tmp_path: Path) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", BEGINNING, str(tmp_path)]
    trainers = [
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(6)
    ]
    for trainer in trainers:
        assert trainer.stdout is not None
        assert trainer.stdout.readline() == "there\n"
    began_s = time.time() + 0.1
    for trainer in trainers:
        assert trainer.stdin is not None
        trainer.stdin.write(f"{began_s}\n")
        trainer.stdin.flush()
    answers = [trainer.communicate() for trainer in trainers]
    assert answers == [("", "")] * len(trainers)


def test_a_damaged_history_is_kept_and_a_new_one_begun(path: Path) -> None:
    keep(path)
    with writing(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = path.read_bytes()
    overwritten = whole[:4096] + bytes(reversed(whole[4096:8192])) + b"\xff" * 4096 + whole[12288:]
    for number, content in enumerate((overwritten, b"no database", whole[: len(whole) // 2]), 1):
        path.write_bytes(content)
        said: list[str] = []
        with HistoryWriter(path, INFO, said.append) as writer:
            for moment, time_s in steps(plan_of(RAISE), DONE):
                writer.add(moment, time_s)
        assert len(kept(path)) == 3
        [sentence] = said
        assert "is damaged: it is kept as history-damaged-" in sentence
        aside = set(path.parent.glob("history-damaged-*.sqlite3"))
        assert len(aside) == number
        assert content in [file.read_bytes() for file in aside]


def test_a_history_of_a_newer_version_is_left_alone(path: Path) -> None:
    keep(path)
    with writing(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(HistoryError, match="newer version"), reading(path):
        pass
    with HistoryWriter(path, INFO, unexpected) as writer:
        moment, time_s = next(steps(plan_of(RAISE), DONE))
        with pytest.raises(HistoryError, match="newer version"):
            writer.add(moment, time_s)


def test_an_older_history_is_migrated_as_a_whole_or_not_at_all(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(path)
    more = ("ALTER TABLE session ADD COLUMN mood TEXT", "CREATE TABLE x (y)")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (more[0], "no SQL")))
    with pytest.raises(HistoryError, match=r"syntax error.*report it"), writing(path):
        pass
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:-1], more))
    with writing(path) as db:
        assert [row["mood"] for row in db.execute("SELECT mood FROM session")] == [None]
    assert len(kept(path)) == 2


def goes_on_after(path: Path, reported: list[str]) -> None:
    """A session whose history cannot be written, at the beginning or later, goes on."""
    writer = HistoryWriter(path, INFO, unexpected)
    with OptionalOutput(writer, writer.add, reported.append) as add:
        for moment, time_s in steps(plan_of(RAISE), [completed(n) for n in range(1, 200)]):
            add(moment, time_s)


@needs_limits
def test_on_a_full_disk_the_session_goes_on_and_it_is_reported_once(path: Path) -> None:
    keep(path)
    reported: list[str] = []
    with no_file_larger_than(path.stat().st_size + 40_000):
        goes_on_after(path, reported)
    assert len(reported) == 1
    assert f"The history {path} cannot be used" in reported[0]
    with writing(path) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert 2 < len(kept(path)) < 201


@needs_limits
def test_in_a_read_only_folder_it_goes_on_and_what_was_there_can_be_read(
    path: Path, tmp_path: Path
) -> None:
    keep(path)
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        parent.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    reported: list[str] = []
    with somebody_else():
        goes_on_after(path, reported)
        assert len(kept(path)) == 2
    assert len(reported) == 1
    assert "check the rights" in reported[0]
    path.parent.chmod(0o755)


def test_a_name_that_is_not_unicode_ends_no_session(path: Path) -> None:
    odd = "odd\udcff"
    recording = path.parent / odd, Header(None, 1.7, live=True, made_at="", versions={})
    keep(path, person=odd, recording=recording)
    with reading(path) as db:
        [session], [exercise] = sessions(db, Span()), exercises(db, Span())
    assert session.person == "odd\\udcff"
    assert (exercise.recording or "").endswith("odd\\udcff")


def test_nothing_is_made_by_reading(path: Path) -> None:
    assert kept(path) == []
    assert not path.parent.exists()


def test_a_folder_in_its_place_is_one_sentence(path: Path) -> None:
    path.mkdir(parents=True)
    for opened in (reading, writing):
        with pytest.raises(HistoryError, match="cannot be used"), opened(path):
            pass
