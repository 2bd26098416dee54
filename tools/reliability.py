"""Fuzz all kinds of input, and write docs/reliability.md: ``uv run python -m tools.reliability``.

With names of kinds, only these are tested, and the figures of the others are kept. ``--share 0.01``
tests a hundredth of the usual number. If ``--seed`` continues after the last seed of the figures,
the results are added to them, so that a long campaign can be run in parts.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

from posetrainer.tuning.accuracy import page, paragraph, table
from posetrainer.tuning.columns import Column
from tools.fuzz.campaign import Tally, fuzz, kinds_of
from tools.fuzz.target import Target
from tools.fuzz.targets import TARGETS, target_named
from tools.promises import PROMISES, missing_tests
from tools.readme import REPOSITORY

PAGE = REPOSITORY / "docs" / "reliability.md"
#: The numbers of the page, so that a single kind can be tested again.
FIGURES = REPOSITORY / "docs" / "reliability.json"
#: How many inputs are tried of each kind: 1000 hours of fidgeting, of ten minutes each.
INPUTS = {
    "specs": 10_000,
    "plans": 2_000,
    "profiles": 2_000,
    "truths": 10_000,
    "recordings": 10_000,
    "videos": 1_000,
    "streams": 2_000,
    "studio": 5_000,
    "fidgeting": 6_000,
    "soak": 13,
}
WHAT = {
    "specs": "specs of exercises: keys, values, numbers, tags, references, bytes",
    "plans": "plans of one's own, likewise",
    "profiles": "profiles, likewise",
    "truths": "truth files: fields and bytes",
    "recordings": "recordings of landmarks: bytes and cuts, replayed",
    "videos": "MP4, MKV, WebM, AVI, TS and raw H.264: headers, pictures and cuts, decoded",
    "streams": "landmarks and times: NaN, infinite, jumps, gaps, bursts, other sizes and types",
    "studio": "requests to the studio, with its address and without",
    "fidgeting": "ten minutes each of fidgeting, leaving and coming back, in thirteen exercises",
    "soak": "eight hours each of sets now and then, and fidgeting between them",
}

HEAD = """# How reliable posetrainer is

This page is written by

    uv run python -m tools.reliability

Do not edit it. Names of kinds after the command restrict it to these; `--share 0.01` tries a
hundredth of the inputs.
"""

PROOF = """## What this proves, and what it does not

Every input is made from a seed by damage to something sound: the shipped specs, short recordings
and videos, the landmarks of the samples. It is judged in a process of its own, which may crash.
**Accepted** inputs were used: specs judged landmarks, recordings were replayed, videos decoded to
the end. A **fault** is a traceback, an exit code other than 0 and 2, a line that is not a sentence,
a control character on the terminal, a message of a library, a signal, more than two seconds of
processor time, more than 6 GB of memory, or a wrong count.

Damage is random: it finds what is frequent, not what an attacker would make. No pose model runs
here. Fidgeting is a rest position of the samples, moved at random at 8 pictures a second by up to a
quarter of a repetition; getting up is a blend of two postures. Real people are not among them.
"""

AGAIN = """## Running it again

    uv run pytest --fuzz 30

tries new seeds for 30 minutes, the same number of each kind, and nothing else. Inputs with a fault
are kept in `fuzz-faults`; `uv run python -m tools.fuzz KIND FILE` judges one of them again in the
terminal, `uv run python -m tools.reliability KIND --again` all of a kind: what has no fault
any more is mended.
"""

#: What runs one after the other add up.
_ADDED = ("accepted", "refused", "faults", "mended", "hours", "seconds")
_COLUMNS: tuple[Column, ...] = (
    ("what", lambda row: WHAT[row["kind"]]),
    ("tried", lambda row: str(row["accepted"] + row["refused"] + row["faults"])),
    ("accepted", lambda row: str(row["accepted"])),
    ("refused in a sentence", lambda row: str(row["refused"])),
    ("faults", lambda row: str(row["faults"])),
    ("mended since", lambda row: str(row.get("mended", 0))),
    ("media time", lambda row: f"{row['hours']:.0f} h" if row["hours"] else "–"),
    ("seeds", lambda row: f"{row['seeds'][0]} to {row['seeds'][1]}"),
    ("took", lambda row: f"{row['seconds'] / 60:.0f} min"),
    ("on", lambda row: row["on"]),
)


def main() -> None:
    """Test the kinds that were named; write figures and page after each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=", ".join(INPUTS))
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of inputs")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    parser.add_argument("--again", action="store_true", help="judge kept inputs once more")
    parser.add_argument("--faults", type=Path, default=Path("fuzz-faults"), help="keeps inputs")
    asked = parser.parse_args()
    missing = list(missing_tests())
    if missing:
        raise SystemExit(f"promises name tests that are not there: {', '.join(missing)}.")
    figures: dict[str, Any] = {}
    if FIGURES.is_file():
        figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    for target in [target_named(kind) for kind in asked.kinds] or TARGETS:
        if asked.again:
            if target.name in figures:
                figures[target.name]["mended"] = mended(target, figures[target.name], asked.faults)
                write(figures)
            continue
        count = max(1, round(INPUTS[target.name] * asked.share))
        tally = fuzz(target, range(asked.seed, asked.seed + count), asked.faults)
        figure = figure_of(target, tally, asked.seed)
        figures[target.name] = after(figures.get(target.name), figure)
        write(figures)
        print(f"{target.name}: {tally.inputs} in {tally.seconds:.0f} s", flush=True)
        for what, faults in kinds_of(tally.faults):
            print(f"  {len(faults)} x {what}\n    {faults[0].path}", flush=True)


def write(figures: dict[str, Any]) -> None:
    """Write figures and page."""
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(parts(figures)), encoding="utf-8")


def mended(target: Target, figure: dict[str, Any], folder: Path) -> int:
    """Judge the kept inputs of a figure again; return how many have no fault any more."""
    first, last = figure["seeds"]
    kept = (int(path.stem.rpartition("-")[2]) for path in folder.glob(f"{target.name}-*"))
    seeds = [seed for seed in kept if first <= seed <= last]
    return len(seeds) - len(fuzz(target, seeds, folder).faults)


def figure_of(target: Target, tally: Tally, seed: int) -> dict[str, Any]:
    """Return the figures of one kind."""
    return {
        "kind": target.name,
        "accepted": tally.accepted,
        "refused": tally.refused,
        "faults": len(tally.faults),
        "mended": 0,
        "hours": round(target.hours * tally.inputs, 1),
        "seeds": [seed, seed + tally.inputs - 1],
        "seconds": round(tally.seconds),
        "on": date.today().isoformat(),
    }


def after(before: dict[str, Any] | None, figure: dict[str, Any]) -> dict[str, Any]:
    """Return the sum of two runs if the second one continues the seeds, else the second."""
    if before is None or before["seeds"][1] + 1 != figure["seeds"][0]:
        return figure
    added = {key: before.get(key, 0) + figure.get(key, 0) for key in _ADDED}
    return {**figure, **added, "seeds": [before["seeds"][0], figure["seeds"][1]]}


def parts(figures: dict[str, Any]) -> list[str]:
    """Return the parts of the page."""
    rows = [figures[name] for name in INPUTS if name in figures]
    promises = [
        f"{number}. {promise.says}\n   {' '.join(f'`{test}`' for test in promise.tests)}"
        for number, promise in enumerate(PROMISES, 1)
    ]
    intro = paragraph(
        "Each promise with its tests, below `tests`. Those of tests/fuzz are run in CI with a few "
        "inputs of each kind, always the same."
    )
    return [
        *(HEAD, f"## What is promised\n\n{intro}", "\n".join(promises)),
        *("## Figures", table(_COLUMNS, "kind", rows, []), PROOF, AGAIN),
    ]


if __name__ == "__main__":
    main()
