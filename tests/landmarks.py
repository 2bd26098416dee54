"""Landmarks of the sample clips, seen by the real model once in a test run."""

import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from sharing import cache_home, locked, locked_if_free

from posetrainer.tuning.extractions import extractions


def recording_of(clip: Path) -> Path:
    """The recording of a clip, as ``posetrainer extract`` makes it."""
    return look_at([clip])[clip]


def look_at(clips: Iterable[Path]) -> dict[Path, Path]:
    """Put the landmarks of clips into the cache that all tests of the run share.

    What another process is looking at meanwhile is waited for. Returns clips and recordings.
    """
    later, locks = list[Path](), dict[Path, ExitStack]()
    for clip in clips:
        lock = ExitStack()
        if lock.enter_context(locked_if_free(clip.name)):
            locks[clip] = lock
        else:
            later.append(clip)
    found = _look(list(locks), locks)
    for clip in later:
        with locked(clip.name):
            found |= _look([clip], {})
    return found


def _look(clips: Sequence[Path], locks: dict[Path, ExitStack]) -> dict[Path, Path]:
    found = {}
    with patch.dict(os.environ, XDG_CACHE_HOME=str(cache_home())):
        for seen in extractions(clips):
            assert seen.problem is None, seen
            found[seen.video] = seen.recording
            if seen.video in locks:
                locks[seen.video].close()
    return found
