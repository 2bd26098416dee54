"""Which cue is shown now: one at a time, by media time alone. Screen and voice share it."""

import math
from collections.abc import Sequence

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import cue_for_notice, replaced_by
from posetrainer.feedback.cues import (
    LASTS_S,
    Cue,
    Priority,
    calmer,
    cue_for,
    danger,
    other_side_now,
)
from posetrainer.feedback.limbs import other_limb
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.rules import events as ev
from posetrainer.rules.events import Event
from posetrainer.rules.progress import Progress
from posetrainer.workout import notices as no
from posetrainer.workout.notices import Notice

#: A warning about a movement may take the place of a lasting one after this time.
_LEAST_DANGER_S = 1.0
#: What would praise a movement: not that of the wrong side.
_WELL_DONE = (ev.HoldStarted, ev.HoldCompleted, ev.TargetReached)
#: Notices that an exercise, a side or a set is done; and after which repetitions are in no row.
_ENDS = (no.RestBegins, no.ProgrammeEnds)
_BREAKS = (no.Paused, no.RestBegins, no.ExerciseBegins)
#: A warning about speed is shown anew for a movement that is so much later.
_WARNED_S = 2.0
#: What must be put right stays this long at the least.
_LEAST_INSTRUCTION_S = 1.0


class Coach:
    """Keep the one cue that is shown now.

    A higher priority takes over at once. A cue of the same or a lower one waits, and is
    dropped when it is no longer fresh. One exception: a new instruction, or a new reason for
    seeing nothing, replaces an older one at once, because it makes the older one wrong.
    A warning about a fault that does harm stays for as long as the fault, and comes back after
    a warning about speed. Every movement that is too fast is warned about; repetition after
    repetition, the words call for more calm.

    Parameters
    ----------
    spec : ExerciseSpec
        The exercise, with its own words.
    """

    def __init__(self, spec: ExerciseSpec) -> None:
        self._spec = spec
        self._now: Cue | None = None
        self._since_s = self._until_s = -math.inf
        self._waiting: list[Cue] = []
        self._to_put_right: Cue | None = None
        #: When the last repetitions that were too fast began, one after the other.
        self._fast: list[float] = []

    def turn_to(self, spec: ExerciseSpec) -> None:
        """Go on with another exercise; what is being said is said to its end."""
        if spec is not self._spec:
            self._fast.clear()
        self._spec = spec

    def hear(
        self, events: Sequence[Event], progress: Progress, notices: Sequence[Notice] = ()
    ) -> Cue | None:
        """Take in what one step brought and return the cue to be shown, if any.

        The same cue object is returned for as long as it lasts.

        Parameters
        ----------
        events : sequence of Event
            Of this step, in their order.
        progress : Progress
            After this step; its media time is the only clock.
        notices : sequence of Notice
            What changed in the flow of a programme.
        """
        time_s = progress.time_s
        self._end(events, progress)
        self._take_events(events, progress, notices)
        self._take_notices(notices, time_s)
        self._waiting = [cue for cue in self._waiting if time_s - cue.time_s <= cue.fresh_s]
        if not progress.ready and progress.obstacle:
            return self._instruct(instruction_for(progress.obstacle), time_s)
        if self._now is None or self._now.priority < Priority.SAFETY:
            self._warn_of_harm(progress)
        if self._now is None and self._waiting:
            # The most important; of these the latest.
            cue = max(self._waiting, key=lambda waiting: (waiting.priority, waiting.time_s))
            self._waiting.remove(cue)
            self._show(cue, time_s)
        return self._now

    def _take_events(
        self, events: Sequence[Event], progress: Progress, notices: Sequence[Notice]
    ) -> None:
        replaced = replaced_by(notices)
        repeated = any(isinstance(event, ev.SideRepeated) for event in events)
        if repeated and ev.SideRepeated not in replaced:
            # It says what was counted, and what matters more than how good it was.
            replaced = (*replaced, ev.RepetitionCompleted, ev.RepetitionMissed)
        for event in events:
            self._follow_speed(event)
            cue = None if isinstance(event, replaced) else self._cue_for(event, progress)
            if cue is not None and not self._said_already(cue, event):
                self._take(cue, progress.time_s)

    def _take_notices(self, notices: Sequence[Notice], time_s: float) -> None:
        if any(isinstance(notice, _BREAKS) for notice in notices):
            self._fast.clear()
        for notice in notices:
            cue = cue_for_notice(notice, self._spec)
            if cue is not None:
                self._take(cue, time_s)
        if any(isinstance(notice, _ENDS) for notice in notices):
            # A count that comes after what is next has been announced is stale.
            self._waiting = [cue for cue in self._waiting if cue.priority != Priority.COUNT]

    def _end(self, events: Sequence[Event], progress: Progress) -> None:
        """Let go of a cue whose time is over or whose reason is gone."""
        # Rules judge again, so they see again.
        sees = any(not isinstance(event, ev.LostSight) for event in events)
        now = self._now
        if now is None:
            return
        over = progress.time_s >= self._until_s
        if now.fault is not None:
            over = now.fault not in progress.faults and (
                progress.time_s - self._since_s >= LASTS_S[Priority.SAFETY]
            )
        put_right = progress.ready and now is self._to_put_right
        if over or put_right or (now.priority == Priority.SIGHT and sees):
            self._now = None

    def _cue_for(self, event: Event, progress: Progress) -> Cue | None:
        cue = cue_for(event, self._spec)
        if cue is not None and isinstance(event, ev.TooFast):
            return calmer(cue, len(self._fast))
        due = progress.side_due
        if progress.wrong_side and due is not None and isinstance(event, _WELL_DONE):
            return other_side_now(due, self._spec, progress.time_s)
        return cue

    def _follow_speed(self, event: Event) -> None:
        """Note the repetitions in a row that are too fast."""
        if isinstance(event, ev.TooFast) and event.start_s not in self._fast:
            self._fast.append(event.start_s)
        elif isinstance(event, ev.RepetitionCompleted) and "tempo" not in event.shortfalls:
            self._fast.clear()

    def _warn_of_harm(self, progress: Progress) -> None:
        """Show the warning about a fault that does harm, if one is present."""
        for name in progress.faults:
            fault = self._spec.form[name]
            if fault.severity == "safety":
                self._show(danger(name, fault.say, progress.time_s), progress.time_s)
                return

    def _said_already(self, cue: Cue, event: Event) -> bool:
        told = [*([self._now] if self._now else []), *self._waiting]
        same = [o for o in told if o.text == cue.text and o.time_s <= cue.time_s]
        if same and isinstance(event, ev.TooFast):
            # After this time it is another movement, to be warned about anew.
            return cue.time_s - same[0].time_s < _WARNED_S
        if same:
            return True
        other_side = other_limb(self._spec)
        return isinstance(event, ev.SideChanged) and any(
            other.text.endswith(other_side) and other.time_s == cue.time_s for other in told
        )

    def _take(self, cue: Cue, time_s: float) -> None:
        now = self._now
        superseded = (
            now is not None
            and cue.priority == now.priority
            and cue.priority in (Priority.INSTRUCTION, Priority.SIGHT)
            and cue.time_s > now.time_s
        )
        if now is not None and now.priority == cue.priority == Priority.SAFETY:
            lasts = now.fault is not None and time_s - self._since_s < _LEAST_DANGER_S
            superseded = cue.fault is None and not lasts
        if now is None or cue.priority > now.priority or superseded:
            self._show(cue, time_s)
        else:
            self._waiting.append(cue)

    def _instruct(self, text: str, time_s: float) -> Cue | None:
        """Show what must be put right first; only a warning may stay before it."""
        self._waiting.clear()
        now = self._now
        if now is not None:
            # Sentences that flicker help nobody.
            just_said = now is self._to_put_right and time_s - now.time_s < _LEAST_INSTRUCTION_S
            if just_said or text in now.text or now.priority == Priority.SAFETY:
                return now
        self._to_put_right = Cue(text, Priority.INSTRUCTION, time_s, math.inf)
        self._show(self._to_put_right, time_s)
        return self._now

    def _show(self, cue: Cue, time_s: float) -> None:
        self._now = cue
        self._since_s = time_s
        self._until_s = time_s + cue.lasts_s
