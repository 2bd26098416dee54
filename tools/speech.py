"""Measure how long a voice takes for a sentence: ``uv run python -m tools.speech``.

Needs espeak-ng. Says every sentence of all specs, and fits seconds to letters; the narrator's two
numbers are from here.
"""

import io
import subprocess
import wave

import numpy as np

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.announcements import introduction
from posetrainer.feedback.speaking_time import seconds_to_say

RATE_WPM = 160


def main() -> None:
    """Print the fit, and how far the narrator's estimate is off."""
    specs = [load_exercise(exercise) for exercise in exercise_ids()]
    lines = {line for spec in specs for line in introduction(spec)}
    lines |= {fault.say for spec in specs for fault in spec.form.values()}
    lines |= {cue for spec in specs for cue in spec.cues.model_dump().values() if cue}
    lines |= {str(number) for number in range(1, 21)}
    texts = sorted(lines)
    letters = np.array([len(text) for text in texts], float)
    seconds = np.array([_seconds(text) for text in texts])
    slope, pause = np.polyfit(letters, seconds, 1)
    off = np.array([seconds_to_say(text, RATE_WPM) for text in texts]) - seconds
    print(f"{len(texts)} sentences at {RATE_WPM} words a minute:")
    print(f"seconds = {pause:.2f} + {slope:.4f} * letters")
    print(f"the narrator's estimate is off by {off.mean():+.2f} s on average, ", end="")
    print(f"{np.abs(off).max():.2f} s at most, too short by more than 0.5 s for ", end="")
    print(f"{(off < -0.5).mean():.0%}")


def _seconds(text: str) -> float:
    done = subprocess.run(
        ["espeak-ng", "-s", str(RATE_WPM), "--stdout", "--", text], capture_output=True, check=True
    )
    # The length in the header of a stream is not known when it is written.
    with wave.open(io.BytesIO(done.stdout)) as sound:
        per_s = sound.getframerate() * sound.getsampwidth()
    return float((len(done.stdout) - 44) / per_s)


if __name__ == "__main__":
    main()
