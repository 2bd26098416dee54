"""Write docs/performance.md: ``uv run python -m tools.performance``.

Everything is measured on this machine, which should have nothing else to do; it takes about a
quarter of an hour. ``--minutes 4`` shortens the longest part.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata
from statistics import median

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.tuning.accuracy import page, paragraph
from posetrainer.tuning.cases import load_cases
from tools.bench.figures import LiveBench, Spread
from tools.bench.live import bench_live
from tools.bench.machine import load_before
from tools.bench.memory import MemoryBench, bench_memory
from tools.bench.replay import Pace, ReplayBench, bench_replay
from tools.bench.tuning import bench_tuning
from tools.readme import CLIPS, REPOSITORY, machine

PAGE = REPOSITORY / "docs" / "performance.md"
REPLAYED, SENT, EXERCISE = (
    "straight_leg_raise_far",
    "straight_leg_raise_errors",
    "straight_leg_raise",
)
LIVE_FPS = (15.0, 30.0)
#: Length of the recordings that are judged to time the tuning, in seconds.
TUNED_S = 600.0

HEAD = """# How fast posetrainer is

This page is written by

    uv run python -m tools.performance

with commands that anybody can run: `posetrainer bench replay`, `bench live`, `bench memory` and
`bench tuning`. Do not edit it. Absolute figures are those of one machine; the baselines were
measured in the same run, in turn. MediaPipe *as it comes* is its `Pose` class, unchanged.
"""

HOW = """## What makes it quick

The pose model is MediaPipe's, and so are the landmarks, to the last bit (a test compares them over
the beginnings of all samples). The difference is how it is run:

- **The mask is left out.** The landmark network also draws the outline of the body. MediaPipe
  computes it even if it is not requested, and it is nearly half of the work. Its operators are
  taken out of the model when it is loaded; the file in the package stays as it is.
- **Threads.** MediaPipe's `Pose` runs its networks on one thread. A replay takes as many as there
  are idle cores, up to four, and one less where it draws. Threads wait for one another some
  hundred times a frame: if other programs need the cores, two of them are ten times *slower* than
  one. So a replay tries first, and live training takes one, which keeps up with 60 pictures a
  second. `--threads N`, or `POSETRAINER_THREADS` in the environment, overrides that.
- **One thread passes on the packets** in MediaPipe's graph, which is nearly a chain.
- **No pixel is copied twice**: OpenCV swaps the colour channels, and the graph takes that picture
  as it is.
- **A picture is drawn over the one before**: of panel, cue and strip, only what has changed.
- Decoding, the pose of the next frame, and judging and drawing this one run in parallel.
"""


@dataclass(frozen=True)
class Start:
    """Seconds that beginning takes, each in a process of its own, median of some."""

    help_s: float
    plain_s: float
    ours_s: float
    plain_mb: float
    ours_mb: float


def main() -> None:
    """Measure everything; write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30, help="of stream, for the memory")
    minutes = parser.parse_args().minutes
    spec, load = load_exercise(EXERCISE), load_before()
    start = _start()
    replay = bench_replay(str(CLIPS / f"{REPLAYED}.mp4"), spec, 3)
    lives = [bench_live(str(CLIPS / f"{SENT}.mp4"), spec, 10, fps) for fps in LIVE_FPS]
    tuning = bench_tuning(load_cases([CLIPS], EXERCISE), spec, TUNED_S)
    memory = bench_memory(str(CLIPS / f"{SENT}.mp4"), spec, minutes)
    parts = [
        HEAD,
        f"Measured on {machine()}, mediapipe {metadata.version('mediapipe')}{_busy(load)}.",
        HOW,
        replay_part(replay),
        live_part(lives),
        start_part(start),
        f"## Memory\n\n{paragraph(memory_words(memory))}",
        f"## Tuning\n\n{paragraph(tuning.as_text())}",
    ]
    PAGE.write_text(page(parts), encoding="utf-8")


def _busy(load: float | None) -> str:
    if load is None or load < 1:
        return ""
    return (
        f". **Other programs kept it busy meanwhile (load {load:.1f} on {os.cpu_count()} cores)**: "
        "absolute figures would be better without them, and a replay may have done with one thread"
    )


def replay_part(bench: ReplayBench) -> str:
    """Return the section on replays: pace, processor use, and what each part costs."""
    bare = bench.bare

    def row(name: str, pace: Pace, ratio: float) -> str:
        cpu_ms = 1000 * pace.cores_used / pace.fps
        return f"| {name} | {pace.fps:.1f} | {ratio:.2f} | {pace.cores_used:.2f} | {cpu_ms:.1f} |"

    lines = [
        "## Replay",
        "",
        paragraph(
            f"{bench.frames} frames, {bench.rounds} rounds in turn. The bare loop decodes with "
            "OpenCV and runs MediaPipe as it comes, nothing else. Made by `posetrainer bench "
            "replay`."
        ),
        "",
        "| | frames/s | of the bare loop | cores used | processor, ms a frame |",
        "|---" * 5 + "|",
        row("bare loop", bare, 1.0),
        row("`replay --headless`", bench.replay, bench.ratio),
        row("`replay --headless --save-video`", bench.saving, bench.saving_ratio),
        "",
        "| part, by itself | ms a frame |",
        "|---|---|",
        *(f"| {name} | {ms:.3f} |" for name, ms in bench.parts_ms.items()),
    ]
    return "\n".join(lines)


def live_part(benches: Sequence[LiveBench]) -> str:
    """Return the section on live training, beside MediaPipe as it comes."""

    def told(spread: Spread) -> str:
        return f"{spread.p50:.0f} / {spread.p95:.0f}"

    rows: Sequence[tuple[str, Callable[[LiveBench], str]]] = (
        ("sent to feedback, ms (median / 95 %)", lambda b: told(b.latency_ms)),
        ("the same with MediaPipe as it comes", lambda b: told(b.plain.latency_ms)),
        ("95 %: ours over that", lambda b: f"{b.plain_share:.2f}"),
        ("finding the pose, ms", lambda b: told(b.inference_ms)),
        ("the same with MediaPipe as it comes", lambda b: told(b.plain.inference_ms)),
        ("pictures passed over", lambda b: f"{b.dropped} of {b.frames + b.dropped}"),
        ("cores used", lambda b: f"{b.cores_used:.2f}"),
        ("the same with MediaPipe as it comes", lambda b: f"{b.plain.cores_used:.2f}"),
        ("flooded: pictures looked at a second", lambda b: f"{b.saturated.live_fps:.1f}"),
        ("flooded: of the pose model alone", lambda b: f"{b.saturated.ratio:.2f}"),
    )
    head = " | ".join(f"{bench.stream_fps:.0f} pictures a second" for bench in benches)
    lines = [
        "## Live",
        "",
        paragraph(
            f"A clip is sent over the network as a camera would, {benches[0].seconds:g} s each. "
            "From a picture's sending to its finished feedback everything counts, window and voice "
            "left out; the processor sends the pictures, too. Made by `posetrainer bench live`."
        ),
        "",
        f"| | {head} |",
        "|---" * (len(benches) + 1) + "|",
        *(f"| {name} | {' | '.join(map(cell, benches))} |" for name, cell in rows),
    ]
    return "\n".join(lines)


def start_part(start: Start) -> str:
    """Return the section on how long it takes until something happens."""
    return "\n".join(
        [
            "## Start",
            "",
            "| | seconds | memory, MiB |",
            "|---|---|---|",
            f"| `posetrainer --help` | {start.help_s:.2f} | |",
            f"| MediaPipe as it comes, ready | {start.plain_s:.2f} | {start.plain_mb:.0f} |",
            f"| our pose model, ready | {start.ours_s:.2f} | {start.ours_mb:.0f} |",
            "",
            paragraph(
                "Importing MediaPipe is most of it; commands that need no pose do not import it."
            ),
        ]
    )


def memory_words(bench: MemoryBench) -> str:
    """Return what became of the memory."""
    return (
        f"{bench.as_text()}. Pictures came as quickly as they were looked at, with recording and "
        "drawing. Made by `posetrainer bench memory`."
    )


def _start() -> Start:
    plain = [_opened("tools.bench.plain_mediapipe", "PlainMediaPipe") for _ in range(3)]
    ours = [_opened("posetrainer.pose.mediapipe_estimator", "MediaPipeEstimator") for _ in range(3)]
    return Start(
        median(_seconds("-m", "posetrainer", "--help")[0] for _ in range(5)),
        *(median(seconds for seconds, _ in runs) for runs in (plain, ours)),
        *(median(mb for _, mb in runs) for runs in (plain, ours)),
    )


def _opened(module: str, model: str) -> tuple[float, float]:
    """Start a pose model in a process of its own: seconds until it is ready, and MiB."""
    code = (
        f"from {module} import {model}\n"
        "from tools.bench.machine import peak_memory_mb\n"
        f"with {model}():\n    print(peak_memory_mb())"
    )
    seconds, said = _seconds("-c", code)
    return seconds, float(said)


def _seconds(*arguments: str) -> tuple[float, str]:
    began_s = time.perf_counter()
    run = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    return time.perf_counter() - began_s, run.stdout


if __name__ == "__main__":
    main()
