"""Help that keeps its sentences whole on a narrow terminal, with a patient's commands first."""

from typing import Any

import typer
from typer.core import TyperGroup

#: A patient's commands, in the order of the help; all others belong to the workshop.
PATIENT_COMMANDS = (
    "start",
    "programme",
    "train",
    "history",
    "report",
    "doctor",
    "exercises",
    "profile",
    "export",
    "forget",
    "install-shortcut",
)
#: Click cuts a command's sentence to this many letters: no line of help is that long.
_UNCUT = 10_000


class CommandGroup(TyperGroup):
    """A group of commands whose help wraps their sentences instead of cutting them."""

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the commands, section by section."""
        for title, names in self.sections(self.list_commands(ctx)):
            shown = [
                (name, self.commands[name]) for name in names if not self.commands[name].hidden
            ]
            if shown:
                with formatter.section(title):
                    formatter.write_dl([(n, c.get_short_help_str(_UNCUT)) for n, c in shown])

    def sections(self, names: list[str]) -> list[tuple[str, list[str]]]:
        """Return titles of sections, each with the commands in it, in the order of the help."""
        return [("Commands", names)]


class RootGroup(CommandGroup):
    """The commands of the program itself."""

    def sections(self, names: list[str]) -> list[tuple[str, list[str]]]:
        """Return the patient's commands first, and those of the workshop after them."""
        patient = [name for name in PATIENT_COMMANDS if name in names]
        workshop = [name for name in names if name not in patient]
        return [("For exercising", patient), ("For the workshop", workshop)]
