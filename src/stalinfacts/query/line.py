"""The arguments that a shell made of a line → the line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from stalinfacts.query.pieces import DASHES
from stalinfacts.query.values import is_time

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPERATORS = ("OR", "NOT", "|", "||")


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"([{DASHES}!]?[^\W\d_][\w-]*:)\s*(\S.*)", re.DOTALL)


@cache
def _excluded() -> re.Pattern[str]:
    return re.compile(rf"([{DASHES}!]+)(\w.*)", re.DOTALL)


@cache
def _syntax() -> re.Pattern[str]:
    return re.compile(rf'["“”„«»|]|\s[{DASHES}!]\S|\b(?:OR|NOT)\b|\w:\S')


def join_arguments(arguments: Sequence[str]) -> str:
    """Return arguments as one line, in which those that a shell kept together are quoted.

    That is what was quoted behind ``field:``, behind a dash or beside an operator. Other
    arguments may be dates in several words, or words in any order. A single argument is
    a line.
    """
    if len(arguments) == 1:
        return arguments[0]
    around = ("", *arguments, "")
    return " ".join(
        _quote(argument, beside_operator=bool({before, after} & {*_OPERATORS}))
        for before, argument, after in zip(around, arguments, around[2:], strict=False)
    )


def _quote(argument: str, *, beside_operator: bool) -> str:
    if not argument.split()[1:]:  # one word needs no quotation marks
        return argument
    head, rest = "", argument
    if match := _field().fullmatch(argument) or _excluded().fullmatch(argument):
        head, rest = match[1], match[2]
    if _syntax().search(rest) or not (head or beside_operator) or is_time(rest):
        return argument
    return f'{head}"{rest}"'
