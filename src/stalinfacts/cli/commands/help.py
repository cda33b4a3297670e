"""``help``: what ``--help`` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.app import OWN
from stalinfacts.cli.help import print_help
from stalinfacts.cli.options import COMMON_OPTIONS, Argument, Group
from stalinfacts.cli.registry import COMMANDS
from stalinfacts.errors import ExitStatus, UsageError
from stalinfacts.text.spelling import did_you_mean

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request

ARGUMENTS = (Argument("command", "COMMAND", "A command.", required=False, completion="command"),)
GROUPS = (Group(OWN, ()), COMMON_OPTIONS.only("help", "color", "pager"))


def run(request: Request, command: str | None) -> int:
    """Show the help of the program or of a command."""
    if command and command not in COMMANDS:
        near = did_you_mean(command, COMMANDS, limit=1)
        hint = f" Did you mean '{near[0]}'?" if near else " 'stalinfacts help' lists them"
        raise UsageError(f"no such command '{command}'.{hint}")
    print_help(command or "", request)
    return ExitStatus.FOUND
