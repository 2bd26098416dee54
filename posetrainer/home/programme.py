"""Today's programme of one person: its exercises, and its progress."""

from dataclasses import dataclass
from datetime import date

from posetrainer.history.database import history_path
from posetrainer.history.today import day_so_far
from posetrainer.home.settings import Settings
from posetrainer.profiles.apply import unless_skipped
from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import load_profile
from posetrainer.workout.builder import build, shipped_plan
from posetrainer.workout.day import DaySoFar
from posetrainer.workout.plan import Plan


@dataclass(frozen=True)
class Today:
    """A programme on its day.

    Parameters
    ----------
    plan : Plan
    day : DaySoFar
        How far it has come.
    person : PersonProfile
        Who does it.
    """

    plan: Plan
    day: DaySoFar
    person: PersonProfile

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left for today."""
        return self.day.done

    @property
    def is_begun(self) -> bool:
        """Whether it goes on where it was interrupted."""
        return bool(self.day.block or self.day.counted)


def programme_of(settings: Settings, today: date) -> Today:
    """Return the programme that the settings describe.

    Raises
    ------
    UserError
        If there is no such profile, or no exercise is left.
    """
    name = settings.person
    person = PersonProfile(name="somebody") if name is None else load_profile(name)
    plan = build(
        shipped_plan(settings.level),
        settings.minutes,
        frozenset(settings.equipment),
        lambda spec: unless_skipped(spec, person),
    )
    return Today(plan, day_so_far(history_path(), plan, name, today), person)
