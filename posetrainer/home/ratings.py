"""The two rating scales: pain (NRS) and effort (Borg CR10)."""

from dataclasses import dataclass

from posetrainer.history.database import history_path, transaction, writing
from posetrainer.history.records import Ratings
from posetrainer.history.rows import set_ratings
from posetrainer.language.translation import decimal, msg, tr


@dataclass(frozen=True)
class Scale:
    """A scale from 0 to 10.

    Parameters
    ----------
    question : str
    named : str
        As the scale is known.
    steps : dict of float to str
        What can be answered, and what that means; empty where the scale has no word for it.
    """

    question: str
    named: str
    steps: dict[float, str]

    @property
    def options(self) -> dict[float, str]:
        """The possible answers, as labels."""
        return {
            value: f"{decimal(value, 'g')} – {tr(word)}" if word else decimal(value, "g")
            for value, word in self.steps.items()
        }


_PAIN_STEPS = {
    **dict.fromkeys(map(float, range(11)), ""),
    0.0: msg("no pain"),
    10.0: msg("worst pain imaginable"),
}
_PAIN_SCALE = msg("numeric rating scale (NRS), 0 to 10")
PAIN_BEFORE = Scale(msg("How strong is your pain now?"), _PAIN_SCALE, _PAIN_STEPS)
PAIN_AFTER = Scale(msg("How strong is your pain now, after training?"), _PAIN_SCALE, _PAIN_STEPS)
#: The words are those of Borg's scale, at the numbers that have one.
EFFORT = Scale(
    msg("How hard was it?"),
    msg("Borg CR10 scale, 0 to 10"),
    {
        0.0: msg("nothing at all"),
        0.5: msg("extremely weak"),
        1.0: msg("very weak"),
        2.0: msg("weak"),
        3.0: msg("moderate"),
        4.0: "",
        5.0: msg("strong"),
        6.0: "",
        7.0: msg("very strong"),
        8.0: "",
        9.0: "",
        10.0: msg("extremely strong"),
    },
)


def keep_ratings(session_id: int, ratings: Ratings) -> None:
    """Keep the answers that belong to a session; one that was skipped changes nothing.

    Raises
    ------
    HistoryError
        If the history cannot be written.
    """
    with writing(history_path()) as db, transaction(db):
        set_ratings(db, session_id, ratings)
