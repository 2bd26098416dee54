"""A target that gets everything wrong, to see that each kind of fault is noticed."""

import ctypes
import random
import sys
import time
from pathlib import Path

from tools.fuzz.target import Target

#: What it may do, by the input's text.
DOINGS = ("accept", "refuse", "die", "hang", "print", "raise", "take long", "take memory")
_SLOWEST_S = 0.5


def _make(rng: random.Random) -> bytes:
    return rng.choice(DOINGS).encode()


def _judge(path: Path) -> bool:
    doing = path.read_text(encoding="utf-8")
    if doing == "die":
        ctypes.string_at(0)
    elif doing == "hang":
        time.sleep(60)
    elif doing == "print":
        print("a word of its own", file=sys.stderr)
    elif doing == "raise":
        raise ValueError("no sentence for the user")
    elif doing == "take long":
        until_s = time.process_time() + 2 * _SLOWEST_S
        while time.process_time() < until_s:
            pass
    elif doing == "take memory":
        bytearray(1 << 40)
    return doing != "refuse"


BAD = Target("bad", ".txt", _make, _judge, slowest_s=_SLOWEST_S)
