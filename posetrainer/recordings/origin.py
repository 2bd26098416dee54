"""Check whether a recording belongs to the video beside it."""

from pathlib import Path

from posetrainer.recordings.columns import Header
from posetrainer.system.files import file_digest

#: A session that writes both finishes them within this time of each other.
_SAME_SESSION_S = 60.0


def doubt(recording: Path, header: Header, video: Path) -> str | None:
    """Return why a recording may not hold the landmarks of a video, as a sentence.

    A recording with the digest of its video is compared by content, others by file time. A live
    session was not made from a video: one beside it was filmed at the same time.

    Parameters
    ----------
    recording : Path
    header : Header
        Header of the recording.
    video : Path

    Returns
    -------
    str or None
        None if nothing contradicts it, or the video cannot be read.
    """
    if header.live:
        return None
    try:
        if header.video is not None:
            why = None if file_digest(video) == header.video else "was made of another video than"
        else:
            late_s = video.stat().st_mtime - recording.stat().st_mtime
            why = "is older than" if late_s > _SAME_SESSION_S else None
    except OSError:
        return None
    if why is None:
        return None
    return f"{recording} {why} {video} and is not used: make it again with extract, or delete it."
