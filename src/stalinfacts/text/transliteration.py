"""Names in other scripts and other languages' spelling.

``romanize`` writes Cyrillic and Georgian in Latin letters. ``name_key`` reduces a name to
what its transliterations have in common, in the manner of phonetic codes (Daitch-Mokotoff;
A. Beider and S. Morse, "Beider-Morse Phonetic Matching", 2008): a word is read by the rules
of an orthography, and what readers and languages write differently is made one: sibilants,
affricates, glides, doubled letters.

What is stored is read as English; what is typed is read as each of the orthographies in
turn (``name_keys``), since one letter says different things: the ``j`` of ``Jughashvili``
(English), ``Jeschow`` (German), ``Joukov`` (French) and ``Jruschov`` (Spanish).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Without й ї ў: what normalising leaves of them is и і у.
_CYRILLIC = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщыэюяієґђјљњћџѣѳѵ",
        "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch y e yu ya i e g d j l n c dzh "
        "e f i".split(),
        strict=True,
    )
) | {"ъ": "", "ь": ""}
_GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
_ROMAN = _CYRILLIC | _GEORGIAN


def romanize(word: str) -> str:
    """Return a normalised Cyrillic or Georgian word in Latin letters, as English texts write it.

    By the letters that normalising leaves: ``троцкии`` (Троцкий) becomes ``trotskii``. Words
    of other scripts stay as they are.
    """
    return word if word.isascii() else "".join([_ROMAN.get(letter, letter) for letter in word])


def alphabets(words: Iterable[str]) -> list[str]:
    """Return the sets of letters that stand together in words: Latin, Cyrillic."""
    leaders: dict[str, str] = {}  # letter → another of its alphabet; a leader is its own

    def leader_of(letter: str) -> str:
        while (leader := leaders.setdefault(letter, letter)) != letter:
            leaders[letter] = letter = leaders[leader]
        return letter

    for word in set(words):
        if word:
            first = leader_of(word[0])
            for letter in word:
                leaders[leader_of(letter)] = first
    alphabet_sets: dict[str, list[str]] = {}
    for letter in sorted(leaders):
        alphabet_sets.setdefault(leader_of(letter), []).append(letter)
    return sorted(map("".join, alphabet_sets.values()))


def _table(rows: str) -> dict[str, str]:
    return dict(row.split(":") for row in rows.split())


_ANY = _table(
    "dzh:j dz:j dj:j shch:sc sch:sc sh:s zh:s z:s kh:k gh:g ph:f th:t tch:c ts:c tz:c q:k w:v y:i "
    "x:ks"
)
_ORTHOGRAPHIES: tuple[Mapping[str, str], ...] = (
    # [0] English, and the romanisations that it uses
    _ANY | _table("ch:c ck:k ce:se ci:si cy:si c:k"),
    # German; Dutch and the Scandinavian languages, whose digraphs German has not
    _ANY
    | _table("schtsch:sc tsch:c dsch:j dsh:j ds:j sch:s ch:k z:c c:k j:i")
    | _table("sj:s tsj:c zj:s dzj:j dsj:j oe:u"),
    # Polish, Czech, Serbo-Croat, Italian, the scholarly transliteration; Hungarian
    _ANY | _table("szcz:sc sz:s cz:c ch:k h:k j:i x:k") | _table("cs:c zs:s dzs:j"),
    # French, and the older English
    _ANY | _table("chtch:sc ch:s j:s ou:u gue:ge gui:gi guy:gi qu:k ce:se ci:si c:k"),
    # Spanish
    _ANY | _table("j:k ch:c gue:ge gui:gi qu:k ce:se ci:si c:k"),
    # The same, with the y of Yugashvili
    _ANY | _table("j:k y:j ch:c c:k"),
    # Turkish
    _ANY | _table("c:j j:s h:k"),
)
_LONGEST = tuple(max(map(len, each)) for each in _ORTHOGRAPHIES)
_ENGLISH = 0
_ENDINGS = (("off", "ov"), ("eff", "ev"), ("ine", "in"), ("yne", "yn"))
_VOWELS = frozenset("aeou")  # before which an i is a glide
_MAX_LENGTH = 50  # letters that are read of a word


def name_key(word: str) -> str:
    """Return the key under which the usual transliterations of a name meet.

    The word is normalised, of any script, and read as English texts transliterate.
    """
    roman = romanize(word[:_MAX_LENGTH])
    return _key(roman, _ENGLISH) if roman.isascii() else roman


@lru_cache(maxsize=4096)
def name_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word by all orthographies, without repetitions; first ``name_key``.

    Two spellings are of one name where a key of the one is the ``name_key`` of the other.
    """
    keys = [name_key(word)]
    if word.isascii():
        keys += [_key(word[:_MAX_LENGTH], n) for n in range(1, len(_ORTHOGRAPHIES))]
    elif word.endswith("ი"):  # the Georgian nominative: სტალინი
        keys.append(name_key(word[:-1]))
    return tuple(dict.fromkeys(keys))


def _key(word: str, orthography: int) -> str:
    """Return the key of a word in Latin letters, read by an orthography of the table."""
    for ending, short in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            word = word.removesuffix(ending) + short
    symbols = _sounds(word, orthography)
    key = ""
    for symbol, following in zip(symbols, (symbols + " ")[1:], strict=True):
        is_glide = symbol == "i" and (following in _VOWELS or following == "i")
        if not is_glide and symbol != key[-1:]:
            key += symbol
    # ё is written e or o after a sibilant: Khrushchev, Chruschtschow.
    return key.replace("sev", "sov").replace("cev", "cov")


def _sounds(word: str, orthography: int) -> str:
    """Return a word with the letters that an orthography lists replaced, the longest first.

    A pattern would take a sixth of the time, once it is compiled: that takes 0.12 ms an
    orthography, as long as thirty words.
    """
    listed, longest = _ORTHOGRAPHIES[orthography], _LONGEST[orthography]
    sounds: list[str] = []
    at = 0
    while at < len(word):
        for length in range(longest, 0, -1):
            letters = word[at : at + length]
            if letters in listed:
                break
        sounds.append(listed.get(letters, letters))
        at += len(letters)
    return "".join(sounds)
