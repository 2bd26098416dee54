"""Translations: English texts are the keys, ``messages/LANGUAGE.mo`` has the rest.

``tr``, ``tr_in`` and ``tr_many`` look a text up where it is shown or spoken; ``msg`` only marks one
that is looked up later. Until a language is chosen, all is English.
"""

import gettext
from collections.abc import Callable
from pathlib import Path

from posetrainer.errors import UserError

#: Compiled by ``tools.messages``, beside their sources.
MESSAGES = Path(__file__).parent / "messages"
#: The language of the texts in the code and in the specs.
SOURCE = "en"
#: Looks a text up.
Translate = Callable[[str], str]

_ENGLISH = gettext.NullTranslations()
_chosen: gettext.NullTranslations = _ENGLISH
_language = SOURCE


class LanguageError(UserError):
    """There is no such language; the message is one sentence for the user."""


def languages() -> tuple[str, ...]:
    """Return the codes of all languages that there are."""
    return (SOURCE, *sorted(path.stem for path in MESSAGES.glob("*.mo")))


def known_language(code: str) -> str | None:
    """Return the language that a code such as ``de-AT`` or ``de_AT`` belongs to, if it is known."""
    base = code.replace("_", "-").split("-")[0].lower()
    return base if base in languages() else None


def use_language(code: str) -> None:
    """Choose the language of everything that is shown and spoken from now on, in all threads.

    Parameters
    ----------
    code : str
        For example ``de``, ``de-AT``.

    Raises
    ------
    LanguageError
        If nothing is translated into it.
    """
    global _chosen, _language  # noqa: PLW0603
    known = known_language(code)
    if known is None:
        raise LanguageError(
            f"There is no translation into {code!r}: choose one of {', '.join(languages())}."
        )
    _language = known
    _chosen = _ENGLISH if known == SOURCE else _load(known)


def _load(language: str) -> gettext.NullTranslations:
    with (MESSAGES / f"{language}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def current_language() -> str:
    """Return the code of the language that is used now."""
    return _language


def msg(text: str) -> str:
    """Mark an English text that is translated where it is used; return it unchanged."""
    return text


#: For texts that stay English, such as those of logs.
english: Translate = msg


def tr(text: str) -> str:
    """Return a text in the language that is used now."""
    return _chosen.gettext(text) if text else text


def tr_in(context: str, text: str) -> str:
    """Return a text whose meaning the context decides on."""
    return _chosen.pgettext(context, text)


def tr_many(one: str, many: str, number: int) -> str:
    """Return the form of a text for a number of things."""
    return _chosen.ngettext(one, many, number)


def decimal(value: float, form: str) -> str:
    """Return a number with the decimal mark of the language, in the format ``form``."""
    return format(value, form).replace(".", tr_in("decimal mark", "."))
