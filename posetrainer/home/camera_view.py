"""Choosing and testing camera and sound."""

from html import escape

from nicegui import run, ui

from posetrainer.capture.cameras import camera_names
from posetrainer.feedback.voice.check import check_players, check_speaker
from posetrainer.feedback.voice.players import find_players
from posetrainer.feedback.voice.speakers import find_speaker
from posetrainer.home.elements import button, section, text
from posetrainer.home.model import Home
from posetrainer.language.translation import msg, tr

_VOICES = {"full": msg("words and tones"), "tones": msg("tones only"), "off": msg("silent")}
_SOUNDS = msg("Voice and tones have sounded. Did you hear a sentence and a tone?")
_NO_VOICE = msg("This machine has no voice: install espeak-ng; screen and tones go on without it.")
#: Interval at which the text of the set-up check is updated, in seconds.
_LOOK_S = 0.3


def camera_choices(names: dict[int, str], chosen: str) -> dict[str, str]:
    """Return the cameras that can be chosen, as they are shown; the chosen one among them.

    Parameters
    ----------
    names : dict of int to str
        What the system reports.
    chosen : str
        A camera's number, or a stream's address.
    """
    choices = {str(number): f"{number}: {name}" for number, name in names.items()}
    choices.setdefault("0", tr("0: the first camera"))
    choices.setdefault(chosen, chosen)
    return choices


def build_camera(home: Home) -> None:
    """Build the choice of a camera, its picture, and the words of the set-up check."""
    preview = home.preview
    with section(tr("Camera"), classes="camera"):
        names = camera_names()
        camera = ui.select(
            camera_choices(names, home.settings.camera),
            value=home.settings.camera,
            label=tr("Camera"),
            on_change=lambda e: _choose(home, str(e.value)),
        ).props("outlined")

        def use_address() -> None:
            where = str(address.value or "").strip() or "0"
            camera.set_options(camera_choices(names, where), value=where)

        with ui.expansion(tr("A phone or network camera")).classes("full"):
            address = ui.input(tr("Address"), placeholder="http://ADDRESS/video")
            address.props("outlined id=camera-address")
            button(tr("Use it"), use_address)
        picture = ui.html("", sanitize=False).classes("preview")
        words = text(preview.words, status=True).props("id=set-up")
        switch = button("", lambda: _switch(home)).props("id=preview")

        def show() -> None:
            shown = f'<img src="/camera" alt="{escape(tr("What the camera sees"))}">'
            picture.set_content(shown if preview.on and preview.jpeg else "")
            if words.content != escape(preview.words):
                words.set_content(escape(preview.words))
            switch.set_text(
                tr("Turn the camera off") if preview.on else tr("Check camera and place")
            )

        show()
        ui.timer(_LOOK_S, show)


async def _switch(home: Home) -> None:
    if home.preview.on:
        await run.io_bound(home.preview.stop)
    else:
        await home.look()


async def _choose(home: Home, camera: str) -> None:
    await run.io_bound(home.preview.stop)
    home.choose(camera=camera)


def build_sound(home: Home) -> None:
    """Build the choice of a voice, and its test."""
    with section(tr("Sound")):
        ui.select(
            {key: tr(words) for key, words in _VOICES.items()},
            value=home.settings.voice,
            label=tr("The trainer speaks"),
            on_change=lambda e: home.choose(voice=e.value),
        ).props("outlined")
        heard = text("", status=True).props("id=heard")

        async def test() -> None:
            heard.set_content(tr("Listen …"))
            problem = await run.io_bound(sound_problem)
            heard.set_content(escape(problem or tr(_SOUNDS)))

        button(tr("Test the sound"), test).props("id=sound")


def sound_problem() -> str | None:
    """Make voice and tones sound; return why one cannot be heard, as a sentence, or None."""
    speaker = find_speaker()
    if speaker is None:
        return tr(_NO_VOICE)
    return check_speaker(speaker) or check_players(find_players()).problem
