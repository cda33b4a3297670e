"""Suggestions: what a mistyped command, option, section, name or word was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.text.edits import within
from stalinfacts.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_MIN_SIMILARITY = 0.72  # "serch" and "search" have .83, "bitcoin" and "britain" .57
_PREFIX_SIMILARITY = 0.9  # of a word and one that it begins
_MIN_SUGGESTED_PREFIX = 3


def did_you_mean(word: str, candidates: Iterable[str], limit: int = 3) -> list[str]:
    """Return the candidates that a mistyped word is most like, the likeliest first.

    Likeness is 1 - edits / letters of the longer; a word of three letters or more is also like
    what it begins. Case and accents do not count. Empty where nothing comes near.
    """
    normal = normalize(word).strip()
    by_form: dict[str, list[str]] = {}
    for candidate in candidates:
        by_form.setdefault(normalize(candidate), []).append(candidate)
    # The longer of the two has at most len(normal) / _MIN_SIMILARITY letters.
    max_edits = int(len(normal) / _MIN_SIMILARITY * (1 - _MIN_SIMILARITY))
    similarities = {normal: 1.0} if normal in by_form else {}
    for form, distance in within(max_edits, normal, list(by_form)):
        similarity = 1 - distance / max(len(form), len(normal))
        if similarity >= _MIN_SIMILARITY:
            similarities[form] = similarity
    if len(normal) >= _MIN_SUGGESTED_PREFIX:
        for form in by_form:
            if form.startswith(normal) and form not in similarities:
                similarities[form] = _PREFIX_SIMILARITY
    forms = sorted(similarities, key=lambda form: -similarities[form])
    return [candidate for form in forms for candidate in by_form[form]][:limit]
