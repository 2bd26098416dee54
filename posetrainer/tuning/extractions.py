"""Landmarks of videos, extracted once and cached for this user."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from posetrainer.recordings.columns import FORMAT, SUFFIX
from posetrainer.runtime.extract import Extracted, ExtractOptions, extract, whole
from posetrainer.system.files import digest_of, file_digest
from posetrainer.system.folders import cache_folder, mark_used, prune
from posetrainer.system.jobs import LOCAL, JobRunner

#: All of them together; an hour at 25 pictures a second takes some 70 million.
LARGEST_BYTES = 1_000_000_000

#: What landmarks depend on beside the video: programs by version, our own packages by content.
_PROGRAMS = ("mediapipe", "av")
_PACKAGES = ("posetrainer.capture", "posetrainer.pose")


def extractions(
    videos: Sequence[Path], threads: int | None = None, runner: JobRunner = LOCAL
) -> Iterator[Extracted]:
    """Yield the recording of each video, those first that are in the cache.

    Missing or incomplete ones are extracted in parallel. A video is identified by its
    content, so that it may be moved and renamed. Where the cache becomes larger than
    :data:`LARGEST_BYTES`, those that were used longest ago are removed, but none of these.

    Parameters
    ----------
    videos : sequence of Path
    threads : int or None
        Of the pose model; see :class:`posetrainer.runtime.extract.ExtractOptions`.
    runner : JobRunner
        Its jobs write into the cache of this user here.
    """
    missing: dict[Path, list[Path]] = {}
    used: set[Path] = set()
    for video in videos:
        recording = _folder() / f"{_key(video)}{SUFFIX}"
        used.add(recording)
        # First, so that no other process removes it from now on.
        mark_used(recording)
        found = whole(recording)
        if found is None:
            missing.setdefault(recording, []).append(video)
        else:
            yield Extracted(video, recording, "there", len(found.times_s))
    places = {alike[0]: recording for recording, alike in missing.items()}
    for done in extract(places, ExtractOptions(threads=threads), runner):
        for video in missing[done.recording]:
            yield replace(done, video=video)
    if missing:
        prune(_folder(), LARGEST_BYTES, used)


def forget(video: Path) -> None:
    """Remove the cached landmarks of a video.

    Raises
    ------
    OSError
        If it cannot be removed.
    """
    (_folder() / f"{_key(video)}{SUFFIX}").unlink(missing_ok=True)


def _folder() -> Path:
    return cache_folder() / "extractions"


def _key(video: Path) -> str:
    """Name a video's content and all that its landmarks come from."""
    try:
        return digest_of(_makers() + file_digest(video).encode())
    except OSError:
        # Opening it as a video reports a better reason.
        return "unreadable"


@cache
def _makers() -> bytes:
    makers = hashlib.blake2b(str(FORMAT).encode())
    for program in _PROGRAMS:
        makers.update(f"{program} {metadata.version(program)}".encode())
    for package in _PACKAGES:
        modules = resources.files(package).iterdir()
        for module in sorted(modules, key=lambda module: module.name):
            if module.name.endswith(".py"):
                makers.update(module.read_bytes())
    return makers.digest()
