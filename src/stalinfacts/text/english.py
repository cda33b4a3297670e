"""English as data: word lists, numbers, units, spellings and irregular forms."""

from __future__ import annotations

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

LOW_INFORMATION_WORDS = frozenset(
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
ORDINAL_WORDS: dict[str, str] = {
    word: str(n) + ({1: "st", 2: "nd", 3: "rd"}.get(n, "th"))
    for n, word in enumerate(_ORDINALS.split(), 1)
}
"""``twentieth`` → ``20th``."""


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


def to_american(word: str) -> str:
    """Return a word with the American ending in place of the British one."""
    if len(word) > _SHORTEST:
        for british, american in _ENDINGS:
            if word.endswith(british):
                return word[: -len(british)] + american
    return word


UNITS = {
    "km": ("kilometre", "kilometres", "kilometers"),
    "kilometers": ("kilometres", "km"),
    "kilometer": ("kilometre", "km"),
    "kilometres": ("km",),
    "kg": ("kilograms", "kilogrammes"),
    "cm": ("centimetres",),
    "ft": ("feet", "foot"),
    "pct": ("percent",),
    "percentage": ("percent",),
    "mln": ("million",),
    "bn": ("billion",),
    "ww2": ("wwii",),
    "usa": ("us",),
}

CONTRACTIONS: frozenset[str] = frozenset()
