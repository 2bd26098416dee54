"""What is to be heard, as sound: never waited for, never two voices at once.

Which words, and when, is decided elsewhere.
"""

from posetrainer.feedback.voice.output import VoiceMode, VoiceOutput
from posetrainer.feedback.voice.speakers import VoiceError

__all__ = ["VoiceError", "VoiceMode", "VoiceOutput"]
