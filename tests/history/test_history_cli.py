"""``posetrainer history``, ``export`` and ``forget``, as a user types them."""

import json
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import process_time
from timeit import repeat

import pytest
from histories import completed, keep, posetrainer_in_less_than, slowness
from invoking import printed_by, refusal
from labelled import put_recording

from posetrainer.cli import app
from posetrainer.history.database import history_path, reading
from posetrainer.history.findings import flaws
from posetrainer.history.records import Ratings
from posetrainer.history.span import Span
from posetrainer.history.summaries import days, exercise_days, unjudged
from tools.synthetic_history import write_many


def now() -> datetime:
    return datetime.now().astimezone()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


run = partial(printed_by, app, columns=80)
refused = partial(refusal, run)


def train(days: int = 6) -> None:
    for day in range(days):
        ratings = Ratings(4, 2, 3.5) if day else Ratings()
        began_at = now() - timedelta(days=day)
        done = [completed(n, peak=50.0 - day + n / 10) for n in range(1, 5)]
        keep(history_path(), began_at, done, minutes=31, ratings=ratings)


def test_history_shows_days_weeks_and_trends() -> None:
    train()
    shown = run("history")
    assert all(len(line) <= 80 for line in shown.splitlines())
    exercises, _, rest = shown.partition("Weeks (3 to 4 days")
    _, _, by_day = rest.partition("Days (30 minutes")
    today = next(
        line for line in by_day.splitlines() if f"{now():%a} {now().day} {now():%b}" in line
    )
    assert today.split()[3:7] == ["31", "██████", "4", "100%"]
    assert by_day.count("4 → 2") == 5
    left = next(line for line in exercises.splitlines() if " left " in line)
    assert "48°↗" in left
    assert left.rstrip().endswith("+7.0")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "units"), [("en", "imperial"), ("de", "metric")])
def test_no_word_is_cut_on_a_narrow_terminal(language: str, units: str) -> None:
    widest = [completed(n, peak=112.5, unit="in", shortfalls=("tempo",)) for n in (1, 3)]
    ratings = Ratings(10, 10, 10)
    for day in range(5):
        for hour in range(6):
            began_at = now() - timedelta(days=day, hours=hour / 10)
            keep(history_path(), began_at, widest, exercise="ball_seated_march", ratings=ratings)
    shown = {
        columns: run("--language", language, "--units", units, "history", columns=columns)
        for columns in (60, 80, 200)
    }
    for columns, text in shown.items():
        assert all(len(line) <= columns for line in text.splitlines())
        assert "…" not in text
        # Cells are wrapped each by itself, so that words come in another order.
        assert sorted(text.split()) == sorted(shown[200].split())


def test_without_a_history_it_reports_how_to_begin_one() -> None:
    assert "Nothing was trained in the last 8 weeks" in run("history")
    assert not history_path().exists()
    train(1)
    keep(history_path(), now() - timedelta(weeks=3), person="anna")
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
    since = f"{now():%Y-%m-%d}"
    assert len(json.loads(run("export", "--format", "json", "--since", since))["sessions"]) == 1
    assert "would be written over" in refused("export", "--out", history_path())


def test_forgetting_asks_first_unless_yes_is_given() -> None:
    train(3)
    assert refused("forget", "--session", "1") == "Nothing is deleted yet: add --yes."
    assert "Name one of" in refused("forget")
    assert "Name one of" in refused("forget", "--all", "--session", "1")
    assert "There are no such sessions" in refused("forget", "--session", "9", "--yes")
    said = run("forget", "--session", "1", "--yes")
    assert f"Deleted: 1 session of {now():%Y-%m-%d} with 4 repetitions, and 0 files" in said
    assert "no such sessions" in refused("forget", "--before", "0001-01-01", "--yes")
    said = run("forget", "--before", f"{now():%Y-%m-%d}", "--yes")
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


@pytest.mark.slow
@pytest.mark.alone
def test_ten_thousand_sessions_are_answered_in_less_than_a_second() -> None:
    write_many(history_path(), 10_000, now())
    assert b"left" in posetrainer_in_less_than(1, "history")
    with reading(history_path()) as db:
        for query in (days, exercise_days, flaws, unjudged):
            assert query(db, Span())
            took_s = repeat(partial(query, db, Span()), timer=process_time, number=1, repeat=3)
            assert min(took_s) < slowness(), query.__name__
