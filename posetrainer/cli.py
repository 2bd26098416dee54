"""The command line. Heavy modules are imported by the commands that need them."""

import sys
from pathlib import Path

import typer

from posetrainer.commands.common import AnyLanguageOption, AnyUnitsOption
from posetrainer.commands.demonstrate import demonstrate_command
from posetrainer.commands.doctor import doctor_command
from posetrainer.commands.exercises import exercises_app
from posetrainer.commands.extract import extract_command
from posetrainer.commands.help import RootGroup
from posetrainer.commands.history import export_command, forget_command, history_app
from posetrainer.commands.profile import profile_app
from posetrainer.commands.replay import demo_command, replay_command
from posetrainer.commands.report import report_command
from posetrainer.commands.score import score_command
from posetrainer.commands.start import (
    browser_can_open,
    install_shortcut_command,
    start_command,
)
from posetrainer.commands.train import programme_command, train_command
from posetrainer.commands.tune import tune_command
from posetrainer.commands.tuning import fit_command, sweep_command
from posetrainer.language.system import system_language, system_units
from posetrainer.language.translation import use_language
from posetrainer.language.units import use_units

app = typer.Typer(
    cls=RootGroup,
    help="A trainer for back-pain relief exercises: it watches, counts, times and corrects.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Typer's coloured help costs a quarter of a second of imports.
    rich_markup_mode=None,
)
app.add_typer(exercises_app, name="exercises")
# Benchmarks come with a checkout (tools/bench), not with the installed package.
if (Path(__file__).parents[1] / "tools" / "bench").is_dir():
    from tools.bench.commands import bench_app

    app.add_typer(bench_app, name="bench")

app.command(name="start")(start_command)
app.command(name="install-shortcut")(install_shortcut_command)
app.command(name="train")(train_command)
app.command(name="programme")(programme_command)
app.command(name="doctor")(doctor_command)
app.command(name="demo")(demo_command)
app.command(name="replay")(replay_command)
app.command(name="extract")(extract_command)
app.command(name="score")(score_command)
# A negative number is an argument here, not an option.
app.command(name="sweep", context_settings={"ignore_unknown_options": True})(sweep_command)
app.command(name="fit")(fit_command)
app.command(name="tune")(tune_command)
app.command(name="demonstrate")(demonstrate_command)
app.add_typer(profile_app, name="profile")
app.add_typer(history_app, name="history")
app.command(name="report")(report_command)
app.command(name="export")(export_command)
app.command(name="forget")(forget_command)


@app.callback()
def choose_words(
    context: typer.Context, language: AnyLanguageOption = None, units: AnyUnitsOption = None
) -> None:
    """Set language and units for all commands, by default those of the system.

    Without a command, open the home page; print help if no browser can be opened.
    """
    use_language(language or system_language())
    use_units(units or system_units())
    if context.invoked_subcommand is not None:
        return
    if browser_can_open():
        start_command()
    else:
        print(context.get_help())


def main() -> None:
    """Run the command line; a `UserError` is printed as one sentence, with exit code 2."""
    from posetrainer.errors import UserError
    from posetrainer.system.streams import standard_streams

    with standard_streams():
        try:
            app()
        except UserError as error:
            print(error, file=sys.stderr)
            sys.exit(2)
