"""``help``: what ``--help`` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.help import print_help
from stalinfacts.cli.registry import COMMANDS
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request


def run(request: Request, command: str | None) -> int:
    """Show the help of the program or of a command."""
    if command and command not in COMMANDS:
        near = did_you_mean(command, COMMANDS, limit=1)
        hint = f" Did you mean '{near[0]}'?" if near else " 'stalinfacts help' lists them"
        raise UsageError(f"no such command '{command}'.{hint}")
    print_help(command or "", request)
    return ExitStatus.FOUND
