"""``help``: what ``--help`` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.help import print_help
from stalinfacts.cli.registry import COMMANDS
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.query.values import no_such

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request


def run(request: Request, command: str | None) -> int:
    """Show the help of the program or of a command."""
    if command and command not in COMMANDS:
        raise UsageError(no_such("command", command, tuple(COMMANDS)))
    print_help(command or "", request)
    return ExitStatus.FOUND
