"""What the processes of a test run share, and locks to keep them out of each other's way."""

import contextlib
import os
from collections.abc import Generator, Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: there, tests that measure time are not left alone
    fcntl = None  # type: ignore[assignment]

#: Names the folder, in the environment of all of them.
SHARE = "POSETRAINER_TESTS_SHARE"


def shared_folder() -> Path:
    return Path(os.environ[SHARE])


def cache_home() -> Path:
    """Where videos keep their landmarks while tests run."""
    return shared_folder() / "cache"


@contextlib.contextmanager
def locked(name: str, *, together: bool = False) -> Iterator[None]:
    """Wait for a lock and hold it, alone or together with others."""
    with (shared_folder() / f"{name}.lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_SH if together else fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def locked_if_free(name: str) -> Generator[bool]:
    """Hold a lock unless somebody else does; tells which."""
    with (shared_folder() / f"{name}.lock").open("w") as lock:
        try:
            if fcntl is not None:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
