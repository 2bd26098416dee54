"""Recording of all sound into a WAV file instead of playing it."""

import contextlib
import threading
import time
import wave
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice.tones import RATE_HZ, tone_samples, wav_bytes
from posetrainer.system.output_files import write_file

# How much is recorded at a time; a cut is this exact.
_CHUNK_S = 0.01


class WavTrack:
    """One mono WAV file in which every sound stands when it was heard, from the opening on.

    The file is written when the track is closed.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        write_file(path, wav_bytes(np.zeros(0, np.int16), RATE_HZ))
        self._opened_s = time.perf_counter()
        self._lock = threading.Lock()
        # What the lock guards: sounds, each with the index of its first sample.
        self._sounds: list[tuple[int, NDArray[np.int16]]] = []

    @property
    def now_s(self) -> float:
        """Seconds since the opening."""
        return time.perf_counter() - self._opened_s

    def add(self, samples: NDArray[np.int16], at_s: float) -> None:
        """Mix in a sound, (N,) at `RATE_HZ`, at a time in seconds since the opening."""
        with self._lock:
            self._sounds.append((round(at_s * RATE_HZ), samples))

    def play(self, tone: Tone) -> None:
        """Mix in a tone now."""
        self.add(tone_samples(tone), self.now_s)

    def close(self) -> None:
        """Write the file; silence until now is part of it."""
        with self._lock:
            ends = [begin + len(samples) for begin, samples in self._sounds]
            whole = np.zeros(max([round(self.now_s * RATE_HZ), *ends]), np.int16)
            for begin, samples in self._sounds:
                part = whole[begin : begin + len(samples)]
                part[:] = np.clip(part.astype(np.int32) + samples, -32768, 32767)
        write_file(self._path, wav_bytes(whole, RATE_HZ))


class Listening:
    """Records a program's WAV output (16 bit, mono) into a track, in a thread.

    It reads no faster than the sound would be heard, so the program lives as long as its words
    last.
    """

    def __init__(self, pipe: IO[bytes], track: WavTrack) -> None:
        self._pipe = pipe
        self._track = track
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._record, name="listen", daemon=True)
        self._thread.start()

    @property
    def going(self) -> bool:
        """Whether there is still something to be heard."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Record no more from now on."""
        self._stop.set()

    def join(self) -> None:
        """Wait for the thread; its program must have ended."""
        self._thread.join(1.0)

    def _record(self) -> None:
        # A program that ends without a sound leaves no header.
        no_header = contextlib.suppress(EOFError, wave.Error)
        with self._pipe, no_header, wave.open(self._pipe, "rb") as wav:
            rate_hz, begin_s, heard = wav.getframerate(), self._track.now_s, 0
            while data := wav.readframes(round(_CHUNK_S * rate_hz)):
                if self._stop.is_set():
                    return
                samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)
                self._track.add(_resampled(samples, rate_hz), begin_s + heard / rate_hz)
                heard += len(samples)
                self._stop.wait(max(0.0, begin_s + heard / rate_hz - self._track.now_s))


def _resampled(samples: NDArray[np.int16], rate_hz: int) -> NDArray[np.int16]:
    if rate_hz == RATE_HZ:
        return samples
    wanted = np.arange(round(len(samples) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return np.interp(wanted, np.arange(len(samples)), samples).astype(np.int16)
