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
    alphabet_sets: list[frozenset[str]] = []
    for letters in {frozenset(word) for word in words}:
        apart = [alphabet for alphabet in alphabet_sets if alphabet.isdisjoint(letters)]
        touching = [alphabet for alphabet in alphabet_sets if not alphabet.isdisjoint(letters)]
        alphabet_sets = [*apart, letters.union(*touching)]
    return sorted("".join(sorted(alphabet)) for alphabet in alphabet_sets)


# --- keys of names --------------------------------------------------------------------

# Letters → what they are in a key. ``s`` stands for all sibilants (s, z, sh, zh), ``c`` for
# the affricates ts and ch, ``j`` for dz and dzh, ``k`` also for kh, ``i`` also for a glide.
# The longest sequence that fits is taken; what is not listed stands for itself.


def _table(rows: str) -> dict[str, str]:
    return dict(row.split(":") for row in rows.split())


_ANY = _table(
    "dzh:j dz:j dj:j shch:sc sch:sc sh:s zh:s z:s kh:k gh:g ph:f th:t tch:c ts:c tz:c q:k w:v y:i "
    "x:ks"
)
_ORTHOGRAPHIES: tuple[Mapping[str, str], ...] = (
    # English, and the romanisations that it uses
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
    _ANY | _table("j:k ch:c gue:ge gui:gi qu:k ce:se ci:si c:k ^ya:ja ^yo:jo ^yu:ju"),
    # Turkish
    _ANY | _table("c:j j:s h:k"),
)
_ENDINGS = (("off", "ov"), ("eff", "ev"), ("ine", "in"), ("yne", "yn"))
_LONGEST_SEQUENCE = 7
_VOWELS = frozenset("aeou")  # before which an i is a glide
_MAX_LENGTH = 50  # letters that are read of a word


def name_key(word: str) -> str:
    """Return the key under which the usual transliterations of a name meet.

    The word is normalised, of any script, and read as English texts transliterate.
    """
    return name_keys(word)[0]


@lru_cache(maxsize=4096)
def name_keys(word: str) -> tuple[str, ...]:
    """Return the keys of a word by all orthographies, without repetitions; first ``name_key``.

    Two spellings are of one name where a key of the one is the ``name_key`` of the other.
    """
    roman = romanize(word[:_MAX_LENGTH])
    if not roman.isascii():
        return (roman,)
    romans = [roman]
    if roman != word and word[-1:] == "ი":  # the Georgian nominative: სტალინი
        romans.append(roman[:-1])
    # A word of another script has been romanised as English does.
    orthographies = _ORTHOGRAPHIES if roman == word else _ORTHOGRAPHIES[:1]
    keys = [_key(roman, sounds) for sounds in orthographies for roman in romans]
    return tuple(dict.fromkeys(keys))


def _key(word: str, sounds: Mapping[str, str]) -> str:
    for ending, short in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            word = word.removesuffix(ending) + short
    symbols = "".join(_read(word, sounds))
    key = ""
    for symbol, following in zip(symbols, symbols[1:] + " ", strict=True):
        is_glide = symbol == "i" and (following in _VOWELS or following == "i")
        if not is_glide and symbol != key[-1:]:
            key += symbol
    # ё is written e or o after a sibilant: Khrushchev, Chruschtschow.
    return key.replace("sev", "sov").replace("cev", "cov")


def _read(word: str, sounds: Mapping[str, str]) -> Iterable[str]:
    at = 0
    if (start := "^" + word[:2]) in sounds:
        yield sounds[start]
        at = 2
    while at < len(word):
        for length in range(_LONGEST_SEQUENCE, 0, -1):
            sequence = word[at : at + length]
            if sequence in sounds or length == 1:
                yield sounds.get(sequence, sequence)
                at += len(sequence)
                break
