"""The edge: streams, colour, width and pager, settled once from the environment and the options."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.errors import OutputError, UsageError
from stalinfacts.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

COLOURS = ("auto", "always", "never")


class Terminal(NamedTuple):
    """What standard output is."""

    tty: bool
    colour: bool
    width: int
    height: int
    utf8: bool
    pager: bool
    verbose: bool


def settle(color: str, *, pager: bool, verbose: bool) -> Terminal:
    """Find out where output goes: ``--color`` first, then ``NO_COLOR``, ``CLICOLOR_FORCE``, ``FORCE_COLOR``, then whether it is a terminal.

    Raises:
        UsageError: there is no such way of colouring.
    """
    if color not in COLOURS:
        raise UsageError(f"'{color}' is no colour setting; settings are {', '.join(COLOURS)}")
    tty = sys.stdout.isatty()
    width, height = _size() if tty else (WIDTH_ELSEWHERE, 0)
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return Terminal(tty, _colour(color, tty=tty), width, height, encoding.startswith("utf"), pager and tty, verbose or _is_tty(sys.stderr))


WIDTH_ELSEWHERE = 100
"""Columns of a table that is not written to a terminal (``--format table | cat``)."""


def _size() -> tuple[int, int]:
    from shutil import get_terminal_size  # noqa: PLC0415 # a pipe has no size

    size = get_terminal_size()
    return max(size.columns, 1), max(size.lines, 1)


def _is_tty(stream: object) -> bool:
    return bool(getattr(stream, "isatty", bool)())


def _colour(color: str, *, tty: bool) -> bool:
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    for name in ("CLICOLOR_FORCE", "FORCE_COLOR"):
        if os.environ.get(name, "0") not in ("", "0"):
            return True
    return tty and os.environ.get("TERM", "") not in ("dumb", "")


def prepare_streams() -> None:
    """See to it that no character of a fact makes writing fail, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def write_lines(lines: Iterable[str], terminal: Terminal) -> int:
    """Write lines to standard output as they come; on a terminal with what it would obey written out. Gives their number.

    Raises:
        OutputError: it could not be written.
    """
    count = 0
    try:
        for line in lines:
            shown = visible(line) if terminal.tty else line
            if not terminal.utf8:
                shown = shown if shown.isascii() else _ascii(shown, line)
            sys.stdout.write(shown + "\n")
            count += 1
        sys.stdout.flush()
    except OSError as error:
        raise _output_error(error) from None
    return count


def _ascii(shown: str, line: str) -> str:
    """Keep JSON valid where the encoding has no such character: beyond the BMP its escape is a pair."""
    if not line.lstrip().startswith(("{", "[", '"')):
        return shown
    return "".join([c if c.isascii() else "".join([f"\\u{unit:04x}" for unit in _units(c)]) for c in shown])


def _units(char: str) -> list[int]:
    coded = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(coded[i : i + 2], "big") for i in range(0, len(coded), 2)]


def show(picture: RenderableType, terminal: Terminal) -> None:
    """Print a rich renderable, through the pager where it is more than a screenful.

    Raises:
        OutputError: it could not be written.
    """
    from rich.console import Console  # noqa: PLC0415 # a pipe needs no rich

    console = Console(
        file=sys.stdout,
        force_terminal=terminal.colour,
        no_color=not terminal.colour,
        color_system="auto" if terminal.colour else None,
        width=terminal.width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
    )
    with console.capture() as capture:
        console.print(picture)
    text = "".join([line.rstrip() + "\n" for line in capture.get().splitlines()])
    if not terminal.utf8:
        text = text.translate(_PLAIN_SIGNS)
    try:
        if terminal.pager and text.count("\n") >= terminal.height and _page(text):
            return
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        raise _output_error(error) from None


_PLAIN_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "›": ">", "…": "...", "└": "`", "├": "|", "─": "-", "│": "|", "━": "="}
)


def _page(text: str) -> bool:
    """Hand a text to the pager as git does; False where there is none."""
    import shlex  # noqa: PLC0415 # only what is longer than the screen needs these
    import signal  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    command = os.environ.get("PAGER", "less")
    if command in ("", "cat"):
        return False
    environment = {"LESS": "FRX", "LV": "-c"} | dict(os.environ)
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    pipe = signal.signal(signal.SIGPIPE, signal.SIG_IGN) if hasattr(signal, "SIGPIPE") else None
    try:
        with subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment, text=True, encoding="utf-8", errors="backslashreplace") as pager:  # noqa: S603 # the user's own pager
            pager.communicate(text)
    except BrokenPipeError:
        return True  # left before the end
    except (OSError, ValueError):
        return False
    finally:
        signal.signal(signal.SIGINT, previous)
        if pipe is not None:
            signal.signal(signal.SIGPIPE, pipe)
    return True


def note(message: str, terminal: Terminal) -> None:
    """Tell a person something beside the results, on standard error and only where a person reads it."""
    if terminal.verbose:
        complain(message)


def complain(message: str) -> None:
    """Write one line to standard error, whatever state that is in."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(visible(message).replace("\n", " ") + "\n")
            sys.stderr.flush()
    except (OSError, ValueError):
        pass  # nobody to tell


def _output_error(error: OSError) -> OutputError:
    return OutputError(f"standard output: {error.strerror or error}; nothing more was written")
