"""Calendar and trends of the person who exercises."""

from datetime import date, datetime, timedelta

from nicegui import ui

from posetrainer.errors import UserError
from posetrainer.history import summaries
from posetrainer.history.database import history_path, reading
from posetrainer.history.span import Span
from posetrainer.home.calendar import calendar_html
from posetrainer.home.elements import section, text
from posetrainer.home.model import Home
from posetrainer.home.trend import (
    Line,
    chart_option,
    exercises_in,
    felt_lines,
    motion_lines,
    sentence,
    unit_of,
)
from posetrainer.language.translation import msg, tr

#: Trends go back so far.
_SPAN = timedelta(weeks=12)
_NOTHING = msg("Nothing yet: what you train is kept here, on this machine alone.")


def build_history(home: Home) -> None:
    """Build calendar and trends."""
    today = datetime.now().date()
    with section(tr("What you have done")):
        try:
            days, by_exercise = _read(home.settings.person, today)
        except UserError as error:
            text(str(error), classes="problem")
            return
        ui.html(calendar_html(days, today), sanitize=False).classes("full")
        if not days:
            text(tr(_NOTHING))
        else:
            link = ui.link(tr("Report for your physiotherapist"), "/report", new_tab=True)
            link.classes("report")
        _build_motion(by_exercise)
        felt = felt_lines(days)
        if felt:
            ui.html(tr("Pain (NRS) and effort (Borg CR10)"), tag="h3", sanitize=False)
            _build_chart(felt, "", highest=10)


def _read(
    person: str | None, today: date
) -> tuple[list[summaries.DaySummary], list[summaries.ExerciseDay]]:
    span = Span(since=today - _SPAN, person=person)
    with reading(history_path()) as db:
        return summaries.days(db, span), summaries.exercise_days(db, span)


def _build_motion(by_exercise: list[summaries.ExerciseDay]) -> None:
    titles = exercises_in(by_exercise)
    if not titles:
        return
    ui.html(tr("Range of motion"), tag="h3", sanitize=False)
    ui.select(
        titles,
        value=next(iter(titles)),
        label=tr("Exercise"),
        on_change=lambda e: draw(str(e.value)),
    ).props("outlined id=exercise")
    room = ui.element("div").classes("full")

    def draw(exercise: str) -> None:
        room.clear()
        with room:
            _build_chart(motion_lines(by_exercise, exercise), unit_of(by_exercise, exercise))

    draw(next(iter(titles)))


def _build_chart(lines: list[Line], unit: str, highest: float | None = None) -> None:
    with ui.element("div").classes("full"):
        chart = ui.echart(chart_option(lines, unit, highest), renderer="svg").classes("chart")
        # What it shows stands below it in words.
        chart.props("aria-hidden=true")
        for line in lines:
            text(sentence(line, unit))
