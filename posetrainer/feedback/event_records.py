"""Events as JSON objects: codes and numbers, and English sentences beside them."""

from dataclasses import fields
from typing import Any

from posetrainer.feedback.obstacle_words import sentence_for, unseen_words
from posetrainer.language.translation import english
from posetrainer.rules.events import Event, LostSight, PostureLost, RepetitionMissed


def as_record(event: Event) -> dict[str, Any]:
    """Return the event as a flat JSON object: its type first, numbers to the microsecond.

    An obstacle becomes its English sentence and its stable ``code``.

    Examples
    --------
    >>> from posetrainer import as_record
    >>> from posetrainer.rules.events import HoldStarted
    >>> as_record(HoldStarted(time_s=4.5, side="left", start_s=4.1))
    {'event': 'HoldStarted', 'time_s': 4.5, 'side': 'left', 'start_s': 4.1}
    """
    known: dict[str, Any] = {field.name: getattr(event, field.name) for field in fields(event)}
    if isinstance(event, LostSight):
        del known["unseen"]
        known |= {"what": unseen_words(event.unseen, english), "code": event.unseen.code}
    elif isinstance(event, PostureLost):
        del known["obstacle"]
        known |= {"reason": sentence_for(event.obstacle, english), "code": event.obstacle.code}
    elif isinstance(event, RepetitionMissed):
        obstacle = known.pop("obstacle")
        known["say"] = sentence_for(obstacle, english) if obstacle else None
        known["code"] = obstacle.code if obstacle else None
    rounded = {
        key: round(value, 6) if isinstance(value, float) else value for key, value in known.items()
    }
    return {"event": type(event).__name__, **rounded}
