"""Whether the light suffices to see somebody."""

from posetrainer.capture.light import Light
from posetrainer.rules.obstacles import TooBright, TooDark

#: Mean brightness of a picture (of 255) below which it is too dark, and above which too bright,
#: for a person to be found in it.
DARK, BRIGHT = 40.0, 235.0
#: From this share of noise on landmarks tremble by 0.04 trunks and more: in the dark holds come
#: out a second short; at 0.8, in any light, they break. Samples and films of real rooms have less
#: than 0.005.
GRAINY = 0.45
#: How long a picture is grainy before it is reported, in seconds.
GRAINY_S = 2.0


def light_problem(light: Light | None) -> TooDark | TooBright | None:
    """Return why nobody can be seen in this light, or None.

    Parameters
    ----------
    light : Light or None
        None where it is not known.
    """
    if light is None:
        return None
    if light.brightness < DARK:
        return TooDark()
    return TooBright() if light.brightness > BRIGHT else None


def is_grainy(light: Light | None) -> bool:
    """Whether noise makes landmarks unsure, as far as the light is known."""
    return light is not None and light.grain >= GRAINY
