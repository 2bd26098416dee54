"""``posetrainer report``, as a user types it: what stands on the page, and what does not."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from histories import keep, posetrainer_in_less_than
from invoking import printed_by, refusal
from report_pages import changing_the_history, now, read, refused, report, train, typical_error_in

from posetrainer.cli import app
from posetrainer.history.database import history_path, reading
from posetrainer.history.span import Span
from posetrainer.history.summaries import days
from tools.synthetic_history import write_history, write_many

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.slow
def test_lengths_are_in_the_users_units_and_all_words_in_one_language() -> None:
    train()
    chosen = ["--language", "de", "--units", "metric", "report", "--to", "page.html"]
    assert printed_by(app, *chosen).startswith("Written to")
    page = read(Path("page.html"))
    assert ("lang", "de") in page.attributes
    text = " ".join(page.pieces)
    error = f"{2.54 * typical_error_in():.1f}".replace(".", ",")
    assert "Ziel: 30,5 Zentimeter" in text
    assert "Beine im Wechsel" in text
    assert f"liegt üblicherweise {error} Zentimeter daneben" in text
    assert "links 12 100 % 31,1 cm, höchstens 34,3 +8,9 cm" in text


@pytest.mark.slow
def test_the_page_needs_nothing_else_and_has_no_codes() -> None:
    write_history(history_path(), now())
    text = report()
    with reading(history_path()) as db:
        trained = len(days(db, Span()))
    assert f"Trained on {trained} days in" in text
    assert "Training report: Anna" in text
    words = set(text.replace(".", " ").replace(",", " ").split())
    assert not {word for word in words if "_" in word}
    page = read(Path("page.html"))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not [key for key, _ in page.attributes if key in ("src", "href") or key[:2] == "on"]
    style = Path("page.html").read_text()
    assert "http:" not in style
    assert "https:" not in style
    assert "@import" not in style


def test_names_and_reasons_are_escaped() -> None:
    sly = "<script>alert('Ada & Co')</script>"
    train(1, person=sly)
    with changing_the_history() as db:
        db.execute("INSERT INTO unjudged VALUES (1, 'x', '<img src=x onerror=y>', 3)")
        db.execute("UPDATE exercise SET title = 'A </title><b>title'")
        db.execute("UPDATE session SET version = '<i>1'")
    text = report("--person", sly)
    assert f"Training report: {sly}" in text
    assert "<img src=x onerror=y> 3 s" in text
    assert not {"script", "img", "b", "i"} & set(read(Path("page.html")).tags)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_page_is_readable_by_its_user_alone() -> None:
    train(1)
    before = os.umask(0o022)
    try:
        report()
        assert stat.S_IMODE(Path("page.html").stat().st_mode) == 0o600
        Path("page.html").chmod(0o644)
        report()
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("page.html").stat().st_mode) == 0o600


def test_without_sessions_it_reports_it_in_one_sentence() -> None:
    since = (now() - timedelta(weeks=12)).date()
    assert refused() == (
        f"Nothing was trained since {since}; name an earlier day with --since, or train with "
        "`posetrainer programme`."
    )
    assert not history_path().exists()
    keep(history_path(), now() - timedelta(weeks=20))
    assert "Nothing was trained since" in refused()
    assert "Trained on 1 day" in report("--since", f"{now() - timedelta(weeks=30):%Y-%m-%d}")


@pytest.mark.slow
def test_a_report_is_about_one_person() -> None:
    train(1, person="anna")
    train(1)
    assert "anna 14" not in report()
    assert "Sessions in which nobody was named are among them." in report()
    assert "4 of 4 prescribed" in report("--person", "anna")
    Path("page.html").unlink()
    train(1, person="ben")
    assert refused() == (
        "A report is about one person, and anna and ben have trained since "
        f"{(now() - timedelta(weeks=12)).date()}: choose one on the home page, or with --person."
    )
    assert "of anna, ben; name a profile" in refused("--person", "bem")


@pytest.mark.slow
def test_idle_weeks_count_and_an_earlier_time_is_not_in_it() -> None:
    keep(history_path(), now() - timedelta(weeks=20))
    keep(history_path(), now() - timedelta(weeks=5))
    text = report("--since", f"{now() - timedelta(weeks=9):%Y-%m-%d}")
    assert "Trained on 1 day in 10 weeks" in text


@pytest.mark.slow
def test_a_long_time_is_averaged() -> None:
    write_history(history_path(), now(), weeks=30)
    text = report("--since", f"{now() - timedelta(weeks=40):%Y-%m-%d}")
    assert "Each point of a chart is the mean of a week." in text


def test_the_history_is_not_written_over(tmp_path: Path) -> None:
    train(1)
    assert "would be written over" in refusal(printed_by, app, "report", "--to", history_path())


@pytest.mark.slow
@pytest.mark.alone
def test_of_ten_thousand_sessions_the_usual_weeks_are_reported_in_less_than_a_second() -> None:
    write_many(history_path(), 10_000, now())
    assert b"Written to" in posetrainer_in_less_than(1, "report")
    assert b"Written to" in posetrainer_in_less_than(1.5, "report", "--since", "2000-01-01")
