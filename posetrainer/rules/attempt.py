"""One attempt at a repetition, from leaving rest to coming back to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from posetrainer.exercises.spec import Phase
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.conditions import ConditionWatch
from posetrainer.rules.events import (
    Event,
    MissReason,
    RepetitionCompleted,
    RepetitionMissed,
    RepetitionSide,
    Shortfall,
    TargetReached,
    TempoPhase,
)
from posetrainer.rules.form import FormWatch
from posetrainer.rules.hold import TREMOR_S, HoldTimer
from posetrainer.rules.obstacles import Obstacle, Unmet
from posetrainer.rules.phases import PhaseFollower
from posetrainer.rules.tempo import TempoWatch
from posetrainer.rules.thresholds import Demands, Thresholds

#: A movement that turns round is near its turning point for so large a share of its time, a swing
#: within 5 % of it; noise goes beyond a level for less.
KEPT = 0.2


class Attempt:
    """Follow one attempt on one side.

    Parameters
    ----------
    demands : Demands
    bands : Thresholds
        Of the same spec.
    form : FormWatch
        Watches the attempt's form; it may have looked at the rest before.
    side : {"left", "right", "both"}
    start_s : float
        Media time at which the driving measure left rest.
    from_rest : bool
        Whether the body surely rested before: else it may be on its way to somewhere, and its
        speed is not judged yet.
    """

    def __init__(
        self,
        demands: Demands,
        bands: Thresholds,
        form: FormWatch,
        side: RepetitionSide,
        start_s: float,
        *,
        from_rest: bool = True,
    ) -> None:
        self._bands = bands
        hold = demands.repetition.hold
        self._hold = HoldTimer(hold, side, bands.target) if hold else None
        self.tempo = TempoWatch(demands.tempo, side, start_s, aloud=from_rest)
        self.from_rest = from_rest
        self.form = form
        self.side: RepetitionSide = side
        self.start_s = start_s
        #: When it set out, from below rest perhaps.
        self.set_out_s = start_s
        self.peak = bands.rest
        self.peak_s = start_s
        #: For how long it has gone so far that it is an attempt, and so far that it counts.
        self._out_s = self._far_s = 0.0
        #: How far it has gone of what does not count.
        self._short = bands.rest
        self._phases = PhaseFollower(bands)
        self._conditions = ConditionWatch(bands)
        self._went_out = False
        self._target_reached = False
        self._target_left_s = start_s
        self._least_s = demands.least_s
        self._end_s = start_s
        self._came_back = True

    @property
    def counts(self) -> bool:
        """Whether the attempt already is a repetition: far enough, and not for a moment only."""
        return 0 < self._far_s >= min(KEPT * self._out_s, TREMOR_S)

    @property
    def phase(self) -> Phase:
        """Whether it goes out, is held or comes back."""
        return self._phases.phase

    @property
    def is_other_movement(self) -> bool:
        """Whether the conditions of the exercise were broken, above all where it counts."""
        return self._conditions.are_of_other_movement(counts=self.counts)

    def look(self, value: float, wrong: Sequence[Unmet]) -> None:
        """Note the conditions that do not hold at a value."""
        self._conditions.look(value, wrong)

    @property
    def held_s(self) -> float:
        """The longest hold so far, in seconds."""
        return self._hold.held_s if self._hold else 0.0

    @property
    def hold_progress_s(self) -> float:
        """Seconds of the longest hold that count towards its completion."""
        return self._hold.harmless_s if self._hold else 0.0

    @property
    def achieved(self) -> float:
        """How far the user can go: where the hold was completed (0 if it was not), or the peak."""
        return self._hold.held_at if self._hold else self.peak

    @property
    def too_fast_now(self) -> bool:
        """Whether the movement is too fast now."""
        return self.tempo.too_fast_now

    def step(self, time_s: float, driver: Reading, value_of: Callable[[str], float]) -> list[Event]:
        """Go on to one more reading; not called while the driving measure is unseen."""
        # An attempt that is not seen to come back ends where it was seen last.
        step_s, self._end_s = time_s - self._end_s, time_s
        if driver.value > self.peak:
            self.peak, self.peak_s = driver.value, time_s
        self._follow_reach(step_s, driver.value)
        events = self.tempo.step(time_s, driver, sure=self._sure)
        if self._hold:
            events += self._hold.step(time_s, driver, harmful=self.form.endangers)
        self._phases.step(driver.value, holding=self._hold is not None and self._hold.holding)
        events += self._time_phases(time_s, driver.value)
        return events + self.form.step(time_s, value_of, self.phase)

    def _follow_reach(self, step_s: float, value: float) -> None:
        if value >= self._bands.attempt:
            self._out_s += step_s
        if value >= self._bands.counts:
            self._far_s += step_s
        else:
            self._short = max(self._short, value)

    @property
    def _sure(self) -> bool:
        """Whether it seems to be this movement: the speed of another one is not judged."""
        is_attempt = self.peak >= self._bands.attempt
        return is_attempt and not (self._conditions.are_broken or self.is_other_movement)

    def _time_phases(self, time_s: float, value: float) -> list[Event]:
        events: list[Event] = []
        bands = self._bands
        if value >= bands.timed and not self._went_out:
            self._went_out = True
            events += self._time_phase(time_s, "out", bands.timed, self.set_out_s)
        if value >= bands.target:
            if not self._target_reached and self._hold is None:
                events.append(TargetReached(time_s, self.side, value))
            self._target_reached, self._target_left_s = True, time_s
        elif value <= bands.rest and self._target_reached:
            events += self._time_phase(time_s, "back", bands.target, self._target_left_s)
        return events

    def _time_phase(
        self, time_s: float, phase: TempoPhase, end: float, since_s: float
    ) -> list[Event]:
        bands, took_s = self._bands, time_s - since_s
        travelled, way = end - bands.rest, bands.target - bands.rest
        return self.tempo.phase_done(time_s, phase, travelled, took_s, way, sure=self._sure)

    def come_back(self, end_s: float, *, whole: bool) -> None:
        """Note when it came back, and whether it did so all the way."""
        self._end_s, self._came_back = end_s, whole

    def finish(self, time_s: float) -> list[Event]:
        """Return faults of what should have been reached; called once the attempt is over."""
        return self.form.finish(time_s) if self.counts and not self.is_other_movement else []

    def result(self, time_s: float, number: int) -> RepetitionCompleted | RepetitionMissed | None:
        """Judge the attempt now that it is over; a twitch is none.

        Parameters
        ----------
        time_s : float
            Media time.
        number : int
            Of the repetition, if it is one.
        """
        quick = min(4 * (self.peak_s - self.start_s), self._end_s - self.start_s)
        if self.peak < self._bands.attempt or quick < self._least_s:
            return None
        if self.is_other_movement:
            return self.broken_off(time_s)
        if not self.counts:
            return replace(self._missed(time_s, "partial", None), peak=self._short)
        shortfalls = self._shortfalls()
        return RepetitionCompleted(
            time_s=time_s,
            number=number,
            side=self.side,
            good=not shortfalls,
            shortfalls=shortfalls,
            faults=self.form.found,
            start_s=self.start_s,
            end_s=self._end_s,
            peak=self.peak,
            peak_speed=self.tempo.peak_speed,
            unit=self._bands.unit,
            held_s=self.held_s if self._hold else None,
        )

    def broken_off(self, time_s: float) -> RepetitionMissed | None:
        """Judge the attempt now that it turned out to be another movement.

        It is reported if the body rested before, and then went so far that it would have
        counted; what falls short of that (such as changing the leg) is no attempt.
        """
        worst = self._conditions.worst
        if not self.counts or worst is None or not self.from_rest:
            return None
        return self._missed(time_s, "other_movement", worst)

    def _missed(
        self, time_s: float, reason: MissReason, obstacle: Obstacle | None
    ) -> RepetitionMissed:
        return RepetitionMissed(
            time_s=time_s,
            side=self.side,
            reason=reason,
            peak=self.peak,
            needed=self._bands.counts,
            unit=self._bands.unit,
            start_s=self.start_s,
            end_s=time_s,
            too_fast=self.tempo.too_fast,
            faults=self.form.found,
            obstacle=obstacle,
        )

    def _shortfalls(self) -> tuple[Shortfall, ...]:
        found: list[Shortfall] = []
        if self.peak < self._bands.target:
            found.append("target")
        if self._hold and not self._hold.was_long_enough:
            found.append("hold")
        if self.tempo.too_fast:
            found.append("tempo")
        if self.form.found:
            found.append("form")
        if not self._came_back:
            found.append("return")
        return tuple(found)
