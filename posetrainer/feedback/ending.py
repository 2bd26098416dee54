"""The summary of a session in words: what was done, what to improve, and what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.durations import LONG_S, on_a_clock
from posetrainer.feedback.spec_words import fault_words, spec_words
from posetrainer.language.translation import msg, tr, tr_many
from posetrainer.workout.results import ExerciseResult, Reason, ReasonKind

#: So many reasons are named, the most frequent first.
_NAMED = 3
_REASONS: dict[ReasonKind, str] = {
    "target": msg("not far enough"),
    "hold": msg("hold too short"),
    "tempo": msg("too fast"),
    "return": msg("not all the way back"),
    "rhythm": msg("out of rhythm"),
    "turn": msg("wrong side"),
    "partial": msg("not far enough"),
    "other_movement": msg("done differently"),
}
_TIPS: dict[ReasonKind, str] = {
    "tempo": msg("Take more time for each movement."),
    "hold": msg("Hold a little longer."),
    "return": msg("Come all the way back."),
    "rhythm": msg("Keep an even rhythm."),
    "turn": msg("Change sides when it is the other one's turn."),
}
_NEXT = msg("Next time: tomorrow or the day after.")


@dataclass(frozen=True)
class Ending:
    """What the end card shows and the voice speaks.

    Parameters
    ----------
    headline : str
    well : bool
        Whether it is praise.
    counts : tuple of (str, str)
        Labels with their numbers.
    seconds : int
        Of exercise and rest, whole ones.
    not_good : str
        Why some was not good; empty if all was.
    tip : str
        The one thing to do better; empty if there is none.
    next : str
        What comes next.
    """

    headline: str
    well: bool
    counts: tuple[tuple[str, str], ...]
    seconds: int
    not_good: str
    tip: str
    next: str

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Labels with the numbers that are shown, the time among them."""
        if self.seconds < 60:
            return (*self.counts, (tr("seconds"), f"{self.seconds}"))
        short = self.seconds < LONG_S
        time = on_a_clock(self.seconds) if short else f"{self.seconds // 60}"
        return (*self.counts, (tr("minutes"), time))

    @property
    def spoken(self) -> tuple[str, ...]:
        """The sentences that follow the headline."""
        minutes = self.seconds // 60
        time = [(tr_many("minute", "minutes", minutes), f"{minutes}")] if minutes else []
        counted = ", ".join(f"{number} {label}" for label, number in [*self.counts, *time])
        sentences = (f"{counted}." if counted else "", self.not_good, self.tip, self.next)
        return tuple(filter(None, sentences))


class _Flaw(NamedTuple):
    """What was wrong in one exercise, and how often."""

    result: ExerciseResult
    reason: Reason
    times: int

    @property
    def is_harmful(self) -> bool:
        """Whether it may do harm: it is mentioned first."""
        fault = self.reason.fault
        if fault is not None:
            return self.result.spec.form[fault].severity == "safety"
        return self.reason.kind == "tempo"


def ending_of(results: Sequence[ExerciseResult], seconds: float) -> Ending:
    """Return the end of a session or day in words; ``seconds`` are those of exercise and rest."""
    counted = sum(result.counted for result in results)
    good = sum(result.good for result in results)
    why = [_Flaw(result, *flaw) for result in results for flaw in result.reasons.items()]
    why.sort(key=lambda flaw: (not flaw.is_harmful, -flaw.times))
    # An exercise that was done anew, and to its end, is not left.
    done = {result.spec.id for result in results if not result.unfinished}
    left = [r for r in results if r.unfinished and r.spec.id not in done]
    exercises = len({result.spec.id for result in results})
    headline, well = _headline(counted, good, bool(left))
    counts = [(tr("exercises"), f"{exercises}")] if exercises > 1 else []
    counts += [(tr_many("repetition", "repetitions", counted), f"{counted}")]
    counts += [(tr("good"), f"{good}")]
    return Ending(
        headline, well, tuple(counts), int(seconds), _not_good(why), _tip(why), _next(left)
    )


def _headline(counted: int, good: int, left: bool) -> tuple[str, bool]:
    if counted == 0:
        return tr("Nothing counted today"), False
    if left:
        return tr("Enough for today"), False
    if good == counted:
        return tr("Well done"), True
    if 2 * good >= counted:
        return tr("Good work"), True
    return tr("A good start"), False


def _not_good(why: Sequence[_Flaw]) -> str:
    # As ordered: what may do harm is never left out.
    words: dict[str, int] = {}
    for flaw in why:
        word = reason_words(flaw.reason)
        words[word] = words.get(word, 0) + flaw.times
    named = ", ".join(f"{word} {times}" for word, times in list(words.items())[:_NAMED])
    return tr("To do better: {reasons}.").format(reasons=named) if named else ""


def reason_words(reason: Reason) -> str:
    """Return why a repetition was not good, in a few words."""
    return fault_words(reason.fault) if reason.fault else tr(_REASONS[reason.kind])


def _tip(why: Sequence[_Flaw]) -> str:
    """Return the advice against what may do harm, or was wrong most often."""
    several = len({flaw.result.spec.id for flaw in why}) > 1
    for flaw in why:
        advice = advice_on(flaw.reason, flaw.result.spec)
        if advice:
            title = spec_words(flaw.result.spec.title)
            return f"{title}: {advice}" if several else advice
    return ""


def advice_on(reason: Reason, spec: ExerciseSpec) -> str:
    """Return what to do better next time; empty if there is no advice.

    A form fault must be one of the spec.
    """
    if reason.fault:
        return spec_words(spec.form[reason.fault].say)
    if reason.kind in ("target", "partial") and spec.cues.go_on:
        return spec_words(spec.cues.go_on)
    return tr(_TIPS[reason.kind]) if reason.kind in _TIPS else ""


def _next(left: Sequence[ExerciseResult]) -> str:
    if not left:
        return tr(_NEXT)
    done = left[0]
    return tr("Next time, go on with: {title}, {counted} of {prescribed} done.").format(
        title=spec_words(done.spec.title), counted=done.counted, prescribed=done.prescribed
    )
