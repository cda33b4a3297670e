"""Words: what counts as one, and which differences of writing do not count.

Folding takes away what readers do not type alike: case, accents, compatibility
forms (Unicode NFKD), letters that NFKD leaves whole (ł ø đ), apostrophes, dashes and
the separators inside a number. The index and the query are folded by the same
function, so that a word finds itself however it was written.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
_LETTERS |= dict.fromkeys("ʼ’‘′`", "'") | {"\u2044": "/"}
# Rare patterns stay text until they are used: compiling a class of many ranges takes as long as a search.
_LETTER = f"[{''.join(_LETTERS)}]"
_COMBINING = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
# Each begins with the rare character rather than with a look-behind, which the regex engine would try at every place.
_SEPARATED = re.compile(r"[,\u00a0\u2009\u202f'](?<=\d.)(?=\d{3}(?!\d))")
_DECIMAL = re.compile(r"\.(?<=\d.)(?=\d)")
_POSSESSIVE = re.compile(r"'s\b")
_PER_CENT = r"%|\bper cent\b"
DECIMAL_POINT = "ˑ"
"""Stands for the point of ``4.3`` in folded text: a letter (Lm) to Python and to FTS5, so the figure stays one word."""

_WORD = re.compile(r"[^\W_]+")
_NUMBER = r"(?a)\d+(?:ˑ\d+)?"


def fold(text: str) -> str:
    """Give the form of a text in which it is indexed and compared."""
    if text.isascii():
        text = text.lower()
    else:
        # The thin spaces inside numbers go first: NFKD would make them plain spaces.
        # Case goes between two normalisations: either may bring out what the other takes (ᴬ, İ).
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _SEPARATED.sub("", text)).casefold())
        if not text.isascii():
            text = re.sub(_LETTER, lambda match: _LETTERS[match[0]], re.sub(_COMBINING, "", text))
    if "'" in text:
        text = _POSSESSIVE.sub("", text)
    text = _SEPARATED.sub("", text)
    text = _DECIMAL.sub(DECIMAL_POINT, text)
    return re.sub(_PER_CENT, " percent ", text) if "%" in text or "per cent" in text else text


def words(text: str) -> list[str]:
    """Give the folded words of a text, in order."""
    return _WORD.findall(fold(text))


class Token(NamedTuple):
    """A folded word, and where the original stands: ``text[start:stop]``."""

    word: str
    start: int
    stop: int


_ORIGINAL = re.compile(
    r"""\d+(?:[,\u00a0\u2009\u202f'’]\d{3}(?!\d))+(?:\.\d+)?   # 268,950
      | \d+\.\d+                                               # 4.3
      | (?:[^\W_]|[\u0300-\u036f])+                            # a word, its accents written apart or not
      | %""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """Give the words of a text with their places in the unfolded text, for highlighting."""
    found: list[Token] = []
    for match in _ORIGINAL.finditer(text):
        if match[0].lower() == "s" and text[match.start() - 1 : match.start()] in ("'", "’"):
            continue
        found += [Token(word, match.start(), match.end()) for word in words(match[0])]
    return tuple(found)


def is_number(word: str) -> bool:
    """Say whether a folded word is a figure: digits, perhaps with a decimal point."""
    return word[:1].isdigit() and re.fullmatch(_NUMBER, word) is not None


STOP_WORDS = frozenset(
    """
    a about after all also am an and any are aren as at be because been before being between both but by can could couldn
    did didn do does doesn doing don done during each ever for from further get give go got had hadn has hasn have haven having he
    her here him himself his how i if in into is isn it its itself just know ll let like many may me might more most much must
    my no nor not of off on once only or other our out over own please re s same say shall she should so some such t tell than
    that the their them themselves then there these they this those through to too under until up upon us ve very was wasn we were weren what
    when where whether which while who whom whose why will with would you your
    """.split()
)
"""Words that carry no subject of their own in a question about a life; set aside unless nothing else is asked."""

GENERIC_WORDS = frozenset(
    """
    again age ago always anybody anyone anything back bad become became believe believed best better big bigger came come day days early else
    even everybody everyone everything ever favorite favourite felt feel full gone happen happened keep kept kind last late later let life
    little live lived long look made make making man men never new next nobody nothing old ordinary own people person place put real really said
    say seem seemed small somebody someone something sort still take taken tell thing things think thought time times took tried try use used
    using want wanted wants way ways went whole work worked working worse worst year years yet
    """.split()
)
"""Words that say little of what a question is about, and that an answer may well lack: they count, but less."""

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBER_WORDS: dict[str, str] = {word: str(number) for number, word in enumerate(_ONES.split())}
NUMBER_WORDS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)}
"""``five`` → ``5``: a figure that is spelled out and the same in digits are one word to a reader."""
ORDINAL_WORDS: dict[str, str] = {word: str(n) + ({1: "st", 2: "nd", 3: "rd"}.get(n, "th")) for n, word in enumerate(_ORDINALS.split(), 1)}
"""``twentieth`` → ``20th``."""


# --- other scripts -------------------------------------------------------------

_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџў",
        "a b v g d e z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i i e g d j l n c dzh u".replace("-", "").split(" "),
        strict=True,
    ),
) | {"ж": "zh"}
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    ),
)
_ROMAN = _CYRILLIC | _GEORGIAN


def romanise(word: str) -> str:
    """Write a folded Cyrillic or Georgian word in Latin letters, as English texts do (BGN/PCGN); others stay as they are."""
    return word if word.isascii() else "".join([_ROMAN.get(c, c) for c in word])


# --- inflection and spelling ---------------------------------------------------

_BRITISH = (
    # American ending, British ending; both are brought to the American one, which is the shorter.
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourist", "orist"),
    ("ourite", "orite"),
    ("ourites", "orites"),
    ("ourable", "orable"),
    ("ourer", "orer"),
    ("ourers", "orers"),
    ("ourably", "orably"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("ence", "ense"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
    ("lment", "llment"),
    ("programme", "program"),
    ("programmes", "programs"),
)
_ENDINGS = sorted(_BRITISH, key=lambda pair: -len(pair[0]))
_SHORTEST = 5  # "our", "tour", "wise" keep their letters

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "was were been being is are am",
        "bear": "bore born borne",
        "become": "became",
        "begin": "began begun",
        "bring": "brought",
        "break": "broke broken",
        "build": "built",
        "burn": "burnt burned",
        "buy": "bought",
        "catch": "caught",
        "child": "children",
        "choose": "chose chosen",
        "come": "came",
        "die": "died dying dies",
        "do": "did done",
        "draw": "drew drawn",
        "drink": "drank drunk",
        "drive": "drove driven",
        "eat": "ate eaten",
        "fall": "fell fallen",
        "feel": "felt",
        "fight": "fought",
        "find": "found",
        "flee": "fled",
        "fly": "flew flown flies",
        "foot": "feet",
        "forbid": "forbade forbidden",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hang": "hung",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "lay": "laid",
        "learn": "learnt learned",
        "lead": "led",
        "leave": "left",
        "life": "lives",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "mean": "meant",
        "meet": "met",
        "mouse": "mice",
        "pay": "paid",
        "person": "people",
        "rise": "rose risen",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "shake": "shook shaken",
        "shoot": "shot",
        "sing": "sang sung",
        "sleep": "slept",
        "speak": "spoke spoken",
        "spell": "spelt spelled",
        "spoil": "spoilt spoiled",
        "spend": "spent",
        "stand": "stood",
        "steal": "stole stolen",
        "strike": "struck stricken",
        "swear": "swore sworn",
        "take": "took taken",
        "teach": "taught",
        "tear": "tore torn",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "tooth": "teeth",
        "understand": "understood",
        "wear": "wore worn",
        "wife": "wives",
        "win": "won",
        "withdraw": "withdrew withdrawn",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
IRREGULAR_FORMS: dict[str, tuple[str, ...]] = {}
"""Every irregular form and its base → the whole family, so that ``flee`` looks for ``fled``."""
for _form, _base in _IRREGULAR.items():
    IRREGULAR_FORMS[_base] = (*IRREGULAR_FORMS.get(_base, (_base,)), _form)
for _family in list(IRREGULAR_FORMS.values()):
    IRREGULAR_FORMS |= dict.fromkeys(_family, _family)


def _american(word: str) -> str:
    if len(word) > _SHORTEST:
        for british, american in _ENDINGS:
            if word.endswith(british):
                return word[: -len(british)] + american
    return word


def alphabets(dictionary: Iterable[str]) -> list[str]:
    """Part the letters of some words into sets such that no word has letters of two: Latin, Cyrillic."""
    found: list[frozenset[str]] = []
    for letters in {frozenset(word) for word in dictionary}:
        apart = [alphabet for alphabet in found if alphabet.isdisjoint(letters)]
        found = [*apart, letters.union(*(alphabet for alphabet in found if not alphabet.isdisjoint(letters)))]
    return sorted("".join(sorted(alphabet)) for alphabet in found)


class Stemmer:
    """Gives words the stem under which their inflections and spellings meet.

    American endings first, then FTS5's own Porter tokenizer (M. F. Porter, "An
    algorithm for suffix stripping", Program 14(3), 1980), which comes with Python.
    """

    def __init__(self) -> None:
        """Open a private FTS5 table that is used for its tokenizer alone."""
        self._known: dict[str, str] = {}
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("create virtual table w using fts5(words, tokenize = \"porter unicode61 remove_diacritics 0\", content = '')")
        self._db.execute("create virtual table v using fts5vocab(w, instance)")

    def __del__(self) -> None:
        self._db.close()

    def __call__(self, words: Iterable[str]) -> dict[str, str]:
        """Map each of some folded words to its stem."""
        known = self._known
        wanted = list(words)
        if new := [word for word in wanted if word not in known]:
            known |= zip(new, new, strict=True)
        # Porter's stems are English. Other words stand for themselves: FTS5's Unicode is
        # older than Python's and may cut a word of a new script in two.
        if fresh := [word for word in new if word.isascii()]:
            line = " ".join(map(_american, fresh))
            self._db.execute("insert into w(rowid, words) values (1, ?)", (line,))
            for term, offset in self._db.execute("select term, offset from v"):
                known[fresh[offset]] = term
            self._db.execute("insert into w(w) values ('delete-all')")
        return {word: known[word] for word in wanted}


# --- showing text that is not trusted ---------------------------------------------

_UNSEEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
_ACCENT = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_FLOOD = rf"({_ACCENT}{{4}}){_ACCENT}+"


def visible(text: str) -> str:
    r"""Write out what a terminal would obey or hide: control characters, direction overrides, floods of accents.

    Line ends and tabs stay; ``ESC`` becomes ``\\x1b``, half a surrogate ``\\ud800``.
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_FLOOD, r"\1…", re.sub(_UNSEEN, lambda match: _escape(match[0]), text))


def escape_json(text: str) -> str:
    """Give JSON text with the same characters as JSON escapes, so that it means the same and drives no terminal."""
    return text if text.isascii() and text.isprintable() else re.sub(_UNSEEN, lambda match: _escape(match[0], json=True), text)


_BYTE, _BMP = 0xFF, 0xFFFF  # the last characters that two and four hexadecimal digits write


def _escape(char: str, *, json: bool = False) -> str:
    code = ord(char)
    if json and code > _BMP:
        high, low = divmod(code - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    if code <= _BYTE and not json:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BMP else f"\\U{code:08x}"
