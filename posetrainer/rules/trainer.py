"""The trainer: poses in, events out. Live, replay and tuning all drive this one object."""

import math
from collections.abc import Callable

from posetrainer.exercises.spec import ExerciseSpec, Phase
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.measures import landmarks_of
from posetrainer.kinematics.readings import Reader
from posetrainer.kinematics.signals import UNSEEN, Reading
from posetrainer.kinematics.traces import MakeTracing, Traces
from posetrainer.kinematics.view import nearer_side
from posetrainer.pose.landmarks import SIDES, Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.attempt import Attempt, Demands, Thresholds
from posetrainer.rules.events import Event, PostureLost, Ready, RepetitionSide
from posetrainer.rules.observation import Observation, Observer
from posetrainer.rules.pacing import PacedAttempt, PacedTrack
from posetrainer.rules.profile import Profile
from posetrainer.rules.progress import Progress
from posetrainer.rules.readiness import (
    WHOLE_BODY,
    Lasting,
    Stillness,
    unmet,
)
from posetrainer.rules.sight import BEGIN_ANEW_S, Sight
from posetrainer.rules.tally import Tally
from posetrainer.rules.track import Track

AnyTrack = Track | PacedTrack
AnyAttempt = Attempt | PacedAttempt

#: Out of place for less than this (changing the leg, say) is not worth a word.
GRACE_S = 1.5
#: The far side takes the lead from the near one when its movement is larger by this factor. A
#: hidden leg is seen to follow the moving one by about half; the near leg is not.
LEADS_BY = 1.25
#: Slower than this, in units a second, a body at rest shifts; faster, it begins to move.
REST_DRIFT = 2.0
#: Turning round, a body drifts nowhere but is soon faster than this, in units a second.
REST_SPEED = 10.0


class Trainer:
    """Judge one exercise, pose by pose.

    Deterministic: the same poses at the same times give the same events. Each side that may
    exercise has a track of its own; the track that moves most leads, and only what happens
    on the leading track is told. The side is never chosen by visibility.

    Parameters
    ----------
    spec : ExerciseSpec
    profile : Profile
        The person who exercises.
    counted : tuple of int
        Repetitions that were counted before, and good ones among them.
    tracing : callable
        Makes what follows the measures over time.
    """

    def __init__(
        self,
        spec: ExerciseSpec,
        profile: Profile | None = None,
        counted: tuple[int, int] = (0, 0),
        tracing: MakeTracing = Traces,
    ) -> None:
        self._spec = spec
        self._tracks = _tracks(spec)
        self._observer = observer_of(spec)
        self._reader = Reader(
            spec.measures,
            {spec.repetition.measure} if spec.repetition else set(),
            (profile or Profile()).stature_m,
            self._observer.quantities,
            tracing,
        )
        self._value_of = {track.side: self._values_for(_body_side(track)) for track in self._tracks}
        self._sight = Sight()
        self._near: Side = "left"
        self._still = Stillness()
        self._tally = Tally(spec, *counted)
        self._time_s = math.nan
        self._ready: set[RepetitionSide] = set()
        self._out_of_place = Lasting()
        self._off = {track.side: Lasting() for track in self._tracks}
        self._leader: AnyTrack | None = None
        self._last_side: RepetitionSide | None = None
        self._announced_ready = False
        self._unready_since_s: float | None = None
        self._instruction: str | None = "Come into the picture."

    def step(self, pose: Pose | None, time_s: float) -> list[Event]:
        """Go on to one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person's pose, None if nobody is seen.
        time_s : float
            Media time; must not go backwards.

        Returns
        -------
        list of Event
            What was noticed at this moment, in order.
        """
        return self.judge(self._observer.observe(pose, time_s))

    def judge(self, seen: Observation) -> list[Event]:
        """Go on to one more moment that has been looked at already, for the same exercise."""
        time_s, step_s = seen.time_s, seen.time_s - self._time_s
        self._time_s = time_s
        if step_s > BEGIN_ANEW_S:
            # Nobody looked: a pause, a rest, a broken stream. What happened is not known.
            self._begin_anew()
        # Not in the middle of a movement does a body turn round.
        if self._leader is None:
            self._near = nearer_side(seen.left_nearer, self._near)
        missing = seen.missing(self._near)
        events, unseen_s = self._sight.step(time_s, missing)
        if unseen_s > BEGIN_ANEW_S:
            self._begin_anew()
        if missing is not None or seen.xy is None:
            if not self._ready or any(events):
                outside = seen.edge(self._near)
                self._instruction = outside or f"I cannot see {missing}. {WHOLE_BODY}"
            return events
        self._reader.read(seen.measured, time_s, self._near)
        events += self._check_places(time_s, seen.xy, self._obstacle(seen))
        events += self._announce(time_s)
        events += self._exercise(time_s)
        if step_s > 0 and all(self._rests(track) for track in self._tracks):
            self._reader.follow_rest(step_s)
        return events

    @property
    def reading_places(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure with each side that it is read for; None where both exercise together."""
        sides = dict.fromkeys(_body_side(track) for track in self._tracks)
        return tuple((name, side) for name in self._spec.measures for side in sides)

    def value(self, measure: str, side: Side | None) -> float:
        """Return what a measure reads now, in degrees or inches; NaN if it cannot be judged.

        Parameters
        ----------
        measure : str
        side : {"left", "right"} or None
            One of :attr:`reading_places`.
        """
        return self._reader.value(measure, side)

    def _rests(self, track: AnyTrack) -> bool:
        driver = self._driver(track)
        return (
            isinstance(track, Track)
            and track.side in self._ready
            and driver.value <= track.bands.rest
            and abs(driver.drift) <= REST_DRIFT
        )

    def _begin_anew(self) -> None:
        self._ready.clear()
        self._leader = None
        self._still.forget()
        self._reader.forget()
        self._announced_ready = False
        for track in self._tracks:
            track.drop()

    def _values_for(self, side: Side | None) -> Callable[[str], float]:
        return lambda name: self._reader.value(name, side)

    def _obstacle(self, seen: Observation) -> str | None:
        """What keeps every track from being in place; the picture matters before ready only."""
        wrong = seen.stance(ready=bool(self._ready))
        if self._ready or self._announced_ready:
            return wrong
        if wrong == WHOLE_BODY:
            return seen.edge(self._near) or wrong
        return wrong or seen.picture(self._near)

    def _check_places(self, time_s: float, xy: Array, obstacle: str | None) -> list[Event]:
        """Find the tracks that are in place, and what to say if none is."""
        events: list[Event] = []
        self._still.look(time_s, xy)
        if self._out_of_place(time_s, obstacle is not None):
            self._ready.clear()
        fewest: list[str] | None = None
        for track in self._tracks:
            wrong = self._wrong(track, time_s)
            if track.side in self._ready:
                continue
            dropped = track.attempt
            track.drop()
            if self._leader is track:
                self._leader = None
                if isinstance(dropped, Attempt):
                    events += self._tally.miss(dropped.broken_off(time_s))
            in_place = obstacle is None and not wrong and self._leader is None
            if in_place and self._keeps_still(track):
                self._reader.settle(_body_side(track))
                self._ready.add(track.side)
            elif fewest is None or len(wrong) < len(fewest):
                fewest = wrong
        first_wrong = fewest[0] if fewest else "Keep still for a moment."
        self._instruction = None if self._ready else obstacle or first_wrong
        return events

    def _keeps_still(self, track: AnyTrack) -> bool:
        if isinstance(track, PacedTrack):
            return self._still.still
        if not self._still.still:
            return False
        driver, measure = self._driver(track), self._spec.driver
        if measure is not None and measure.relative_to == "zero":
            return driver.value <= track.bands.rest
        # Its value at rest is about to be learnt: it must not change.
        return abs(driver.drift) <= REST_DRIFT and abs(driver.speed) <= REST_SPEED

    def _wrong(self, track: AnyTrack, time_s: float) -> list[str]:
        """What keeps a track from being in place; may take it out of place."""
        phase: Phase = track.attempt.phase if track.attempt else "rest"
        value_of = self._value_of[track.side]
        always = [c for c in self._spec.throughout.values() if phase in c.during]
        wrong = unmet(always, value_of, unseen_is_unmet=False)
        if track.side in self._ready:
            if isinstance(track, Track) and track.attempt:
                track.attempt.look(self._driver(track).value, wrong)
            if self._off[track.side](time_s, bool(wrong)):
                self._ready.discard(track.side)
            return wrong
        self._off[track.side](time_s, False)
        return unmet(self._spec.start.values(), value_of, unseen_is_unmet=True) + wrong

    def _announce(self, time_s: float) -> list[Event]:
        """Say when the person is in place, and when they no longer are."""
        if self._ready:
            self._unready_since_s = None
            if self._announced_ready:
                return []
            self._announced_ready = True
            return [Ready(time_s, None if len(self._ready) > 1 else next(iter(self._ready)))]
        if self._unready_since_s is None:
            self._unready_since_s = time_s
        if not self._announced_ready or time_s - self._unready_since_s < GRACE_S:
            return []
        reason = self._instruction or ""
        self._begin_anew()
        return [PostureLost(time_s, reason)]

    def _exercise(self, time_s: float) -> list[Event]:
        """Step the tracks that are in place; tell what happens on the leading one."""
        under_way: list[tuple[AnyTrack, AnyAttempt]] = []
        finished: dict[RepetitionSide, AnyAttempt] = {}
        for track in self._tracks:
            if track.side not in self._ready:
                continue
            done = track.step(time_s, self._driver(track), self._value_of[track.side])
            if done is not None:
                finished[track.side] = done
            attempt = done or track.attempt
            if attempt is not None:
                under_way.append((track, attempt))
        leader = self._lead(under_way)
        if leader is None:
            return []
        events = leader.tell()
        done = finished.get(leader.side)
        if done is None:
            return events
        self._leader = None
        for track in self._tracks:
            # What began before the leading side turned round only went along with it.
            if track.attempt is not None and track.attempt.start_s < done.peak_s:
                track.drop()
        return events + self._tally.finish(time_s, done)

    def _lead(self, under_way: list[tuple[AnyTrack, AnyAttempt]]) -> AnyTrack | None:
        """Find the side that moves: the one that has gone furthest."""
        if not under_way:
            return self._leader
        furthest, attempt = max(under_way, key=lambda candidate: candidate[1].peak)
        factor = 1.0 if furthest.side == self._near else LEADS_BY
        to_beat = [a.peak * factor for track, a in under_way if track is self._leader]
        if not to_beat or attempt.peak > to_beat[0]:
            self._leader = furthest
            self._last_side = furthest.side
        return self._leader

    def _driver(self, track: AnyTrack | None) -> Reading:
        if track is None or self._spec.repetition is None:
            return UNSEEN
        return self._reader.reading(self._spec.repetition.measure, _body_side(track))

    @property
    def progress(self) -> Progress:
        """Where the exercise stands now."""
        shown = self._leader or self._shown_at_rest()
        attempt = self._leader.attempt if self._leader else None
        side = shown.side if shown else None
        body_side = self._near if side is None or side == "both" else side
        settled = self._announced_ready
        track = shown or self._tracks[0]
        bands = track.bands if isinstance(track, Track) else None
        driver = self._spec.driver
        return Progress(
            time_s=self._time_s,
            ready=settled,
            instruction=None if settled else self._instruction,
            phase=attempt.phase if attempt else "rest",
            side=side,
            side_due=self._tally.side_due,
            counted=self._tally.counted,
            good=self._tally.good,
            missed=self._tally.missed,
            prescribed=self._spec.dose.repetitions,
            value=self._driver(shown).value,
            target=bands.prescribed if bands else math.nan,
            rest=bands.rest if bands else math.nan,
            unit=bands.unit if bands else None,
            held_s=attempt.held_s if attempt else 0.0,
            hold_s=self._spec.hold_s,
            driver_landmarks=landmarks_of(driver, body_side) if driver else (),
            faults=attempt.form.present if attempt else (),
            too_fast=attempt.too_fast_now if attempt else False,
        )

    def _shown_at_rest(self) -> AnyTrack | None:
        """The track whose reading a screen shows while nobody moves."""
        for wanted in (self._tally.side_due, self._last_side):
            for track in self._tracks:
                if track.side == wanted:
                    return track
        return next((t for t in self._tracks if t.side in self._ready), None)


def observer_of(spec: ExerciseSpec) -> Observer:
    """Return what looks at a person for an exercise."""
    return Observer(spec, _sides(spec))


def _sides(spec: ExerciseSpec) -> tuple[RepetitionSide, ...]:
    """The sides that may exercise by themselves; where the trainer sets the pace, none does."""
    return ("both",) if spec.paced is not None or spec.dose.sides == "both" else SIDES


def _tracks(spec: ExerciseSpec) -> list[AnyTrack]:
    """One track for each side that may exercise by itself."""
    if spec.paced is not None:
        return [PacedTrack(spec.paced, spec.form)]
    assert spec.repetition is not None
    assert spec.tempo is not None
    assert spec.driver is not None
    demands = Demands(spec.repetition, spec.tempo, spec.form)
    bands = Thresholds.of(spec.repetition, spec.driver.unit)
    return [Track(demands, bands, side) for side in _sides(spec)]


def _body_side(track: AnyTrack) -> Side | None:
    return None if track.side == "both" else track.side
