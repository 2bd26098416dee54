"""Elements that several views share, named for screen readers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from itertools import count
from typing import Any

from nicegui import ui

from posetrainer.home.ratings import Scale
from posetrainer.language.translation import tr

#: Names of headings, by which what follows them is named.
_numbers = count()


@contextmanager
def section(title: str, *, classes: str = "") -> Iterator[None]:
    """Give a section of the page with its heading."""
    anchor = f"heading-{next(_numbers)}"
    with ui.element("section").classes(f"pane {classes}").props(f"aria-labelledby={anchor}"):
        ui.html(escape(title), tag="h2", sanitize=False).props(f"id={anchor} tabindex=-1")
        yield


def text(words: str, *, classes: str = "", status: bool = False) -> ui.html:
    """Write a paragraph; one with a status is read aloud when it changes."""
    paragraph = ui.html(escape(words), tag="p", sanitize=False).classes(classes)
    return paragraph.props("role=status aria-live=polite") if status else paragraph


def button(name: str, do: Callable[..., Any], *, main: bool = False) -> ui.button:
    """Build a button; the main one of a view is filled and large."""
    built = ui.button(name, on_click=do).props("no-caps unelevated" if main else "no-caps outline")
    return built.classes("main-button" if main else "")


def scale(asked: Scale) -> ui.radio:
    """Build a scale of which one step can be chosen."""
    anchor = f"heading-{next(_numbers)}"
    with ui.element("div").classes("scale"):
        ui.html(escape(tr(asked.question)), tag="h3", sanitize=False).props(f"id={anchor}")
        text(tr(asked.named), classes="quiet")
        return ui.radio(asked.options).props(f"inline aria-labelledby={anchor}")
