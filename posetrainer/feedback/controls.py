"""The keys of a window, and the states that they have switched."""

from dataclasses import dataclass

from posetrainer.language.translation import tr


@dataclass(frozen=True)
class Controls:
    """The keys of a window.

    Parameters
    ----------
    keys : frozenset of str
        Keys that do something, by their names.
    muted : bool
        Whether the voice is silent.
    paused : bool
        Whether a key has stopped it for a while.
    """

    keys: frozenset[str] = frozenset()
    muted: bool = False
    paused: bool = False

    @property
    def hint(self) -> str:
        """Which key does what, in one line."""
        does = {
            "space": tr("Space: pause"),
            "n": tr("N: next"),
            "b": tr("B: back"),
            "r": tr("R: again"),
            "m": tr("M: mute"),
            "f": tr("F: full screen"),
            "q": tr("Q: end"),
        }
        return " · ".join(words for key, words in does.items() if key in self.keys)
