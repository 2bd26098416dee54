"""Playback of the tones by the system's audio player, each in its own process."""

import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice import programs
from posetrainer.feedback.voice.tones import tone_wav
from posetrainer.language.translation import tr

_HUNG_AFTER_S = 3.0
# Python's own player for Windows; PowerShell's would take half a second to start.
_WINDOWS = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"

Command = tuple[str, ...]


def find_players() -> list[Command]:
    """Return the commands that play a WAV file whose path is added, the best first.

    All there are: a player may be installed and still have no sound server to talk to.
    """
    if sys.platform == "win32":
        return [(sys.executable, "-I", "-S", "-c", _WINDOWS)]
    # paplay before pw-play: there are desktops where PipeWire runs, but not for sound.
    names = ("afplay",) if sys.platform == "darwin" else ("paplay", "pw-play", "aplay")
    found = [shutil.which(name) for name in names]
    return [(program,) for program in found if program]


class PlayedTones:
    """Play tones with the first player that works.

    Players are tried in their order; one that fails is not used again. Where none is left,
    `problem` is a sentence for the user.
    """

    def __init__(self, players: Sequence[Command]) -> None:
        self._players = list(players)
        self._playing: list[tuple[programs.Program, Command, float]] = []
        self._folder = tempfile.TemporaryDirectory(prefix="posetrainer-tones-")
        self._files = {tone: Path(self._folder.name) / f"{tone.value}.wav" for tone in Tone}
        for tone, path in self._files.items():
            path.write_bytes(tone_wav(tone))
        self.problem: str | None = None
        #: What has failed, as ``paplay fails with exit code 1``.
        self.failures: list[str] = []
        self._check()

    @property
    def player(self) -> str | None:
        """Name of the program that plays the next tone; None if there is none."""
        return Path(self._players[0][0]).stem if self._players else None

    @property
    def busy(self) -> bool:
        """Whether a tone is sounding."""
        return bool(self._playing)

    def play(self, tone: Tone) -> None:
        """Begin a tone; those that sound already go on."""
        while self._players:
            player = self._players[0]
            try:
                program = programs.start((*player, str(self._files[tone])))
            except OSError:
                self._give_up(player, tr("cannot be started"))
                continue
            programs.give(program, b"")
            self._playing.append((program, player, time.perf_counter()))
            return

    def look(self) -> None:
        """Forget players that are done; give up one that fails or hangs."""
        now_s = time.perf_counter()
        going = []
        for program, player, since_s in self._playing:
            code = program.poll()
            hangs = code is None and now_s - since_s > _HUNG_AFTER_S
            if hangs:
                programs.end(program)
            # A negative code means that somebody has killed it, which is not its fault.
            if hangs or (code is not None and code > 0):
                fails = tr("fails with exit code {code}").format(code=code)
                self._give_up(player, tr("hangs") if hangs else fails)
            elif code is None:
                going.append((program, player, since_s))
        self._playing = going

    def cut(self) -> None:
        """Silence at once."""
        for program, _, _ in self._playing:
            programs.end(program)
        self._playing = []

    def close(self) -> None:
        """Silence, and remove the files."""
        self.cut()
        self._folder.cleanup()

    def _give_up(self, player: Command, how: str) -> None:
        if player in self._players:
            self._players.remove(player)
            self.failures.append(f"{Path(player[0]).stem} {how}")
            self._check()

    def _check(self) -> None:
        if self._players:
            return
        mend = tr("check the sound output in the system's settings")
        if sys.platform.startswith("linux"):
            mend = tr(
                "check the sound output, or install a player (`apt install pulseaudio-utils`)"
            )
        failed = f" ({', '.join(self.failures)})" if self.failures else ""
        sentence = tr("No program can play the tones on this machine{failed}: {mend}.")
        self.problem = sentence.format(failed=failed, mend=mend)
