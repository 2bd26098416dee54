"""Selection of the one cue to show, by media time only; screen and voice share it."""

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

#: A warning about a movement may replace a lasting one, and a correction one whose fault is over,
#: after this time.
_LEAST_S = 1.0
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

    A higher priority takes over at once. A cue of the same or a lower one waits, and is dropped
    when it is no longer fresh, or when the fault it is about is mended meanwhile. Exceptions: a
    new instruction, or a new reason for seeing nothing, replaces an older one at once, because it
    makes the older one wrong; and so does a correction an older one whose fault is over.
    A warning about a fault that does harm stays for as long as the fault, and comes back after
    a warning about speed. Every movement that is too fast is warned about; repetition after
    repetition, the words call for more calm.
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
        """Go on with another exercise; the cue that is shown stays."""
        if spec is not self._spec:
            self._fast.clear()
        self._spec = spec

    def step(
        self, events: Sequence[Event], progress: Progress, notices: Sequence[Notice] = ()
    ) -> Cue | None:
        """Take in one step and return the cue to be shown, if any.

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
        self._take_notices(notices, progress)
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
            # Its sentence has the count, and whose turn it is matters more than how good it was.
            replaced = (*replaced, ev.RepetitionCompleted, ev.RepetitionMissed)
        for event in events:
            self._follow_speed(event)
            if isinstance(event, ev.FormRestored):
                self._waiting = [cue for cue in self._waiting if cue.fault != event.fault]
            cue = None if isinstance(event, replaced) else self._cue_for(event, progress)
            if cue is not None and not self._is_known(cue, event):
                self._take(cue, progress)

    def _take_notices(self, notices: Sequence[Notice], progress: Progress) -> None:
        if any(isinstance(notice, _BREAKS) for notice in notices):
            self._fast.clear()
        for notice in notices:
            cue = cue_for_notice(notice, self._spec)
            if cue is not None:
                self._take(cue, progress)
        if any(isinstance(notice, _ENDS) for notice in notices):
            # A count that comes after what is next has been announced is stale.
            self._waiting = [cue for cue in self._waiting if cue.priority != Priority.COUNT]

    def _end(self, events: Sequence[Event], progress: Progress) -> None:
        """Remove a cue whose time is over or whose reason is gone."""
        now = self._now
        if now is None:
            return
        shown_s = progress.time_s - self._since_s
        over = progress.time_s >= self._until_s
        if math.isinf(now.lasts_s) and now.fault is not None:
            mended = now.fault not in progress.faults
            over = mended and shown_s >= LASTS_S[Priority.SAFETY]
        elif any(cue.priority == Priority.CORRECTION for cue in self._waiting):
            over |= self._is_outdated(now, progress)
        put_right = progress.ready and now is self._to_put_right
        # Rules judge again, so they see again.
        sees = any(not isinstance(event, ev.LostSight) for event in events)
        if over or put_right or (now.priority == Priority.SIGHT and sees):
            self._now = None

    def _is_outdated(self, now: Cue, progress: Progress) -> bool:
        """Whether the correction that is shown may give way, as its fault is over."""
        mended = now.fault is not None and now.fault not in progress.faults
        shown_s = progress.time_s - self._since_s
        return now.priority == Priority.CORRECTION and mended and shown_s >= _LEAST_S

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

    def _is_known(self, cue: Cue, event: Event) -> bool:
        """Whether the same is shown or waits already."""
        known = [*([self._now] if self._now else []), *self._waiting]
        same = [o for o in known if o.text == cue.text and o.time_s <= cue.time_s]
        if same and isinstance(event, ev.TooFast):
            # After this time it is another movement, to be warned about anew.
            return cue.time_s - same[0].time_s < _WARNED_S
        if same:
            return True
        other_side = other_limb(self._spec)
        return isinstance(event, ev.SideChanged) and any(
            other.text.endswith(other_side) and other.time_s == cue.time_s for other in known
        )

    def _take(self, cue: Cue, progress: Progress) -> None:
        now = self._now
        if now is None or cue.priority > now.priority or self._replaces(cue, now, progress):
            self._show(cue, progress.time_s)
        else:
            self._waiting.append(cue)

    def _replaces(self, cue: Cue, now: Cue, progress: Progress) -> bool:
        """Whether a cue replaces one of the same priority at once."""
        if cue.priority != now.priority:
            return False
        if cue.priority == Priority.SAFETY:
            just_shown = progress.time_s - self._since_s < _LEAST_S
            return cue.fault is None and not (now.fault is not None and just_shown)
        if cue.priority == Priority.CORRECTION:
            return self._is_outdated(now, progress)
        changes = cue.priority in (Priority.INSTRUCTION, Priority.SIGHT)
        return changes and cue.time_s > now.time_s

    def _instruct(self, text: str, time_s: float) -> Cue | None:
        """Show what must be put right first; only a warning may stay before it."""
        self._waiting.clear()
        now = self._now
        if now is not None:
            # Nobody can read sentences that flicker.
            just_shown = now is self._to_put_right and time_s - now.time_s < _LEAST_INSTRUCTION_S
            if just_shown or text in now.text or now.priority == Priority.SAFETY:
                return now
        self._to_put_right = Cue(text, Priority.INSTRUCTION, time_s, math.inf)
        self._show(self._to_put_right, time_s)
        return self._now

    def _show(self, cue: Cue, time_s: float) -> None:
        self._now = cue.begun_at(time_s)
        self._since_s = time_s
        self._until_s = time_s + cue.lasts_s
