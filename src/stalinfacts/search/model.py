"""What a search returns, and what it works with. Frozen records."""

from typing import NamedTuple

from stalinfacts.corpus.model import Fact
from stalinfacts.query.model import Term


class Match(NamedTuple):
    """How a fact matches a term.

    ``quality`` runs from 0 to 1; ``words`` are those of the corpus that stand for the
    term; ``how`` says in which way they do, ``where`` they stand: in the ``text``, the
    ``keywords``, the ``entities`` or the ``dates``. ``offset`` is the number of the
    first of them among the words of the text, or -1.
    """

    quality: float
    words: tuple[str, ...]
    how: str
    where: str
    offset: int = -1


class TermMatches(NamedTuple):
    """A term of a query, and the facts that match it.

    Attributes:
        term: the term, whose words may be those of a name.
        text: the term as it was typed.
        matches: the best match of each fact, by its number.
        idf: how much the term says: the fewer facts match it, the more.
        is_subject: whether the term is the subject of the corpus, which every fact is about.
        is_name: whether the term is surely the name of an entity.
        default: quality of the match of facts that are not in ``matches``.
        is_known: whether anything in the corpus stands for the term.
        runs: words of the corpus, side by side if several, that stand for it.
        entities: numbers of the entities that it names.
        corrections: the words that it was corrected to.
    """

    term: Term
    text: str
    matches: dict[int, Match]
    idf: float
    is_subject: bool
    is_name: bool
    default: float
    is_known: bool
    runs: frozenset[tuple[str, ...]]
    entities: tuple[int, ...]
    corrections: tuple[str, ...]


class Explanation(NamedTuple):
    """A part of a hit's score.

    ``signal`` is its name; ``term`` the part of the query and ``words`` those of the corpus
    that stand for it, ``how`` and ``where``, if the signal is about a term. The
    contributions of a hit's explanations add up to its score.
    """

    signal: str
    term: str
    words: tuple[str, ...]
    how: str
    where: str
    contribution: float


class Hit(NamedTuple):
    """A fact that answers.

    Attributes:
        fact: the fact.
        score: from 0 to 1.
        matches: ranges of characters of the fact's text that stand for the query's terms.
        explanations: how the score came about.
        missing: years, figures, names and words of the query that the fact does not bear.
    """

    fact: Fact
    score: float
    matches: tuple[tuple[int, int], ...] = ()
    explanations: tuple[Explanation, ...] = ()
    missing: tuple[str, ...] = ()


class SearchResult(NamedTuple):
    """What a query found.

    Attributes:
        hits: the facts that answer, best first, as many as were asked for.
        total: how many facts answer.
        at_least: whether more may answer: in a large corpus only candidates are looked at.
        corrected: words that were not found as typed → those that were looked for instead.
        missing: words of the query that nothing in the corpus stands for.
    """

    hits: list[Hit]
    total: int
    at_least: bool = False
    corrected: dict[str, tuple[str, ...]] = {}  # noqa: RUF012 # never changed
    missing: tuple[str, ...] = ()
