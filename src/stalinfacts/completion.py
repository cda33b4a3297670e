"""Words that complete what somebody has begun to type, for the shells. Fast, and silent whatever goes wrong.

A shell's script (``shells/``) runs the program with ``_STALINFACTS_COMPLETE`` set and the
words typed so far, the last of them unfinished; it gets a line a candidate: the word, a
tab, what it means.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.errors import StalinfactsError, UsageError
from stalinfacts.model import FLAGS, KINDS
from stalinfacts.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_MOST = 200
VARIABLE = "_STALINFACTS_COMPLETE"


class Parameter(NamedTuple):
    """An option or an argument of a command, as completion needs to know it; an argument has no ``flags``."""

    flags: tuple[str, ...]
    takes_value: bool
    help: str
    complete: Callable[[str], list[str]] | None


def candidates(commands: Mapping[str, str], parameters: Callable[[str], Sequence[Parameter]], typed: Sequence[str]) -> list[tuple[str, str]]:
    """Give what the last of some typed words may be, each with what it means.

    Args:
        commands: the names of the commands and what each does.
        parameters: gives the parameters of a command; of the program itself for "".
        typed: the words behind the program's name, the last of them unfinished.
    """
    *before, incomplete = typed or [""]
    at = next((i for i, word in enumerate(before) if word in commands), None)
    known = parameters("" if at is None else before[at])
    if before and (option := _waiting(before[-1], known)) is not None:
        return [(word, "") for word in option.complete(incomplete)] if option.complete else []
    if incomplete.startswith("-") and "--" not in before:
        flag, equals, value = incomplete.partition("=")
        if equals and (option := _waiting(flag, known)) is not None and option.complete:
            return [(f"{flag}={word}", "") for word in option.complete(value)]
        return [(flag, p.help) for p in known for flag in p.flags if flag.startswith(incomplete) and (flag.startswith("--") or incomplete == "-")]
    if at is None:
        return [(name, told) for name, told in commands.items() if name.startswith(incomplete)]
    return [(word, "") for p in known if not p.flags and p.complete for word in p.complete(incomplete)]


def _waiting(word: str, known: Sequence[Parameter]) -> Parameter | None:
    """Give the option that a word is, if it waits for a value."""
    return next((p for p in known if word in p.flags and p.takes_value), None)


def script(shell: str) -> str:
    """Give the completion script of a shell.

    Raises:
        UsageError: there is none for it.
    """
    if shell not in SHELLS:
        raise UsageError(f"'{shell}' is no shell with completion; shells are {', '.join(SHELLS)}")
    return (Path(__file__).parent / "shells" / f"stalinfacts.{shell}").read_text(encoding="utf-8")


SHELLS = ("bash", "zsh", "fish")


def complete(kind: str, incomplete: str) -> list[str]:
    """List what a value may be: a ``section``, ``entity``, ``fact``, ``flag``, ``kind``, ``period``, ``shell`` or ``columns``."""
    try:
        return _complete(kind, incomplete)
    except StalinfactsError:
        return []


def _complete(kind: str, incomplete: str) -> list[str]:
    fixed = {"flag": FLAGS, "kind": KINDS, "period": ("decade", "year", "month"), "shell": SHELLS}
    if kind in fixed:
        return [word for word in fixed[kind] if word.startswith(incomplete)]
    if kind == "columns":
        return _columns(incomplete)
    from stalinfacts.api import load  # noqa: PLC0415 # the rest needs no corpus

    corpus = load(os.environ.get("STALINFACTS_CORPUS"))
    if kind == "section":
        return [section.id for section in corpus.sections() if section.id.startswith(incomplete.lower())]
    if kind == "fact":
        return corpus.index.ids_starting(incomplete, _MOST)
    begun = fold(incomplete)
    return [e.id for e in corpus.entities() if e.id.startswith(begun) or any(fold(name).startswith(begun) for name in (e.name, *e.aliases))][:_MOST]


def _columns(incomplete: str) -> list[str]:
    from stalinfacts.export import FACT_KEYS  # noqa: PLC0415

    done, comma, begun = incomplete.rpartition(",")
    return [done + comma + key for key in FACT_KEYS if key.startswith(begun) and key not in done.split(",")]
