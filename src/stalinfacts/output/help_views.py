"""The view of a help page."""

from collections.abc import Sequence
from typing import NamedTuple


class HelpEntry(NamedTuple):
    """A command, an argument or an option, and what it does."""

    name: str
    text: str


class HelpGroup(NamedTuple):
    """Entries under a bold heading: the command's own options, Filters, Output."""

    title: str
    entries: Sequence[HelpEntry]


class HelpPage(NamedTuple):
    """``--help``: a first sentence, examples, what else there is to say, groups, the end."""

    usage: str
    summary: str
    examples: Sequence[HelpEntry] = ()
    paragraphs: Sequence[str] = ()
    groups: Sequence[HelpGroup] = ()
    epilog: str = ""
