"""One thing to be heard: words, a tone, or both."""

from dataclasses import dataclass
from enum import Enum

from posetrainer.feedback.cues import Priority


class Tone(Enum):
    """Short sounds for what happened, without a word."""

    REPETITION = "repetition"
    REACHED = "reached"
    WARNING = "warning"


@dataclass(frozen=True)
class Utterance:
    """Something to be heard now; it cuts off what is being spoken.

    Parameters
    ----------
    time_s : float
        Media time of its moment.
    text : str
        Words; empty where only a tone is heard.
    priority : Priority
        How much it matters.
    tone : Tone or None
        Heard at once, under the words.
    """

    time_s: float
    text: str
    priority: Priority
    tone: Tone | None = None
