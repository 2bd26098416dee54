"""Whether there is light to see somebody by."""

#: Mean brightness of a picture (of 255) below which it is too dark, and above which too bright,
#: for a person to be found in it.
DARK, BRIGHT = 40.0, 235.0
_LIGHT = "It is too dark to see you: switch on a light behind the camera."
_GLARE = "The picture is too bright: turn the camera away from the window."


def light_problem(brightness: float | None) -> str | None:
    """Return what is wrong with the light, as a sentence, or None.

    Parameters
    ----------
    brightness : float or None
        Mean of the picture, 0 to 255; None where it is not known.
    """
    if brightness is None or DARK <= brightness <= BRIGHT:
        return None
    return _LIGHT if brightness < DARK else _GLARE
