"""Estimated speaking times of sentences, by their letters."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import SHORT_REST_S, cue_for_notice, getting_into_place
from posetrainer.feedback.cues import FRESH_S
from posetrainer.workout.notices import RestBegins

#: Seconds that a letter takes at 160 words a minute, and the pause around a sentence: measured
#: on espeak-ng over the sentences of all specs by ``tools.speech``.
LETTER_S = 0.054
PAUSE_S = 0.6
#: The last seconds of a hold or a rest are counted down.
COUNTED_DOWN = 3


def seconds_to_say(text: str, rate_wpm: float = 160.0) -> float:
    """Return the estimated speaking time of a sentence, in seconds."""
    return PAUSE_S + LETTER_S * len(text) * 160.0 / rate_wpm if text else 0.0


def seconds_to_explain(spec: ExerciseSpec, rate_wpm: float) -> float:
    """Return the time to speak how to get into place for an exercise after a rest."""
    announced = cue_for_notice(RestBegins(0.0, SHORT_REST_S, spec, None), spec)
    lines = (*([announced.text] if announced else []), *getting_into_place(spec))
    return sum(seconds_to_say(line, rate_wpm) for line in lines) + COUNTED_DOWN + FRESH_S
