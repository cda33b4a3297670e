"""``completion``: the scripts that make shells complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.app import OWN
from stalinfacts.cli.completion import script
from stalinfacts.cli.options import COMMON_OPTIONS, Argument, Group
from stalinfacts.cli.session import terminal_of
from stalinfacts.errors import ExitStatus
from stalinfacts.output.terminal import write_lines

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request

ARGUMENTS = (Argument("shell", "SHELL", "bash, zsh or fish.", completion="shell"),)
GROUPS = (Group(OWN, ()), COMMON_OPTIONS.only("help"))


def run(request: Request, shell: str) -> int:
    """Print the script of a shell."""
    write_lines(script(shell).splitlines(), terminal_of(request))
    return ExitStatus.FOUND
