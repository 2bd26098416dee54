"""``posetrainer history``, ``export`` and ``forget``, as a user types them."""

import json
import resource
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from histories import completed, keep
from labelled import put_recording
from typer.testing import CliRunner

from posetrainer.cli import app
from posetrainer.errors import UserError
from posetrainer.history.database import history_path, reading, writing
from posetrainer.history.records import Ratings
from posetrainer.history.span import Span
from posetrainer.history.summaries import days, exercise_days, faults

NOW = datetime.now().astimezone()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": "80"})
    if done.exception is not None:
        raise done.exception
    return done.stdout


def refused(*arguments: object) -> str:
    with pytest.raises(UserError) as caught:
        run(*arguments)
    (sentence,) = str(caught.value).splitlines()
    return sentence


def train(days: int = 6) -> None:
    for day in range(days):
        ratings = Ratings(4, 2, 3.5) if day else Ratings()
        began_at = NOW - timedelta(days=day)
        done = [completed(n, peak=50.0 - day + n / 10) for n in range(1, 5)]
        keep(history_path(), began_at, done, minutes=31, ratings=ratings)


def test_history_shows_days_weeks_and_trends_in_eighty_columns() -> None:
    train()
    shown = run("history")
    assert all(len(line) <= 80 for line in shown.splitlines())
    exercises, _, rest = shown.partition("Weeks (3 to 4 days")
    _, _, by_day = rest.partition("Days (30 minutes")
    today = next(line for line in by_day.splitlines() if f"{NOW:%a %d %b}" in line)
    assert today.split()[3:7] == ["31", "██████", "4", "100%"]
    assert by_day.count("4 → 2") == 5
    left = next(line for line in exercises.splitlines() if " left " in line)
    assert "48° ↗" in left
    assert left.rstrip().endswith("+7.0")


@pytest.mark.slow
def test_nothing_is_cut_off_in_eighty_columns() -> None:
    widest = [completed(n, peak=112.5, unit="in", shortfalls=("tempo",)) for n in (1, 3)]
    ratings = Ratings(10, 10, 10)
    for day in range(5):
        for hour in range(6):
            began_at = NOW - timedelta(days=day, hours=hour / 10)
            keep(history_path(), began_at, widest, exercise="ball_seated_march", ratings=ratings)
    shown = run("history")
    assert "…" not in shown
    assert "Seated march on the ball  left" in shown
    assert all(f" {number} " in f"{shown} ".replace("\n", " ") for number in range(1, 31))


def test_without_a_history_it_says_how_to_begin_one() -> None:
    assert "Nothing was trained in the last 8 weeks" in run("history")
    assert not history_path().exists()
    train(1)
    keep(history_path(), NOW - timedelta(weeks=3), person="anna")
    assert "Nothing was trained" in run("history", "--weeks", "2", "--person", "anna")
    assert "not" not in run("history", "--person", "anna")
    assert refused("history", "--person", "ana") == (
        "There is no history of 'ana', but of anna; name a profile."
    )


def test_an_export_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    train(2)
    assert run("export").count("\n") == 1 + 2 * 4
    out = tmp_path / "out.json"
    assert run("export", "--format", "json", "--out", out) == f"Written to {out}.\n"
    assert len(json.loads(out.read_text())["sessions"]) == 2
    since = f"{NOW:%Y-%m-%d}"
    assert len(json.loads(run("export", "--format", "json", "--since", since))["sessions"]) == 1
    assert "would be written over" in refused("export", "--out", history_path())


def test_forgetting_asks_unless_told_not_to() -> None:
    train(3)
    assert refused("forget", "--session", "1") == "Nothing is deleted yet: add --yes."
    assert "Name one of" in refused("forget")
    assert "Name one of" in refused("forget", "--all", "--session", "1")
    assert "There are no such sessions" in refused("forget", "--session", "9", "--yes")
    said = run("forget", "--session", "1", "--yes")
    assert f"Deleted: 1 session of {NOW:%Y-%m-%d} with 4 repetitions, and 0 files" in said
    assert "no such sessions" in refused("forget", "--before", "0001-01-01", "--yes")
    said = run("forget", "--before", f"{NOW:%Y-%m-%d}", "--yes")
    assert "Deleted: 2 sessions of" in said
    train(1)
    assert "Deleted: 1 session" in run("forget", "--all", "--yes")
    assert run("export").count("\n") == 1


def test_a_damaged_history_can_be_forgotten_with_all_the_rest() -> None:
    train(1)
    history_path().write_bytes(b"broken")
    assert "is damaged" in refused("history")
    said = run("forget", "--all", "--yes")
    assert "is damaged: it is kept as" in said
    assert "and 1 file" in said
    assert [path.name for path in history_path().parent.iterdir()] == ["history.sqlite3"]


@pytest.mark.slow
def test_a_replay_writes_no_history(tmp_path: Path) -> None:
    run("replay", put_recording("wall_squat", tmp_path), "--headless")
    assert not history_path().exists()


def put_many(sessions: int) -> None:
    """Sessions of five exercises with ten repetitions, two a day."""
    keep(history_path(), NOW - timedelta(days=sessions))
    with writing(history_path()) as db:
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO session (uid, began_at, day, title, version) VALUES (?, ?, ?, 't', '0')",
            (
                (str(n), began_at.isoformat(), began_at.date().isoformat())
                for n in range(sessions)
                for began_at in [NOW - timedelta(days=n // 2)]
            ),
        )
        db.execute(
            "WITH five(e) AS (VALUES ('a'), ('b'), ('c'), ('d'), ('e')) "
            "INSERT INTO exercise (session_id, block, exercise, title, spec_id, prescribed, "
            "counted_before, good_before, began_s, trained_s, ready) "
            "SELECT id, 0, e, e, 1, 10, 0, 0, 0, 300, 1 FROM session, five WHERE id > 1"
        )
        db.execute(
            "WITH RECURSIVE ten(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM ten WHERE n < 10) "
            "INSERT INTO attempt (exercise_id, place, number, side, good, too_fast, start_s, "
            "end_s, peak, peak_speed, unit, held_s, shortfalls, faults) "
            "SELECT id, n, n, iif(n % 2, 'left', 'right'), id % 3 > 0, id % 19 = 0, 8 * n, "
            "8 * n + 7, 40 + n + id % 7, 30, 'deg', 5.1, '[]', '[]' FROM exercise, ten WHERE id > 1"
        )
        db.execute("COMMIT")


@pytest.mark.slow
@pytest.mark.alone
def test_ten_thousand_sessions_are_answered_in_less_than_a_second() -> None:
    put_many(10_000)
    assert b"left" in posetrainer_took_less_than_a_second("history")
    with reading(history_path()) as db:
        years = Span(since=(NOW - timedelta(days=3 * 365)).date())
        for query, span in ((days, Span()), (exercise_days, years), (faults, years)):
            began_s = time.process_time()
            assert query(db, span) or query is faults
            assert time.process_time() - began_s < 1, query.__name__


def posetrainer_took_less_than_a_second(*arguments: str) -> bytes:
    """Run a command, timed by its processor: others may want one, too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "posetrainer", *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1
    return done.stdout
