"""Notifications, where they hide neither curves nor timeline, and dialogs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from nicegui import ui

from posetrainer.errors import UserError

Kind = Literal["positive", "negative", "warning", "info"]
_KEPT_MS: dict[Kind, int] = {"positive": 4000, "info": 4000, "warning": 6000, "negative": 12000}


def notify(sentence: str, kind: Kind) -> None:
    """Show a sentence for a while; errors stay longest."""
    ui.notify(sentence, type=kind, position="bottom-right", multi_line=True, timeout=_KEPT_MS[kind])


@contextmanager
def errors_shown(kind: Kind = "negative") -> Iterator[None]:
    """Show an error that the user can correct; what would follow in the block is left out."""
    try:
        yield
    except UserError as error:
        notify(str(error), kind)


@contextmanager
def dialog_card() -> Iterator[ui.dialog]:
    """Open a dialog around what is built in the block; it is gone once it is closed."""
    with ui.dialog(value=True) as dialog, ui.card():
        yield dialog
    dialog.on("hide", dialog.delete)
