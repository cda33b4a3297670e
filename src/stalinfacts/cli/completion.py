"""Shell completion: candidates for the word that is being typed, and the shells' scripts.

A shell's script runs the program with ``_STALINFACTS_COMPLETE`` set and the words typed so
far, the last of them unfinished; it gets a line a candidate: the word, a tab, what it means.
Errors yield no candidates.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from stalinfacts.cli.completers import SHELLS, Candidate, complete
from stalinfacts.cli.registry import COMMANDS, command_arguments, command_groups
from stalinfacts.errors import ExitStatus, StalinfactsError, UsageError
from stalinfacts.output.sanitize import escape_control_characters
from stalinfacts.query.values import no_such

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stalinfacts.cli.options import Option

_WORD_BREAKS = ("=", ":")
"""Words that bash makes of the signs inside ``--format=json`` and ``section:terror``."""


def script(shell: str) -> str:
    """Return the completion script of a shell.

    Raises:
        UsageError: there is none for it.
    """
    if shell not in SHELLS:
        raise UsageError(no_such("shell", shell, SHELLS))
    path = Path(__file__).parent / "shells" / f"stalinfacts.{shell}"
    return path.read_text(encoding="utf-8")


def run(words: Sequence[str]) -> int:
    """Print the candidates for the last of some typed words."""
    try:
        values = candidates(words)
    except StalinfactsError:
        return ExitStatus.FOUND
    for candidate in values:
        if candidate.word.isprintable():
            help_text = escape_control_characters(" ".join(candidate.help.split()))
            sys.stdout.write(f"{candidate.word}\t{help_text}\n")
    return ExitStatus.FOUND


def candidates(words: Sequence[str]) -> list[Candidate]:
    """Return what the last of the words behind the program's name may be."""
    (*before, last), is_bare = _rejoin(words or [""])
    incomplete = last.lstrip("\"'")
    name = next((word for word in before if word in COMMANDS), "")
    options = [option for group in command_groups(name) for option in group.options]
    corpus = _value_of("--corpus", before)
    values = _candidates(name, options, before, incomplete, corpus)
    if is_bare:  # bash replaces only what stands behind the sign
        cut = max(incomplete.rfind(sign) for sign in _WORD_BREAKS) + 1
        values = [candidate._replace(word=candidate.word[cut:]) for candidate in values]
    return values


def _rejoin(words: Sequence[str]) -> tuple[list[str], bool]:
    """Return words with those put together that bash has broken, and whether the last one was."""
    joined: list[str] = []
    broken = False
    for n, word in enumerate(words):
        broken = bool(joined) and (word in _WORD_BREAKS or (n > 0 and words[n - 1] in _WORD_BREAKS))
        if broken:
            joined[-1] += word
        else:
            joined.append(word)
    return joined, broken


def _candidates(
    name: str, options: Sequence[Option], before: list[str], incomplete: str, corpus: str | None
) -> list[Candidate]:
    waiting = _option(before[-1], options) if before else None
    if waiting is not None:
        return complete(waiting.completion, incomplete, corpus)
    is_option = incomplete.startswith("--") or ":" not in incomplete  # -section:terror is none
    if incomplete.startswith("-") and is_option and "--" not in before:
        flag, equals, value = incomplete.partition("=")
        option = _option(flag, options) if equals else None
        if option is not None:
            values = complete(option.completion, value, corpus)
            return [c._replace(word=f"{flag}={c.word}") for c in values]
        return [
            Candidate(flag, option.help)
            for option in options
            for names in option.flags
            for flag in names.split("/")
            if flag.startswith(incomplete) and (flag.startswith("--") or incomplete == "-")
        ]
    if not name:
        return [
            Candidate(entry.name, entry.summary)
            for entry in COMMANDS.values()
            if entry.name.startswith(incomplete)
        ]
    arguments = command_arguments(name)
    return [c for a in arguments for c in complete(a.completion, incomplete, corpus)]


def _option(flag: str, options: Sequence[Option]) -> Option | None:
    """Return the option that a word is, if it takes a value."""
    with_value = (option for option in options if option.kind in ("text", "texts"))
    return next((option for option in with_value if flag in option.flags), None)


def _value_of(flag: str, words: Sequence[str]) -> str | None:
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word == flag:
            return following or None
        if word.startswith(f"{flag}="):
            return word.partition("=")[2] or None
    return None
