"""Playing a video file to its end, and the message of one that cannot be played."""

from pathlib import Path

from posetrainer.capture import Frame, Gap, open_source
from posetrainer.errors import CaptureError, CutOffError


def play(path: Path) -> tuple[list[Frame], CutOffError | None]:
    """Every frame of a file, and how it was found to be cut off."""
    frames: list[Frame] = []
    with open_source(str(path)) as source:
        try:
            for item in source:
                assert not isinstance(item, Gap)
                frames.append(item)
        except CutOffError as error:
            return frames, error
    return frames, None


def play_whole(path: Path) -> list[Frame]:
    frames, cut = play(path)
    assert cut is None
    return frames


def assert_one_sentence(error: CaptureError, path: Path) -> None:
    message = str(error)
    assert str(path) in message
    rest = message.replace(str(path), "")
    assert rest.endswith(".")
    assert ". " not in rest
    assert "\n" not in rest
