"""Make the READMEs' pictures and figures: ``uv run python -m tools.readme``.

Everything between the markers of README.md, docs/exercises.md and samples/README.md is written
here, on the machine this runs on.
"""

import os
import platform
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import cv2

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.overlay import Overlay
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Step
from posetrainer.runtime.play import Watcher, play
from posetrainer.tuning.cases import recorded_cases
from posetrainer.tuning.score import score_cases
from posetrainer.tuning.score_record import as_record
from posetrainer.tuning.truth_file import load_truth
from posetrainer.workout.flow import exercise_alone
from samples.renderer.exercises import CLIPS as RECIPES
from tools.bench.replay import ReplayBench, bench_replay

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
IMAGES = REPOSITORY / "docs" / "images"
README = REPOSITORY / "README.md"
EXERCISES = REPOSITORY / "docs" / "exercises.md"
SAMPLES_README = REPOSITORY / "samples" / "README.md"


@dataclass(frozen=True)
class Picture:
    """A moment of a clip that the README shows."""

    name: str
    clip: str
    time_s: float


PICTURES = (
    Picture("hold", "wall_squat_good", 7.0),
    Picture("too-fast", "heel_slides_errors", 12.1),
    Picture("form", "straight_leg_raise_errors", 41.0),
)


def main() -> None:
    """Replay and score the samples; write pictures and figures."""
    write_between(EXERCISES, "exercises", _exercises([load_exercise(i) for i in exercise_ids()]))
    write_between(SAMPLES_README, "clips", _clips())
    for picture in PICTURES:
        _draw(picture)
    scores = list(score_cases(recorded_cases([CLIPS], labelled=True), cross=False))
    record = as_record(scores)
    write_between(README, "samples", _scores(record))
    exercise = load_exercise("straight_leg_raise")
    bench = bench_replay(str(CLIPS / "straight_leg_raise_far.mp4"), exercise, 3)
    write_between(README, "speed", _speed(bench))


def _exercises(specs: list[ExerciseSpec]) -> str:
    lines = ["| exercise | posture, seen from | dose | corrected |", "|---" * 4 + "|"]
    for spec in specs:
        hold = f", {spec.hold_s:g} s each" if spec.hold_s else ""
        sides = {"each": ", half on each side", "alternate": ", alternating"}
        dose = f"{spec.dose.repetitions}{hold}{sides.get(spec.dose.sides, '')}"
        faults = ", ".join(name.replace("_", " ") for name in spec.form)
        posture = spec.posture.replace("_", " ")
        lines.append(f"| `{spec.id}` | {posture}, {spec.view} | {dose} | {faults} |")
    return "\n".join(lines)


def _clips() -> str:
    lines = ["| clip | person, seen from | picture | repetitions, in order |", "|---" * 4 + "|"]
    people = {"person_f": "woman", "person_m": "man"}
    for clip in RECIPES:
        side = "left" if clip.view.azimuth_deg > 0 else "right"
        place = f"{abs(clip.view.azimuth_deg):g}° to the {side}"
        width, height = clip.size
        picture = [f"{width} x {height}", f"{clip.fps} fps"]
        picture += ["noisy"] * (clip.noise > 1) + ["passer-by"] * (clip.passer is not None)
        picture += ["off centre"] * (clip.view.aside_m != 0)
        runs = [
            (kind, len(list(same)))
            for kind, same in groupby(repetition.kind for repetition in clip.repetitions)
        ]
        done = ", ".join(f"{n} {kind}" if n > 1 else kind for kind, n in runs).replace("_", " ")
        if clip.refused:
            done += " (must be refused)"
        cells = [f"`{clip.name}`", f"{people[clip.body]}, {place}", ", ".join(picture), done]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _draw(picture: Picture) -> None:
    """Keep what the screen shows at the picture's moment."""
    truth = load_truth(CLIPS / f"{picture.clip}.truth.json")
    spec = load_exercise(truth.exercise)
    overlay = Overlay(spec)

    def watch(step: Step) -> None:
        late_s = step.time_s - picture.time_s
        if isinstance(step.item, Frame) and 0 <= late_s < 1 / truth.fps - 1e-6:
            image = overlay.draw(step.item.image, step.pose, step.progress, step.cue)
            IMAGES.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(IMAGES / f"{picture.name}.png"), image)

    watchers: list[Watcher] = [watch]
    play(
        lambda: open_source(str(CLIPS / truth.clip)),
        exercise_alone(spec, Person(truth.stature_m)),
        lambda _: watchers,
    )


def _scores(record: dict[str, Any]) -> str:
    """Return the score of all clips as a list of sentences."""
    over, clips = record["all"], record["clips"]
    judged = [clip for clip in clips if clip["refused_right"] is None]

    def of(hits: dict[str, int]) -> str:
        return f"{hits['right']} of {hits['right'] + hits['unsaid']}"

    right = sum(clip["count_error"] == 0 for clip in judged)
    good = sum(clip["good_error"] == 0 for clip in judged)
    return (
        f"- Repetitions are counted correctly in {right} of {len(judged)} clips, and good ones in "
        f"{good}.\n"
        f"- Hold times are off by {over['hold_error_s']:.2f} s on average.\n"
        f"- {of(over['too_fast'])} movements that are too fast get a warning, after "
        f"{over['warning_delay_s']:.2f} s on average; "
        f"{over['too_fast']['wrong']} warnings are false.\n"
        f"- {of(over['faults'])} form faults are reported; {over['faults']['wrong']} reports are "
        "false.\n"
        f"- {over['refused_right']} of {over['refused']} views from which nothing can be judged "
        "are refused."
    )


def _speed(bench: ReplayBench) -> str:
    parts = bench.parts_ms
    return (
        f"On {machine()}: `replay --headless` runs at {bench.replay.fps:.1f} frames a second, "
        f"with `--save-video` at {bench.saving.fps:.1f}, a bare loop (OpenCV and MediaPipe's own "
        f"`Pose`, nothing else) at {bench.bare.fps:.1f} on the same clip, "
        f"{bench.rounds} rounds in turn: ratios {bench.ratio:.2f} and {bench.saving_ratio:.2f}. "
        f"Kinematics take {parts['kinematics']:.3f} ms a frame, rules {parts['rules']:.3f} ms."
    )


def machine() -> str:
    """Return what the figures were measured on."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def write_between(page: Path, name: str, text: str, tool: str = "tools.readme") -> None:
    """Replace what stands between the pair of markers of a name, and a tool, in a page."""
    begin, end = f"<!-- {name}: made by {tool} -->", f"<!-- end of {name} -->"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise SystemExit(f"{page}: there must be a pair of markers {begin} and {end}.")
    page.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
