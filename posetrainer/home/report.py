"""The report for a physiotherapist, made by `posetrainer report` in a process of its own."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from posetrainer.errors import UserError
from posetrainer.home.training import problem_of


async def report_of(person: str | None) -> str:
    """Return the report on a person, as a page that needs nothing else.

    Parameters
    ----------
    person : str or None
        Name of the profile; None where only one person has trained.

    Raises
    ------
    UserError
        If there is nothing to report.
    """
    with TemporaryDirectory(prefix="posetrainer-report-") as folder:
        page = Path(folder) / "report.html"
        options = [] if person is None else [f"--person={person}"]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "posetrainer", "report", f"--to={page}", *options),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, errors = await process.communicate()
        if process.returncode != 0:
            raise UserError(problem_of(errors, process.returncode))
        return page.read_text(encoding="utf-8")
