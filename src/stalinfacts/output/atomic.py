"""Replace a file whole or not at all, and only what may be replaced.

The new file is written beside the old one under a name that nobody has, synchronised, and
renamed (or, where nothing may be replaced, linked, which fails if the name has been taken
meanwhile). A signal that ends the program takes the unfinished file away first.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sqlite3
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIDE_FILES = ("", "-journal", "-wal", "-shm")
"""What SQLite leaves beside a database that is not finished."""
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@contextlib.contextmanager
def atomic_write(name: str | os.PathLike[str], *, overwrite: bool = False) -> Iterator[Path]:
    """Yield the path of an empty file that takes the place of ``name`` when the block ends.

    Symbolic links are followed: the file that they point to is replaced. Its mode is kept.

    Raises:
        UsageError: the file exists and ``overwrite`` is not given, or it is no plain file.
        OutputError: it cannot be written; what was there is as it was.
    """
    try:
        target = _target(name, overwrite=overwrite)
        mode = stat.S_IMODE(target.stat().st_mode) & 0o777 if target.exists() else _default_mode()
        # Its name is known before it is there: a signal at any moment finds it to take it away.
        unfinished = target.with_name(f".{secrets.token_hex(6)}.tmp")
    except (OSError, ValueError) as error:
        raise _output_error(name, error) from None
    with _removed_at_the_end(unfinished):
        try:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            yield unfinished
            unfinished.chmod(mode)
            _synchronize(unfinished)
            if overwrite:
                unfinished.replace(target)
            else:
                _link(unfinished, target)
        except FileExistsError:
            raise _exists(name) from None
        except (OSError, sqlite3.Error) as error:
            raise _output_error(name, error) from None


def _target(name: str | os.PathLike[str], *, overwrite: bool) -> Path:
    target = Path(os.path.realpath(name))
    try:
        kind = Path(name).stat().st_mode
    except FileNotFoundError:
        if not target.name or os.fspath(name).endswith(os.sep):
            raise UsageError(f"{os.fspath(name)}: is a folder; name a file") from None
        return target
    for is_kind, description in _KINDS:
        if is_kind(kind):
            raise UsageError(f"{os.fspath(name)}: is {description}; name a file")
    if not overwrite:
        raise _exists(name)
    return target


def _exists(name: str | os.PathLike[str]) -> UsageError:
    return UsageError(f"{os.fspath(name)} exists; use --force to overwrite")


def _output_error(name: str | os.PathLike[str], error: Exception) -> OutputError:
    reason = getattr(error, "strerror", None) or str(error)
    return OutputError(f"{os.fspath(name)}: {reason}; nothing was changed")


def _default_mode() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _synchronize(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(unfinished: Path, target: Path) -> None:
    """Move the file to its name unless somebody has taken that meanwhile."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: claim the name, then replace it
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        unfinished.replace(target)


_ENDING_SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if hasattr(signal, name)
)


@contextlib.contextmanager
def _removed_at_the_end(unfinished: Path) -> Iterator[None]:
    """Take a file away when the block ends, however it ends short of SIGKILL."""
    with signals_end_the_block():
        try:
            yield
        finally:
            _ignore_ending_signals()
            for suffix in _SIDE_FILES:
                with contextlib.suppress(OSError):
                    unfinished.with_name(unfinished.name + suffix).unlink()


@contextlib.contextmanager
def signals_end_the_block() -> Iterator[None]:
    """Have a signal that ends the program raise, so that the block can take away what it made."""
    previous = {number: signal.getsignal(number) for number in _ENDING_SIGNALS}
    try:
        for number, handler in previous.items():
            if handler != signal.SIG_IGN:  # as under nohup
                signal.signal(number, _end)
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _ignore_ending_signals() -> None:
    """Taking away is short, and is not left half done."""
    for number in _ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _end(number: int, _frame: object) -> None:
    _ignore_ending_signals()
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    sys.exit(128 + number)
