"""Terminal output during a session."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from posetrainer.capture import Source
from posetrainer.feedback.terminal import event_line, notice_line
from posetrainer.language.translation import tr
from posetrainer.runtime.loop import Step
from posetrainer.runtime.play import Watcher


@contextmanager
def reported_on(console: Console, source: Source) -> Iterator[Watcher]:
    """Print each event as it happens, over a progress bar where the end is known."""
    length_s = None if source.info.live else source.info.duration_s
    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(source.info.name, total=length_s)
        if source.info.doubt is not None:
            bar.console.print(source.info.doubt, style="magenta", highlight=False, soft_wrap=True)

        gap: str | None = None

        def report(step: Step) -> None:
            nonlocal gap
            if step.gap is not None and step.gap != gap:
                bar.console.print(tr(step.gap), style="magenta", highlight=False)
            gap = step.gap
            for event in step.events:
                bar.console.print(event_line(event), soft_wrap=True)
            for notice in step.moment.notices:
                bar.console.print(notice_line(notice), soft_wrap=True)
            bar.update(task, completed=step.time_s)

        yield report
