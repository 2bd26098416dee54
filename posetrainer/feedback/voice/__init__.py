"""Speech and tones that never block the session and never overlap.

Which words, and when, is decided elsewhere.
"""

from posetrainer.feedback.voice.output import VoiceMode, VoiceOutput
from posetrainer.feedback.voice.speakers import VoiceError

__all__ = ["VoiceError", "VoiceMode", "VoiceOutput"]
