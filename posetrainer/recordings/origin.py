"""Whether a recording is of the video that lies beside it."""

from pathlib import Path

from posetrainer.files import file_digest
from posetrainer.recordings.columns import Header

#: A session may write both at once, and finishes them within so many seconds of each other.
_TOGETHER_S = 60.0


def doubt(recording: Path, header: Header, video: Path) -> str | None:
    """Say in a sentence why a recording is not to be taken for the landmarks of a video.

    One that knows its video is compared with the content, any other one with the time of the
    file. A live session has no video: what lies beside it was filmed meanwhile.

    Parameters
    ----------
    recording : Path
    header : Header
        Of the recording.
    video : Path

    Returns
    -------
    str or None
        None where nothing speaks against it, or the video cannot be looked at.
    """
    if header.live:
        return None
    try:
        if header.video is not None:
            why = None if file_digest(video) == header.video else "was made of another video than"
        else:
            late_s = video.stat().st_mtime - recording.stat().st_mtime
            why = "is older than" if late_s > _TOGETHER_S else None
    except OSError:
        return None
    if why is None:
        return None
    return f"{recording} {why} {video} and is not used: make it again with extract, or delete it."
