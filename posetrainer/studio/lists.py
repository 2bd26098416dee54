"""The lists below the picture: recordings, and repetitions, differences and labels of one."""

from collections.abc import Callable
from typing import Any

from nicegui import ui

from posetrainer.studio import markup
from posetrainer.studio.labelling import Labelling
from posetrainer.studio.timeline import Lane
from posetrainer.studio.workbench import Workbench


class Lists:
    """The lists of a workbench.

    Parameters
    ----------
    bench : Workbench
    """

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    def build(self, labelling: Labelling, changed: Callable[[Any], None]) -> None:
        """Build them.

        Parameters
        ----------
        labelling : Labelling
            What stands where labels are made.
        changed : callable
            Takes the event of another tab.
        """
        with ui.element("nav").classes("pane scrolls cases").props('aria-label="Recordings"'):
            self._cases = ui.html("", sanitize=False)
        with ui.element("div").classes("pane lists"):
            with ui.tabs(on_change=changed).props("dense align=left no-caps") as tabs:
                ui.tab("Repetitions")
                self._differences = ui.tab("Differences")
                ui.tab("Label")
            with ui.tab_panels(tabs, value="Repetitions", animated=False).classes("scrolls"):
                with ui.tab_panel("Repetitions"):
                    self._found = ui.html("", sanitize=False)
                with ui.tab_panel("Differences"):
                    self._mistakes = ui.html("", sanitize=False)
                with ui.tab_panel("Label"):
                    labelling.build()

    def show(self, in_view: int, found: Lane) -> None:
        """Show the current results.

        Parameters
        ----------
        in_view : int
            Number of the recording in view.
        found : Lane
            Its repetitions.
        """
        verdicts, stale = self._bench.verdicts, self._bench.is_stale
        on_disk = self._bench.disk_verdicts if self._bench.draft.changes else None
        self._cases.set_content(markup.cases_html(verdicts, in_view, on_disk, stale))
        mistakes = markup.mistakes_html(verdicts[in_view])
        self._mistakes.set_content(markup.stale_html(mistakes, stale))
        count = 0 if stale else len(verdicts[in_view].mistakes)
        self._differences.props(f'label="Differences{f" ({count})" if count else ""}"')
        self._found.set_content(markup.stale_html(markup.bars_html(found.bars), stale))
