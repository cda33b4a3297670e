"""Fields in a line, what is wrong with them, and arguments that a shell made."""

from __future__ import annotations

import pytest

from query.corpora import Names, conditions, show
from stalinfacts.errors import UsageError
from stalinfacts.query.line import join_arguments
from stalinfacts.query.parser import MAX_LENGTH, MAX_TERMS, parse

FIELDS = [
    ("year:1937 purge", "the time 1937"),
    ('date:"July 1937"', "the time July 1937"),
    ("when:July 1937 purge", "the time July 1937"),
    ("dates:1934..1939", "the time 1934–1939"),
    ("year:1937 purge 1938", "the time 1937"),
    ("from:1937 to:1938", "the time from 1937; the time until 1938"),
    ("from:1937 to 1939 purge", "the time 1937–1939"),
    ("from:July 1937 purge", "the time from July 1937"),
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
    ("(section:early) life", "section early"),
    ('section:"early" life', "section early"),
    ("section:'early' life", "section early"),
    ("section:'", "section '"),
    ("section: terror entity:beria", "section terror; entity beria"),
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


OR_MESSAGE = (
    "OR cannot join 'section:terror' and 'purge': it joins words, or values of one field as in"
    " section:terror OR section:purges"
)
WRONG = [
    ("secton:terror", "no such field 'secton:'. Did you mean section:terror?"),
    ("secton: terror", "no such field 'secton:'. Did you mean section:terror?"),
    ("secton=terror", "no such field 'secton='. Did you mean section:terror?"),
    ('secton:"great terror"', "no such field 'secton:'. Did you mean section:NAME?"),
    ("Entitiy:beria", "no such field 'Entitiy:'. Did you mean entity:beria?"),
    ("persn:beria", "no such field 'persn:'. Did you mean person:beria?"),
    ("untill:1937", "no such field 'untill:'. Did you mean until:1937?"),
    ("form:1937", "no such field 'form:'. Did you mean from:1937?"),
    ("SECTON:", "no such field 'SECTON:'. Did you mean section:NAME?"),
    ("section:terror OR purge", OR_MESSAGE),
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
    (
        "flag:x",
        "no such flag 'x'; flags are attributed, estimate, disputed, citation-needed, by-whom",
    ),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_field_or_value_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text", ["year:1937-13", "from:never", "to:5/3/1953", "died 5/3/1953", "-5/3/1953 x"]
)
def test_an_invalid_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="invalid date"):
        parse(text)


REMARKS = [
    ('"man of steel', "the quotation mark before 'man of steel' is not closed"),
    ("author:Stalin", "no such field 'author:', so its words are looked for; fields are year"),
    ("site:terror", "no such field 'site:'"),
    ("purge not army", "'not army' is looked for; to leave a word out write -army"),
    ("purge without army", "to leave a word out write -army"),
    ("the purge without army", "to leave a word out write -army"),
    ("p*ge", "'*' stands for letters at the end of a word only"),
    ("DO NOT TRUST LENIN", "'TRUST' is left out"),
    ("DO NOT TRUST", "'TRUST' is left out"),
    ("a" * 20_000, f"only the first {MAX_LENGTH:,} characters are read"),
    ("word " * 3000, f"only the first {MAX_LENGTH:,} characters are read"),
    (" ".join(f"w{n}" for n in range(150)), f"only the first {MAX_TERMS} words are looked at"),
    (" ".join(f"-w{n}" for n in range(150)), f"only the first {MAX_TERMS} words are looked at"),
]


@pytest.mark.parametrize(("text", "note"), REMARKS)
def test_what_may_be_meant_otherwise_is_told(text: str, note: str) -> None:
    assert any(note in remark for remark in parse(text).notes)


@pytest.mark.parametrize(
    "text",
    [
        "did he not sleep",
        "not now",
        "note: x",
        "10:30",
        "a:1",
        "Then: x",
        "Secton:",
        "author=Lenin",
        "purge -army",
        "THE GREAT PURGE",
        "NOT ARMY",
        'purge "',
    ],
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
    (["purge", "-order 227"], 'purge -"order 227"'),
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
