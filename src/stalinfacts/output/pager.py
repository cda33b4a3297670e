"""The pager, run as git runs it."""

from __future__ import annotations

import os
import signal
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGPIPE = getattr(signal, "SIGPIPE", signal.SIGTERM)  # Windows has none
_SHOWED_NOTHING = frozenset({1, 2, 126, 127})
"""Statuses of a shell or pager that does not find, run or understand what it is told."""


def pager_command(environ: Mapping[str, str] = os.environ) -> str:
    """Return the shell command of ``$STALINFACTS_PAGER``, ``$PAGER``, else less; "" for none."""
    for name in ("STALINFACTS_PAGER", "PAGER"):
        if name in environ:
            command = environ[name].strip()
            return "" if command == "cat" else command
    return "less"


def pager_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment of the pager: less has to let colours through.

    Where ``$LESS`` is set it keeps its meaning, with ``-R`` before it, as bat does. This
    program starts no pager inside a pager.
    """
    less = f"-R {environ['LESS']}" if "LESS" in environ else "FRX"
    return {"LV": "-c", **environ, "LESS": less, "STALINFACTS_PAGER": ""}


def page(text: str, encoding: str = "utf-8") -> bool:
    """Hand a text to the pager; return False where none took it.

    Ctrl-C is the pager's meanwhile, and a pager that is left early has taken the text.
    """
    command = pager_command()
    if not command:
        return False
    # A handler and not SIG_IGN: the pager would inherit that.
    interrupt = signal.signal(signal.SIGINT, lambda *_: None)
    broken_pipe = signal.signal(_SIGPIPE, signal.SIG_IGN)
    try:
        done = subprocess.run(  # noqa: S602 # the user's own pager, run by the shell as git does
            command,
            shell=True,
            check=False,
            input=text.encode(encoding, "backslashreplace"),
            env=pager_environment(),
        )
    except (OSError, ValueError):  # no shell; an environment that no process can have
        return False
    finally:
        signal.signal(signal.SIGINT, interrupt)
        signal.signal(_SIGPIPE, broken_pipe)
    return done.returncode not in _SHOWED_NOTHING
