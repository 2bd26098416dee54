"""The three tones, synthesised: they differ in pitch, number of notes and roughness."""

import io
import wave

import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.utterance import Tone

RATE_HZ = 22_050
# Long enough that a note does not click, short enough that it still begins at once.
_EDGE_S = 0.008
_LOUDNESS = 0.45


def tone_samples(tone: Tone) -> NDArray[np.int16]:
    """Return a tone's sound.

    Returns
    -------
    ndarray, shape (N,), int16
        Mono, `RATE_HZ` samples a second, less than 0.35 s.
    """
    if tone is Tone.REPETITION:
        sound = _note(1320.0, 0.09)
    elif tone is Tone.REACHED:
        sound = np.concatenate([_note(880.0, 0.12), _note(1320.0, 0.18)])
    else:
        # The overtones are what a small loudspeaker lets one hear of so low a note.
        low = np.sum([_note(220.0 * n, 0.33) / n for n in (1, 3, 5, 7)], axis=0)
        beat = 0.65 + 0.35 * np.sign(np.sin(2 * np.pi * 28.0 * np.arange(len(low)) / RATE_HZ))
        sound = low * beat
    return np.asarray(np.round(sound * _LOUDNESS * 32767), np.int16)


def tone_wav(tone: Tone) -> bytes:
    """Return a tone as a WAV file."""
    return wav_bytes(tone_samples(tone), RATE_HZ)


def wav_bytes(samples: NDArray[np.int16], rate_hz: int) -> bytes:
    """Return mono sound, (N,), as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(rate_hz)
        wav.writeframes(samples.astype("<i2").tobytes())
    return file.getvalue()


def _note(hz: float, seconds: float) -> NDArray[np.float64]:
    """Return a sine with soft edges, (N,), within -1..1."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    to_edge_s = np.minimum(time_s, seconds - time_s)
    rise = 0.5 - 0.5 * np.cos(np.pi * np.clip(to_edge_s / _EDGE_S, 0.0, 1.0))
    return np.asarray(rise * np.sin(2 * np.pi * hz * time_s))
