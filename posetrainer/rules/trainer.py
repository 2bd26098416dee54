"""The trainer: poses in, events out. Live, replay and tuning all drive this one object."""

import math
from collections.abc import Callable
from dataclasses import replace

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.signals import Reading
from posetrainer.kinematics.traces import MakeTracing, Traces
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import Event, PostureLost
from posetrainer.rules.needs import Needs
from posetrainer.rules.observation import Body, Observation, Observer
from posetrainer.rules.person import Person
from posetrainer.rules.placement import Placement
from posetrainer.rules.progress import Progress
from posetrainer.rules.repetition_detector import RepetitionDetector
from posetrainer.rules.segmentation import Segment, Segmenter
from posetrainer.rules.sides import Sides
from posetrainer.rules.sight import RESTART_AFTER_S, Sight
from posetrainer.rules.tally import Tally


class Trainer:
    """Judge one exercise, pose by pose.

    Deterministic: the same poses at the same times give the same events. A pose goes through
    the stages in one direction: it is observed (:class:`Observer`), what is hidden is noticed
    (:class:`Sight`), the measures are read (:class:`Sides`), the person is found to be in place
    or not (:class:`Placement`), the movement is cut into attempts (:class:`Segmenter`), and
    these are judged and counted (:class:`Tally`).

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
        needs = Needs(spec)
        self._observer = Observer(spec)
        self._sight = Sight(needs)
        self._sides = Sides(spec, person or Person(), self._observer.quantities, tracing)
        self._placement = Placement(spec, needs)
        self._segmenter = Segmenter(spec, self._sides.trackers)
        self._tally = Tally(spec, *counted, side_due)
        self._time_s = math.nan

    def step(self, pose: Pose | None, time_s: float) -> list[Event]:
        """Go on to one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person's pose, None if nobody is seen.
        time_s : float
            Media time, in seconds; it replaces the pose's own time. A moment that lies before the
            last one is ignored.

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
        """Go on to one more moment that has been observed already, for the same exercise."""
        step_s, self._time_s = seen.time_s - self._time_s, seen.time_s
        events: list[Event] = []
        if step_s > RESTART_AFTER_S:
            # A pause, a rest, a broken stream: what happened meanwhile is not known.
            events += self._lost_in_movement()
            self._restart()
        if seen.legs_exchanged:
            self._sides.exchange()
        sighting = self._sight.step(seen, moving=self._segmenter.leader is not None)
        events += sighting.events
        if sighting.gone_s > RESTART_AFTER_S:
            events += self._lost_in_movement()
            if sighting.missing is None:
                self._restart()
        if sighting.missing is None and seen.body is not None:
            return events + self._judge_body(seen, seen.body, step_s)
        if sighting.missing is not None and (events or not self._placement.in_place):
            self._placement.look_for(sighting.missing, seen.pose, self._sight.near)
        return events

    def _judge_body(self, seen: Observation, body: Body, step_s: float) -> list[Event]:
        """Judge a body of which all that is needed is seen."""
        time_s, near = seen.time_s, self._sight.near
        sides, segmenter = self._sides, self._segmenter
        sides.read(body.measured, time_s, near)
        sides.relearn_rest(time_s, only=segmenter.leader)
        placed = self._placement.step(seen, body, near, sides.trackers, segmenter.leader)
        sides.settle(placed.begin)
        events = self._tally.break_off(time_s, segmenter.break_off())
        if placed.change is not None:
            events.append(placed.change)
        if isinstance(placed.change, PostureLost):
            self._restart()
        events += self._judged(segmenter.step(time_s, near))
        sides.follow_rest(step_s)
        return events

    def finish(self) -> list[Event]:
        """Judge what is under way, as nothing more comes: a film ends before the body rests."""
        return self._judged(self._segmenter.finish(self._time_s))

    def _lost_in_movement(self) -> list[Event]:
        """End the movement; what had gone far enough while it was seen is a repetition.

        Nothing is if another posture was seen last: getting up moves every joint.
        """
        return [] if self._placement.was_wrong else self._judged(self._segmenter.lose())

    def _judged(self, segment: Segment) -> list[Event]:
        done = segment.finished
        return [*segment.events, *(self._tally.finish(self._time_s, done) if done else [])]

    def _restart(self) -> None:
        self._placement.reset()
        self._segmenter.reset()
        self._sides.reset()

    @property
    def reading_places(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure with each side that it is read for; None where both exercise together."""
        return self._sides.reading_places

    @property
    def drivers(self) -> dict[Side | None, Reading]:
        """What the driving measure reads now, by the side that it is read for."""
        return self._sides.drivers

    def values_of(self, side: Side | None) -> Callable[[str], float]:
        """Return a function that gives what a measure reads now for a side, by its name.

        In degrees or inches; NaN if it cannot be judged.
        """
        return self._sides.values_of(side)

    @property
    def progress(self) -> Progress:
        """Where the exercise stands now."""
        tally, dose, ready = self._tally, self._spec.dose, self._placement.ready
        leader = self._segmenter.leader
        shown = self._segmenter.shown(tally.side_due)
        attempt = leader.detector.attempt if leader else None
        side = shown.detector.side if shown else None
        detector = (shown or self._sides.trackers[0]).detector
        bands = detector.bands if isinstance(detector, RepetitionDetector) else None
        half_way = attempt is not None and bands is not None and 2 * attempt.peak >= bands.target
        return Progress(
            time_s=self._time_s,
            ready=ready,
            obstacle=None if ready else self._placement.to_put_right,
            phase=attempt.phase if attempt else "rest",
            side=side,
            near=self._sight.near,
            side_due=tally.side_due,
            counted=tally.counted,
            good=tally.good,
            missed=tally.missed,
            prescribed=dose.repetitions,
            sets=dose.sets,
            value=shown.driver.value if shown else math.nan,
            target=bands.prescribed if bands else math.nan,
            rest=bands.rest if bands else math.nan,
            unit=bands.unit if bands else None,
            held_s=attempt.hold_progress_s if attempt else 0.0,
            hold_s=self._spec.hold_s,
            faults=attempt.form.present if attempt else (),
            harmful=attempt.form.endangers if attempt else False,
            too_fast=attempt.too_fast_now if attempt else False,
            wrong_side=half_way and side is not None and tally.repeats(side),
        )
