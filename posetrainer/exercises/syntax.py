"""Messages about YAML syntax errors for people who do not know YAML."""

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from posetrainer.exercises.problem import Problem

#: What the YAML parser raises: its own errors, and Python's from impossible numbers or
#: letters and from endless brackets.
UNREADABLE = (YAMLError, ValueError, OverflowError, RecursionError)

#: The parser's words (context and problem) to ours; ``{0}`` is what the pattern caught.
_WORDS = (
    (r"character '\\t'", "a tab stands here; indent with spaces."),
    (r"character '(.+)'.*start any", "a text cannot begin with {0}; put it in quotes."),
    (r"nested too deep", "far more brackets are open here than a spec needs; close some."),
    (r"flow mapping", "the brace that opens here is not closed; add the comma or }} it lacks."),
    (r"flow sequence", "the bracket that opens here is not closed; add the comma or ] it lacks."),
    (r"quoted scalar.*end of", "the quote that opens here is not closed; add the closing one."),
    (r"unknown escape", "a backslash means something in double quotes; use single quotes."),
    (
        r"values are not allowed",
        "no key is expected here; line it up with those beside it, see that the line above has "
        "its colon and a space after it, and put a text that holds a colon in quotes.",
    ),
    (r"expected ':'", "this line is neither `key: value` nor `- item`; add the colon."),
    (
        r"expected <block end>, but found '<scalar>'",
        "a quote ends too early, or one further up is not closed; put the whole text in quotes.",
    ),
    (
        r"expected <block end>",
        "this does not fit the lines above; line it up with them, or put a text in quotes.",
    ),
    (r"undefined alias '(.+)'", "*{0} refers to nothing; define it as &{0} further up."),
    (r"scanning an (alias|anchor)", "* and & begin a reference; put the text in quotes."),
    (r"another document", "a second document begins here; keep one exercise in a file."),
)
#: Errors that are best shown where the thing begins that is wrong.
_SHOWN_AT_BEGINNING = r"flow |quoted scalar|expected ':'"


def syntax_problem(error: Exception, text: str) -> Problem:
    """Return a parser's error as a problem.

    Parameters
    ----------
    error : Exception
        One of `UNREADABLE`.
    text : str
        The file's text.
    """
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return _problem("a character stands here that no text holds; delete it.", line)
    if not isinstance(error, MarkedYAMLError):
        return _problem("something here cannot be read; write plain text and numbers.", 1)
    words = " ".join(f"{error.context or ''}; {error.problem or ''}".split())
    mark = error.problem_mark
    if error.context_mark and re.search(_SHOWN_AT_BEGINNING, words):
        mark = error.context_mark
    return _problem(_message(words), mark.line + 1 if mark else 1)


def _message(parsers: str) -> str:
    for pattern, words in _WORDS:
        found = re.search(pattern, parsers)
        if found:
            return words.format(*found.groups())
    return "the line cannot be read; check its colons, quotes and indentation."


def _problem(message: str, line: int) -> Problem:
    return Problem(("YAML",), message, line)
