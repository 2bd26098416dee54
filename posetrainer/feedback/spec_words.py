"""The texts of specs and plans in the user's language and units.

In translations amounts are ``{0}``, ``{1}`` and so on, as a profile may change the number.
"""

import re
from typing import TYPE_CHECKING

from posetrainer.language.translation import tr, tr_in
from posetrainer.language.units import in_words

if TYPE_CHECKING:
    from posetrainer.exercises.spec import ExerciseSpec, Unit

_AMOUNT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) (degrees?|inch(?:es)?)\b")


def template_of(text: str) -> str:
    """Return the key under which a text of a spec is translated."""
    return _split(text)[0]


def spec_words(text: str) -> str:
    """Return a text of a spec, such as "Lift the leg, about 12 inches.", for the user.

    Where there is no translation, it stays English.
    """
    template, amounts = _split(text)
    words = tr(template)
    for number, (value, unit) in enumerate(amounts):
        words = words.replace(f"{{{number}}}", in_words(value, unit))
    return words


def fault_words(fault: str) -> str:
    """Return a form fault in words: "knee bent"."""
    return tr_in("fault", fault.replace("_", " "))


def measure_words(measure: str) -> str:
    """Return the name of a measure in words: "ankle lift"."""
    return tr_in("measure", measure.replace("_", " "))


def next_words(spec: "ExerciseSpec") -> str:
    """Return what comes next, as the screen words it."""
    return tr("Next: {title}").format(title=spec_words(spec.title))


def _split(text: str) -> "tuple[str, list[tuple[float, Unit]]]":
    """Return a text with its amounts taken out, and these."""
    amounts: list[tuple[float, Unit]] = []

    def take(found: re.Match[str]) -> str:
        amounts.append((float(found[1]), "deg" if found[2].startswith("degree") else "in"))
        return f"{{{len(amounts) - 1}}}"

    return _AMOUNT.sub(take, text), amounts
