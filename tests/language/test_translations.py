"""Translations are complete, and nothing that is shown or said goes past them."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.spec_words import template_of
from posetrainer.language.translation import MESSAGES, SOURCE, languages
from tools.messages import template, texts_of

PACKAGE = Path(__file__).resolve().parents[2] / "posetrainer"
TRANSLATED = [code for code in languages() if code != SOURCE]
LOOK_UPS = ("tr", "msg", "tr_in", "tr_many")
#: What stands in the code of the screen and is no text for people.
NO_TEXT = ("bold red", "bold green")
#: Two words beside each other are a text.
TEXT = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
#: A word may be the same in two languages, a text of so many letters is not.
SURELY_OTHER = 12

every_language = pytest.mark.parametrize("language", TRANSLATED)


def messages_of(language: str) -> list[Message]:
    with (MESSAGES / f"{language}.po").open("rb") as file:
        return [message for message in read_po(file) if message.id]


def forms(text: Any) -> tuple[str, ...]:
    """A text, or all forms of one that depends on a number."""
    return (text,) if isinstance(text, str) else tuple(text)


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def edges(text: str) -> tuple[bool, bool]:
    """Whether a text begins or ends with a space: it stands beside others then."""
    return text[:1].isspace(), text[-1:].isspace()


def test_there_is_german() -> None:
    assert TRANSLATED == ["de"]


@every_language
def test_every_text_is_translated_with_the_same_placeholders(language: str) -> None:
    for message in messages_of(language):
        originals = forms(message.id)
        for translated in forms(message.string):
            assert translated, f"{message.id!r} is not translated"
            # "Once" needs no number.
            least = placeholders(originals[0]) & placeholders(originals[-1])
            assert least <= placeholders(translated) <= placeholders(originals[-1]), message.id
            assert edges(translated) == edges(originals[-1]), message.id
            assert translated != message.id or len(translated) < SURELY_OTHER, message.id


@every_language
def test_what_is_used_is_compiled_from_what_is_translated(language: str) -> None:
    """If this fails: ``uv run python -m tools.messages``."""
    with (MESSAGES / f"{language}.mo").open("rb") as file:
        used = gettext.GNUTranslations(file)
    for message in messages_of(language):
        for one in (number for number in (1, 2) if len(forms(message.id)) > 1):
            assert used.ngettext(*message.id, one) == message.string[one - 1]
        if isinstance(message.id, str):
            found = (
                used.pgettext(message.context, message.id)
                if message.context
                else used.gettext(message.id)
            )
            assert found == message.string


@every_language
def test_all_texts_of_the_exercises_are_translated(language: str) -> None:
    known = {message.id for message in messages_of(language)}
    for exercise in exercise_ids():
        missing = {template_of(text) for text in texts_of(load_exercise(exercise))} - known
        assert not missing, f"{exercise}: run `python -m tools.messages` and translate {missing}"


@pytest.mark.slow
@every_language
def test_all_texts_of_the_code_are_translated_and_no_others(language: str) -> None:
    """If this fails: ``uv run python -m tools.messages``, and translate what it leaves empty."""
    found = {(message.context, message.id) for message in template() if message.id}
    assert {(message.context, message.id) for message in messages_of(language)} == found


def texts_past_the_catalogue(path: Path) -> Iterator[str]:
    """Texts in a module that are not looked up; what documents it is none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = set[int]()
    for node in ast.walk(tree):
        is_documentation = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        looks_up = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in LOOK_UPS
        )
        if is_documentation or looks_up:
            passed |= {id(inner) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed else None
        if isinstance(text, str) and TEXT.search(text) and text not in NO_TEXT:
            yield f"{path.name}: {text!r}"


def test_no_text_of_screen_and_voice_goes_past_the_catalogue() -> None:
    modules = [*(PACKAGE / "feedback").glob("*.py"), *(PACKAGE / "workout").glob("*.py")]
    # The keys of a plan's file are described for those who write one, in English.
    modules.remove(PACKAGE / "workout" / "plan.py")
    found = [text for path in modules for text in texts_past_the_catalogue(path)]
    assert not found, f"wrap in tr(): {found}"
