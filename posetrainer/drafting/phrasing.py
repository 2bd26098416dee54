"""Words for a drafted spec, to be checked by a person who knows the exercise."""

from posetrainer.exercises.spec import Flexion, Inclination, Lift, Measure, Posture
from posetrainer.exercises.vocabulary import OfJoint

#: A joint bent by less than this is called straight, a segment off by less upright or level.
SMALL_DEG = 35.0

SETUP: dict[Posture, str] = {
    "standing": "Stand upright and still to begin.",
    "sitting": "Sit upright and still to begin.",
    "half_kneeling": "Kneel on one knee, the other foot flat in front of you.",
    "hands_and_knees": "Kneel on hands and knees, hands below your shoulders.",
    "supine": "Lie on your back on the mat.",
}
EQUIPMENT: dict[Posture, list[str]] = {
    "standing": [],
    "sitting": ["chair"],
    "half_kneeling": ["mat"],
    "hands_and_knees": ["mat"],
    "supine": ["mat"],
}
STOP = "Stop if it hurts."

_PARTS = {"foot_index": "toes", "ankle": "foot", "wrist": "hand"}
_MANY = {"foot": "feet", "toes": "toes"}
_SEGMENTS = {"ankle": "leg", "knee": "thigh", "wrist": "arm", "shoulder": "trunk"}


def movement_words(measure: Measure) -> tuple[str, str]:
    """Return how to begin a repetition, and how to end it."""
    back = "Slowly back again."
    if isinstance(measure, OfJoint):
        if measure.joint == "ankle":
            pull = isinstance(measure, Flexion)
            return ("Pull your toes up slowly." if pull else "Point your toes slowly."), back
        if measure.joint == "shoulder":
            return "Move your arm slowly.", back
        verb = "Bend" if isinstance(measure, Flexion) else "Straighten"
        return f"{verb} {_whose(measure)} {_many(measure, measure.joint)} slowly.", back
    if isinstance(measure, Lift):
        return (
            f"Lift {_whose(measure)} {_many(measure, measure.part)} slowly.",
            "Slowly down again.",
        )
    if isinstance(measure, Inclination):
        return f"Move {_whose(measure)} {_segment(measure)} slowly.", back
    return "Begin slowly.", back


def keep_words(measure: Measure, seen: tuple[float, float]) -> str:
    """Return a sentence that asks to keep a measure where it was seen.

    Parameters
    ----------
    measure : Measure
    seen : (float, float)
        Smallest and largest value, in its unit.
    """
    middle = sum(seen) / 2
    whose = _whose(measure)
    if isinstance(measure, OfJoint):
        state = "straight" if middle < SMALL_DEG else "bent"
        return f"Keep {whose} {_many(measure, measure.joint)} {state}."
    if isinstance(measure, Lift):
        if measure.part == "hip":
            return "Keep your hips where they are."
        return f"Keep {whose} {_many(measure, measure.part)} down."
    if isinstance(measure, Inclination):
        segment = _segment(measure)
        if abs(middle) >= SMALL_DEG or segment not in ("trunk", "leg"):
            return f"Keep {whose} {segment} where it is."
        return f"Keep {whose} {segment} {'upright' if measure.against == 'vertical' else 'level'}."
    return "Stay as you are."


def start_words(measure: Measure, seen: tuple[float, float]) -> str:
    """Return a sentence that asks to begin where a measure was seen at rest."""
    if isinstance(measure, OfJoint) and measure.joint != "ankle":
        state = "straight" if sum(seen) / 2 < SMALL_DEG else "bent"
        return f"Begin with {_whose(measure)} {_many(measure, measure.joint)} {state}."
    return "Begin in the position of rest."


def _whose(measure: Measure) -> str:
    return "the other" if measure.side == "other" else "your"


def _many(measure: Measure, part: str) -> str:
    """A part of the body in words; of both sides, where they exercise together."""
    word = _PARTS.get(part, part)
    return _MANY.get(word, f"{word}s") if measure.side == "near" else word


def _segment(measure: Inclination) -> str:
    far = measure.end if measure.against == "horizontal" else measure.start
    if {measure.start, measure.end} == {"hip", "shoulder"}:
        return "trunk"
    return _SEGMENTS.get(far, far)
