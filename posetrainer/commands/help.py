"""Help with whole sentences on a narrow terminal, and a patient's commands first."""

from typing import Any

import typer
from typer.core import TyperGroup

#: A patient's commands, in the order of the help; all others follow as the workshop's.
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
#: Click truncates a command's sentence to this many characters, which none reaches.
_UNLIMITED = 10_000


class CommandGroup(TyperGroup):
    """A group of commands whose help wraps sentences instead of truncating them."""

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the commands, section by section."""
        for title, names in self.sections(self.list_commands(ctx)):
            shown = [
                (name, self.commands[name]) for name in names if not self.commands[name].hidden
            ]
            if shown:
                with formatter.section(title):
                    formatter.write_dl([(n, c.get_short_help_str(_UNLIMITED)) for n, c in shown])

    def sections(self, names: list[str]) -> list[tuple[str, list[str]]]:
        """Return the sections of the help in order: title and commands of each."""
        return [("Commands", names)]


class RootGroup(CommandGroup):
    """The commands of the program itself."""

    def sections(self, names: list[str]) -> list[tuple[str, list[str]]]:
        """Return the patient's commands, then those of the workshop."""
        patient = [name for name in PATIENT_COMMANDS if name in names]
        workshop = [name for name in names if name not in patient]
        return [("For exercising", patient), ("For the workshop", workshop)]
