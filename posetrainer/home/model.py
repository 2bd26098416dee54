"""State that all visitors of the home page share: settings, camera, and the current training."""

from contextlib import suppress
from datetime import datetime
from typing import Literal

from nicegui import Event, run

from posetrainer.errors import UserError
from posetrainer.feedback.ending import Ending, ending_of
from posetrainer.history.database import history_path, reading
from posetrainer.history.records import Ratings
from posetrainer.history.sessions import last_session
from posetrainer.history.today import done_until
from posetrainer.home.preview import Preview
from posetrainer.home.programme import Today, programme_of
from posetrainer.home.ratings import keep_ratings
from posetrainer.home.settings import load_settings, save_settings
from posetrainer.home.training import command_of, train
from posetrainer.language.units import units, use_units
from posetrainer.profiles.store import load_profile

#: What the page shows: the programme, the question before it, that the window is open, the
#: questions after it, and what it came to.
Stage = Literal["home", "before", "training", "after", "summary"]


class Home:
    """The home page's state while it is served."""

    def __init__(self) -> None:
        self.settings = load_settings()
        self._usual_units = units()
        self._use_units()
        self.preview = Preview()
        self.stage: Stage = "home"
        #: What went wrong, as a sentence.
        self.problem: str | None = None
        #: What the last training came to; None if nothing was begun.
        self.ending: Ending | None = None
        #: After each change of the stage.
        self.changed: Event[[]] = Event()
        #: After each change of the settings.
        self.chosen: Event[[]] = Event()
        self._session_id: int | None = None

    def today(self) -> Today:
        """Return today's programme.

        Raises
        ------
        UserError
            If there is none with these settings.
        """
        return programme_of(self.settings, datetime.now().date())

    def choose(self, **choices: object) -> None:
        """Change and keep settings, and show what becomes of them."""
        self.settings = self.settings.changed(**choices)
        self.problem = None
        self._use_units()
        try:
            save_settings(self.settings)
        except UserError as error:
            self.problem = str(error)
        self.chosen.emit()

    def go(self, stage: Stage, problem: str | None = None) -> None:
        """Show another stage, with what went wrong before it, if anything did."""
        self.stage, self.problem = stage, problem
        self.changed.emit()

    async def look(self) -> None:
        """Turn the camera on, to check the set-up of the first exercise that is due."""
        try:
            today = self.today()
        except UserError as error:
            self.preview.words = str(error)
            return
        spec = today.plan.blocks[today.day.block].spec
        await run.io_bound(self.preview.start, self.settings.camera, spec, today.person.stature_m)

    async def train(self, pain: int | None) -> None:
        """Train in the window until that is closed, then ask how it was.

        Parameters
        ----------
        pain : int or None
            Before it; None if that was skipped.
        """
        if self.stage == "training":
            return
        self.ending = self._session_id = problem = None
        self.go("training")
        try:
            anew = self.today().is_done
            # Only one program can look through a camera.
            await run.io_bound(self.preview.stop)
            began = datetime.now().astimezone()
            problem = await train(command_of(self.settings, pain, anew=anew))
            await run.io_bound(self._sum_up, began)
        except UserError as error:
            problem = problem or str(error)
        finally:
            self.go("home" if self._session_id is None else "after", problem)

    def answer(self, ratings: Ratings) -> None:
        """Keep how it was, and show what it came to."""
        assert self._session_id is not None
        problem = None
        try:
            keep_ratings(self._session_id, ratings)
        except UserError as error:
            problem = str(error)
        self.go("summary", problem)

    def _use_units(self) -> None:
        """Use the units of who exercises."""
        # What is wrong with the profile is shown in place of the programme.
        with suppress(UserError):
            person = load_profile(self.settings.person) if self.settings.person else None
            use_units((person and person.units) or self._usual_units)

    def close(self) -> None:
        """Let go of the camera."""
        self.preview.stop()

    def _sum_up(self, began: datetime) -> None:
        with reading(history_path()) as db:
            self._session_id = last_session(db, began, self.settings.person)
            if self._session_id is not None:
                self.ending = ending_of(*done_until(db, self._session_id))
