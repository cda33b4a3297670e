r"""Untrusted text made printable: nothing of a corpus may drive or deceive a terminal.

Written out are characters that a terminal obeys (control characters), that turn writing
round (direction overrides), that show nothing (zero-width characters, fillers, variation
selectors) and that show whatever a font likes (private use). Stacked accents, of any
script, end after the fourth.
"""

from __future__ import annotations

import unicodedata

MAX_ACCENTS = 4
"""Accents on one letter that are shown; Vietnamese and pointed Hebrew need three."""

_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_ACCENT_CATEGORIES = frozenset({"Mn", "Me"})
_BLANK = (
    *(range(0x034F, 0x0350), range(0x115F, 0x1161), range(0x17B4, 0x17B6), range(0x180B, 0x1810)),
    *(range(0x2065, 0x2066), range(0x2800, 0x2801), range(0x3164, 0x3165), range(0xFE00, 0xFE0F)),
    *(range(0xFFA0, 0xFFA1), range(0xFFF0, 0xFFF9), range(0xE0000, 0xE1000)),
)
"""Code points of other categories that show nothing (Unicode's Default_Ignorable, and the
Braille blank); U+FE0F alone is shown, since it belongs to common emoji."""
_KEPT = frozenset("\t\n")
_BYTE, _BMP = 0xFF, 0xFFFF  # the last characters that two and four hexadecimal digits write


class _Escapes(dict[int, str | int]):
    """A table for ``str.translate`` that fills itself with the characters it meets."""

    def __init__(self, *, json: bool) -> None:
        """Choose between a terminal's escapes and JSON's."""
        super().__init__()
        self._json = json

    def __missing__(self, code: int) -> str | int:
        char = chr(code)
        hidden = unicodedata.category(char) in _HIDDEN_CATEGORIES or any(
            code in blank for blank in _BLANK
        )
        self[code] = _escape(char, json=self._json) if hidden and char not in _KEPT else code
        return self[code]


_ESCAPES = _Escapes(json=False)
_JSON_ESCAPES = _Escapes(json=True)


def escape_control_characters(text: str) -> str:
    r"""Return a text with what a terminal would obey or hide written out.

    Line ends and tabs stay; ``ESC`` becomes ``\x1b``, half a surrogate ``\ud800``, and the
    fifth of several accents on one letter ``…``. The result is its own result.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = text.translate(_ESCAPES)
    return shown if shown.isascii() else _limit_accents(shown, json=False)


def escape_json(text: str) -> str:
    r"""Return JSON text with the same characters as JSON escapes: it means what it meant.

    Accents from the fifth on become escapes too, so that a terminal can show JSON as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = text.translate(_JSON_ESCAPES)
    return shown if shown.isascii() else _limit_accents(shown, json=True)


_LINE_ENDS = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


def one_line(text: str) -> str:
    """Return a text with a space for each tab and line end, so that offsets stay."""
    return text if text.isprintable() else text.translate(_LINE_ENDS)


class _Accents(dict[str, bool]):
    """Whether a character is an accent: a memo of the Unicode database."""

    def __missing__(self, char: str) -> bool:
        self[char] = unicodedata.category(char) in _ACCENT_CATEGORIES
        return self[char]


_IS_ACCENT = _Accents()


def _limit_accents(text: str, *, json: bool) -> str:
    if not any(map(_IS_ACCENT.__getitem__, set(text))):
        return text
    parts: list[str] = []
    accents = 0
    for char in text:
        accents = accents + 1 if _IS_ACCENT[char] else 0
        if accents <= MAX_ACCENTS:
            parts.append(char)
        elif json:
            parts.append(_escape(char, json=True))
        elif accents == MAX_ACCENTS + 1:
            parts.append("…")
    return "".join(parts)


def _escape(char: str, *, json: bool) -> str:
    code = ord(char)
    if json and code > _BMP:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    if code <= _BYTE and not json:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BMP else f"\\U{code:08x}"
