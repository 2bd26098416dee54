"""Conversion of events to attempts."""

from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.history.records import Attempt
from posetrainer.language.translation import english
from posetrainer.rules.events import Event, RepetitionCompleted, RepetitionMissed


def attempt_of(event: Event) -> Attempt | None:
    """Return what is kept of an event; None if it is the end of no attempt."""
    if isinstance(event, RepetitionCompleted):
        return Attempt(
            number=event.number,
            side=event.side,
            good=event.good,
            too_fast="tempo" in event.shortfalls,
            start_s=event.start_s,
            end_s=event.end_s,
            peak=event.peak,
            peak_speed=event.peak_speed,
            unit=event.unit,
            held_s=event.held_s,
            shortfalls=event.shortfalls,
            faults=event.faults,
        )
    if isinstance(event, RepetitionMissed):
        return Attempt(
            number=None,
            side=event.side,
            good=False,
            too_fast=event.too_fast,
            start_s=event.start_s,
            end_s=event.end_s,
            peak=event.peak,
            peak_speed=None,
            unit=event.unit,
            held_s=None,
            faults=event.faults,
            missed=event.reason,
            obstacle=event.obstacle.code if event.obstacle else None,
            reason=sentence_for(event.obstacle, english) if event.obstacle else None,
        )
    return None
