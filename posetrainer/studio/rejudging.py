"""Judging again while a limit is dragged: never twice at once, and always the last value."""

from nicegui import Event, run

from posetrainer.studio.workbench import Workbench


class Rejudging:
    """Judge a workbench's cases in the background whenever that is asked for.

    Parameters
    ----------
    bench : Workbench
        Whose cases it judges.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._asked = False
        self._at_work = False
        #: After each judgement.
        self.judged: Event[[]] = Event()
        #: After the last one for now.
        self.settled: Event[[]] = Event()

    async def ask(self) -> None:
        """Judge by the draft as it is now, or once more if that is being done already."""
        self._asked = True
        if self._at_work:
            return
        self._at_work = True
        try:
            while self._asked:
                self._asked = False
                await run.io_bound(self.bench.judge)
                await self.judged.call()
        finally:
            self._at_work = False
        await self.settled.call()
