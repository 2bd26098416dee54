"""Reports as a user gets them, and what is trained for them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

from histories import completed, keep
from invoking import printed_by, refusal

from posetrainer.cli import app
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.history.database import history_path
from posetrainer.reports.measure_error import measure_error


def now() -> datetime:
    return datetime.now().astimezone()


class _Text(HTMLParser):
    """What is read on a page, a piece for each element."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pieces: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"] and data.strip():
            self.pieces.append(" ".join(data.split()))


def read(page: Path) -> _Text:
    found = _Text()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def report(*arguments: str) -> str:
    """Write a report and return what is read on it."""
    printed = printed_by(app, "report", *arguments, "--to", "page.html")
    assert printed.startswith("Written to page.html: open it")
    return " ".join(read(Path("page.html")).pieces)


def refused(*arguments: str) -> str:
    sentence = refusal(report, *arguments)
    assert not Path("page.html").exists()
    return sentence


@contextmanager
def changing_the_history() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(history_path()) as db:
        yield db
    db.close()


def typical_error_in() -> float:
    error = measure_error(load_exercise("straight_leg_raise"))
    assert error is not None
    assert 0 < error.rmse < 2
    return error.rmse


def train(days: int = 6, **other: object) -> None:
    """Four leg raises a day, the left leg two inches ahead and both gaining half an inch."""
    for day in range(days):
        ahead = {"left": 2.0, "right": 0.0}
        events = [completed(n, unit="in") for n in range(1, 5)]
        done = [replace(e, peak=9 + day / 2 + ahead[e.side]) for e in events]
        keep(history_path(), now() - timedelta(days=days - 1 - day), done, minutes=20, **other)  # type: ignore[arg-type]
