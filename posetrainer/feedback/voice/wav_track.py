"""Sound into a file instead of a loudspeaker: as a sound card would have played it."""

import struct
import threading
import time
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice.tones import RATE_HZ, tone_samples, wav_bytes
from posetrainer.output_files import write_file

# How much is heard at a time; a cut is this exact.
_CHUNK_S = 0.01


class WavTrack:
    """One mono WAV file in which every sound stands when it was heard, from the opening on.

    Sound comes in no faster than it would be heard, so the program that makes it lives as long
    as its words last. The file is written when the track is closed.

    Parameters
    ----------
    path : Path

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
        """Mix in a sound.

        Parameters
        ----------
        samples : ndarray, shape (N,), int16
            `RATE_HZ` samples a second.
        at_s : float
            Seconds after the opening.
        """
        with self._lock:
            self._sounds.append((round(at_s * RATE_HZ), samples))

    def close(self) -> None:
        """Write the file; silence until now is part of it."""
        with self._lock:
            ends = [begin + len(samples) for begin, samples in self._sounds]
            whole = np.zeros(max([round(self.now_s * RATE_HZ), *ends]), np.int16)
            for begin, samples in self._sounds:
                part = whole[begin : begin + len(samples)]
                mixed = part.astype(np.int32) + samples
                part[:] = np.clip(mixed, -32768, 32767)
        write_file(self._path, wav_bytes(whole, RATE_HZ))


class Listening:
    """Hears what one program says on its output, in a thread, at the speed of a sound card.

    Parameters
    ----------
    pipe : file
        WAV, 16 bit, mono, from a program that need not know its length beforehand.
    track : WavTrack
    """

    def __init__(self, pipe: IO[bytes], track: WavTrack) -> None:
        self._pipe = pipe
        self._track = track
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._hear, name="listen", daemon=True)
        self._thread.start()

    @property
    def going(self) -> bool:
        """Whether there is still something to be heard."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Hear no more from now on."""
        self._stop.set()

    def join(self) -> None:
        """Wait for the thread; its program must have ended."""
        self._thread.join(1.0)

    def _hear(self) -> None:
        with self._pipe:
            rate_hz = _rate(self._pipe)
            if not rate_hz:
                return
            chunk = round(_CHUNK_S * rate_hz)
            begin_s = self._track.now_s
            heard = 0
            while not self._stop.is_set():
                data = self._pipe.read(2 * chunk)
                samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)
                if not len(samples) or self._stop.is_set():
                    return
                self._track.add(_resampled(samples, rate_hz), begin_s + heard / rate_hz)
                heard += len(samples)
                self._stop.wait(max(0.0, begin_s + heard / rate_hz - self._track.now_s))


def _rate(pipe: IO[bytes]) -> int:
    """Read a WAV file's head up to its sound; return samples a second, 0 if there is no sound."""
    head = pipe.read(12)
    rate_hz = 0
    while head:
        head = pipe.read(8)
        if len(head) < 8:
            return 0
        name, size = struct.unpack("<4sI", head)
        if name == b"data":
            break
        body = pipe.read(size)
        if name == b"fmt " and len(body) >= 8:
            rate_hz = struct.unpack_from("<I", body, 4)[0]
    return rate_hz


def _resampled(samples: NDArray[np.int16], rate_hz: int) -> NDArray[np.int16]:
    if rate_hz == RATE_HZ:
        return samples
    wanted = np.arange(round(len(samples) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return np.interp(wanted, np.arange(len(samples)), samples).astype(np.int16)


class TrackedTones:
    """Tones into a track.

    Parameters
    ----------
    track : WavTrack
    """

    #: A tone is one sound, heard to its end.
    busy = False

    def __init__(self, track: WavTrack) -> None:
        self._track = track
        self.problem: str | None = None

    def play(self, tone: Tone) -> None:
        """Mix in a tone now."""
        self._track.add(tone_samples(tone), self._track.now_s)

    def look(self) -> None:
        """There is nothing to look after."""

    def cut(self) -> None:
        """A tone is over before it could be cut."""

    def close(self) -> None:
        """There is nothing to clear up."""
