"""Commands as a user types them, in the process of the test."""

from collections.abc import Callable

import pytest
from typer import Typer
from typer.testing import CliRunner

from posetrainer.errors import UserError


def printed_by(app: Typer, *arguments: object, columns: int = 100) -> str:
    """Return what a command prints; what it raises is raised here."""
    done = CliRunner().invoke(app, [*map(str, arguments)], env={"COLUMNS": f"{columns}"})
    if done.exception is not None:
        raise done.exception
    return done.stdout


def refusal(command: Callable[..., object], *arguments: object) -> str:
    """Return the one sentence with which a command is refused."""
    with pytest.raises(UserError) as caught:
        command(*arguments)
    (sentence,) = str(caught.value).splitlines()
    return sentence
