"""``completion``: the scripts that make shells complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.cli.completion import script
from stalinfacts.cli.session import terminal_of
from stalinfacts.errors import ExitStatus
from stalinfacts.output.terminal import write_lines

if TYPE_CHECKING:
    from stalinfacts.cli.options import Request


def run(request: Request, shell: str) -> int:
    """Print the script of a shell."""
    write_lines(script(shell).splitlines(), terminal_of(request))
    return ExitStatus.FOUND
