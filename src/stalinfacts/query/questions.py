"""The kind of answer that a question asks for, by its question word."""

from __future__ import annotations

import re

from stalinfacts.query.model import AnswerType

_ANSWER_TYPES = (
    (
        r"\bhow\s+(many|much|tall|old|big|large|far|long|high|heavy|often)\b",
        AnswerType.FIGURE,
    ),
    (r"\bwhat\s+(percentage|proportion|number|share)\b", AnswerType.FIGURE),
    (r"\bwhen\b|\b(what|which)\s+(year|date|day|month|time)\b", AnswerType.TIME),
    (r"\bwho(m|se)?\b", AnswerType.PERSON),
    (r"\bwhere\b|\b(what|which)\s+(city|town|place|country|village)\b", AnswerType.PLACE),
)
_ANSWER_NOUNS = (
    (r"\b(date|year|day|start|beginning|end)s?\s*$|\b(date|year|day)\s+of\b", AnswerType.TIME),
    (r"\b(number|toll|height|percentage|population)s?\s*$|\bnumber\s+of\b", AnswerType.FIGURE),
)
"""What is asked for with no question word: "yalta conference date", "number of victims"."""
_QUESTION_WORD = re.compile(r"\b(?:how|wh(?:at|ich|en|o|om|ose|ere))\b", re.IGNORECASE)


def answer_type(text: str) -> AnswerType:
    """Return the kind of answer that a question asks for; ``NONE`` where it asks for none."""
    if _QUESTION_WORD.search(text):
        for pattern, kind in _ANSWER_TYPES:
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    for pattern, kind in _ANSWER_NOUNS:
        if re.search(pattern, text, re.IGNORECASE):
            return kind
    return AnswerType.NONE
