"""Renders the sample clips: `uv run --group render python -m samples.render [CLIP ...]`."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from samples.renderer.exercises import CLIPS
from samples.renderer.recipes import Clip

CLIP_FOLDER = Path(__file__).with_name("clips")
SHEET_PICTURES = 16


def main(arguments: list[str] | None = None) -> int:
    """Render the named clips, or all of them; return the exit code."""
    options = _parser().parse_args(arguments)
    if options.list:
        for clip in CLIPS:
            print(f"{clip.name:28} {', '.join(r.kind for r in clip.repetitions)}")
        return 0
    by_name = {clip.name: clip for clip in CLIPS}
    for name in options.clips:
        if name not in by_name:
            near = get_close_matches(name, by_name, n=1)
            hint = f"did you mean {near[0]}?" if near else "see --list."
            return _fail(f"there is no clip {name!r}; {hint}")
    try:
        for name in options.clips or by_name:
            if options.truth_only:
                write_truth_of(by_name[name])
            else:
                render(by_name[name], options.sheet)
    except KeyboardInterrupt:
        return _fail("\nstopped; the clip under way is left as it was.")
    except (ImportError, RuntimeError, OSError) as error:
        return _fail(f"{error}\nsamples/README.md says what rendering needs.")
    return 0


def render(clip: Clip, sheet_folder: Path | None) -> None:
    """Render one clip into `clips/`, and a contact sheet of it if a folder is given."""
    from samples.renderer.film import Film, contact_sheet

    CLIP_FOLDER.mkdir(exist_ok=True)
    film = Film(clip)
    frames = film.motion.frames
    chosen = {round(k * (frames - 1) / (SHEET_PICTURES - 1)) for k in range(SHEET_PICTURES)}
    kept = []
    for number, picture in enumerate(film.shoot(CLIP_FOLDER)):
        if number in chosen:
            kept.append(picture)
        if number % 15 == 0:
            print(f"\r{clip.name}: {100 * number // frames:3d} %", end="", flush=True)
    size_kb = (CLIP_FOLDER / f"{clip.name}.mp4").stat().st_size / 1000
    print(f"\r{clip.name}: {frames} frames, {film.motion.duration_s:.1f} s, {size_kb:.0f} kB")
    if sheet_folder is not None:
        from PIL import Image

        sheet_folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(contact_sheet(kept)).save(sheet_folder / f"{clip.name}.png")


def write_truth_of(clip: Clip) -> None:
    """Write one clip's truth file anew; its pictures stay as they are."""
    from samples.renderer.film import Film

    Film(clip).write_truth(CLIP_FOLDER)
    print(f"{clip.name}: truth written")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m samples.render",
        description="Render the sample clips and their truth files into samples/clips/.",
    )
    parser.add_argument("clips", nargs="*", metavar="CLIP", help="only these clips")
    parser.add_argument("--list", action="store_true", help="name the clips and stop")
    parser.add_argument(
        "--truth-only",
        action="store_true",
        help="write truth files without pictures, after a change to what a truth file tells",
    )
    parser.add_argument(
        "--sheet", type=Path, metavar="FOLDER", help="also save a contact sheet of each clip here"
    )
    return parser


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
