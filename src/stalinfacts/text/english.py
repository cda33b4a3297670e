"""English as data: words that say little, numbers, units, spellings, irregular forms.

All words are normalised (``text.normalize``): contractions without their apostrophe.
"""

from __future__ import annotations

CONTRACTIONS = frozenset(
    """
    aint arent cant couldnt didnt doesnt dont hadnt hasnt havent hed hes im isnt ive lets
    mightnt mustnt neednt oughtnt shant shes shouldnt thats theres theyd theyll theyre theyve
    wasnt werent weve whatre whats wheres whos wont wouldnt yall youd youll youre youve
    """.split()
)
"""Contractions as normalising leaves them, or as they are typed without an apostrophe. Those
that would be another word (``well``, ``were``, ``hell``) lose their ending when normalised."""

STOP_WORDS = CONTRACTIONS | frozenset(
    """
    a about after all also am an and any are as at be because been before being between both but
    by can could did do does doing done during each ever for from further get give go got had
    has have having he her here him himself his how i if in into is it its itself just know let
    like many may me might more most much must my no nor not of off on once only or other our
    out over own please s same say shall she should so some such t tell than that the their them
    themselves then there these they this those through to too under until up upon us very was
    we were what when where whether which while who whom whose why will with would you your
    """.split()
)
"""Words that carry no subject of their own in a question about a life; set aside unless nothing
else is asked."""

ABBREVIATIONS = frozenset({"us"})
"""Stop words that are something else when written in capitals: ``US`` is a country."""

LOW_INFORMATION_WORDS = frozenset(
    """
    again age ago amount date dates number start toll
    always anybody anyone anything back bad became become believe believed best
    better big bigger came come day days early else even ever everybody everyone everything
    favorite favourite feel felt full gone happen happened keep kept kind last late later let
    life little live lived long look made make making man men never new next nobody nothing old
    ordinary own people person place put real really said say seem seemed small somebody someone
    something sort still take taken tell thing things think thought time times took tried try
    use used using want wanted wants way ways went whole work worked working worse worst year
    years yet
    """.split()
)
"""Words that say little of what a question is about, and that an answer may well lack: they
count, but less."""

ROLES = tuple(
    """
    author bishop boss brother chairman chancellor chief comrade commander commissar composer
    cousin daughter deputy dictator diplomat director economist emperor father friend general
    grandson head historian husband king leader marshal minister mistress mother nephew niece
    philosopher physician poet politician premier president priest queen rival secretary sister
    son tsar uncle wife writer
    """.split()
)
"""Offices and relations: what a text calls somebody before the name."""


def is_stop_word(word: str, written: str = "") -> bool:
    """Return whether a normalised word is a stop word as it was written.

    Args:
        word: The normalised word.
        written: The word as it was typed; ``US`` and ``U.S.`` are no stop words, ``us`` is one.
            Leave it out where everything is in capitals and case says nothing.
    """
    is_abbreviation = word in ABBREVIATIONS and written.replace(".", "").isupper()
    return word in STOP_WORDS and not is_abbreviation


# --- numbers --------------------------------------------------------------------------

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ROMAN = "ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx"

NUMBER_WORDS: dict[str, str] = {word: str(number) for number, word in enumerate(_ONES.split())}
NUMBER_WORDS |= {word: str(10 * number) for number, word in enumerate(_TENS.split(), 2)}
"""``five`` → ``5``: spelled out or in digits, a figure is one word to a reader."""

ORDINAL_WORDS: dict[str, str] = {
    word: str(number) + ({1: "st", 2: "nd", 3: "rd"}.get(number, "th"))
    for number, word in enumerate(_ORDINALS.split(), 1)
}
"""``twentieth`` → ``20th``."""

ROMAN_NUMERALS: dict[str, str] = {
    numeral: str(number)
    for numeral, number in zip(_ROMAN.split(), (2, 3, 4, 6, 7, 8, 9, *range(11, 21)), strict=True)
}
"""``iii`` → ``3``; not the single letters i, v and x, which are mostly something else."""

SCALES: dict[str, int] = {
    "thousand": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "billion": 10**9,
    "bn": 10**9,
}
"""Words that multiply the figure before them."""

_UNIT_GROUPS = """
    km kilometre kilometres kilometer kilometers
    m metre metres meter meters
    cm centimetre centimetres centimeter centimeters
    kg kilogram kilograms kilogramme kilogrammes kilo kilos
    ft foot feet
    percent pct percentage
    m million mln
    bn billion
    k thousand
    usa us united_states
    uk united_kingdom
    ussr soviet_union
    ww1 wwi
    ww2 wwii
"""
UNITS: dict[str, tuple[str, ...]] = {}
"""A unit or an abbreviation → other ways to write it; of two words where there is a space."""
for _group in _UNIT_GROUPS.strip().splitlines():
    _names = [name.replace("_", " ") for name in _group.split()]
    UNITS |= {
        name: UNITS.get(name, ()) + tuple(other for other in _names if other != name)
        for name in _names
        if " " not in name
    }


# --- spelling and irregular forms -----------------------------------------------------

_AMERICAN_ENDINGS = dict(
    pair.split(":")
    for pair in """
    isation:ization isations:izations ising:izing ised:ized ises:izes ise:ize iser:izer
    isers:izers yse:yze ysed:yzed ysing:yzing our:or ours:ors oured:ored ouring:oring
    ourist:orist ourite:orite ourites:orites ourable:orable ourer:orer ourers:orers
    ourably:orably tre:ter tres:ters bre:ber ogue:og ogues:ogs ence:ense lled:led lling:ling
    ller:ler llers:lers lment:llment programme:program programmes:programs
    """.split()
)
"""British ending → American ending."""
_ENDINGS_BY_LENGTH = sorted({len(ending) for ending in _AMERICAN_ENDINGS}, reverse=True)
_MIN_LENGTH = 6  # letters: "our", "tour" and "wise" keep theirs


def to_american(word: str) -> str:
    """Return a normalised word with the American ending in place of the British one.

    A rule of endings alone: words that merely end so change too (``promise`` → ``promize``), so
    the result is for comparing, not for showing.
    """
    if len(word) >= _MIN_LENGTH:
        for length in _ENDINGS_BY_LENGTH:
            if american := _AMERICAN_ENDINGS.get(word[-length:]):
                return word[:-length] + american
    return word


_IRREGULAR = """
    analysis analyses | appendix appendices | arise arose arisen | awake awoke awoken | basis
    bases | be was were been being is are am | bear bore born borne | beat beaten | become
    became | beget begot begotten | begin began begun | behold beheld | bend bent | bind bound |
    bite bit bitten | bleed bled | blow blew blown | break broke broken | breed bred | bring
    brought | build built | burn burnt burned | buy bought | catch caught | child children |
    choose chose chosen | cling clung | come came | creep crept | crisis crises | criterion
    criteria | deal dealt | die died dying dies | dig dug | do did done | draw drew drawn |
    dream dreamt dreamed | drink drank drunk | drive drove driven | eat ate eaten | fall fell
    fallen | feed fed | feel felt | fight fought | find found | flee fled | fly flew flown flies
    | foot feet | forbid forbade forbidden | foresee foresaw foreseen | forget forgot forgotten
    | forgive forgave forgiven | freeze froze frozen | get got gotten | give gave given | go
    went gone | goose geese | grind ground | grow grew grown | half halves | hang hung | have
    had has | hear heard | hide hid hidden | hold held | keep kept | kneel knelt | knife knives
    | know knew known | lay laid | lead led | leaf leaves | learn learnt learned | leave left |
    lend lent | life lives | light lit | loaf loaves | lose lost | make made | man men | mean
    meant | meet met | memorandum memoranda | mislead misled | mistake mistook mistaken | mouse
    mice | oasis oases | outlive outlived | overcome overcame | oversee oversaw overseen |
    overthrow overthrew overthrown | ox oxen | pay paid | proceed proceeded | person people |
    phenomenon phenomena | rebuild rebuilt | retake retook retaken | rewrite rewrote rewritten |
    ride rode ridden | ring rang rung | rise rose risen | run ran | say said | see saw seen |
    seek sought | sell sold | send sent | shake shook shaken | shine shone | shoot shot | shrink
    shrank shrunk | sing sang sung | sink sank sunk | sit sat | slay slew slain | sleep slept |
    slide slid | speak spoke spoken | spell spelt spelled | spend spent | spin spun | spoil
    spoilt spoiled | spring sprang sprung | stand stood | steal stole stolen | sting stung |
    stink stank stunk | strike struck stricken | succeed succeeded | swear swore sworn | sweep
    swept | swim swam swum | swing swung | take took taken | teach taught | tear tore torn |
    tell told | thesis theses | thief thieves | think thought | throw threw thrown | tooth teeth
    | undergo underwent undergone | understand understood | undertake undertook undertaken |
    uphold upheld | wake woke woken | wear wore worn | weave wove woven | weep wept | wife wives
    | win won | wind wound | withdraw withdrew withdrawn | withhold withheld | wolf wolves |
    woman women | wring wrung | write wrote written
"""

IRREGULAR_FORMS: dict[str, tuple[str, ...]] = {}
"""Every irregular form and its base → the whole family, so that ``flee`` looks for ``fled``."""
for _family in _IRREGULAR.split("|"):
    for _form in _family.split():
        IRREGULAR_FORMS[_form] = (*IRREGULAR_FORMS.get(_form, ()), *_family.split())
