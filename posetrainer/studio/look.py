"""The switch of light and dark."""

from nicegui import ui

#: What it goes through; None is as the system has it.
_LOOKS: dict[bool | None, tuple[bool | None, str, str]] = {
    None: (False, "brightness_auto", "as the system"),
    False: (True, "light_mode", "light"),
    True: (None, "dark_mode", "dark"),
}


def look_switch() -> None:
    """Make the button that changes the look of the page."""
    look = ui.dark_mode(None)
    button = ui.button().props("flat round dense")
    with button:
        tip = ui.tooltip("")

    def show() -> None:
        _, icon, name = _LOOKS[look.value]
        button.props(f'icon={icon} aria-label="Light or dark: {name}"')
        tip.text = f"Light or dark: {name}"

    def turn() -> None:
        look.value, _, _ = _LOOKS[look.value]
        show()

    button.on_click(turn)
    show()
