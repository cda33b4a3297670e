"""Normalised text: which differences of writing do not count, and what a word is.

Normalising takes away what readers do not type alike: case, accents, compatibility
forms (Unicode NFKD), letters that NFKD leaves whole (ł ø đ), invisible characters,
kinds of apostrophes, the dots of abbreviations (``U.S.S.R.``) and the separators of
thousands. The index and the query are normalised by the same function, so that a word
finds itself however it was written, and what comes out never depends on the text around.

Figures keep their meaning: ``1,000,000``, ``1'000'000`` and ``1.000.000`` are one figure,
``4.3`` and the continental ``4,3`` another; digits that belong to no such form are never
joined (``5'4"``, ``5.3.1953`` and ``1937,1938`` are figures side by side).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Replacement = Callable[[re.Match[str]], str]

DECIMAL_POINT = "ˑ"
"""The point of ``4.3`` in normalised text: a letter (Lm) to Python and to FTS5, so that the
figure stays one word. ``display`` brings the point back."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(rf"[0-9]+(?:{DECIMAL_POINT}[0-9]+)?")

# --- signs that NFKD would spoil ------------------------------------------------------

_SIGNS = {"´": "'", "№": " no ", "½": "5", "¼": "25", "¾": "75"}


def _sign(match: re.Match[str]) -> str:
    sign = match[0]
    if sign.isspace():
        return "'"
    if sign not in _SIGNS:
        return f" {sign} "
    if sign in "½¼¾":
        after_digit = match.string[match.start() - 1 : match.start()].isdecimal()
        return (DECIMAL_POINT if after_digit else f" 0{DECIMAL_POINT}") + _SIGNS[sign] + " "
    return _SIGNS[sign]


_DIGIT_SIGNS = (  # NFKD makes digits of them, which would join those beside them: ², ⅓, ①
    "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2150-\u215f\u2189\u2460-\u2473"
    "\u2488-\u249b\u24ea\u3251-\u325f\u32b1-\u32cb\u3358-\u3370\u3378\u3379\u339f-\u33a6\u33a8"
    "\u33af\u33e0-\u33fe\U0001f100-\U0001f10a"
)


@cache
def _signs() -> re.Pattern[str]:
    """Return the pattern of ``_sign``: compiled when the first text that is not ASCII comes."""
    return re.compile(
        r"[\u00a0\u2007\u2009\u202f](?<=\d.)(?=\d{3}(?!\d))"  # a space of a figure: 268 950
        rf"|[´№½¼¾{_DIGIT_SIGNS}]",
    )


# --- letters --------------------------------------------------------------------------

_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_LETTERS |= {"ħ": "h", "ŧ": "t", "\u2044": "/"} | dict.fromkeys("ʼ’‘′ʻ", "'") | {"\u02ba": "\u02b9"}
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u1ab0-\u1aff"
    r"\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents
    r"\u00ad\u061c\u180b-\u180e\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f"  # nothing to see
    r"\U000e0100-\U000e01ef"
)


@cache
def _letters() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(_LETTERS)}]|[{_MARKS}]+")


def _letter(match: re.Match[str]) -> str:
    return _LETTERS.get(match[0], "")


def _fold(text: str) -> str:
    """Return a text without case, compatibility forms and accents."""
    # Case goes between two normalisations: either may bring out what the other takes (ᴬ, İ).
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return text if text.isascii() else _letters().sub(_letter, text)


# --- figures, abbreviations, contractions ---------------------------------------------

_UNITS = "(?:km|kg|cm|mm|m|ft|k|mln|million|bn|billion|thousand|percent)"
_SOFT_SIGNS = re.compile("\u02b9+")  # of scholarly transliterations: Ilʹich
# Each begins with the character itself, and what must stand before it is looked for behind:
# so the regex engine skips to it at once.
_APOSTROPHES = re.compile(
    r"'(?:(?:s|ll|re|ve|d|m)(?![^\W_])"  # Stalin's, we'll
    r"|(?<=[^\W\d_].)t(?![^\W_]))"  # don't
)
_DOTS = re.compile(r"\.(?=[^\W\d_](?![^\W_]))(?<=[^\W\d_].)(?<![^\W_]..)(?<!'..)")  # U.S.S.R.
_PER_CENT = re.compile(r"per(?<![^\W_]per)[\W_]+cent(?![^\W_])")
_FIGURES = re.compile(
    rf"""([0-9](?<![^\W_].)[0-9]*                                   # at the start of a word:
           (?:(?:[.,'][0-9]+)+ | (?={_UNITS}(?![^\W_])) ) )            # 1,000,000 or 4.3
         (?:({_UNITS})(?![^\W_]))?                                  # or 5km""",
    re.VERBOSE,
)


@cache
def _decimals() -> re.Pattern[str]:
    return re.compile(r"[0-9]+\.[0-9]+|[0-9]+,[0-9]{1,2}|0,[0-9]+")


@cache
def _thousands() -> re.Pattern[str]:
    return re.compile(
        r"""[1-9][0-9]{0,2}
            (?: (?P<separator>[,'])[0-9]{3}(?:(?P=separator)[0-9]{3})*
                (?:(?!(?P=separator))[.,][0-9]+)?
              | (?:\.[0-9]{3})+,[0-9]+
              | (?:\.[0-9]{3}){2,} )""",  # 11.285 is a decimal in English
        re.VERBOSE,
    )


def _figure(figure: str) -> str:
    """Return a figure without separators of thousands and with the sign of the decimal point.

    What is no such figure (``5.3.1953``) stays as it is.
    """
    if figure.isdigit():
        return figure
    if _decimals().fullmatch(figure):
        return figure.replace(",", ".").replace(".", DECIMAL_POINT)
    if not _thousands().fullmatch(figure):
        return figure
    *groups, last = re.split("[.,']", figure)
    separators = set(figure) & set(".,'")
    return "".join(groups) + (DECIMAL_POINT if len(separators) > 1 else "") + last


def _soft_sign(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return "" if before.isalpha() else "'"


def _spaced_figure(match: re.Match[str]) -> str:
    unit = match[2]
    return _figure(match[1]) + (f" {unit} " if unit else "")


_FORMS: tuple[tuple[re.Pattern[str], Replacement], ...] = (
    (_SOFT_SIGNS, _soft_sign),
    (_DOTS, lambda _: ""),
    (_APOSTROPHES, lambda match: "t" if match[0] == "'t" else " "),
    (re.compile("%"), lambda _: " percent "),
    (_PER_CENT, lambda _: " percent "),
    (_FIGURES, _spaced_figure),
)


# --- texts and words ------------------------------------------------------------------


def normalize(text: str) -> str:
    """Return the form of a text in which it is indexed and compared.

    Normalising twice changes nothing more.
    """
    text = text.lower() if text.isascii() else _fold(_signs().sub(_sign, text))
    text = text.replace("`", "'")
    for pattern, replacement in _FORMS:
        text = pattern.sub(replacement, text)
    return text


def normalize_all(texts: Iterable[str]) -> list[str]:
    """Return the normalised forms of many texts.

    One by one: joining them to a single text saves a tenth of the time at most.
    """
    return [normalize(text) for text in texts]


def words(text: str) -> list[str]:
    """Return the normalised words of a text, in order."""
    return _WORD.findall(normalize(text))


def is_number(word: str) -> bool:
    """Return whether a normalised word is a figure: digits, perhaps with a decimal point."""
    return word[:1].isdigit() and _NUMBER.fullmatch(word) is not None


def display(word: str) -> str:
    """Return a normalised word as readers write it: ``4.3`` with its point."""
    return word.replace(DECIMAL_POINT, ".")


class Token(NamedTuple):
    """A normalised word, and where the original stands: ``text[start:stop]``."""

    word: str
    start: int
    stop: int


class _Traced(NamedTuple):
    """A text on its way through the steps; where in the original each character starts and stops.

    Arrays, since a list would take seventy bytes for a letter.
    """

    text: str
    starts: array[int]
    stops: array[int]

    def sub(self, pattern: re.Pattern[str], replacement: Replacement) -> _Traced:
        """Return the text after a substitution, like ``pattern.sub``."""
        parts: list[str] = []
        starts, stops = array("l"), array("l")
        end = 0
        for match in pattern.finditer(self.text):
            start, stop = match.span()
            new = replacement(match)
            if new == match[0]:
                continue
            parts += (self.text[end:start], new)
            starts += self.starts[end:start] + self.starts[start : start + 1] * len(new)
            stops += self.stops[end:start] + self.stops[stop - 1 : stop] * len(new)
            end = stop
        if not parts:
            return self
        parts.append(self.text[end:])
        return _Traced("".join(parts), starts + self.starts[end:], stops + self.stops[end:])


@cache
def _clusters() -> re.Pattern[str]:
    """Return the pattern of characters that are folded as one: a letter and its accents."""
    return re.compile(
        rf"[A-Z][{_MARKS}]*|[\0-\x7f][{_MARKS}]+|[^\0-\x7f][{_MARKS}]*",
    )


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text as ``words`` does, with their places in the text."""
    length = len(text)
    traced = _Traced(text, array("l", range(length)), array("l", range(1, length + 1)))
    if text.isascii():
        traced = traced._replace(text=text.lower())
    else:
        traced = traced.sub(_signs(), _sign)
        traced = traced.sub(_clusters(), lambda match: _fold(match[0]))
    traced = traced._replace(text=traced.text.replace("`", "'"))
    for pattern, replacement in _FORMS:
        traced = traced.sub(pattern, replacement)
    return tuple(
        Token(match[0], traced.starts[match.start()], traced.stops[match.end() - 1])
        for match in _WORD.finditer(traced.text)
    )
