"""The landmarks of videos, extracted once and kept in this user's cache."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import platformdirs

from posetrainer.recordings.layout import FORMAT, SUFFIX
from posetrainer.sessions.extract import Extracted, Looking, make, moments_in

#: What lies between a video and its landmarks: programs by version, our own by what they say.
_PROGRAMS = ("mediapipe", "av")
_PACKAGES = ("posetrainer.capture", "posetrainer.pose")
_CHUNK = 1 << 20


def extractions(videos: Sequence[Path], threads: int | None = None) -> Iterator[Extracted]:
    """Yield the recording of each video, those first that are in the cache.

    What is not there, or was cut short, is made in parallel processes. A video is known by its
    content, so that it may be moved and renamed.

    Parameters
    ----------
    videos : sequence of Path
    threads : int or None
        As :func:`posetrainer.sessions.extract.extract` takes them.
    """
    missing: dict[Path, list[Path]] = {}
    for video in videos:
        recording = _folder() / f"{_key(video)}{SUFFIX}"
        moments = moments_in(recording)
        if moments is None:
            missing.setdefault(recording, []).append(video)
        else:
            yield Extracted(video, recording, "there", moments)
    places = {alike[0]: recording for recording, alike in missing.items()}
    for done in make(places, Looking(threads=threads)):
        for video in missing[done.recording]:
            yield replace(done, video=video)


def _folder() -> Path:
    return platformdirs.user_cache_path("posetrainer") / "extractions"


def _key(video: Path) -> str:
    """Name a video's content and all that its landmarks come from."""
    key = hashlib.blake2b(_makers(), digest_size=20)
    try:
        with video.open("rb") as file:
            while chunk := file.read(_CHUNK):
                key.update(chunk)
    except OSError:
        # Whoever opens it as a video says why in better words.
        return "unreadable"
    return key.hexdigest()


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
