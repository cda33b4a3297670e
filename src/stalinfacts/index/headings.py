"""What a keyword or a question is about, so that one can be found by the other.

"Who took over from Stalin" as a keyword and "who took over after stalin?" as a question
are about the same: the small words and the corpus's subject say nothing, and the order of
the words says little. A question word tells "when was he born" from "where was he born".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.text.english import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

QUESTION_WORDS = frozenset(("how", "when", "where", "who", "whom", "whose", "why"))


class Heading(NamedTuple):
    """The words that count, sorted, and the question words, sorted; each joined by spaces."""

    topic: str
    question: str


def heading(words: Iterable[str], subject: Container[str]) -> Heading:
    """Return what some normalised words are about.

    Args:
        words: of a keyword or a question.
        subject: the words of the name of the corpus's subject.
    """
    distinct = set(words)
    content = {word for word in distinct if word not in STOP_WORDS and word not in subject}
    question = distinct & QUESTION_WORDS
    return Heading(" ".join(sorted(content or distinct)), " ".join(sorted(question)))
