"""The numbers of a report in plain words, for who does not know the program; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.feedback.announcements import dose_words
from posetrainer.feedback.ending import advice_on, reason_words
from posetrainer.history.findings import Flaw
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY, Trend, trend
from posetrainer.language.units import shown, unit_name
from posetrainer.reports.model import ExerciseReport, Report, SideReport
from posetrainer.rules.events import RepetitionSide
from posetrainer.workout.results import Reason

NOTHING = "–"
_SIDES: dict[RepetitionSide, str] = {"left": "left", "right": "right", "both": "both"}


@dataclass(frozen=True)
class FlawRow:
    """What was wrong, as it is read.

    Parameters
    ----------
    words : str
    advice : str
        What the trainer says about it; empty if nothing.
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


def number(value: float | None, unit: Unit | None) -> str:
    """Return a range of motion with its unit."""
    if value is None or unit is None:
        return NOTHING
    return f"{shown(value, unit):.{_decimals(unit)}f}{_sign(unit)}"


def motion_words(side: SideReport, unit: Unit | None) -> str:
    """Return the mean and the largest range of motion of a side."""
    if side.highest is None or unit is None:
        return NOTHING
    return f"{number(side.peak, unit)}, at most {shown(side.highest, unit):.{_decimals(unit)}f}"


def day_words(day: date) -> str:
    """Return a date."""
    return f"{day.day} {day:%b %Y}"


def percent(part: float, whole: float) -> str:
    """Return a share; a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def seconds(value: float | None) -> str:
    """Return a time of a repetition or a hold."""
    return NOTHING if value is None else f"{value:.1f} s"


def duration(value_s: float) -> str:
    """Return a longer time."""
    if value_s < 60:
        return f"{value_s:.0f} s"
    return f"{value_s / 60:.0f} min" if value_s < 3600 else f"{value_s / 3600:.1f} h"


def plural(count: int, what: str) -> str:
    """Return a number of things."""
    return f"{count:,} {what}" + "s" * (count != 1)


def side_words(side: RepetitionSide) -> str:
    """Return the name of a side."""
    return _SIDES[side]


def prescribed_words(spec: ExerciseSpec | None) -> str:
    """Return what is prescribed of an exercise, as sentences."""
    if spec is None:
        return ""
    words = [f"Prescribed: {dose_words(spec)}"]
    unit, target = target_of(spec)
    if target is not None:
        measure = spec.repetition.measure.replace("_", " ") if spec.repetition else ""
        words.append(f"Target: {number(target, unit)} ({measure}).")
    if spec.paced:
        words.append("No camera sees this movement: the trainer sets its pace, and measures none.")
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
        yield FlawRow(
            words=reason_words(_reason(flaw)) + ", not counted" * (flaw.kind == "missed"),
            advice=flaw.reason or _advice(flaw, found.spec),
            attempts=flaw.attempts,
            share=percent(flaw.attempts, found.attempts),
            days=flaw.days,
            last=day_words(flaw.last),
            recurs=flaw.days > 1,
        )


def trend_words(side: SideReport, found: ExerciseReport) -> str:
    """Return by how much the range of motion of a side changes in a week."""
    if side.trend is None or not side.trend.sure or found.unit is None:
        return "no sure change"
    words = f"{shown(side.trend.per_week, found.unit):+.1f}{_sign(found.unit)}"
    if _within_error(side.trend.last - side.trend.first, found):
        return f"{words}, in all less than the camera's error"
    return words


def sides_words(found: ExerciseReport) -> str:
    """Return left against right as a sentence; empty where there are not both."""
    peaks = {side.side: side.peak for side in found.sides if side.peak is not None}
    if found.unit is None or not {"left", "right"} <= peaks.keys():
        return ""
    apart = peaks["left"] - peaks["right"]
    if found.error is not None and _within_error(apart, found):
        return (
            f"Left and right differ by {number(abs(apart), found.unit)} on average, which is less "
            f"than the camera's error of {number(found.error.rmse, found.unit)}."
        )
    further, other = ("Left", "right") if apart > 0 else ("Right", "left")
    known = "" if found.error else " How exact the camera is here is not known."
    return f"{further} goes {number(abs(apart), found.unit)} further than {other}.{known}"


def error_words(found: ExerciseReport) -> str:
    """Return what the band around the range of motion is."""
    if found.unit is None:
        return ""
    if found.error is None:
        return "How exactly the camera measures this movement is not known: there is no band."
    return (
        f"The band is the camera's error, as measured on computer-made films: a reading is "
        f"typically {number(found.error.rmse, found.unit)} off. A change within it may be none."
    )


def tempo_words(found: ExerciseReport) -> str:
    """Return the tempo as a sentence."""
    if not found.tempo_judged:
        return "How fast it is done is not judged."
    too_fast = f"{found.too_fast:,} of {plural(found.attempts, 'attempt')} were too fast"
    return f"{too_fast} ({percent(found.too_fast, found.attempts)})."


def glance(report: Report) -> Iterator[str]:
    """Yield what is to be known first, a sentence or two each."""
    least, most = DAYS_A_WEEK
    minutes = fmean(day.minutes for day in report.days)
    yield (
        f"Trained on {plural(len(report.days), 'day')} in {plural(len(report.weeks), 'week')}, "
        f"{minutes:.0f} minutes a training day on average; {least} to {most} days a week and "
        f"{MINUTES_A_DAY} minutes a day are prescribed."
    )
    done, wanted, good = done_of(report)
    yield (
        f"{done:,} of {wanted:,} prescribed repetitions were done ({percent(done, wanted)}); "
        f"{percent(good, done)} of them were good: far enough, held, slow enough and in form."
    )
    timed = [found for found in report.exercises if found.tempo_judged]
    fast, attempts = sum(f.too_fast for f in timed), sum(f.attempts for f in timed)
    yield f"{fast:,} of {plural(attempts, 'attempt')} were too fast ({percent(fast, attempts)})."
    yield _motion(report)
    unjudged_s = sum(why.seconds for found in report.exercises for why in found.unjudged)
    if unjudged_s:
        yield f"For {duration(unjudged_s)} in all nothing could be judged; why stands below."
    yield from _feelings(report)


def done_of(report: Report) -> tuple[int, int, int]:
    """Return repetitions that were done, those that were prescribed, and good ones."""
    return (
        sum(found.repetitions for found in report.exercises),
        sum(found.prescription.repetitions for found in report.exercises),
        sum(found.good for found in report.exercises),
    )


def _motion(report: Report) -> str:
    grown, fallen = (
        [words for found in report.exercises if (words := _changed(found, sign))]
        for sign in (1, -1)
    )
    parts = [
        f"The range of motion {verb} in {', '.join(words)}."
        for verb, words in (("grows", grown), ("falls", fallen))
        if words
    ]
    return " ".join(parts) or "No range of motion has changed by more than the camera's error."


def _changed(found: ExerciseReport, sign: int) -> str:
    """Return the exercise with the sides whose range of motion surely grows, or falls (-1)."""
    sides = [
        side_words(side.side)
        for side in found.sides
        if side.trend is not None
        and side.trend.sure
        and side.trend.per_week * sign > 0
        and not _within_error(side.trend.last - side.trend.first, found)
    ]
    return f"{found.prescription.title} ({names(sides)})" if sides else ""


def _within_error(difference: float, found: ExerciseReport) -> bool:
    return found.error is not None and abs(difference) < found.error.rmse


def _feelings(report: Report) -> Iterator[str]:
    for words, name, most in (
        ("Pain before training", "pain_before", "worst imaginable"),
        ("Pain after training", "pain_after", "worst imaginable"),
        ("Effort", "effort", "extremely strong"),
    ):
        answers = [
            (day.day, float(value))
            for day in report.days
            if (value := getattr(day.ratings, name)) is not None
        ]
        if answers:
            mean = fmean(value for _, value in answers)
            yield (
                f"{words} was {mean:.1f} on average, from 0 (none) to 10 ({most}), on "
                f"{plural(len(answers), 'day')}; {_direction(trend(answers))}."
            )


def _direction(found: Trend | None) -> str:
    if found is None:
        return "too few days for a trend"
    if not found.sure:
        return "no sure change"
    verb = "rises" if found.per_week > 0 else "falls"
    return f"it {verb} by {abs(found.per_week):.1f} a week"


def _reason(flaw: Flaw) -> Reason:
    if flaw.kind == "fault":
        return Reason("form", flaw.name)
    return Reason(flaw.name)  # type: ignore[arg-type]


def _advice(flaw: Flaw, spec: ExerciseSpec | None) -> str:
    """Return what the trainer says about it at the end of a session."""
    reason = _reason(flaw)
    # An earlier spec may have had other faults.
    if spec is None or (reason.fault is not None and reason.fault not in spec.form):
        return ""
    return advice_on(reason, spec)


def _sign(unit: Unit) -> str:
    return "°" if unit == "deg" else f" {unit_name(unit)}"


def _decimals(unit: Unit) -> int:
    return 0 if unit == "deg" else 1


def names(persons: Sequence[str]) -> str:
    """Return names in a row."""
    *most, last = persons
    return f"{', '.join(most)} and {last}" if most else last
