"""The process: streams, signals and exit status. No traceback reaches a user."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from stalinfacts.errors import ExitStatus, StalinfactsError
from stalinfacts.output.terminal import print_error, setup_streams

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLETION_VARIABLE = "_STALINFACTS_COMPLETE"
DEBUG_VARIABLE = "STALINFACTS_DEBUG"


def main() -> NoReturn:
    """Run the command line as a process, and leave with its exit status."""
    closed = _open_standard_output()
    setup_streams()
    with contextlib.suppress(AttributeError, ValueError):  # not on Windows, not in a thread
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head -1` ends this as it ends grep
    if DEBUG_VARIABLE not in os.environ:
        sys.unraisablehook = lambda _: None  # a signal inside a finalizer would print a traceback
    status = run(sys.argv[1:])
    if closed:
        status = _fail("standard output is closed; nothing was written")
    _exit(status)


def run(args: Sequence[str]) -> int:
    """Run the command line in this process, and return its exit status."""
    try:
        status = _run(list(args))
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = ExitStatus.INTERRUPTED
    except BrokenPipeError:
        status = ExitStatus.ERROR  # where there is no SIGPIPE: silently
    except StalinfactsError as error:
        status = _fail(str(error))
    except OSError as error:
        status = _fail(f"{error.filename or 'standard output'}: {error.strerror or error}")
    except MemoryError:
        status = _fail("not enough memory; a corpus that was exported to SQLite needs less")
    except Exception as error:  # the last resort: an error of this program is one line too
        if DEBUG_VARIABLE in os.environ:
            raise
        status = _fail(f"internal error: {type(error).__name__}: {error}; please report it")
    return int(status)


def _run(args: list[str]) -> int:
    """Complete words for a shell, or run a command.

    A shell waits at every Tab, and completing needs neither Typer (40 ms) nor the commands.
    """
    part = "completion" if COMPLETION_VARIABLE in os.environ else "app"
    status: int = import_module(f"stalinfacts.cli.{part}").run(args)
    return status


def _open_standard_output() -> bool:
    """Open a missing standard output that goes nowhere; return whether it was missing."""
    if sys.stdout is not None:
        return False
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 # until the process ends
    return True


def _fail(message: str) -> int:
    print_error(message)
    return ExitStatus.ERROR


def _exit(status: int) -> NoReturn:
    """End the process without tearing down its modules, which takes a sixth of a search."""
    with contextlib.suppress(ValueError):  # outside the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
