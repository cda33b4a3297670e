"""Errors that reach a user as one line, and the exit statuses of the command.

The statuses are grep's: 0 something was found, 1 nothing was, 2 the question or
the corpus was wrong.
"""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """What the process tells its caller."""

    FOUND = 0
    NOTHING_FOUND = 1
    ERROR = 2
    INTERRUPTED = 130


class StalinfactsError(Exception):
    """Base of every error that the package raises on purpose.

    ``str(error)`` is one line that says what was wrong and what would be right.
    """


class UsageError(StalinfactsError):
    """A request that cannot be understood: a filter, a format, a name."""


class DateError(UsageError):
    """A text that is no date, or not one that the corpus can hold."""


class OutputError(StalinfactsError):
    """A result that could not be written where it was wanted."""


class CorpusError(StalinfactsError):
    """A corpus that cannot be read, or whose content is not valid.

    ``problems`` holds every problem found, each a line that begins with its place.
    """

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        """Keep the problems beside the one-line message."""
        super().__init__(message)
        self.problems = problems
