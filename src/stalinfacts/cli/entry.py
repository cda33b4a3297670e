"""What the program is called and says of itself, and what a command is to the registry."""

from typing import NamedTuple

from stalinfacts.cli.options import (
    COMMON_OPTIONS,
    FILTER_OPTIONS,
    ORDER_OPTIONS,
    OUTPUT_OPTIONS,
    Argument,
    Group,
    Option,
)
from stalinfacts.output.terminal import PROGRAM

SUBJECT = "Joseph Stalin's life"
SUMMARY = "Look up dated, cited facts about {subject}."
DETAILS = "Prints tables on a terminal and TSV in a pipe."
STARTERS = (
    f'{PROGRAM} search "great purge"',
    f"{PROGRAM} year 1937",
    f"{PROGRAM} sections",
)
EXIT_STATUS = "Exit status: 0 something was found, 1 nothing was found, 2 wrong usage."


class CommandEntry(NamedTuple):
    """A command as parsing, help and completion know it: ``options`` are its own."""

    name: str
    summary: str
    details: str
    examples: tuple[str, ...]
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    shared: tuple[Group, ...] = (FILTER_OPTIONS, ORDER_OPTIONS, OUTPUT_OPTIONS, COMMON_OPTIONS)

    @property
    def module(self) -> str:
        """The module's path."""
        return f"{PROGRAM}.cli.commands.{self.name}"
