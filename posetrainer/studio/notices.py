"""Notifications, where they hide neither curves nor timeline."""

from typing import Literal

from nicegui import ui

_KEPT_MS = {"positive": 4000, "info": 4000, "warning": 6000, "negative": 12000}


def notify(sentence: str, kind: Literal["positive", "negative", "warning", "info"]) -> None:
    """Show a sentence for a while; errors stay longest."""
    ui.notify(sentence, type=kind, position="bottom-right", multi_line=True, timeout=_KEPT_MS[kind])
