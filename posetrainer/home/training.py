"""Training in its own window and process, as `posetrainer programme`."""

import asyncio
import json
import os
import sys

from posetrainer.home.settings import Settings
from posetrainer.language.translation import current_language, tr
from posetrainer.language.units import units

#: Longest part of a last line that is shown.
_LONGEST = 500


def command_of(settings: Settings, pain: int | None, *, anew: bool) -> list[str]:
    """Return the command that trains.

    Parameters
    ----------
    settings : Settings
    pain : int or None
        Pain before it; None if the question was skipped.
    anew : bool
        Whether a programme that is done today begins again.
    """
    command = [sys.executable, "-m", "posetrainer", "programme", "--full-screen", "--json"]
    options: dict[str, object] = {
        "--level": settings.level,
        "--minutes": f"{settings.minutes:g}",
        "--equipment": ",".join(settings.equipment),
        "--camera": settings.camera,
        "--voice": settings.voice,
        "--profile": settings.person,
        "--pain-before": pain,
    }
    # Joined, so that no value can be taken for an option.
    command += [f"{name}={value}" for name, value in options.items() if value is not None]
    return [*command, "--anew"] if anew else command


async def train(command: list[str]) -> str | None:
    """Run a training to its end; return what went wrong, as sentences, or None.

    Parameters
    ----------
    command : list of str
        As :func:`command_of` returns it.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        # The same options as this page has; the units of a profile take precedence.
        env={
            **os.environ,
            "POSETRAINER_LANGUAGE": current_language(),
            "POSETRAINER_UNITS": units(),
        },
    )
    output, errors = await process.communicate()
    if process.returncode != 0:
        return problem_of(errors, process.returncode)
    return lost_in(output)


def lost_in(output: bytes) -> str | None:
    """Return what a training could not keep, by its record, as sentences; None if it kept all."""
    lost = json.loads(output)["lost"] if output else []
    if not lost:
        return None
    return " ".join([*lost, tr("You have trained all the same; this part is not kept.")])


def problem_of(errors: bytes, code: int | None) -> str:
    """Return the sentence for a training that ended with another exit code than 0."""
    lines = [line.strip() for line in errors.decode(errors="replace").splitlines() if line.strip()]
    if code == 2 and lines:
        return lines[-1][:_LONGEST]
    return tr("The training ended early. What was done until then is kept.")
