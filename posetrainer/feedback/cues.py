"""The sentence for each event, and its priority.

Nothing here judges the exercise: rules did.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.limbs import now_limb, other_limb, sided_limb, that_side
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.feedback.spec_words import spec_words
from posetrainer.language.translation import decimal, msg, tr
from posetrainer.pose.landmarks import Side
from posetrainer.rules import events as ev
from posetrainer.rules.events import Event
from posetrainer.workout.notices import Notice


class Priority(IntEnum):
    """What goes first; a higher number silences a lower one.

    Not being seen goes before corrections: what was to be corrected is not known any more.
    """

    PRAISE = 1
    INSTRUCTION = 2
    COUNT = 3
    CORRECTION = 4
    SIGHT = 5
    SAFETY = 6


#: A cue that could not be shown this soon after its moment would confuse, and is dropped. Of a
#: count, too: the tone was heard at its moment, the number is on the screen, and a number that is
#: late seems to count the next repetition.
FRESH_S = 1.5
#: Whose turn it is, and how to do the next repetition, may be this late.
NEXT_FRESH_S = 4.0
#: What announces waits for the last count, however long that is.
ANNOUNCEMENT_FRESH_S = 5.0
#: Seconds a cue stays once it is shown.
LASTS_S = {
    Priority.PRAISE: 4.0,
    Priority.INSTRUCTION: 3.0,
    Priority.COUNT: 1.4,
    Priority.CORRECTION: 3.0,
    Priority.SIGHT: math.inf,
    Priority.SAFETY: 2.5,
}
TOO_FAST_AGAIN = msg("Still too fast. Take your time.")
#: After this many consecutive repetitions that were too fast a break is better than a warning.
STOP_AFTER = 3
STOP_FOR_A_MOMENT = msg("Stop for a moment. Breathe. Go on slowly.")
#: In a rhythm there is no time to announce every repetition.
_COUNTED_IN_RHYTHM = 10


@dataclass(frozen=True)
class Cue:
    """One sentence for the user.

    Parameters
    ----------
    text : str
    priority : Priority
        What may interrupt it.
    time_s : float
        Media time of what it is about.
    lasts_s : float
        Seconds it stays once shown; infinite while its reason lasts.
    fresh_s : float
        Seconds after ``time_s`` within which it may still begin.
    late_text : str
        What is left of it after `FRESH_S`, where that is less.
    good : bool
        Whether it is about something done well.
    fault : str or None
        The form fault that it is about. A warning stays for as long as that is present.
    """

    text: str
    priority: Priority
    time_s: float
    lasts_s: float
    fresh_s: float = FRESH_S
    late_text: str = ""
    good: bool = False
    fault: str | None = None

    def begun_at(self, time_s: float) -> "Cue":
        """Return what is shown if it begins at a media time."""
        late = self.late_text and time_s - self.time_s > FRESH_S
        return replace(self, text=self.late_text) if late else self


def start_words(spec: ExerciseSpec) -> str:
    """Return how to begin; where only one side exercises, that first."""
    start = spec_words(spec.cues.start)
    sides = {"left": msg("Left side only."), "right": msg("Right side only.")}
    only = sides.get(spec.dose.sides)
    return f"{tr(only)} {start}" if only else start


def cue_for(event: Event, spec: ExerciseSpec) -> Cue | None:
    """Return the cue for an event of an exercise, or None where none is needed."""
    if spec.rhythm and type(event) in SILENT_IN_RHYTHM:
        return None
    make = _CUES.get(type(event))
    return make(event, spec) if make else None


def make_cue(about: Event | Notice, priority: Priority, text: str, **more: Any) -> Cue:
    """Return a cue about an event or a notice; it lasts as long as its priority does by default."""
    return Cue(text, priority, about.time_s, more.pop("lasts_s", LASTS_S[priority]), **more)


def _instruction(event: Event, text: str, **more: Any) -> Cue:
    return make_cue(event, Priority.INSTRUCTION, text, **more)


def _correction(event: Event, text: str, **more: Any) -> Cue:
    return make_cue(event, Priority.CORRECTION, text, **more)


def rest_words(seconds: float) -> str:
    """Return the sentence that announces a rest."""
    return tr("Rest {seconds} seconds.").format(seconds=decimal(seconds, "g"))


def _completed(event: ev.RepetitionCompleted, spec: ExerciseSpec) -> Cue | None:
    if spec.rhythm and event.number % _COUNTED_IN_RHYTHM and "target" not in event.shortfalls:
        return None
    last = event.number % spec.dose.repetitions == 0
    following = ""
    if "target" in event.shortfalls and spec.cues.go_on and not last:
        following = spec_words(spec.cues.go_on)
    elif "return" in event.shortfalls and not last:
        following = tr("Come all the way back.")
    elif spec.dose.sides == "alternate" and not (last or spec.rhythm):
        following = other_limb(spec)
    if not following:
        return make_cue(event, Priority.COUNT, f"{event.number}", good=event.good)
    return make_cue(
        event,
        Priority.COUNT,
        f"{event.number}. {following}",
        # A bare number is read at a glance, a sentence is not.
        lasts_s=2.0,
        fresh_s=NEXT_FRESH_S,
        late_text=following,
        good=event.good,
    )


def _missed(event: ev.RepetitionMissed, spec: ExerciseSpec) -> Cue | None:
    if event.obstacle is not None:
        return _correction(event, sentence_for(event.obstacle))
    go_on = spec.cues.go_on
    return _correction(event, spec_words(go_on)) if go_on else None


def _hold_started(event: ev.HoldStarted, spec: ExerciseSpec) -> Cue:
    return _instruction(event, spec_words(spec.cues.hold) if spec.cues.hold else tr("Hold."))


def _back(event: ev.HoldCompleted | ev.TargetReached, spec: ExerciseSpec) -> Cue:
    return _instruction(event, spec_words(spec.cues.back), good=True)


def _hold_broken(event: ev.HoldBroken, _spec: ExerciseSpec) -> Cue:
    # Cut, not rounded: 4.7 of 5 seconds are not "5 of 5".
    text = tr("Held {held} of {prescribed} seconds. Hold a little longer.").format(
        held=int(event.held_s), prescribed=decimal(event.prescribed_s, "g")
    )
    return _correction(event, text)


def calmer(cue: Cue, in_a_row: int) -> Cue:
    """Return a warning about speed, worded by how many repetitions in a row were too fast."""
    if in_a_row < 2:
        return cue
    if in_a_row % STOP_AFTER:
        return replace(cue, text=tr(TOO_FAST_AGAIN))
    return replace(cue, text=tr(STOP_FOR_A_MOMENT), lasts_s=4.0)


def _form_fault(event: ev.FormFaultFound, _spec: ExerciseSpec) -> Cue:
    if event.severity == "safety":
        return danger(event.fault, event.say, event.time_s)
    return _correction(event, spec_words(event.say), fault=event.fault)


def danger(fault: str, say: str, time_s: float) -> Cue:
    """Return the warning about a form fault that does harm; it stays while the fault lasts."""
    return Cue(spec_words(say), Priority.SAFETY, time_s, math.inf, fault=fault)


def _side_repeated(event: ev.SideRepeated, spec: ExerciseSpec) -> Cue:
    again = tr("That was {limb} again. Now {other}.").format(
        limb=sided_limb(spec, event.side), other=that_side(spec, event.due)
    )
    text = again if event.number is None else f"{event.number}. {again}"
    # Whose turn it is must be heard before the next repetition, whatever else is spoken first.
    return _correction(event, text, fresh_s=NEXT_FRESH_S)


def other_side_now(due: Side, spec: ExerciseSpec, time_s: float) -> Cue:
    """Return the cue while the side moves whose turn it is not."""
    return Cue(now_limb(spec, due), Priority.CORRECTION, time_s, LASTS_S[Priority.CORRECTION])


def _set_completed(event: ev.SetCompleted, spec: ExerciseSpec) -> Cue:
    if event.set_number < event.sets:
        done = tr("Set {number} of {sets} done.").format(number=event.set_number, sets=event.sets)
        rest = rest_words(spec.dose.rest_s) if spec.dose.rest_s else tr("Go on.")
        text = f"{done} {rest}"
    else:
        text = tr("Well done. That was the last one.")
    return make_cue(event, Priority.PRAISE, text, fresh_s=ANNOUNCEMENT_FRESH_S, good=True)


_CUES: dict[type[Event], Callable[[Any, ExerciseSpec], Cue | None]] = {
    ev.Ready: lambda e, spec: _instruction(e, start_words(spec), lasts_s=4.0),
    ev.RepetitionCompleted: _completed,
    ev.RepetitionMissed: _missed,
    ev.HoldStarted: _hold_started,
    ev.HoldCompleted: _back,
    ev.TargetReached: _back,
    ev.HoldBroken: _hold_broken,
    ev.TooFast: lambda e, _: make_cue(e, Priority.SAFETY, spec_words(e.say)),
    ev.FormFaultFound: _form_fault,
    ev.RhythmBroken: lambda e, _: _correction(e, spec_words(e.say)),
    ev.LostSight: lambda e, _: make_cue(e, Priority.SIGHT, sentence_for(e.unseen)),
    ev.PostureLost: lambda e, _: make_cue(e, Priority.SIGHT, sentence_for(e.obstacle)),
    ev.SideChanged: lambda e, spec: _instruction(e, now_limb(spec, e.side), fresh_s=2.5),
    ev.SideRepeated: _side_repeated,
    ev.SetCompleted: _set_completed,
}
#: Events that need no words: what was wrong simply is no longer shown.
SILENT: frozenset[type[Event]] = frozenset({ev.SightRegained, ev.FormRestored})
#: In a rhythm there is no time for the way to go, and whose turn it is.
SILENT_IN_RHYTHM: frozenset[type[Event]] = frozenset({ev.TargetReached, ev.SideChanged})
