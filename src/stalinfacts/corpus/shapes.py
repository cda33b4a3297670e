"""JSON values as Python values of one type, with a note of what is wrong on the way.

Each reading function returns a value of the type that it promises: where the JSON holds
something else it notes one problem and returns an empty value, of which nothing further
is said, since one mistake is one line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from stalinfacts.corpus.model import ID, MAX_NUMBER
from stalinfacts.dates.edtf import parse_edtf
from stalinfacts.errors import DateError
from stalinfacts.text.suggestions import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stalinfacts.dates.ranges import Precision

MAX_PROBLEMS = 10_000
"""Problems that are listed: a file that is no corpus at all could hold millions."""
MAX_TEXT_LENGTH = 2**20
"""Characters of one text at most."""


_MAX_QUOTED = 60
_MAX_SUGGESTIONS = 100  # problems from which keys are no longer compared with those that are known
_TYPE_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    type(None): "null",
}


def quote(value: object) -> str:
    """Return a value for a message: in quotation marks, a long one shortened."""
    text = repr(value)
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}…"


class Problems:
    """The problems of a corpus, each a line that begins with its path.

    A ``path`` is ``sections[3].facts[17].dates[0]``; the empty one is the file itself.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.lines: list[str] = []
        self._unlisted = 0

    def note(self, path: str, problem: str) -> None:
        """Note a problem."""
        if len(self.lines) < MAX_PROBLEMS:
            self.lines.append(f"{path}: {problem}" if path else problem)
        else:
            self._unlisted += 1

    def all(self) -> tuple[str, ...]:
        """Return every problem; behind the last that is listed, how many are not."""
        if not self._unlisted:
            return tuple(self.lines)
        return (*self.lines, f"{self._unlisted} more problems are not listed")

    def as_object(
        self, value: object, path: str, keys: Sequence[str], required: Iterable[str]
    ) -> dict[str, object] | None:
        """Return a JSON object whose keys are checked, or None where it is none."""
        if not isinstance(value, dict):
            self._wrong_type(value, dict, path)
            return None
        for key in required:
            if key not in value:
                self.note(path, f"missing key {key!r}")
        for key in value:
            if key not in keys:
                suggests = len(self.lines) < _MAX_SUGGESTIONS
                hint = _known_keys(key, tuple(keys), suggests=suggests)
                self.note(path, f"unknown key {quote(key)}{hint}")
        return value

    def as_list(self, value: object, path: str) -> list[object]:
        """Return a JSON list."""
        if isinstance(value, list):
            return value
        self._wrong_type(value, list, path)
        return []

    def as_text(self, value: object, path: str) -> str:
        """Return a text that is not blank and can be written as UTF-8."""
        if not isinstance(value, str):
            self._wrong_type(value, str, path)
            return ""
        if not value.strip():
            self.note(path, "empty text")
            return ""
        if len(value) > MAX_TEXT_LENGTH:
            self.note(path, f"text of {len(value):,} characters; at most {MAX_TEXT_LENGTH:,}")
            return ""
        if not value.isprintable() and any("\ud800" <= char <= "\udfff" for char in value):
            self.note(path, "half of a surrogate pair, which is no character")
            return ""
        return value

    def as_texts(self, value: object, path: str) -> tuple[str, ...]:
        """Return a list of texts, each of which stands once."""
        items = self.as_list(value, path)
        texts = tuple([self.as_text(item, f"{path}[{i}]") for i, item in enumerate(items)])
        if len(set(texts)) < len(texts):
            seen: set[str] = set()
            for i, text in enumerate(texts):
                if text and text in seen:
                    self.note(f"{path}[{i}]", f"duplicate {quote(text)}")
                seen.add(text)
        return texts

    def as_number(self, value: object, path: str) -> int:
        """Return a whole number from 1 to ``MAX_NUMBER``; 1 where there is none."""
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong_type(value, int, path)
            return 1
        if 1 <= value <= MAX_NUMBER:
            return value
        shown = str(value) if abs(value) <= MAX_NUMBER else "number"
        self.note(path, f"{shown} out of range; numbers run from 1 to {MAX_NUMBER}")
        return 1

    def _wrong_type(self, value: object, expected: type, path: str) -> None:
        self.note(path, f"expected {_TYPE_NAMES[expected]}, not {_TYPE_NAMES[type(value)]}")


def check_date(edtf: str, path: str, problems: Problems) -> Precision | None:
    """Note what is wrong with an EDTF date; return its precision, or None where it is none."""
    try:
        return parse_edtf(edtf).precision
    except DateError as error:
        problems.note(path, str(error))
        return None


def check_id(value: str, path: str, problems: Problems) -> None:
    """Note an id that is not written as ids are."""
    if value and not ID.fullmatch(value):
        problems.note(
            path, f"invalid id {quote(value)}: write lower-case letters, digits and hyphens"
        )


@lru_cache(maxsize=256)
def _known_keys(key: str, keys: tuple[str, ...], *, suggests: bool) -> str:
    if suggests and len(key) <= _MAX_QUOTED and (near := did_you_mean(key, keys, 1)):
        return f". Did you mean {near[0]!r}?"
    return f"; known keys are {', '.join(keys)}"
