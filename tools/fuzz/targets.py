"""All that is fuzzed, by name."""

from tools.fuzz.bad import BAD
from tools.fuzz.fidgeting import FIDGETING
from tools.fuzz.recordings import RECORDINGS
from tools.fuzz.soak import SOAK
from tools.fuzz.streams import STREAMS
from tools.fuzz.studio import STUDIO
from tools.fuzz.target import Target
from tools.fuzz.truths import TRUTHS
from tools.fuzz.videos import VIDEOS
from tools.fuzz.yamls import PLANS, PROFILES, SPECS

TARGETS = (SPECS, PLANS, PROFILES, TRUTHS, RECORDINGS, VIDEOS, STREAMS, STUDIO, FIDGETING, SOAK)


def target_named(name: str) -> Target:
    """Return a target.

    Raises
    ------
    SystemExit
        If there is none of this name.
    """
    for target in (*TARGETS, BAD):
        if target.name == name:
            return target
    raise SystemExit(f"there is no {name}; choose of {', '.join(t.name for t in TARGETS)}.")
