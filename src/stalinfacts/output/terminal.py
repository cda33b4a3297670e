"""Terminal detection and output: colour, width, pager, encoding.

``detect`` looks at the environment once; all else takes the ``Terminal`` that it returns.
Results go to standard output (``write_lines``, ``print_view``), everything else to standard
error (``print_note`` where a person reads it, ``print_error`` always)::

    terminal = detect("auto", pager=None, verbose=False)
    write_lines(lines, terminal)
    print_view(FactList(...), terminal)
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.errors import OutputError
from stalinfacts.output.pager import page
from stalinfacts.output.sanitize import escape_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from stalinfacts.output.tables import View

PROGRAM = "stalinfacts"
COLOR_SETTINGS = ("auto", "always", "never")
FEW, MANY, MOST = 16, 256, 2**24
"""How many colours a terminal may have."""
DEFAULT_WIDTH = 100
"""Columns of a table where neither a terminal nor ``COLUMNS`` says how wide it is."""


class Terminal(NamedTuple):
    """What standard output is, and what was asked for of it.

    ``colors``: how many colours may be written, 0, 16, 256 or 2**24; ``styled``: bold and
    underlined may be. ``height`` is 0 where there is none. ``dumb``: pictures of letters alone.
    ``pager``: True for every format, None for tables only, False for none. ``notes``:
    somebody reads standard error.
    """

    tty: bool
    colors: int
    width: int
    height: int
    utf8: bool
    dumb: bool = False
    styled: bool = False
    pager: bool | None = None
    verbose: bool = False
    notes: bool = False


def detect(
    color: str = "auto",
    *,
    pager: bool | None = None,
    verbose: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> Terminal:
    """Return where output goes and what it may look like; ``color`` is of ``COLOR_SETTINGS``."""
    tty = _is_tty(sys.stdout)
    dumb = environ.get("TERM", "") in ("dumb", "unknown") or (tty and not environ.get("TERM"))
    colored = _use_color(color, environ, tty=tty and not dumb)
    width, height = _size(environ, tty=tty)
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return Terminal(
        tty=tty,
        colors=_count_colors(environ) if colored else 0,
        width=width,
        height=height,
        utf8=encoding.startswith("utf"),
        dumb=dumb and not colored,
        styled=colored or (tty and not dumb),
        pager=pager if tty else False,
        verbose=verbose,
        notes=verbose or _is_tty(sys.stderr),
    )


def _is_tty(stream: object) -> bool:
    try:
        return bool(getattr(stream, "isatty", bool)())
    except ValueError:  # it is closed
        return False


def _use_color(color: str, environ: Mapping[str, str], *, tty: bool) -> bool:
    """Follow ``--color``, then no-color.org, then bixense.com/clicolors, then the terminal."""
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "0") not in ("", "0") for name in ("CLICOLOR_FORCE", "FORCE_COLOR")):
        return True
    return tty and environ.get("CLICOLOR") != "0"


def _count_colors(environ: Mapping[str, str]) -> int:
    if environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return MOST
    return MANY if "256color" in environ.get("TERM", "") else FEW


def _size(environ: Mapping[str, str], *, tty: bool) -> tuple[int, int]:
    columns = lines = 0
    if tty:
        try:
            columns, lines = os.get_terminal_size(sys.stdout.fileno())
        except (OSError, ValueError):  # no size, or no file
            columns = lines = 0
    if not columns:
        text = environ.get("COLUMNS", "")
        columns = int(text) if text.isascii() and text.isdigit() and len(text) < len("10000") else 0
    return columns or DEFAULT_WIDTH, lines


def setup_streams() -> None:
    """Make sure that no character of a fact makes writing fail, whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def write_lines(lines: Iterable[str], terminal: Terminal, *, flush: bool = False) -> int:
    """Write lines to standard output as they come; return how many.

    On a terminal what it would obey is written out. ``flush`` hands each line on at once,
    for whoever asks slowly and waits for the answer.

    Raises:
        OutputError: standard output cannot be written to.
    """
    count = 0
    shown = _encodable(lines, terminal)
    try:
        if terminal.pager:
            paged = list(shown)
            if page("".join([line + "\n" for line in paged]), sys.stdout.encoding):
                return len(paged)
            shown = iter(paged)
        for line in shown:
            sys.stdout.write(line + "\n")
            count += 1
            if flush:
                sys.stdout.flush()
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError, AttributeError) as error:
        raise _output_error(error) from None
    return count


def _encodable(lines: Iterable[str], terminal: Terminal) -> Iterator[str]:
    for line in lines:
        shown = escape_control_characters(line) if terminal.tty else line
        if not terminal.utf8 and not shown.isascii() and line.lstrip().startswith(("{", "[", '"')):
            shown = "".join([c if c.isascii() else _json_escape(c) for c in shown])
        yield shown


def _json_escape(char: str) -> str:
    coded = char.encode("utf-16-be", "surrogatepass")
    units = (int.from_bytes(coded[i : i + 2], "big") for i in range(0, len(coded), 2))
    return "".join(f"\\u{unit:04x}" for unit in units)


def print_view(view: View, terminal: Terminal) -> None:
    """Print a screen, through the pager where it is more than a screenful.

    Raises:
        OutputError: standard output cannot be written to.
    """
    from stalinfacts.output.tables import render_text  # noqa: PLC0415 # 25 ms: rich

    text = render_text(view, terminal)
    try:
        if _is_paged(text, terminal) and page(text, sys.stdout.encoding):
            return
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError, AttributeError) as error:
        raise _output_error(error) from None


def _is_paged(text: str, terminal: Terminal) -> bool:
    if terminal.pager is None:
        return terminal.tty and text.count("\n") >= terminal.height > 0
    return terminal.pager


def _output_error(error: Exception) -> OutputError:
    reason = getattr(error, "strerror", None) or "it is closed"
    return OutputError(f"standard output: {reason}; nothing more was written")


def print_note(message: str, terminal: Terminal) -> None:
    """Write a line to standard error where a person reads it, or with ``--verbose``."""
    if terminal.notes:
        _print_to_stderr(message)


def print_error(message: str) -> None:
    """Write an error to standard error, in one line."""
    tty = os.environ.get("TERM", "") not in ("", "dumb")
    colored = _is_tty(sys.stderr) and _use_color("auto", os.environ, tty=tty)
    red, off = ("\x1b[1;31m", "\x1b[0m") if colored else ("", "")
    _print_to_stderr(message, f"{PROGRAM}: {red}error:{off} ")


def _print_to_stderr(message: str, prefix: str = "") -> None:
    line = escape_control_characters(message.replace("\n", " "))
    line = shorten(_VALUE.sub(_shorten_value, line))
    try:
        sys.stderr.write(f"{prefix}{line}\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass  # nothing left to report to


MAX_VALUE = 100
"""Characters of a quoted value, or of a word, that a message repeats."""
_VALUE = re.compile(rf"(?<![^\s(])'[^']{{{MAX_VALUE},}}'|[^\s']{{{4 * MAX_VALUE},}}")
MAX_MESSAGE = 2_000
"""Characters of a message; what somebody typed or a corpus holds may be a million."""


def _shorten_value(match: re.Match[str]) -> str:
    return shorten(match[0], MAX_VALUE)


def shorten(text: str, limit: int = MAX_MESSAGE) -> str:
    """Return a text with its middle left out where it is longer than the limit."""
    if len(text) <= limit:
        return text
    return f"{text[: limit // 2]}…{text[len(text) - limit // 2 :]}"
