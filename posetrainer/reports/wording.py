"""The text of a report about one exercise, for readers who do not know the program; pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.feedback.announcements import dose_words
from posetrainer.feedback.ending import advice_on, reason_words
from posetrainer.feedback.spec_words import measure_words
from posetrainer.feedback.stored_words import translated
from posetrainer.history.findings import Flaw
from posetrainer.language.dates import full_date
from posetrainer.language.translation import tr
from posetrainer.reports.glance import too_fast_words
from posetrainer.reports.model import ExerciseReport, SideReport
from posetrainer.reports.numbers import amount, change, percent
from posetrainer.workout.results import Reason


@dataclass(frozen=True)
class FlawRow:
    """A fault in words.

    Parameters
    ----------
    words : str
    advice : str
        The trainer's sentence about it; empty if there is none.
    attempts : int
    share : str
        Of all attempts.
    days : int
    last : str
    recurs : bool
        Whether it was found on more than one day.
    """

    words: str
    advice: str
    attempts: int
    share: str
    days: int
    last: str
    recurs: bool


def prescribed_words(spec: ExerciseSpec | None) -> str:
    """Return what is prescribed of an exercise, as sentences."""
    if spec is None:
        return ""
    words = [tr("Prescribed: {dose}").format(dose=dose_words(spec))]
    unit, target = target_of(spec)
    if target is not None and spec.repetition is not None:
        words.append(
            tr("Target: {target} ({measure}).").format(
                target=amount(target, unit), measure=measure_words(spec.repetition.measure)
            )
        )
    if spec.paced:
        words.append(
            tr("No camera sees this movement: the trainer sets its pace, and measures none.")
        )
    return " ".join(words)


def target_of(spec: ExerciseSpec | None) -> tuple[Unit | None, float | None]:
    """Return what range of motion is prescribed, and its unit."""
    if spec is None or spec.repetition is None or spec.driver is None:
        return None, None
    target = spec.repetition.target
    return spec.driver.unit, (
        target.at_least_deg if target.at_least_deg is not None else target.at_least_in
    )


def flaw_rows(found: ExerciseReport) -> Iterator[FlawRow]:
    """Yield what was wrong with an exercise, the most frequent first."""
    for flaw in found.flaws:
        words = reason_words(_reason(flaw))
        if flaw.kind == "missed":
            words = tr("{reason}, not counted").format(reason=words)
        yield FlawRow(
            words=words,
            advice=translated(flaw.reason) if flaw.reason else _advice(flaw, found.spec),
            attempts=flaw.attempts,
            share=percent(flaw.attempts, found.attempts),
            days=flaw.days,
            last=full_date(flaw.last),
            recurs=flaw.days > 1,
        )


def trend_words(side: SideReport, found: ExerciseReport) -> str:
    """Return by how much the range of motion of a side changes in a week."""
    if side.trend is None or not side.trend.sure or found.unit is None:
        return tr("no sure change")
    words = change(side.trend.per_week, found.unit)
    if found.is_within_error(side.trend.last - side.trend.first):
        return tr("{change}, in all less than the camera's error").format(change=words)
    return words


def sides_words(found: ExerciseReport) -> str:
    """Return left against right as a sentence; empty where there are not both."""
    peaks = {side.side: side.peak for side in found.sides if side.peak is not None}
    if found.unit is None or not {"left", "right"} <= peaks.keys():
        return ""
    difference = peaks["left"] - peaks["right"]
    words = amount(abs(difference), found.unit)
    if found.error is not None and found.is_within_error(difference):
        return tr(
            "Left and right differ by {difference} on average, which is less than the camera's "
            "error of {error}."
        ).format(difference=words, error=amount(found.error.rmse, found.unit))
    further = (
        tr("Left goes {difference} further than right.")
        if difference > 0
        else tr("Right goes {difference} further than left.")
    ).format(difference=words)
    if found.error is not None:
        return further
    return f"{further} {tr('How exact the camera is here is not known.')}"


def error_words(found: ExerciseReport) -> str:
    """Return what the band around the range of motion is."""
    if found.unit is None:
        return ""
    if found.error is None:
        return tr("How exactly the camera measures this movement is not known: there is no band.")
    return tr(
        "The band is the camera's error, as measured on computer-made films: a reading is "
        "typically {error} off. A change within it may be none."
    ).format(error=amount(found.error.rmse, found.unit))


def tempo_words(found: ExerciseReport) -> str:
    """Return the tempo as a sentence."""
    if not found.tempo_judged:
        return tr("How fast it is done is not judged.")
    return too_fast_words(found.too_fast, found.attempts)


def _reason(flaw: Flaw) -> Reason:
    if flaw.kind == "fault":
        return Reason("form", flaw.name)
    return Reason(flaw.name)  # type: ignore[arg-type]


def _advice(flaw: Flaw, spec: ExerciseSpec | None) -> str:
    """Return the trainer's sentence about it at the end of a session."""
    reason = _reason(flaw)
    # An earlier spec may have had other faults.
    if spec is None or (reason.fault is not None and reason.fault not in spec.form):
        return ""
    return advice_on(reason, spec)
