"""``posetrainer doctor``: what works on this machine."""

from typing import Annotated

import typer

from posetrainer.commands.common import console_for


def doctor_command(
    camera: Annotated[
        str, typer.Option(help="Camera number, or a stream's address; all others are listed.")
    ] = "0",
) -> None:
    """Try what this machine needs for training; exit code 1 if something does not work."""
    from posetrainer.runtime.doctor import examine

    console = console_for(as_json=False)
    all_work = True
    for finding in examine(camera):
        failed = ("✗", "red") if finding.chosen else ("○", "yellow")
        mark, style = ("✓", "green") if finding.works else failed
        console.print(f"{mark} {finding.what}: {finding.detail}", style=style, highlight=False)
        if finding.mend:
            console.print(f"  → {finding.mend}", highlight=False)
        all_work &= finding.works or not finding.chosen
    raise typer.Exit(0 if all_work else 1)
