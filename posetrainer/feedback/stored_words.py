"""Translation of the English sentences in the history.

What kept somebody from being judged is stored as the English sentence, with its parts filled in.
"""

import re

from posetrainer.feedback.spec_words import spec_words
from posetrainer.language.translation import msg, tr

#: Texts of `obstacle_words` that have parts, and what joins several parts.
_COMPOSED = (
    msg("I cannot see {what}."),
    msg("your {parts}"),
    msg("Your head is out of the picture: {ways}."),
    msg("Your {parts} are out of the picture: {ways}."),
    msg("Your {parts} are at the edge of the picture: {ways}."),
    msg("Stand up; if you stand already, {problem}"),
    msg("Sit down; if you sit already, {problem}"),
    msg("Kneel on one knee; if you do already, {problem}"),
    msg("Get on hands and knees; if you are already, {problem}"),
    msg("Lie down on your back; if you do already, {problem}"),
)
_JOINTS = (" and ", ", or ")
_PATTERNS = [
    (text, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(text))))
    for text in _COMPOSED
]


def translated(sentence: str) -> str:
    """Return a stored sentence as the user reads it; as it is, where it is not known.

    Parameters
    ----------
    sentence : str
        As `sentence_for` returns it in English.
    """
    # The beginning of a sentence may be a part of another one.
    return _whole(sentence) or _upper(_whole(_lower(sentence))) or _composed(sentence)


def _whole(text: str) -> str:
    """Return the translation of a text without parts; empty if there is none."""
    words = spec_words(text)
    return "" if words == text else words


def _composed(sentence: str) -> str:
    for text, pattern in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found:
            return tr(text).format(
                **{name: _part(part) for name, part in found.groupdict().items()}
            )
    return sentence


def _part(text: str) -> str:
    known = _whole(text)
    if known:
        return known
    for joint in _JOINTS:
        first, found, rest = text.partition(joint)
        if found:
            return _part(first) + tr(joint) + _part(rest)
    return _composed(text)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
