"""Ears for the tests: what stands in a sound file, and which programs are running."""

import os
import shutil
import sys
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from posetrainer.feedback.cues import Priority
from posetrainer.feedback.utterance import Tone, Utterance
from posetrainer.feedback.voice.speakers import Speaker

needs_espeak = pytest.mark.skipif(
    not (shutil.which("espeak-ng") or shutil.which("espeak")), reason="espeak-ng is not installed"
)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into Linux's /proc")
posix = pytest.mark.skipif(sys.platform == "win32", reason="uses a shell script")

_LOUD = 0.01

LONG = "Slower, please, and keep your knee straight all the time until you are told to rest."
#: A stub that notes what it is told, and takes the time for one word.
NOTES = "open({path!r}, 'a').write(sys.stdin.read() + '\\n'); time.sleep(0.15)"
HANGS = "sys.stdin.read(); time.sleep(60)"


@dataclass(frozen=True)
class Sound:
    """Sound in -1..1, and its samples a second."""

    samples: NDArray[np.float64]
    rate_hz: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate_hz

    def between(self, begin_s: float, end_s: float) -> "Sound":
        begin, end = (round(moment * self.rate_hz) for moment in (begin_s, end_s))
        return Sound(self.samples[begin:end], self.rate_hz)

    def first_s(self) -> float:
        """Seconds until something is heard; infinite for silence."""
        loud = np.flatnonzero(np.abs(self.samples) > _LOUD)
        return float(loud[0]) / self.rate_hz if len(loud) else np.inf

    def last_s(self) -> float:
        """Seconds until nothing is heard any more; 0 for silence."""
        loud = np.flatnonzero(np.abs(self.samples) > _LOUD)
        return float(loud[-1]) / self.rate_hz if len(loud) else 0.0

    def power_at(self, hz: float) -> float:
        """Share of the energy within 20 Hz of a pitch."""
        energy = np.abs(np.fft.rfft(self.samples)) ** 2
        pitch = np.fft.rfftfreq(len(self.samples), 1 / self.rate_hz)
        return float(energy[np.abs(pitch - hz) < 20].sum() / (energy.sum() + 1e-12))


def read(path: Path) -> Sound:
    with wave.open(str(path), "rb") as wav:
        assert (wav.getnchannels(), wav.getsampwidth()) == (1, 2)
        samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / 32768.0
        return Sound(samples, wav.getframerate())


def words(text: str, tone: Tone | None = None) -> Utterance:
    return Utterance(0.0, text, Priority.CORRECTION, tone)


def only(tone: Tone) -> Utterance:
    return Utterance(0.0, "", Priority.COUNT, tone)


def stub(code: str, *, wav: bool = False, starts_slowly: bool = False) -> Speaker:
    """Return a speaker that runs some Python."""
    argv = (sys.executable, "-S", "-c", f"import os, sys, time\n{code}")
    return Speaker("stub", argv, "try it", argv if wav else None, starts_slowly=starts_slowly)


def children() -> set[int]:
    """Return the processes that this one has started and not taken leave of, zombies too."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(stat.parent.name))
    return found


def wait_for(happened: Callable[[], object], seconds: float = 5.0) -> bool:
    deadline_s = time.perf_counter() + seconds
    while time.perf_counter() < deadline_s:
        if happened():
            return True
        time.sleep(0.005)
    return bool(happened())
