"""Other ways to write the same: figures in letters, units in full, numbers in groups."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from stalinfacts.text.english import NUMBER_WORDS, ORDINAL_WORDS, ROMAN_NUMERALS, SCALES, UNITS
from stalinfacts.text.normalize import DECIMAL_POINT, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_TENS = {str(10 * digit) for digit in range(2, 10)}
_ONES = {str(digit) for digit in range(1, 10)}
_GROUP = 3  # digits between separators of thousands
_MAX_DIGITS = 15  # of a figure that is written with "billion" and the like


@cache
def _spelled_out() -> dict[str, tuple[str, ...]]:
    """Return the words and Roman numerals for digits: ``3`` → ``three``, ``iii``."""
    spelled: dict[str, tuple[str, ...]] = {}
    for table in (NUMBER_WORDS, ORDINAL_WORDS, ROMAN_NUMERALS):
        for word, digits in table.items():
            spelled[digits] = (*spelled.get(digits, ()), word)
    return spelled


def equivalents(word: str) -> list[tuple[str, ...]]:
    """Return the other ways to write a normalised word, each as the words side by side.

    ``five`` → ``5``; ``usa`` → ``us``, ``united states``; ``1000000`` → ``1 million``.
    """
    digits = NUMBER_WORDS.get(word) or ORDINAL_WORDS.get(word) or ROMAN_NUMERALS.get(word)
    others: list[tuple[str, ...]] = []
    if digits:
        others.append((digits,))
    others += [(spelled,) for spelled in _spelled_out().get(digits or word, ())]
    others += [tuple(unit.split()) for unit in UNITS.get(word, ())]
    if is_number(word):
        others += _figures(word)
    return [other for other in dict.fromkeys(others) if other != (word,)]


def _figures(figure: str) -> Iterator[tuple[str, ...]]:
    whole, _, decimals = figure.partition(DECIMAL_POINT)
    if decimals:
        if len(decimals) == _GROUP and len(whole) <= _GROUP:  # 268.950, as others group
            yield (whole + decimals,)
        if shorter := decimals.rstrip("0"):
            yield (whole + DECIMAL_POINT + shorter,)
        else:
            yield (whole,)
        return
    if figure.startswith("0"):
        yield (figure.lstrip("0") or "0",)
    elif len(figure) == _GROUP:  # Order 447, which is 00447
        yield ("0" + figure,)
        yield ("00" + figure,)
    if len(figure) > _MAX_DIGITS:
        return
    for scale, value in SCALES.items():
        if int(figure) >= value and 100 * int(figure) % value == 0:
            count, rest = divmod(100 * int(figure) // value, 100)
            point = f"{DECIMAL_POINT}{rest:02}".rstrip("0") if rest else ""
            yield (f"{count}{point}", scale)
            if not rest:
                yield from ((spelled, scale) for spelled in _spelled_out().get(str(count), ()))


def joined_figure(first: str, second: str) -> str:
    """Return the figure that two words side by side make; "" where they make none.

    ``268 950``, ``4.3 million`` and ``twenty six`` do, ``5 4`` does not.
    """
    tens, ones = NUMBER_WORDS.get(first, ""), NUMBER_WORDS.get(second, "")
    if tens in _TENS and ones in _ONES:
        return tens[0] + ones
    first = tens or first
    if not is_number(first) or len(first) > _MAX_DIGITS:
        return ""
    whole, _, decimals = first.partition(DECIMAL_POINT)
    if second in SCALES:
        digits = len(str(SCALES[second])) - 1
        is_whole = len(decimals) <= digits and int(whole + decimals) > 0
        return str(int(whole + decimals.ljust(digits, "0"))) if is_whole else ""
    if decimals or first.startswith("0"):
        return ""
    is_group = len(second) == _GROUP and second.isascii() and second.isdecimal()
    return first + second if is_group and len(first) <= _GROUP else ""
