"""What tuning looks at: recordings, each beside the truth about it where that is known."""

from dataclasses import dataclass
from pathlib import Path

from posetrainer.recordings.reader import Recording
from posetrainer.tuning.truth import Truth


@dataclass(frozen=True)
class Case:
    """A recording, and what is known about it.

    Parameters
    ----------
    name : str
        The file's name without its folder and endings, as people call it.
    path : Path
        What was named: a recording or a video.
    recording : Recording
        Landmarks; of a video, those that were extracted from it.
    truth : Truth or None
        What really happens, where a truth file lies beside it.
    video : Path or None
        Its pictures, where there are any.
    """

    name: str
    path: Path
    recording: Recording
    truth: Truth | None
    video: Path | None

    @property
    def truth_path(self) -> Path:
        """Where the truth file lies, or would lie."""
        return self.path.with_name(f"{self.name}.truth.json")

    @property
    def stature_m(self) -> float:
        """The person's stature in metres: as the truth says, or as it was recorded."""
        return self.truth.stature_m if self.truth else self.recording.header.stature_m
