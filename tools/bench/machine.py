"""What a machine reports of itself and of this process."""

import os
import sys


def peak_memory_mb() -> float | None:
    """Return the peak memory of this process, in MiB; None where it is not reported."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # macOS counts bytes, all others kibibytes.
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def load_before() -> float | None:
    """Return the machine's load in the minute before now; None where it is not reported."""
    if sys.platform == "win32":
        return None
    return os.getloadavg()[0]
