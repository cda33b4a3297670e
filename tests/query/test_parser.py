"""How the words of a line are understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from query.corpora import Names, conditions, ids, show
from stalinfacts.errors import UsageError
from stalinfacts.query.model import AnswerType, Filters
from stalinfacts.query.parser import MAX_TERMS, parse

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader


WORDS = [
    ("great purge", "great purge"),
    ("  Great   PURGE ", "great purge"),
    ("what is the great purge?", "great purge"),
    ("who was he", "who was he"),  # nothing but stop words: they are kept
    ("purge Purge PURGE", "purge"),
    ('"great purge"', '"great purge"'),
    ("“great purge” beria", '"great purge" beria'),
    ("„man of steel“", '"man of steel"'),
    ("”great purge“", '"great purge"'),
    ("»Mann aus Stahl«", '"mann aus stahl"'),
    ("«a b» c-d", '"a b"'),
    ('"purge"', "purge"),
    ('"unclosed phrase', '"unclosed phrase"'),
    ('man of steel"', "man steel"),
    ("five-year plan", "five year plan"),
    ("12:30", "12 30"),
    ("", ""),
    ("!!!", ""),
    ('""', ""),
    ("☭ 🙂 $ ' . *", ""),
    ("pur*", "pur*"),
    ('"pur*"', "pur*"),
    ('"pur* "', "pur*"),
    ("1937 purge", "@1937 purge"),
    ("the*", "the*"),
    ("pur* army", "pur* army"),
    ("don't", "dont"),
    ("why won't he leave Moscow", "leave moscow"),
    ("US troops", "us troops"),
    ("us troops", "troops"),
    ("U.S. troops", "us troops"),
    ("US AID", "us aid"),
    ("TELL US ABOUT IT ALL OR", "tell us about it all"),  # all in capitals, and all stop words
    ("R.S.D.L.P.", "rsdlp"),
    ("P.O.W.", "pow"),
    ("4,3 million", "4ˑ3 million"),
    ("1,000,000", "1000000"),
    ("268\u202f950", "268950"),
    ("5'4\" tall", "5 4 tall"),
    ("№227", "227"),
    ("ſoviet ıts K2", "soviet k2"),
    ("Stalin: a life", "stalin life"),
    ("said: yes", "said yes"),
    ("Peace: bread", "peace bread"),
    ("http://example.org", "http example org"),
    ("std::string", "std string"),
    ("field = value", "field value"),
    ("x=5", "5"),
    ("a - b – c", "a b c"),
    ("(purge) [famine]", "purge famine"),
    ("\ufeffpurge\u200b", "purge"),
    ("purge AND famine & war", "purge famine war"),
    ("-- purge", "purge"),
    ("NOT", "not"),
    ("purge NOT", "purge"),
    ("purge -", "purge"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_line_is_cut_into_its_terms(text: str, expected: str) -> None:
    query = parse(text)
    assert (show(query.terms), query.excluded, conditions(query)) == (expected, (), "")


NAMES = [
    ("World War I", "{world war i}"),
    ("who won World War I", "won {world war i}"),
    ("the red army in red square", "{red army} red square"),
    ("Red Army", "{red army}"),
    ("Red-Army", "{red army}"),
    ('"red army"', '"red army"'),
    ("red", "red"),
    ("Red Army 1937 Leon Trotsky", "{red army} @1937 {leon trotsky}"),
    ("red army OR navy", "({red army}|navy)"),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_a_run_of_words_that_is_a_name_is_one_term(text: str, expected: str, names: Names) -> None:
    assert show(parse(text, names=names).terms) == expected


def test_words_as_typed_are_no_names(names: Names) -> None:
    assert show(parse("Red Army", exact=True, names=names).terms) == "red army"


EXCLUDED = [
    ("purge -army", "purge", "army", ""),
    ("purge –army", "purge", "army", ""),
    ("purge −army", "purge", "army", ""),
    ("purge —army", "purge", "army", ""),
    ("purge ‑army", "purge", "army", ""),
    ("purge --army", "purge", "army", ""),
    ("purge !army", "purge", "army", ""),
    ("purge NOT army", "purge", "army", ""),
    ("purge NOT NOT -army", "purge", "army", ""),
    ("purge AND NOT army", "purge", "army", ""),
    ('purge -"secret police"', "purge", '"secret police"', ""),
    ('purge NOT "secret police"', "purge", '"secret police"', ""),
    ("-army", "", "army", ""),
    ("anti-semitism", "anti semitism", "", ""),
    ("-anti-semitism", "", '"anti semitism"', ""),
    ("-pur*", "", "pur*", ""),
    ("-the", "", "the", ""),
    ('-"" -* purge', "purge", "", ""),
    ("war -red army", "war", "{red army}", ""),
    ("war NOT Red Army men", "war men", "{red army}", ""),
    ("war -red-army", "war", "{red army}", ""),
    ("war -red square", "war square", "red", ""),
    ("war -red 1937", "war @1937", "red", ""),
    ("war -OR", "war", "or", ""),
    ('war -"red" army', "war army", "red", ""),
    ("-section:terror", "", "", "leaving out section terror"),
    ("purge –section:terror", "purge", "", "leaving out section terror"),
    ("NOT section:terror", "", "", "leaving out section terror"),
    ("section:-terror", "", "", "leaving out section terror"),
    ("section:!terror", "", "", "leaving out section terror"),
    ("-section:-terror", "", "", "leaving out section terror"),
    ('-entity:"red army"', "", "", "leaving out entity red army"),
    ("-entity:red army war", "war", "", "leaving out entity red army"),
    ("-cite:393", "", "", "leaving out citation 393"),
    ("-flag:disputed", "", "", "leaving out flag disputed"),
    ("-year:1937", "", "", "leaving out the time 1937"),
    ("purge -1930s", "purge", "", "leaving out the time 1930s"),
    ("purge -July 1937", "purge", "", "leaving out the time July 1937"),
    ("purge -1936 to 1938", "purge", "", "leaving out the time 1936–1938"),
    ("-1937,1938", "", "", "leaving out the time 1937; leaving out the time 1938"),
    ("NOT before 1905", "", "", "leaving out the time until 1904"),
    ("-before:1905", "", "", "leaving out the time until 1904"),
    ("-1937-census", "", '"1937 census"', ""),
    ("1934 - 1939", "@1934 1939", "", ""),
]


@pytest.mark.parametrize(("text", "terms", "excluded", "filters"), EXCLUDED)
def test_a_dash_or_not_leaves_out(
    text: str, terms: str, excluded: str, filters: str, names: Names
) -> None:
    query = parse(text, names=names)
    assert (show(query.terms), show(query.excluded)) == (terms, excluded)
    assert conditions(query) == filters


EITHER = [
    ("purge OR famine", "(purge|famine)"),
    ("purge | famine", "(purge|famine)"),
    ("purge|famine || war", "(purge|famine|war)"),
    ("great purge OR famine 1937", "great (purge|famine) @1937"),
    ('"great purge" OR famine', '("great purge"|famine)'),
    ("1937 OR 1938", "(@1937|@1938)"),
    ("pur* OR the famine", "(pur*|famine)"),
    ("(purge OR famine) beria", "(purge|famine) beria"),
    ("OR purge", "purge"),
    ("purge OR", "purge"),
    ("purge OR the", "purge"),
    ("purge OR OR famine", "(purge|famine)"),
    ("purge or famine", "purge famine"),
    ("ORDER", "order"),
]


@pytest.mark.parametrize(("text", "expected"), EITHER)
def test_or_joins_the_terms_beside_it(text: str, expected: str) -> None:
    assert show(parse(text).terms) == expected


def test_an_alternative_has_all_its_words() -> None:
    (term,) = parse('"great purge" OR purge').terms
    assert term.words == ("great", "purge")


def test_or_joins_values_of_one_field(index: IndexReader) -> None:
    either = parse("section:war OR section:postwar").filters
    assert ids(index, either) == ["war-1", "war-2", "war-3", "postwar-1"]


@pytest.mark.parametrize(
    "text",
    [
        "section:terror OR purge",
        "purge OR section:terror",
        "section:terror OR entity:beria",
        "year:1937 OR year:1939",
        "purge OR -army",
        "-purge OR army",
        "-section:a OR -section:b",
        "purge OR before 1905",
        " OR ".join(f"word{n}" for n in range(200)),
    ],
)
def test_what_or_cannot_join_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"^OR (cannot join|joins too many)"):
        parse(text)


@pytest.mark.parametrize("text", ["purge -(army OR navy)", "purge NOT (army navy)"])
def test_a_group_is_not_left_out(text: str) -> None:
    with pytest.raises(UsageError, match="write -army -navy"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When was Stalin born?", AnswerType.TIME),
        ("WHAT YEAR DID HE DIE", AnswerType.TIME),
        ("Who helped Lenin hide?", AnswerType.PERSON),
        ("tell me whom he helped", AnswerType.PERSON),
        ("in which city did he live", AnswerType.PLACE),
        ("yalta conference date", AnswerType.TIME),
        ("year of birth", AnswerType.TIME),
        ("number of victims", AnswerType.FIGURE),
        ("death toll", AnswerType.FIGURE),
        ("How many people were shot?", AnswerType.FIGURE),
        ("what percentage was it", AnswerType.FIGURE),
        ("Where was he exiled?", AnswerType.PLACE),
        ("how did he escape", AnswerType.NONE),
        ("purge", AnswerType.NONE),
        ("whenever", AnswerType.NONE),
    ],
)
def test_a_question_word_says_what_is_looked_for(text: str, kind: AnswerType) -> None:
    assert parse(text).answer_type is kind


def test_only_who_asks_for_something_asks_for_something() -> None:
    assert not Filters()
    assert parse("section:terror").filters
    query = parse("☭")
    assert query[1:4] == ((), (), Filters())


def test_a_query_keeps_how_it_was_asked() -> None:
    query = parse("purge", exact=True, match_all=True)
    assert (query.text, query.exact, query.match_all) == ("purge", True, True)


@pytest.mark.parametrize("sign", ["", "-"])
def test_as_many_words_are_looked_at_as_promised(sign: str) -> None:
    words = [f"{sign}w{n}" for n in range(MAX_TERMS)]
    for query in (parse(" ".join(words)), parse(" ".join([*words, f"{sign}extra"]))):
        assert len(query.terms) + len(query.excluded) == MAX_TERMS
        assert bool(query.notes) == ("extra" in query.text)


def test_a_line_that_is_too_long_is_cut_between_words() -> None:
    assert {term.words for term in parse("purges " * 2000).terms} == {("purges",)}
