"""The trainer: poses in, events out. Live, replay and tuning all drive this one object."""

import math
from collections.abc import Callable
from dataclasses import replace

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.readings import MeasureReader
from posetrainer.kinematics.signals import Reading
from posetrainer.kinematics.traces import MakeTracing, Traces
from posetrainer.kinematics.view import nearer_side
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.events import Event, PostureLost, Ready, RepetitionSide
from posetrainer.rules.observation import Observation, Observer
from posetrainer.rules.obstacles import (
    BodyIncomplete,
    CameraStopped,
    Moving,
    Obstacle,
    Outside,
    Unmet,
    WrongPosture,
)
from posetrainer.rules.person import Person
from posetrainer.rules.progress import Progress
from posetrainer.rules.readiness import SEEMS_TURNED_S, Lasting, Stillness
from posetrainer.rules.repetition_detector import RepetitionDetector
from posetrainer.rules.side_tracker import AnyAttempt, SideTracker, trackers_of
from posetrainer.rules.sight import BEGIN_ANEW_S, Sight
from posetrainer.rules.tally import Tally

#: Out of place for less than this (changing the leg, say) is not worth a word.
GRACE_S = 1.5
#: The far side takes the lead from the near one when its movement is larger by this factor. A
#: hidden leg is seen to follow the moving one by about half; the near leg is not.
LEADS_BY = 1.25


class Trainer:
    """Judge one exercise, pose by pose.

    Deterministic: the same poses at the same times give the same events. Each side that may
    exercise has a tracker of its own; the side that moves most leads, and only what happens
    on the leading side is reported. The side is never chosen by visibility.

    Parameters
    ----------
    spec : ExerciseSpec
    person : Person
        The person who exercises.
    counted : tuple of int
        Repetitions that were counted before, and good ones among them.
    tracing : callable
        Makes what follows the measures over time.
    side_due : {"left", "right"} or None
        Whose turn it is after the repetitions that were counted before.

    Examples
    --------
    >>> from posetrainer import Trainer, load_exercise, load_recording
    >>> trainer, events = Trainer(load_exercise("heel_raises")), []
    >>> for time_s, pose in load_recording("session.arrows"):
    ...     events += trainer.step(pose, time_s)
    >>> events += trainer.finish()
    >>> trainer.progress.counted
    4
    """

    def __init__(
        self,
        spec: ExerciseSpec,
        person: Person | None = None,
        counted: tuple[int, int] = (0, 0),
        tracing: MakeTracing = Traces,
        side_due: Side | None = None,
    ) -> None:
        self._spec = spec
        self._observer = Observer(spec)
        self._reader = MeasureReader(
            spec.measurands,
            {spec.repetition.measure} if spec.repetition else set(),
            (person or Person()).stature_m,
            self._observer.quantities,
            tracing,
        )
        self._trackers = trackers_of(spec, self._reader)
        self._sight = Sight()
        self._near: Side = "left"
        self._still = Stillness()
        self._tally = Tally(spec, *counted, side_due)
        self._time_s = math.nan
        self._in_place = False
        self._out_of_place = Lasting()
        #: Whether posture or view were wrong when the body was seen last.
        self._was_wrong = False
        self._leader: SideTracker | None = None
        self._last_side: RepetitionSide | None = None
        self._other_posture = Lasting(SEEMS_TURNED_S)
        self._announced_ready = False
        #: Whether the person has ever been in place: then the picture is the right way up.
        self._was_ready = False
        self._unready_since_s: float | None = None
        self._to_put_right: Obstacle | None = Outside()

    def step(self, pose: Pose | None, time_s: float) -> list[Event]:
        """Go on to one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person's pose, None if nobody is seen.
        time_s : float
            Media time, in seconds; the pose is of this time, whatever it says itself. A moment
            that lies before the last one is ignored.

        Returns
        -------
        list of Event
            What was noticed at this moment, in order.

        Raises
        ------
        ValueError
            If the time is not finite; the moment is left out.
        """
        if not math.isfinite(time_s):
            raise ValueError(f"time_s must be a finite number of seconds, not {time_s}")
        if time_s < self._time_s:
            return []
        if pose is not None and pose.time_s != time_s:
            pose = replace(pose, time_s=time_s)
        return self.judge(self._observer.observe(pose, time_s))

    def judge(self, seen: Observation) -> list[Event]:
        """Go on to one more moment that has been looked at already, for the same exercise."""
        time_s, step_s = seen.time_s, seen.time_s - self._time_s
        self._time_s = time_s
        events: list[Event] = []
        if step_s > BEGIN_ANEW_S:
            # Nobody looked: a pause, a rest, a broken stream. What happened is not known.
            events += self._lost_in_movement()
            self._begin_anew()
        if seen.legs_exchanged:
            self._exchange()
        # Not in the middle of a movement does a body turn round.
        if self._leader is None:
            self._near = nearer_side(seen.left_nearer, self._near)
        missing = seen.missing(self._near)
        noticed, gone_s = self._sight.step(time_s, missing)
        events += noticed
        if gone_s > BEGIN_ANEW_S:
            events += self._lost_in_movement()
            if missing is None:
                self._begin_anew()
        if missing is not None or seen.points is None:
            if not self._in_place or any(events):
                stopped = isinstance(missing, CameraStopped)
                self._to_put_right = (None if stopped else seen.edge(self._near)) or missing
            return events
        self._reader.read(seen.measured, time_s, self._near)
        self._read()
        moving = self._leader
        healed = [p.heal(time_s) for p in self._trackers if moving is None or p is moving]
        if any(healed):
            self._read()
        events += self._check_posture(time_s, seen.points, self._obstacle(seen))
        events += self._announce(time_s)
        events += self._exercise(time_s)
        if step_s > 0 and all(tracker.rests for tracker in self._trackers):
            self._reader.follow_rest(step_s)
            self._read()
        return events

    def _exchange(self) -> None:
        """Go on with each leg under its new name: it was named the wrong way round."""
        self._reader.exchange()
        for tracker in self._trackers:
            tracker.exchange()

    def _read(self) -> None:
        for tracker in self._trackers:
            tracker.read()

    @property
    def reading_places(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure with each side that it is read for; None where both exercise together."""
        sides = [tracker.body_side for tracker in self._trackers]
        return tuple((name, side) for name in self._spec.measures for side in sides)

    @property
    def drivers(self) -> dict[Side | None, Reading]:
        """What the driving measure reads now, by the side that it is read for."""
        return {tracker.body_side: tracker.driver for tracker in self._trackers}

    def values_of(self, side: Side | None) -> Callable[[str], float]:
        """Return what gives what each measure reads for a side, by its name, when it is asked.

        In degrees or inches; NaN if it cannot be judged.
        """
        return self._reader.values_of(side)

    def _begin_anew(self) -> None:
        self._in_place = False
        self._leader = None
        self._still.forget()
        self._reader.forget()
        self._announced_ready = False
        for tracker in self._trackers:
            tracker.leave()

    def _obstacle(self, seen: Observation) -> Obstacle | None:
        """What keeps every side from being in place; the picture matters before ready only."""
        wrong = seen.stance(ready=self._in_place)
        if self._in_place or self._announced_ready:
            return wrong
        if isinstance(wrong, BodyIncomplete):
            return seen.edge(self._near) or wrong
        other_posture = isinstance(wrong, WrongPosture)
        lasting = self._other_posture(seen.time_s, other_posture)
        if other_posture:
            turned = None if self._was_ready else seen.turned(lasting)
            return turned or wrong
        return wrong or seen.picture(self._near)

    def _check_posture(
        self, time_s: float, points: Points, obstacle: Obstacle | None
    ) -> list[Event]:
        """Find the sides that are in place, and what to put right if none is."""
        events: list[Event] = []
        self._still.look(time_s, points)
        self._was_wrong = obstacle is not None
        lost = self._out_of_place(time_s, self._was_wrong)
        fewest: list[Unmet] | None = None
        for tracker in self._trackers:
            tracker.ready &= not lost
            wrong = tracker.wrong(time_s)
            if tracker.ready:
                continue
            events += self._broken_off(tracker, time_s)
            in_place = obstacle is None and not wrong and self._leader is None
            if in_place and self._still.still and tracker.may_begin:
                tracker.settle()
                self._read()
            elif fewest is None or len(wrong) < len(fewest):
                fewest = wrong
        self._in_place = any(tracker.ready for tracker in self._trackers)
        first_wrong = fewest[0] if fewest else Moving()
        self._to_put_right = None if self._in_place else obstacle or first_wrong
        return events

    def _broken_off(self, tracker: SideTracker, time_s: float) -> list[Event]:
        """Drop what is under way where the person is not in place."""
        dropped = tracker.detector.attempt
        tracker.detector.drop()
        if self._leader is not tracker:
            return []
        self._leader = None
        return self._tally.miss(dropped.broken_off(time_s)) if isinstance(dropped, Attempt) else []

    def _announce(self, time_s: float) -> list[Event]:
        """Say when the person is in place, and when they no longer are."""
        if self._in_place:
            self._unready_since_s = None
            if self._announced_ready:
                return []
            self._announced_ready = self._was_ready = True
            sides = [tracker.detector.side for tracker in self._trackers if tracker.ready]
            return [Ready(time_s, None if len(sides) > 1 else sides[0])]
        if self._unready_since_s is None:
            self._unready_since_s = time_s
        if not self._announced_ready or time_s - self._unready_since_s < GRACE_S:
            return []
        obstacle = self._to_put_right
        assert obstacle is not None
        self._begin_anew()
        return [PostureLost(time_s, obstacle)]

    def _exercise(self, time_s: float) -> list[Event]:
        """Step the sides that are in place; return what happens on the leading one."""
        under_way: list[tuple[SideTracker, AnyAttempt]] = []
        finished: dict[SideTracker, AnyAttempt] = {}
        for tracker in self._trackers:
            if not tracker.ready:
                continue
            done = tracker.step(time_s) or self._other_sets_out(tracker, time_s)
            if done is not None:
                finished[tracker] = done
            attempt = done or tracker.detector.attempt
            if attempt is not None:
                under_way.append((tracker, attempt))
        leader = self._lead(under_way)
        if leader is None:
            return []
        events = leader.detector.tell()
        done = finished.get(leader)
        return events + (self._over(time_s, done) if done else [])

    def _other_sets_out(self, tracker: SideTracker, time_s: float) -> AnyAttempt | None:
        """In a rhythm, end a side's attempt that came back as the next side sets out."""
        own = tracker.detector.attempt
        if own is None or self._spec.rhythm is None:
            return None
        others = (other.detector.attempt for other in self._trackers if other is not tracker)
        goes = any(attempt and attempt.start_s > own.peak_s for attempt in others)
        return tracker.detector.finish(time_s) if goes else None

    def finish(self) -> list[Event]:
        """Judge what is under way, as nothing more comes: a film ends before the body rests."""
        leader = self._leader
        done = leader.detector.finish(self._time_s) if leader else None
        return leader.detector.tell() + self._over(self._time_s, done) if leader and done else []

    def _lost_in_movement(self) -> list[Event]:
        """End the movement; what had gone far enough while it was seen is a repetition.

        Nothing is for whoever was last seen in another posture: getting up moves every joint.
        """
        leader = None if self._was_wrong else self._leader
        done = leader.detector.lose() if leader else None
        return leader.detector.tell() + self._over(self._time_s, done) if leader and done else []

    def _over(self, time_s: float, done: AnyAttempt) -> list[Event]:
        """Judge an attempt of the leading side that is over."""
        self._leader = None
        if self._spec.dose.sides == "either" and any(
            tracker.detector.attempt is not None
            and tracker.detector.attempt.peak * LEADS_BY >= done.peak
            for tracker in self._trackers
        ):
            # One leg hides the other, or both move: which of them did is not known.
            done.side = "both"
        for tracker in self._trackers:
            # What began before the leading side turned round only went along with it.
            attempt = tracker.detector.attempt
            if attempt is not None and attempt.start_s < done.peak_s:
                tracker.detector.drop()
        return self._tally.finish(time_s, done)

    def _lead(self, under_way: list[tuple[SideTracker, AnyAttempt]]) -> SideTracker | None:
        """Find the side that moves: the one that has gone furthest."""
        if not under_way:
            return self._leader
        furthest, attempt = max(under_way, key=lambda candidate: candidate[1].peak)
        factor = 1.0 if furthest.detector.side == self._near else LEADS_BY
        to_beat = [a.peak * factor for tracker, a in under_way if tracker is self._leader]
        if not to_beat or attempt.peak > to_beat[0]:
            self._leader = furthest
            self._last_side = furthest.detector.side
        return self._leader

    @property
    def progress(self) -> Progress:
        """Where the exercise stands now."""
        shown = self._leader or self._shown_at_rest()
        attempt = self._leader.detector.attempt if self._leader else None
        side = shown.detector.side if shown else None
        settled = self._announced_ready
        detector = (shown or self._trackers[0]).detector
        bands = detector.bands if isinstance(detector, RepetitionDetector) else None
        half_way = attempt is not None and bands is not None and 2 * attempt.peak >= bands.target
        return Progress(
            time_s=self._time_s,
            ready=settled,
            obstacle=None if settled else self._to_put_right,
            phase=attempt.phase if attempt else "rest",
            side=side,
            near=self._near,
            side_due=self._tally.side_due,
            counted=self._tally.counted,
            good=self._tally.good,
            missed=self._tally.missed,
            prescribed=self._spec.dose.repetitions,
            sets=self._spec.dose.sets,
            value=shown.driver.value if shown else math.nan,
            target=bands.prescribed if bands else math.nan,
            rest=bands.rest if bands else math.nan,
            unit=bands.unit if bands else None,
            held_s=attempt.hold_progress_s if attempt else 0.0,
            hold_s=self._spec.hold_s,
            faults=attempt.form.present if attempt else (),
            harmful=attempt.form.endangers if attempt else False,
            too_fast=attempt.too_fast_now if attempt else False,
            wrong_side=half_way and side is not None and self._tally.repeats(side),
        )

    def _shown_at_rest(self) -> SideTracker | None:
        """The side whose reading a screen shows while nobody moves."""
        for wanted in (self._tally.side_due, self._last_side):
            for tracker in self._trackers:
                if tracker.detector.side == wanted:
                    return tracker
        return next((tracker for tracker in self._trackers if tracker.ready), None)
