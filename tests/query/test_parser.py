"""How a line that was typed is understood."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from corpora import Names, ids, show
from hypothesis import given, settings
from hypothesis import strategies as st

from stalinfacts.dates.phrases import parse_date_range
from stalinfacts.errors import UsageError
from stalinfacts.query.filters import describe_condition
from stalinfacts.query.line import join_arguments
from stalinfacts.query.model import AnswerType, Filters, Query
from stalinfacts.query.parser import MAX_LENGTH, MAX_TERMS, parse
from stalinfacts.text.english import STOP_WORDS
from stalinfacts.text.normalize import is_number, words

if TYPE_CHECKING:
    from stalinfacts.index.reader import IndexReader


def conditions(query: Query) -> str:
    return "; ".join(map(describe_condition, query.filters.conditions))


WORDS = [
    ("great purge", "great purge"),
    ("  Great   PURGE ", "great purge"),
    ("what is the great purge?", "great purge"),
    ("who was he", "who was he"),  # nothing but stop words: they are kept
    ("purge Purge PURGE", "purge"),
    ('"great purge"', '"great purge"'),
    ("“great purge” beria", '"great purge" beria'),
    ("„man of steel“", '"man of steel"'),
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


FIELDS = [
    ("year:1937 purge", "the time 1937"),
    ('date:"July 1937"', "the time July 1937"),
    ("when:July 1937 purge", "the time July 1937"),
    ("dates:1934..1939", "the time 1934–1939"),
    ("year:1937 purge 1938", "the time 1937"),
    ("from:1937 to:1938", "the time from 1937; the time until 1938"),
    ("from:1937 to 1939 purge", "the time 1937–1939"),
    ("since:1937", "the time from 1937"),
    ("until:1938", "the time until 1938"),
    ("before:1937", "the time until 1936"),
    ("after:1937", "the time from 1938"),
    ("section:terror", "section terror"),
    ("section: terror purge", "section terror"),
    ("section=terror purge", "section terror"),
    ("sections:terror", "section terror"),
    ("in:terror", "section terror"),
    ("SECTION:terror", "section terror"),
    ("ſECTİON:terror", "section terror"),
    ("sectıon：terror", "section terror"),
    ("(section:terror)", "section terror"),
    ('section:"Early life"', "section Early life"),
    ("section:“Early life”", "section Early life"),
    ("section:'Early life' purge", "section Early life"),
    ("section:early life purge", "section early life"),
    ("section:great terror purge", "section great terror"),
    ("entity:red army purge", "entity red army"),
    ("entity:beria purge", "entity beria"),
    ("person:beria place:gori entities:x", "entity beria; entity gori; entity x"),
    ("by:soviet historians say", "held-by soviet historians"),
    ("held_by:lenin held-by:lenin", "held-by lenin; held-by lenin"),
    ("cite:393-397", "citation 393-397"),
    ("cites:393, 394 purge", "citation 393, 394"),
    ("citation:[384] [386]", "citation 384, 386"),
    ("citations:393 - 397", "citation 393-397"),
    ("cite:393 394", "citation 393"),
    ("flags:disputed", "flag disputed"),
    ("flag:citation needed", "flag citation-needed"),
    ("flag:Citation_Needed", "flag citation-needed"),
    ("exiled before 1905", "the time until 1904"),
    ("executed after 1938", "the time from 1939"),
    ("arrested between 1908 and 1913", "the time 1908–1913"),
    ("since 1929", "the time from 1929"),
    ("until 1922", "the time until 1922"),
    ("from 1941 to 1943", "the time 1941–1943"),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS)
def test_a_field_in_the_query_filters(text: str, expected: str, names: Names) -> None:
    assert conditions(parse(text, names=names)) == expected


def test_a_time_inside_a_question_is_told() -> None:
    assert parse("exiled before 1905").notes == ("only facts dated until 1904",)


def test_without_names_a_value_is_one_word() -> None:
    query = parse("entity:red army")
    assert (conditions(query), show(query.terms)) == ("entity red", "army")


WRONG = [
    ("secton:terror", "no such field 'secton:'. Did you mean section:terror?"),
    ("secton: terror", "no such field 'secton:'. Did you mean section:terror?"),
    ("secton=terror", "no such field 'secton='. Did you mean section:terror?"),
    ('secton:"great terror"', "no such field 'secton:'. Did you mean section:NAME?"),
    ("Entitiy:beria", "no such field 'Entitiy:'. Did you mean entity:beria?"),
    ("persn:beria", "no such field 'persn:'. Did you mean person:beria?"),
    ("untill:1937", "no such field 'untill:'. Did you mean until:1937?"),
    ("form:1937", "no such field 'form:'. Did you mean from:1937?"),
    ("sect:terror", "no such field 'sect:'. Did you mean section:terror?"),
    ("section:", "field 'section:' has no value: write section:NAME"),
    ("purge section:  ", "field 'section:' has no value: write section:NAME"),
    ('year:"" purge', "field 'year:' has no value: write year:WHEN"),
    ("cite:,", "field 'cite:' has no value: write cite:N"),
    ("section:|", "field 'section:' has no value: write section:NAME"),
    ("section: entity:beria", "field 'section:' has no value: write section:NAME"),
    ("section: OR purge", "field 'section:' has no value: write section:NAME"),
    ("section: NOT purge", "field 'section:' has no value: write section:NAME"),
    ("cite:x", "invalid citation number 'x': write 393, '393;394' or 393-397"),
    ("cite:9-3", "invalid citation range '9-3': it runs backwards; write 3-9"),
    ("flag:dispted", "no such flag 'dispted'. Did you mean 'disputed'?"),
    ("after:1941..", "invalid date '1941..': it has no such end; write 1937"),
    ("before:..1905", "invalid date '..1905': it has no such end; write 1937"),
    ("flag:x", "no such flag 'x'. Flags: attributed, estimate, disputed, citation-needed, by-whom"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_field_or_value_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", ["year:1937-13", "from:never", "to:5/3/1953", "died 5/3/1953"])
def test_an_invalid_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="invalid date"):
        parse(text)


REMARKS = [
    ('"man of steel', "the quotation mark before 'man of steel' is not closed"),
    ("author:Stalin", "'author:' is no field, so its words are looked for; fields are year, from"),
    ("site:terror", "'site:' is no field"),
    ("purge not army", "'not army' is looked for; to leave a word out write -army"),
    ("purge without army", "to leave a word out write -army"),
    ("p*ge", "'*' stands for letters at the end of a word only"),
    ("DO NOT TRUST LENIN", "'TRUST' is left out"),
    ("word " * 3000, f"only the first {MAX_LENGTH:,} characters are read"),
    (" ".join(f"w{n}" for n in range(150)), f"only the first {MAX_TERMS} words are looked at"),
    (" ".join(f"-w{n}" for n in range(150)), f"only the first {MAX_TERMS} words are looked at"),
]


@pytest.mark.parametrize(("text", "note"), REMARKS)
def test_what_may_be_meant_otherwise_is_told(text: str, note: str) -> None:
    assert any(note in remark for remark in parse(text).notes)


@pytest.mark.parametrize(
    "text", ["did he not sleep", "not now", "note: x", "10:30", "a:1", "Then: x"]
)
def test_plain_text_needs_no_remark(text: str) -> None:
    assert parse(text).notes == ()


ARGUMENTS = [
    (["great purge"], "great purge"),
    (["great", "purge"], "great purge"),
    (["purge", "entity:red army"], 'purge entity:"red army"'),
    (["purge", "entity: red army"], 'purge entity:"red army"'),
    (["purge", "−entity:red army"], 'purge −entity:"red army"'),
    (["war", "−secret police"], 'war −"secret police"'),
    (["purge", "-July 1937"], "purge -July 1937"),
    (["purge", "-army -navy"], "purge -army -navy"),
    (["purge", "NOT", "secret police"], 'purge NOT "secret police"'),
    (["famine", "OR", "great purge"], 'famine OR "great purge"'),
    (["purge", 'entity:"red army"'], 'purge entity:"red army"'),
    (["great purge", "beria"], "great purge beria"),
    (["section:terror year:1937", "x"], "section:terror year:1937 x"),
    ([], ""),
]


@pytest.mark.parametrize(("arguments", "line"), ARGUMENTS)
def test_arguments_that_a_shell_kept_together_stay_together(
    arguments: list[str], line: str
) -> None:
    assert join_arguments(arguments) == line
    assert parse(arguments) == parse(line)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("When was Stalin born?", AnswerType.TIME),
        ("WHAT YEAR DID HE DIE", AnswerType.TIME),
        ("Who helped Lenin hide?", AnswerType.PERSON),
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


HUGE = [
    "word " * 2_000_000,
    "a" * 10_000_000,
    '"' * 10_000_000,
    "-" * 10_000_000,
    " " * 10_000_000,
    "9" * 10_000_000,
    " ".join(f"-w{n}" for n in range(50_000)),
    "section:terror " * 50_000,
    "-a b c d e f g " * 2000,
    "in:a b c d e f g h i j k l " * 1000,
    "1937 " * 5000,
    "-1937 x " * 3000,
    "NOT " * 100_000,
    "abc:def " * 3000,
    "a OR " * 3000,
    "year:'x' " * 3000,
    "year:" + "9" * 100_000,
    "born 5/3/1953 " * 3000,
]


@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:12])
def test_an_endless_line_is_read_fast_and_told_in_one_line(text: str, names: Names) -> None:
    start = time.perf_counter()
    try:
        query = parse(text, names=names)
    except UsageError as error:
        assert len(str(error)) < 300  # noqa: PT017 # either way is right
    else:
        assert len(query.terms) <= MAX_TERMS
        assert len(query.excluded) <= MAX_TERMS
        assert len(query.text) <= MAX_LENGTH
    assert time.perf_counter() - start < 3  # a hundredth of that is usual


# --- properties ------------------------------------------------------------------------

SYNTAX = st.lists(
    st.sampled_from(
        "purge Red army OR | NOT -word – — ! \" “ ” « ' ( ) * : = section: section:terror"
        " -year:1937 secton: cite:[384] 1937 before 5/3/1953 July '37 the US pur* № ☭"
        " \u200b ﬅ İ\u0307".split()
    ),
    max_size=10,
)


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=60), SYNTAX.map(" ".join), SYNTAX.map("".join)))
def test_any_text_is_a_query_or_refused_in_one_line(text: str) -> None:
    try:
        query = parse(text)
    except UsageError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 # either way is right
        return
    assert query.text == text
    assert all(all(term.words) and term.words for term in (*query.terms, *query.excluded))


@settings(max_examples=100)
@given(SYNTAX)
def test_arguments_are_read_as_the_line_that_they_make(arguments: list[str]) -> None:
    assert join_arguments(arguments) == " ".join(arguments)  # none of these has a space


@settings(max_examples=100)
@given(
    st.lists(st.sampled_from("Stalin's Ĺwów 4,3 1,000 U.S. don't ЁЖ ß K ſı №5 x-y 50% 1½".split()))
)
def test_a_query_is_normalised_as_a_text_is(parts: list[str]) -> None:
    text = " ".join(parts)
    known = {w for w in words(text) if w not in STOP_WORDS and (len(w) > 1 or is_number(w))}
    known |= {"us"} & set(words(text))
    asked = {word for term in parse(text).terms for word in term.words}
    assert asked == (known or set(words(text)))


TIMES = st.sampled_from(
    (
        "1937;July 1937;1937-07-30;1930s;1934..1939;before 1905;since 1941;1917-22;winter 1932–33;"
        "1878;1953-03-05;late 1930s;from 1941 to 1943;19th century"
    ).split(";")
)


@settings(max_examples=60)
@given(when=TIMES)
def test_a_time_means_the_same_in_every_field(when: str, index: IndexReader) -> None:
    time_ = parse_date_range(when)
    wanted = ids(index, parse(f'year:"{when}"').filters)
    assert ids(index, parse(f"year:{when} purge").filters) == wanted
    if "before" not in when and "since" not in when and "from" not in when:
        assert ids(index, parse(f'from:"{when}" to:"{when}"').filters) == wanted
        assert parse(f"{when}").terms[0].dates == time_


@settings(max_examples=60)
@given(when=TIMES, field=st.sampled_from(["year", "from", "to", "before", "after"]))
def test_what_is_left_out_is_what_is_not_selected(
    when: str, field: str, index: IndexReader
) -> None:
    try:
        selected = ids(index, parse(f'{field}:"{when}"').filters)
    except UsageError as error:
        assert "it has no such end" in str(error)  # noqa: PT017 # after "since 1941" comes nothing
        return
    left = ids(index, parse(f'-{field}:"{when}"').filters)
    assert sorted(selected + left) == sorted(ids(index, Filters()))
