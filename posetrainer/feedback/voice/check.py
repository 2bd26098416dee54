"""Test of voice and tones on this machine."""

import time
from collections.abc import Sequence
from contextlib import closing

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice.players import Command, PlayedTones
from posetrainer.feedback.voice.speakers import Speaker
from posetrainer.feedback.voice.speech import Speech
from posetrainer.language.translation import msg, tr

#: Long enough that a program which starts slowly and fails is not taken for one that speaks.
SENTENCE = msg(
    "If you can hear this whole sentence, then the voice of the trainer works on this machine."
)
_POLL_S = 0.01


def check_speaker(speaker: Speaker, rate_wpm: int = 160) -> str | None:
    """Speak a sentence to its end; return what is wrong, as a sentence, or None."""
    with closing(Speech(speaker, rate_wpm, failures=1)) as speech:
        speech.speak(tr(SENTENCE))
        _wait(speech)
        return speech.problem


def check_players(players: Sequence[Command]) -> PlayedTones:
    """Play a tone with each program, until one has played it to its end.

    Returns
    -------
    PlayedTones
        Closed. Its ``player`` is the one that has played, its ``failures`` are what those before
        did, and its ``problem`` is the sentence for the user where none has.
    """
    with closing(PlayedTones(players)) as tones:
        while (player := tones.player) is not None:
            tones.play(Tone.REACHED)
            _wait(tones)
            if tones.player == player:
                break
        return tones


def _wait(sounding: Speech | PlayedTones) -> None:
    while sounding.busy:
        time.sleep(_POLL_S)
        sounding.look()
