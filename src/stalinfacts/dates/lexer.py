"""Tokens of a text in which a date may stand: numbers, names of months, joints.

Each token has a *kind* of one letter, so that a written date has a *shape*: "5 March 1953"
is ``nMY``. What says nothing about a date ("of", "the", commas, weekdays) is no token, and
what belongs to no date is a ``w``, or a ``!`` if it is a sign.

===== =================================== ===== =======================================
kind  token                               kind  token
===== =================================== ===== =======================================
``Y`` 1937, '37                           ``t`` to, until, through
``n`` 5, 05, 5th, fifth                   ``a`` and, or, &
``M`` March, Mar., марта                  ``:`` ``..`` and ``…``
``R`` III (a month or a century)          ``–`` a dash, or a hyphen between spaces
``Z`` spring, summer, autumn, winter      ``-`` a hyphen, a minus
``P`` early, mid, late, first half        ``/`` ``.`` themselves
``D`` 1930s, '30s                         ``A`` c., about, ~
``X`` 193X, 19XX                          ``L`` in, on, during, year
``T`` thirties                            ``Q`` the Q of Q1
``u`` nineteen (thirties)                 ``C`` century
``E`` 19530305
===== =================================== ===== =======================================
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import NamedTuple

from stalinfacts.dates.folding import fold
from stalinfacts.dates.ranges import MONTHS, SEASONS

ASSUMED_CENTURY = 19
"""The century of ``'37``, ``'30s`` and "the thirties"."""

_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh
    twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth"""
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi"
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
_RUSSIAN_MONTHS = """январь января январе|февраль февраля феврале|март марта марте|
    апрель апреля апреле|май мая мае|июнь июня июне|июль июля июле|август августа августе|
    сентябрь сентября сентябре|октябрь октября октябре|ноябрь ноября ноябре|
    декабрь декабря декабре"""
PARTS = ("early", "mid", "late", "beginning", "end", "first half", "second half")
_PART_SYNONYMS = {"start": "beginning", "middle": "mid", "close": "end"}
_HALVES = {"first": "first half", "1st": "first half"} | dict.fromkeys(
    ("second", "2nd", "latter"), "second half"
)
_WORD_LISTS = {
    "t": "to until till through thru",
    "a": "and or & ;",
    "A": "c ca circa about around approx approximately roughly ~",
    "L": "in on during throughout within dated year",
    "Q": "q",
    "C": "century",
    "": """of the , monday tuesday wednesday thursday friday saturday sunday""",
}
_POSSESSIVES = frozenset("his her their my our your".split())


@cache
def _words() -> dict[str, tuple[str, int]]:
    """Return kind and value of each word that a date may hold."""
    words = {word: (kind, 0) for kind, text in _WORD_LISTS.items() for word in text.split()}
    words |= {word: ("R", number) for number, word in enumerate(_ROMAN.split(), 1)}
    words |= {word: ("n", number) for number, word in enumerate(_ORDINALS.split(), 1)}
    words |= {word: ("T", number) for number, word in enumerate(_DECADES.split(), 2)}
    words |= {"seventeen": ("u", 17), "eighteen": ("u", 18), "nineteen": ("u", 19)}
    words |= {name: ("Z", number) for number, name in SEASONS.items()} | {"fall": ("Z", 23)}
    words |= {name: ("P", number) for number, name in enumerate(PARTS)}
    words |= {word: words[part] for word, part in _PART_SYNONYMS.items()}
    for number, name, russian in zip(count(1), MONTHS, _RUSSIAN_MONTHS.split("|"), strict=False):
        forms = (name.lower(), name[:3].lower(), *russian.split())
        words |= dict.fromkeys(forms, ("M", number))
    words["sept"] = ("M", 9)
    return words


def date_words() -> list[str]:
    """Return the words in which a date may be mistyped: months, seasons, decades."""
    return [*map(str.lower, MONTHS), *SEASONS.values(), *_DECADES.split(), "century", "early"]


class Token(NamedTuple):
    """One token: its kind, the number that it stands for, its text (folded) and its place."""

    kind: str
    value: int
    text: str
    start: int
    stop: int


class Line(NamedTuple):
    """A text with its tokens; ``shape`` has the kind of each."""

    text: str
    tokens: list[Token]
    shape: str


@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<decade>\d{3}0'?s(?!\w)|(?<![\d'])'?\d0s(?!\w))
          | (?P<masked>\d\d(?:\dx|xx)(?!\w))
          | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)(?!\w))
          | (?P<short>(?<!\w)'\d\d(?![\w']))
          | (?P<number>\d+)
          | (?P<word>[^\W\d]+)
          | (?P<range>\.\./|/\.\.|\.{2,}|…)
          | (?P<sign>[<>]=?|\S)""",
        re.VERBOSE,
    )


_NUMBER_KINDS = {1: "n", 2: "n", 4: "Y", 8: "E"}
_FIGURES = "YnEDXN"


def tokenize(text: str) -> Line:
    """Return the tokens of a text."""
    folded = fold(text)
    tokens: list[Token] = []
    for match in _token_pattern().finditer(folded):
        token = _token(match, folded)
        before = tokens[-1] if tokens else None
        if before is not None and match.start() == before.stop and match.lastgroup != "sign":
            tokens[-1], token = _apart(before, token)
            before = tokens[-1]
        if token.kind == "w" and token.text == "half" and before and before.text in _HALVES:
            half = _HALVES[before.text]
            tokens[-1] = Token("P", PARTS.index(half), half, before.start, token.stop)
        elif token.kind and not _says_nothing(token, before, folded):
            tokens.append(_of_an_age(token, tokens))
    return Line(folded, tokens, "".join(token.kind for token in tokens))


def _token(match: re.Match[str], folded: str) -> Token:
    """Return the token by itself, before its neighbours are looked at."""
    text, (start, stop) = match[0], match.span()
    digits = "".join(filter(str.isdecimal, text))
    kind, value = "w", 0
    match match.lastgroup:
        case "decade":
            first = digits if len(digits) == len("1930") else f"{ASSUMED_CENTURY}{digits}"
            kind, value = "D", int(first)
        case "masked":
            kind, value = "X", int(digits) * 10 ** text.count("x")
        case "short":
            kind, value = "Y", ASSUMED_CENTURY * 100 + int(digits)
        case "number" | "ordinal":
            kind = _NUMBER_KINDS.get(len(digits), "N")
            value = 0 if kind == "N" else int(digits)
        case "word":
            kind, value = _words().get(text, ("w", 0))
        case "range":
            kind = ":"
        case _:
            kind, value = _words().get(text, ("!", 0))
            if text in "-–":
                kind = _dash(text, folded, start)
            elif text in "/.":
                kind = text
    return Token(kind, value, text, start, stop)


def _dash(text: str, folded: str, at: int) -> str:
    """Return the kind of a dash: one that only follows a space leaves a word out."""
    before, after = folded[at - 1 : at].isspace(), folded[at + 1 : at + 2].isspace()
    if before and not after:
        return "!"
    return "–" if before or after else text


def _apart(before: Token, token: Token) -> tuple[Token, Token]:
    """Return two tokens that touch: a number grown together with a word is no date."""
    if before.kind in _FIGURES and token.kind not in "M:":
        return before._replace(kind="w"), token
    if token.kind in _FIGURES and before.kind not in "AQM" and before.text.isalnum():
        return before, token._replace(kind="w")
    return before, token


def _says_nothing(token: Token, before: Token | None, folded: str) -> bool:
    """Return whether a sign only belongs to the token before it: ``Jan.``, ``1878?``, ``mid-``."""
    if before is None:
        return False
    if token.text in ("?", "~", "%"):
        return token.start == before.stop and before.kind in _FIGURES
    if token.kind == "-":
        return before.kind in "Put" or folded.startswith("century", token.stop)
    if token.kind == ".":
        rest = folded[token.stop :].lstrip()[:1]
        return before.kind in "MA" or not rest or (before.kind == "n" and rest.isalpha())
    return False


def _of_an_age(token: Token, tokens: list[Token]) -> Token:
    """Return "thirties" as a word where it is somebody's age: "in his late thirties"."""
    if token.kind == "T" or (token.kind == "D" and len(token.text) == len("30s")):
        owner = tokens[-2:-1] if tokens and tokens[-1].kind == "P" else tokens[-1:]
        if owner and owner[0].text in _POSSESSIVES:
            return token._replace(kind="w")
    return token


# --- figures in a text -----------------------------------------------------------------

_FIRST_LIKELY_YEAR, _LAST_LIKELY_YEAR = 1000, 2999
_UNITS = frozenset("km kg m miles metres meters tons tonnes rubles roubles million percent".split())
_COUNTED = frozenset("people men women children".split())
_COUNTING = frozenset("by to and before after until up than".split())


def without_figures(line: Line) -> Line:
    """Return a line in which figures of four digits ("1937.5", "up to 1500 men") are words."""
    tokens = [
        token._replace(kind="w") if token.kind == "Y" and _is_figure(line, at) else token
        for at, token in enumerate(line.tokens)
    ]
    return line._replace(tokens=tokens, shape="".join(token.kind for token in tokens))


def _is_figure(line: Line, at: int) -> bool:
    text, shape, token = line.text, line.shape, line.tokens[at]
    if not _FIRST_LIKELY_YEAR <= token.value <= _LAST_LIKELY_YEAR:
        return True
    before, after = text[max(token.start - 2, 0) : token.start], text[token.stop : token.stop + 2]
    if before[-1:] in tuple("$£€₽№#"):
        return True
    if before[-1:] in tuple(",.") and before[:1].isdigit():
        is_date = ("Y", "Mn") if before[1] == "," else ("n.", "R.")
        if not shape[max(at - 2, 0) : at].endswith(is_date):
            return True
    if after[1:].isdigit() and after[0] in ",.":
        follows = ("YY",) if after[0] == "," else ("Y.n.",)
        if not shape.startswith(follows, at):
            return True
    is_measure = at + 1 < len(line.tokens) and line.tokens[at + 1].text in _UNITS
    return is_measure or (token.value % 100 == 0 and _is_counted(line, at))


def _is_counted(line: Line, at: int) -> bool:
    """Return whether a round number counts things after a word such as "up to"."""
    if at == 0 or line.tokens[at - 1].text not in _COUNTING or at + 1 == len(line.tokens):
        return False
    noun = line.tokens[at + 1]
    is_plural = noun.kind == "w" and noun.text.endswith("s") and len(noun.text) > len("was")
    return noun.text in _COUNTED or is_plural
