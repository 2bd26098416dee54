"""Which side moves, and from when to when: the fourth stage of the rules."""

from collections.abc import Sequence
from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.events import Event, RepetitionSide
from posetrainer.rules.side_tracker import AnyAttempt, SideTracker

#: The far side takes the lead from the near one when its movement is larger by this factor. A
#: hidden leg is seen to follow the moving one by about half; the near leg is not.
LEADS_BY = 1.25


class Segment(NamedTuple):
    """What is known of the movement under way.

    Attributes
    ----------
    events : sequence of Event
        What happened in it that was not reported before.
    finished : Attempt or PacedAttempt or None
        The attempt, if it is over just now.
    """

    events: Sequence[Event]
    finished: AnyAttempt | None


NOTHING = Segment((), None)


class Segmenter:
    """Cut the movements of all sides into attempts.

    The side that moves most leads, and only what happens on the leading side is reported. The
    side is never chosen by visibility.

    Parameters
    ----------
    spec : ExerciseSpec
    trackers : list of SideTracker
        Of the sides that may exercise by themselves.
    """

    def __init__(self, spec: ExerciseSpec, trackers: list[SideTracker]) -> None:
        self._either = spec.dose.sides == "either"
        self._in_rhythm = spec.rhythm is not None
        self._trackers = trackers
        #: The side on which a movement is under way.
        self.leader: SideTracker | None = None
        self._last_side: RepetitionSide | None = None

    def reset(self) -> None:
        """Reset: no movement is under way."""
        self.leader = None

    def break_off(self) -> Attempt | None:
        """Drop what is under way where the person is not in place.

        Returns
        -------
        Attempt or None
            That of the leading side, if one was measured.
        """
        broken_off: AnyAttempt | None = None
        for tracker in self._trackers:
            if tracker.ready:
                continue
            if tracker is self.leader:
                broken_off, self.leader = tracker.detector.attempt, None
            tracker.detector.drop()
        return broken_off if isinstance(broken_off, Attempt) else None

    def step(self, time_s: float, near: Side) -> Segment:
        """Go on to one more moment on the sides that are in place.

        Parameters
        ----------
        time_s : float
            Media time.
        near : {"left", "right"}
            The side turned to the camera.
        """
        under_way: list[tuple[SideTracker, AnyAttempt]] = []
        finished: dict[SideTracker, AnyAttempt] = {}
        # The side whose step is over as the next side sets out, if one is.
        took_turn: SideTracker | None = None
        for tracker in self._trackers:
            if not tracker.ready:
                continue
            done = tracker.step(time_s)
            if done is None:
                done = self._other_sets_out(tracker, time_s)
                if isinstance(done, Attempt) and done.counts:
                    took_turn = tracker
            if done is not None:
                finished[tracker] = done
            attempt = done or tracker.detector.attempt
            if attempt is not None:
                under_way.append((tracker, attempt))
        if took_turn is not None:
            # The next step may have gone further already.
            self.leader = took_turn
        elif under_way:
            self._lead(under_way, near)
        leader = self.leader
        return NOTHING if leader is None else self._segment(leader, finished.get(leader))

    def finish(self, time_s: float) -> Segment:
        """End the movement under way, as nothing more comes: a film ends before the body rests."""
        leader = self.leader
        done = leader.detector.finish(time_s) if leader else None
        return self._segment(leader, done) if leader and done else NOTHING

    def lose(self) -> Segment:
        """End the movement under way, as it is no longer seen, if it counts already."""
        leader = self.leader
        done = leader.detector.lose() if leader else None
        return self._segment(leader, done) if leader and done else NOTHING

    def shown(self, side_due: Side | None) -> SideTracker | None:
        """Return the side whose reading a screen shows: the leading one, or else the next."""
        if self.leader is not None:
            return self.leader
        for wanted in (side_due, self._last_side):
            for tracker in self._trackers:
                if tracker.detector.side == wanted:
                    return tracker
        return next((tracker for tracker in self._trackers if tracker.ready), None)

    def _other_sets_out(self, tracker: SideTracker, time_s: float) -> AnyAttempt | None:
        """In a rhythm, end a side's attempt that came back as the next side sets out."""
        own = tracker.detector.attempt
        if own is None or not self._in_rhythm:
            return None
        others = (other.detector.attempt for other in self._trackers if other is not tracker)
        goes = any(attempt and attempt.start_s > own.peak_s for attempt in others)
        return tracker.detector.finish(time_s) if goes else None

    def _lead(self, under_way: list[tuple[SideTracker, AnyAttempt]], near: Side) -> None:
        """Find the side that moves: the one that has gone furthest."""
        furthest, attempt = max(under_way, key=lambda candidate: candidate[1].peak)
        factor = 1.0 if furthest.detector.side == near else LEADS_BY
        to_beat = [a.peak * factor for tracker, a in under_way if tracker is self.leader]
        if not to_beat or attempt.peak > to_beat[0]:
            self.leader = furthest
            self._last_side = furthest.detector.side

    def _segment(self, leader: SideTracker, done: AnyAttempt | None) -> Segment:
        events = leader.detector.take_events()
        if done is not None:
            self._end(done)
        return Segment(events, done)

    def _end(self, done: AnyAttempt) -> None:
        self.leader = None
        if self._either and any(
            tracker.detector.attempt is not None
            and tracker.detector.attempt.peak * LEADS_BY >= done.peak
            for tracker in self._trackers
        ):
            # One leg hides the other, or both move: which of them did is not known.
            done.side = "both"
        for tracker in self._trackers:
            # What began before the leading side turned round, or came back before it had, only
            # went along with it.
            attempt = tracker.detector.attempt
            if attempt is not None and (attempt.start_s < done.peak_s or attempt.phase == "back"):
                tracker.detector.drop()
