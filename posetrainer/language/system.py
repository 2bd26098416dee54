"""The language and the units that the system is set to."""

import locale
import os
import sys
from collections.abc import Mapping

from posetrainer.language.translation import SOURCE, known_language
from posetrainer.language.units import Units

#: Territories in which lengths are given in inches.
_INCHES = ("US", "LR", "MM")


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the user's language if there is a translation, otherwise English."""
    wanted = _first(environment, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG").split(":")
    found = (known_language(_name(code)) for code in wanted)
    return next((code for code in found if code), SOURCE)


def system_units(environment: Mapping[str, str] = os.environ) -> Units:
    """Return the units that the user's territory uses: metric where it is not known."""
    name = _name(_first(environment, "LC_ALL", "LC_MEASUREMENT", "LANG"))
    return "imperial" if name.partition("_")[2] in _INCHES else "metric"


def _name(setting: str) -> str:
    """Return language and territory of a locale: "de_DE" of "de_DE.UTF-8@euro"."""
    return setting.split(".")[0].split("@")[0]


def _first(environment: Mapping[str, str], *names: str) -> str:
    """Return the first of some variables that is set, or the setting of Windows."""
    given = next((environment[name] for name in names if environment.get(name)), "")
    return given or _windows_locale()


def _windows_locale() -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
