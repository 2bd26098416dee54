"""The summary at the top of a report, in sentences; pure."""

from collections.abc import Iterator
from statistics import fmean

from posetrainer.feedback.durations import in_words
from posetrainer.feedback.spec_words import spec_words
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY, Trend, answers, trend
from posetrainer.language.translation import decimal, msg, tr, tr_many
from posetrainer.reports.model import ExerciseReport, Report
from posetrainer.reports.numbers import count, enumerated, percent, side_words

_FELT = {
    "pain_before": msg(
        "Pain before training was {mean} on average, from 0 (none) to 10 (worst imaginable), on "
        "{days}; {trend}."
    ),
    "pain_after": msg(
        "Pain after training was {mean} on average, from 0 (none) to 10 (worst imaginable), on "
        "{days}; {trend}."
    ),
    "effort": msg(
        "Effort was {mean} on average, from 0 (none) to 10 (extremely strong), on {days}; {trend}."
    ),
}


def glance(report: Report) -> Iterator[str]:
    """Yield the sentences."""
    least, most = DAYS_A_WEEK
    weeks = len(report.weeks)
    yield tr(
        "Trained on {days} in {weeks}, {minutes} minutes a training day on average; {least} to "
        "{most} days a week and {prescribed} minutes a day are prescribed."
    ).format(
        days=_days(len(report.days)),
        weeks=tr_many("{number} week", "{number} weeks", weeks).format(number=weeks),
        minutes=f"{fmean(day.minutes for day in report.days):.0f}",
        least=least,
        most=most,
        prescribed=MINUTES_A_DAY,
    )
    yield tr(
        "{done} of {prescribed} prescribed repetitions were done ({share}); {good} of them were "
        "good: far enough, held, slow enough and in form."
    ).format(
        done=count(report.repetitions),
        prescribed=count(report.prescribed),
        share=percent(report.repetitions, report.prescribed),
        good=percent(report.good, report.repetitions),
    )
    timed = [found for found in report.exercises if found.tempo_judged]
    yield too_fast_words(sum(f.too_fast for f in timed), sum(f.attempts for f in timed))
    yield _motion(report)
    unjudged_s = sum(why.seconds for found in report.exercises for why in found.unjudged)
    if unjudged_s:
        sentence = tr("For {duration} in all nothing could be judged; the reasons are below.")
        yield sentence.format(duration=in_words(unjudged_s))
    yield from _felt(report)


def too_fast_words(too_fast: int, attempts: int) -> str:
    """Return how many attempts were too fast, as a sentence."""
    return tr_many(
        "{too_fast} of {number} attempt was too fast ({share}).",
        "{too_fast} of {number} attempts were too fast ({share}).",
        attempts,
    ).format(too_fast=count(too_fast), number=count(attempts), share=percent(too_fast, attempts))


def _motion(report: Report) -> str:
    grown, fallen = (
        [words for found in report.exercises if (words := _changed(found, sign))]
        for sign in (1, -1)
    )
    sentences = [
        tr(sentence).format(exercises=", ".join(words))
        for sentence, words in (
            (msg("The range of motion grows in {exercises}."), grown),
            (msg("The range of motion falls in {exercises}."), fallen),
        )
        if words
    ]
    return " ".join(sentences) or tr(
        "No range of motion has changed by more than the camera's error."
    )


def _changed(found: ExerciseReport, sign: int) -> str:
    """Return the exercise with the sides whose range of motion surely grows, or falls (-1)."""
    sides = [
        side_words(side.side)
        for side in found.sides
        if side.trend is not None
        and side.trend.sure
        and side.trend.per_week * sign > 0
        and not found.is_within_error(side.trend.last - side.trend.first)
    ]
    return f"{spec_words(found.prescription.title)} ({enumerated(sides)})" if sides else ""


def _felt(report: Report) -> Iterator[str]:
    for question, sentence in _FELT.items():
        answered = answers(report.days, question)
        if answered:
            yield tr(sentence).format(
                mean=decimal(fmean(value for _, value in answered), ".1f"),
                days=_days(len(answered)),
                trend=_trend_words(trend(answered)),
            )


def _trend_words(found: Trend | None) -> str:
    if found is None:
        return tr("too few days for a trend")
    if not found.sure:
        return tr("no sure change")
    words = (
        tr("it rises by {change} a week")
        if found.per_week > 0
        else tr("it falls by {change} a week")
    )
    return words.format(change=decimal(abs(found.per_week), ".1f"))


def _days(number: int) -> str:
    return tr_many("{number} day", "{number} days", number).format(number=count(number))
