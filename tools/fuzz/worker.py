"""Judge inputs in a process of its own, since some of them may kill it.

Run as ``python -m tools.fuzz.worker TARGET FOLDER``: each line on standard input is a seed, each
line of the answer a JSON object. The input that is being judged lies in the folder.
"""

import json
import os
import random
import resource
import sys
import time
import traceback
from pathlib import Path
from typing import IO, Any

from tools.fuzz.target import Target
from tools.fuzz.targets import target_named

#: No input may need more, in bytes of address space.
MOST_BYTES = 6_000_000_000
#: What a worker prints when it is ready.
READY = "ready"
_LONGEST = 2000


def main() -> None:
    """Judge one input after the other until there are no more seeds."""
    target, folder = target_named(sys.argv[1]), Path(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    with (folder / "said").open("w+b") as said:
        # A library may print; that is not an answer.
        for stream in (1, 2):
            os.dup2(said.fileno(), stream)
        target.prepare()
        print(json.dumps(READY), file=answers)
        for line in sys.stdin:
            print(json.dumps(_judged(target, int(line), folder, said)), file=answers)


def _judged(target: Target, seed: int, folder: Path, said: IO[bytes]) -> dict[str, Any]:
    path = folder / f"input{target.suffix}"
    path.write_bytes(input_of(target, seed))
    said.seek(0)
    said.truncate()
    began_s = time.process_time()
    try:
        accepted = target.judge(path)
    except Exception:
        return {"fault": traceback.format_exc()[-_LONGEST:]}
    took_s = time.process_time() - began_s
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    said.seek(0)
    words = said.read(_LONGEST).decode(errors="replace")
    if words:
        return {"fault": f"printed {words!r}"}
    if took_s > target.slowest_s:
        return {"fault": f"took {took_s:.1f} s"}
    return {"accepted": accepted}


def input_of(target: Target, seed: int) -> bytes:
    """Return the input of a seed; the same on every machine with the same samples."""
    return target.make(random.Random(f"{target.name} {seed}"))


if __name__ == "__main__":
    main()
