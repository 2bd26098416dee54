"""The system's text-to-speech programs, each of which reads one text from its input.

The text never stands in the command, so nothing in it can be taken for an option or a command.
"""

import base64
import math
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from posetrainer.errors import UserError
from posetrainer.language.translation import tr

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
#: Words a minute that every speaker can do.
SLOWEST_WPM, FASTEST_WPM = 80, 400
# SAPI's speed goes from -10, a third of its usual one, to 10, three times as fast.
_SAPI_USUAL_WPM = 180
# `say` takes names, not languages; these voices are part of every macOS.
_SAY_VOICES = {
    "en": "Samantha",
    "en-us": "Samantha",
    "en-gb": "Daniel",
    "en-au": "Karen",
    "en-ie": "Moira",
    "en-za": "Tessa",
    "de": "Anna",
}


class VoiceError(UserError):
    """The voice cannot be had as asked for; the message is one sentence for the user."""


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")


def _base64(text: str) -> bytes:
    return base64.b64encode(_utf8(text))


@dataclass(frozen=True)
class Speaker:
    """A program that speaks the text on its standard input, and ends.

    Parameters
    ----------
    name : str
        As the user knows it.
    argv : tuple of str
        The command that speaks aloud.
    check : str
        What the user can do to hear whether it works, as the end of a sentence.
    wav_argv : tuple of str or None
        The command that writes the sound as WAV (16 bit, mono) to its standard output instead.
    encode : callable
        Text to what the program reads.
    starts_slowly : bool
        Whether it takes so long to start that one should stand ready before it is needed.
    """

    name: str
    argv: tuple[str, ...]
    check: str
    wav_argv: tuple[str, ...] | None = None
    encode: Callable[[str], bytes] = _utf8
    starts_slowly: bool = False


def espeak(program: str, language: str = "en", rate_wpm: int = 160) -> Speaker:
    """Return espeak-ng, or espeak, as a speaker.

    ``program`` is its name or path, ``language`` a code such as ``"en"`` or ``"en-us"``, and the
    rate is in words a minute.
    """
    # -b 1: the text is UTF-8, whatever the locale.
    name = "espeak-ng" if "espeak-ng" in program else "espeak"
    argv = (program, "-v", language, "-s", str(rate_wpm), "-b", "1", "--stdin")
    return Speaker(
        name=name,
        argv=argv,
        check=tr("try `{command}` in a terminal").format(command=f"{name} -v {language} hello"),
        wav_argv=(*argv, "--stdout"),
    )


def say(program: str, language: str = "en", rate_wpm: int = 160) -> Speaker:
    """Return the ``say`` of macOS as a speaker; parameters as in `espeak`.

    A language without a voice of its own there is spoken by the voice that the user has chosen.
    """
    code = language.lower()
    voice = _SAY_VOICES.get(code) or _SAY_VOICES.get(code.partition("-")[0])
    chosen = ("-v", voice) if voice else ()
    return Speaker(
        name="say",
        argv=(program, *chosen, "-r", str(rate_wpm), "-f", "-"),
        check=tr("try `{command}` in a terminal").format(command="say hello"),
    )


def sapi(program: str, language: str = "en", rate_wpm: int = 160) -> Speaker:
    """Return the speech of Windows, by way of PowerShell; parameters as in `espeak`.

    A language without a voice is spoken by the usual one. The text goes in as base64: what
    PowerShell makes of other input depends on the code page.
    """
    speed = round(10 * math.log(rate_wpm / _SAPI_USUAL_WPM, 3))
    script = "; ".join(
        (
            "Add-Type -AssemblyName System.Speech",
            "$s = New-Object System.Speech.Synthesis.SpeechSynthesizer",
            f"$s.Rate = {max(-10, min(10, speed))}",
            f"try {{ $s.SelectVoiceByHints('NotSet', 'NotSet', 0, '{language}') }} catch {{ }}",
            "$t = [Convert]::FromBase64String(@($input) -join '')",
            "$s.Speak([Text.Encoding]::UTF8.GetString($t))",
        )
    )
    return Speaker(
        name=tr("the speech of Windows"),
        argv=(program, "-NoProfile", "-NonInteractive", "-Command", script),
        check=tr("try Preview voice in Settings, Time and language, Speech"),
        encode=_base64,
        starts_slowly=True,
    )


def find_speaker(
    language: str = "en", rate_wpm: int = 160, *, to_file: bool = False
) -> Speaker | None:
    """Return the speaker of this machine, or None.

    The parameters are those of `espeak`; ``to_file`` is whether its sound is to be written, which
    only espeak-ng can do.

    Raises
    ------
    VoiceError
        If the language or the rate makes no sense.
    """
    if not _LANGUAGE.fullmatch(language):
        raise VoiceError(
            tr("'{language}' is no language code: use en, en-us or de, for example.").format(
                language=language
            )
        )
    if not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        raise VoiceError(
            tr(
                "The voice cannot speak {rate} words a minute: choose {slowest} to {fastest}; "
                "160 is usual."
            ).format(rate=rate_wpm, slowest=SLOWEST_WPM, fastest=FASTEST_WPM)
        )
    makers: dict[str, Callable[[str, str, int], Speaker]] = {}
    if sys.platform == "win32" and not to_file:
        makers = {"powershell": sapi, "pwsh": sapi}
    elif sys.platform == "darwin" and not to_file:
        makers = {"say": say}
    makers |= {"espeak-ng": espeak, "espeak": espeak}
    for name, maker in makers.items():
        program = shutil.which(name)
        if program:
            return maker(program, language, rate_wpm)
    return None


def spoken(text: str) -> str:
    """Return a text as every speaker takes it for words only.

    Double brackets would begin commands (`say`) or phonemes (espeak-ng).
    """
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(re.sub(r"\[(?=\[)", "[ ", printable).split())
