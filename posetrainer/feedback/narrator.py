"""What is spoken and when, by media time only, so that a replay speaks the same.

The voice itself only speaks. Here it is decided what: the cue of the moment, the seconds of a
hold, the introduction of an exercise. How long a sentence takes is estimated, so that nothing
is cut off by something less important, and nothing is spoken late.
"""

import math

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import SHORT_REST_S, cue_for_notice, introduction
from posetrainer.feedback.cues import FRESH_S, Cue, Priority, start_words
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.speaking_time import COUNTED_DOWN, seconds_to_say
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.utterance import Tone, Utterance
from posetrainer.language.translation import msg, tr
from posetrainer.rules import events as ev
from posetrainer.rules.events import Event
from posetrainer.workout.notices import ExerciseBegins, Idle, ProgrammeEnds, RestBegins
from posetrainer.workout.step_result import StepResult

#: The same sentence is not spoken again within this time; a warning sooner.
COOL_DOWN_S = 6.0
WARNING_COOL_DOWN_S = 2.0
#: What must be put right is spoken again after this time, if it still must be.
REMIND_S = 12.0
#: What does harm is warned about again sooner, at intervals that grow up to that.
REMIND_OF_HARM_S = 4.0
GROWTH = 1.5
#: What is wrong in the set-up for this long is spoken even during the introduction.
IN_THE_WAY_S = 3.0
#: In a long hold or rest, the seconds left at which the time is announced.
ANNOUNCED_AT_S = 10
#: A hold that is shorter than this is too short to count it down.
LEAST_COUNTED_HOLD_S = 4.0
#: A count of the start that comes so late is out of step: the rest of it is left out.
LATE_S = 0.7
#: Counting down the start, a second each.
_START = ("3", "2", "1", msg("Go."))

_TONES: dict[type[Event], Tone] = {
    ev.RepetitionCompleted: Tone.REPETITION,
    ev.HoldCompleted: Tone.REACHED,
    ev.TargetReached: Tone.REACHED,
    ev.TooFast: Tone.WARNING,
}
_LOUDEST = (Tone.WARNING, Tone.REPETITION, Tone.REACHED)


class Narrator:
    """Decide what is spoken, moment by moment, at a rate in words a minute."""

    def __init__(self, rate_wpm: float = 160.0) -> None:
        self._rate_wpm = rate_wpm
        self._cue: Cue | None = None
        self._reminded = 0
        self._pending: Cue | None = None
        self._busy_until_s = -math.inf
        self._busy_with = Priority.PRAISE
        self._spoken_at_s: dict[str, float] = {}
        self._script: list[str] = []
        self._introduced_entry = -1
        self._stop_if = ""
        self._stop_heard = True
        self._speaking = ""
        self._countdown: list[tuple[float, str]] = []
        self._left: int | None = None

    def step(self, moment: StepResult, cue: Cue | None) -> tuple[Utterance, ...]:
        """Take in a moment and the cue that is shown; return what is to be heard now."""
        time_s = moment.progress.time_s
        if self._speaking == self._stop_if and time_s >= self._busy_until_s:
            self._stop_heard = True
        self._open_script(moment)
        self._count_start(moment, time_s)
        line = self._words(moment, cue, time_s)
        tone = _tone(moment)
        if line is None:
            return () if tone is None else (Utterance(time_s, "", Priority.COUNT, tone),)
        text, priority = line
        self._busy_until_s = time_s + seconds_to_say(text, self._rate_wpm)
        self._busy_with = priority
        self._speaking = text
        self._spoken_at_s[text] = time_s
        return (Utterance(time_s, text, priority, tone),)

    def _open_script(self, moment: StepResult) -> None:
        """Begin to introduce an exercise: in the rest before it, if there is one."""
        for notice in moment.notices:
            if isinstance(notice, RestBegins) and notice.next_spec is not None:
                announced = cue_for_notice(notice, notice.next_spec)
                first = [announced.text] if announced else []
                lines = [*first, *introduction(notice.next_spec)[1:]]
                self._introduce(notice.next_spec, moment.entry + 1, lines)
            elif isinstance(notice, ExerciseBegins) and moment.entry != self._introduced_entry:
                lines = list(introduction(notice.spec, notice.number, notice.of))
                self._introduce(notice.spec, moment.entry, lines)
            elif isinstance(notice, Idle) and moment.situation.stage != "exercise":
                # On the screen what keeps them from being in place goes first.
                question = cue_for_notice(notice, moment.spec)
                self._script = [question.text] if question else []
            elif isinstance(notice, ProgrammeEnds):
                praise = cue_for_notice(notice, moment.spec)
                spoken = ending_of(notice.results, notice.seconds).spoken
                self._script = [*([praise.text] if praise else []), *spoken]
                self._stop_heard = True

    def _introduce(self, spec: ExerciseSpec, entry: int, lines: list[str]) -> None:
        self._introduced_entry = entry
        self._script = lines
        self._countdown.clear()
        self._stop_if = spec_words(spec.stop_if)
        self._stop_heard = False

    def _count_start(self, moment: StepResult, time_s: float) -> None:
        """Whoever is in place is counted down, unless they begin or go on by themselves."""
        if any(isinstance(event, ev.Ready) for event in moment.events):
            # When to stop is spoken in any case; the rest of the introduction is no longer needed.
            self._script = []
            first_s = time_s + self._seconds(start_words(moment.spec))
            if not self._stop_heard:
                self._script = [self._stop_if]
                first_s += self._seconds(self._stop_if)
            if moment.progress.counted == 0 and not moment.spec.paced:
                self._countdown = [(first_s + i, tr(word)) for i, word in enumerate(_START)]
        begun = moment.progress.phase != "rest"
        unseen = any(isinstance(event, ev.LostSight) for event in moment.events)
        late = bool(self._countdown) and time_s - self._countdown[0][0] > LATE_S
        paused = moment.situation.stage == "paused"
        if begun or unseen or late or paused or not moment.progress.ready:
            self._countdown.clear()

    def _seconds(self, text: str) -> float:
        return seconds_to_say(text, self._rate_wpm)

    def _words(
        self, moment: StepResult, cue: Cue | None, time_s: float
    ) -> tuple[str, Priority] | None:
        if cue is not self._cue:
            self._cue = cue
            self._reminded = 0
            # What is no longer shown may still be spoken, if it is not too late.
            self._pending = cue or self._pending
        self._drop_what_is_mended(moment)
        busy = time_s < self._busy_until_s
        pending = self._pending
        if self._stop_line_is_due(moment, pending, busy):
            self._script = []
            return self._stop_if, Priority.SIGHT
        if pending is not None and not (busy and self._waits(pending)):
            line = self._line_for_cue(pending, moment, time_s, busy)
            if line is not None:
                return line
        reminder = None if busy else self._reminder(cue, time_s)
        if reminder is not None and reminder.priority == Priority.SAFETY:
            self._reminded += 1
            return reminder.text, reminder.priority
        counted = self._count_down(moment, busy)
        if counted is not None and not busy:
            return counted, Priority.INSTRUCTION
        return None if busy else self._line_in_turn(moment, cue, time_s)

    def _drop_what_is_mended(self, moment: StepResult) -> None:
        """Drop a correction that waits while its fault is mended."""
        mended = {e.fault for e in moment.events if isinstance(e, ev.FormRestored)}
        if self._pending is not None and self._pending.fault in mended:
            self._pending = None

    def _waits(self, pending: Cue) -> bool:
        """Whether a cue waits for the end of what is being spoken."""
        one_by_one = pending.priority == Priority.CORRECTION == self._busy_with
        return one_by_one or pending.priority < self._busy_with

    def _stop_line_is_due(self, moment: StepResult, cue: Cue | None, busy: bool) -> bool:
        """Whether somebody exercises without having heard when to stop.

        Only a warning, or that nothing is seen, goes before it or cuts it off; then it is spoken
        again.
        """
        if self._stop_heard or moment.situation.stage != "exercise":
            return False
        if busy and (self._speaking == self._stop_if or self._busy_with >= Priority.SIGHT):
            return False
        return cue is None or cue.priority < Priority.SIGHT

    def _line_for_cue(
        self, cue: Cue, moment: StepResult, time_s: float, busy: bool
    ) -> tuple[str, Priority] | None:
        setting_up = moment.situation.stage == "setup" and cue.priority <= Priority.INSTRUCTION
        if setting_up and (busy or (self._script and not self._is_in_the_way(cue, time_s))):
            return None
        self._pending = None
        # What is shown for a while may be spoken for as long; a number is soon another one.
        shown_s = 0.0 if cue.priority == Priority.COUNT else cue.lasts_s
        late = time_s - cue.time_s > max(cue.fresh_s, FRESH_S) + shown_s
        if late or self._cools_down(cue, time_s):
            return None
        return cue.begun_at(time_s).text, cue.priority

    def _is_in_the_way(self, cue: Cue, time_s: float) -> bool:
        """Whether something has kept somebody from being in place for a while.

        It is spoken between two sentences of the introduction, once: the introduction has most
        of how to get into place.
        """
        lasts = math.isinf(cue.lasts_s) and time_s - cue.time_s >= IN_THE_WAY_S
        return lasts and cue.text not in self._spoken_at_s

    def _since_s(self, text: str, time_s: float) -> float:
        """Return how long ago a text was spoken, in seconds; infinite if never."""
        return time_s - self._spoken_at_s.get(text, -math.inf)

    def _cools_down(self, cue: Cue, time_s: float) -> bool:
        if cue.priority == Priority.COUNT:
            return False
        if cue.text == self._speaking and time_s < self._busy_until_s:
            return True
        wait_s = WARNING_COOL_DOWN_S if cue.priority == Priority.SAFETY else COOL_DOWN_S
        return self._since_s(cue.text, time_s) < wait_s

    def _count_down(self, moment: StepResult, busy: bool) -> str | None:
        """Return the seconds left of a hold or a rest, when another one begins."""
        progress, situation = moment.progress, moment.situation
        left_s = math.inf
        holds = progress.phase == "hold" and not progress.wrong_side
        if holds and progress.hold_s >= LEAST_COUNTED_HOLD_S:
            left_s = progress.hold_s - progress.held_s
        elif situation.stage == "rest" and situation.rest_s >= SHORT_REST_S:
            left_s = situation.rest_left_s
        left = math.ceil(left_s) if 0 < left_s < 60 else None
        before, self._left = self._left, left
        if left is None or before is None or left == before:
            return None
        long = progress.hold_s > 15 or situation.rest_s > 15
        if left == ANNOUNCED_AT_S and long and not busy:
            return tr("{number} seconds.").format(number=left)
        return str(left) if 0 < left <= COUNTED_DOWN else None

    def _line_in_turn(
        self, moment: StepResult, cue: Cue | None, time_s: float
    ) -> tuple[str, Priority] | None:
        """Say what waits for silence: the countdown, the introduction, reminders."""
        if moment.situation.by_user:
            return None
        if self._countdown and time_s >= self._countdown[0][0]:
            return self._countdown.pop(0)[1], Priority.INSTRUCTION
        idle = moment.progress.phase == "rest" and not self._countdown
        resting = moment.situation.stage == "rest"
        while self._script and self._since_s(self._script[0], time_s) < COOL_DOWN_S:
            # Its cue was quicker.
            del self._script[0]
        if self._script and (idle or resting or moment.situation.stage == "setup"):
            left_s = moment.situation.rest_left_s - COUNTED_DOWN if resting else math.inf
            if self._seconds(self._script[0]) > left_s and moment.situation.rest_s >= SHORT_REST_S:
                return None
            line = self._script.pop(0)
            return line, Priority.SIGHT if line == self._stop_if else Priority.INSTRUCTION
        reminder = self._reminder(cue, time_s)
        return (reminder.text, reminder.priority) if reminder else None

    def _reminder(self, cue: Cue | None, time_s: float) -> Cue | None:
        """Return a cue that lasts, if it is time to repeat it."""
        if cue is None or not math.isinf(cue.lasts_s) or cue.priority == Priority.PRAISE:
            return None
        wait_s = REMIND_S
        if cue.priority == Priority.SAFETY:
            wait_s = min(REMIND_S, REMIND_OF_HARM_S * GROWTH**self._reminded)
        return cue if self._since_s(cue.text, time_s) >= wait_s else None


def _tone(moment: StepResult) -> Tone | None:
    """Return the most important tone of a moment."""
    events = moment.events
    found = {_TONES[type(event)] for event in events if type(event) in _TONES}
    if any(isinstance(e, ev.FormFaultFound) and e.severity == "safety" for e in events):
        found.add(Tone.WARNING)
    if moment.spec.rhythm:
        # One tone a step is enough.
        found.discard(Tone.REACHED)
    return next((tone for tone in _LOUDEST if tone in found), None)
