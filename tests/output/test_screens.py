"""Screens: the golden ones, and what holds at every width."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from output_samples import (
    BY_ID,
    ENTITIES,
    FACTS,
    FOOT,
    HEAD,
    SECTIONS,
    SOURCE,
    items,
    screens,
    terminal,
)
from rich.cells import cell_len
from rich.console import Console

from stalinfacts.corpus.model import Entity, Fact, Section, Source
from stalinfacts.output import explain
from stalinfacts.output.canvas import Canvas, join_ranges
from stalinfacts.output.help_views import HelpEntry, HelpGroup, HelpPage
from stalinfacts.output.overviews import (
    Bar,
    EntityList,
    EntityRow,
    SectionRow,
    SectionTree,
    Timeline,
)
from stalinfacts.output.rows import NARROW
from stalinfacts.output.tables import render_text
from stalinfacts.output.views import (
    Card,
    Cards,
    FactList,
    Group,
    GroupedFacts,
    Heading,
    Hint,
    Item,
    RecordTable,
    format_years,
    plural,
)
from stalinfacts.search.signals import SIGNALS

if TYPE_CHECKING:
    from stalinfacts.output.tables import View

GOLDEN = Path(__file__).parent.parent / "golden" / "output"
NAMES = list(screens())
ESCAPE = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def draw(view: View, width: int = 80, **changes: object) -> str:
    return render_text(view, terminal(width, **changes))


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("name", NAMES)
def test_the_screen_is_the_golden_one(name: str, columns: int) -> None:
    """Set ``UPDATE_GOLDEN=1`` to write the files anew, and read them before committing."""
    shown = draw(screens()[name], columns)
    path = GOLDEN / f"{name}-{columns}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 300), st.sampled_from(NAMES), st.sampled_from([0, 10, 100]), st.booleans())
def test_no_line_is_wider_than_the_terminal(width: int, name: str, height: int, utf8: bool) -> None:
    for line in draw(screens()[name], width, height=height, utf8=utf8).splitlines():
        assert cell_len(line) <= width
        assert not line.endswith(" ")


LETTERS = st.text(
    st.one_of(st.characters(), st.sampled_from(" \n\t\x1b[]\\аé漢\u0301\u202e|`")), max_size=30
)
WHATEVER = st.builds(
    Fact,
    id=LETTERS,
    section=LETTERS,
    paragraph=st.one_of(st.integers(), LETTERS),
    text=LETTERS,
    dates=st.lists(st.one_of(LETTERS, st.sampled_from(["1937", "193X", "../1940"])), max_size=3),
    citations=st.lists(st.one_of(st.integers(), LETTERS), max_size=3),
    keywords=st.lists(LETTERS, max_size=2),
    held_by=st.lists(LETTERS, max_size=2),
    flags=st.lists(LETTERS, max_size=2),
    conflicts_with=st.lists(LETTERS, max_size=2),
    note=LETTERS,
    section_title=LETTERS,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WHATEVER, max_size=3), st.integers(2, 200), LETTERS)
def test_nothing_of_a_corpus_drives_the_terminal(facts: list[Fact], width: int, text: str) -> None:
    """Whatever stands in any field, in colour too: only the program's own sequences come out."""
    listed = [Item(fact) for fact in facts]
    head, foot = Heading(text, text), (Hint(text, text),)
    source = Source(text, text, text, text, text)
    entity = Entity(text, text, text, (text, text))
    views: list[View] = [
        FactList(listed, head, foot),
        FactList(listed, head, foot, one_line=True),
        GroupedFacts([Group(text, listed)], head, foot),
        Cards([Card(f, (text,), (text,), (), facts, f, f) for f in facts], source, verbose=True),
        SectionTree([SectionRow(Section(text, text, text), 1, 2, 3)], head, foot),
        EntityList([EntityRow(entity, 1)], head, foot),
        EntityList([EntityRow(entity, 1)], head, foot, full=True),
        Timeline([Bar(text, 3, 4, text)], head, foot),
        RecordTable(("id", "x"), [{"id": text, "x": [text]}], head, foot),
        HelpPage(text, text, (HelpEntry(text, text),), (text,), (HelpGroup(text, ()),), text),
    ]
    for view in views:
        shown = draw(view, width, colors=256, styled=True)
        bare = ESCAPE.sub("", shown)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000]", bare)
        assert all(cell_len(line) <= width for line in bare.split("\n"))


@pytest.mark.parametrize("width", [1, 7, 20, 40, 59, 60, 79, 80, 99, 100, 140, 300])
@pytest.mark.parametrize("name", ["search", "year", "section", "columns", "explain"])
def test_no_word_of_a_fact_is_lost(name: str, width: int) -> None:
    shown = re.sub(r"\s", "", draw(screens()[name], width))
    if width < NARROW and name != "columns":
        assert re.sub(r"\s", "", BY_ID["terror-49"].text) in shown
    if name in ("search", "columns", "section"):
        words = [word for fact in FACTS for word in fact.text.split()]
        assert all(word in shown for word in words if len(word) < width // 3)


def test_rules_only_where_the_list_is_no_longer_than_the_screen() -> None:
    view = screens()["search"]
    with_rules, without = draw(view, height=50), draw(view, height=24)
    assert with_rules.count("─" * 80) == 8
    assert without.count("─" * 80) == 2
    assert len(without.splitlines()) < 24
    assert draw(view, height=8) == without
    assert draw(FactList(items()), height=4).count("─") == 0


def test_a_fact_that_would_get_too_little_stands_below_its_id() -> None:
    crowded = Item(FACTS[1]._replace(id="x" * 40, citations=(10**19, 10**18)))
    assert draw(FactList([crowded]), 60).startswith("x" * 40)


def test_a_list_of_every_fact_on_a_line() -> None:
    grouped = GroupedFacts([Group("1937", items())], HEAD, FOOT, one_line=True)
    assert draw(grouped, 70) == draw(FactList(items(), HEAD, FOOT, one_line=True), 70)
    shown = draw(FactList(items(), one_line=True), 70).splitlines()
    assert len(shown) == len(FACTS)
    assert shown[1].endswith("… attributed, estimate ≠")
    assert shown[-1].endswith("Stalin wore a moustache.")


def test_matches_are_set_off_with_and_without_colour() -> None:
    view = screens()["search"]
    assert "\x1b[1;31mGreat Purge\x1b[0m" in draw(view, colors=256, styled=True)
    assert "\x1b[1;31mGreat Purge\x1b[0m" in draw(view, colors=16, styled=True)
    plain = draw(view, styled=True)
    assert "\x1b[1;4mGreat Purge\x1b[0m" in plain
    assert not re.search(r"\x1b\[[0-9;]*[39][0-7]m", plain)
    assert "\x1b" not in draw(view)
    assert "38;2;" in draw(view, colors=2**24, styled=True)


def test_matches_may_overlap_or_lie_outside() -> None:
    canvas = Canvas(Console(), 80)
    shown = canvas.highlighted("abcdef", [(0, 3), (1, 2), (2, 5), (5, 99)])
    assert shown.plain == "abcdef"


def test_ascii_and_dumb_terminals_get_pictures_of_letters() -> None:
    for name, view in screens().items():
        assert draw(view, utf8=False).isascii(), name
        dumb = draw(view, dumb=True)
        assert not re.search("[─│╭█⋮├↑]", dumb), name
    assert "Троцкий" in draw(screens()["entity"], dumb=True)
    assert "!= terror-47" in draw(screens()["search"], utf8=False)


def test_the_source_is_a_link_where_that_is_safe() -> None:
    card = screens()["show"]
    assert "\x1b]8;" in draw(card, styled=True)
    assert "\x1b]8;" not in draw(card)
    evil = Cards([], SOURCE._replace(url="javascript:alert(1)"))
    assert "\x1b]8;" not in draw(evil, styled=True)


def test_the_card_of_a_fact_that_has_little() -> None:
    shown = draw(
        Cards(
            [Card(BY_ID["personality-1"]), Card(BY_ID["personality-1"])],
            None,
            heading=HEAD,
            foot=FOOT,
        )
    )
    assert "no date" in shown
    assert "not cited" in shown
    assert "None" not in shown
    assert shown.count("╭─ personality-1 ") == 2


def test_keywords_only_where_they_are_asked_for() -> None:
    card = Card(BY_ID["terror-14"], holders=("Robert Conquest",))
    assert "death toll" not in draw(Cards([card]))
    shown = draw(Cards([card], verbose=True))
    assert "keywords  death toll" in shown
    assert "held by   Robert Conquest" in shown


def test_a_damaged_tree_is_still_one() -> None:
    rows = [
        SectionRow(Section("a", "A", "nowhere"), 1, None, 1937),
        SectionRow(Section("b", "B", "b"), 1),
        SectionRow(Section("c", "C", "d"), 1),
        SectionRow(Section("d", "D", "c"), 1),
    ]
    shown = draw(SectionTree(rows), 80)
    assert [line.split()[0] for line in shown.splitlines()[2:]] == ["A", "B", "C", "└─"]
    deep = [SectionRow(Section(str(i), "T", str(i - 1)), 1) for i in range(500)]
    assert all(len(line) <= 80 for line in draw(SectionTree(deep), 80).splitlines())
    assert draw(SectionTree(deep, header=False), 70)


def test_empty_views_are_empty_or_have_a_head() -> None:
    assert draw(FactList(())) == ""
    assert draw(FactList((), HEAD)).count("\n") == 2
    assert draw(GroupedFacts(())) == ""
    assert draw(GroupedFacts([Group("1937", ())])) == "1937\n"
    assert draw(Timeline([Bar("1937", 0)], HEAD)).count("\n") == 2
    assert draw(Cards(())) == ""


def test_a_head_and_a_foot_break_where_they_must() -> None:
    view = FactList(items(), Heading("a long question " * 3, "10 of 41 facts, best first"), FOOT)
    shown = draw(view, 62).splitlines()
    assert shown[1] == "10 of 41 facts, best first"
    assert shown[-2:] == [
        "all -n 0 · in order of time --sort date",
        "one whole stalinfacts show summary-26",
    ]


def test_names_of_columns_may_be_left_out() -> None:
    assert "Cited" in draw(FactList(items()), 120)
    assert "Cited" not in draw(FactList(items(), header=False), 120)
    assert "Cited" not in draw(RecordTable(("citations",), [], header=False))
    assert "Cited" in draw(RecordTable(("citations",), []))


def test_help_is_at_most_100_columns_wide() -> None:
    page = HelpPage("x", "", (), ("word " * 100,), (), "")
    assert max(map(cell_len, draw(page, 200).splitlines())) <= 100


def test_every_signal_is_told_in_plain_words() -> None:
    assert explain._SIGNALS.keys() == dict(SIGNALS).keys() - {"coverage"}


def test_columns_that_do_not_fit_stand_below_one_another() -> None:
    record = {"id": "a", "name_of_it": "b", "facts": 3, "none": None}
    shown = draw(RecordTable(tuple(record), [record, record]), 15)  # type: ignore[list-item] # a plain dict
    one = "ID  a\nName of it  b\nFacts  3\n"
    assert shown == f"{one}\n{one}"


def test_aliases_that_fit() -> None:
    rows = [EntityRow(ENTITIES[0], 31)]
    assert "Trotskii, Троцкий, Bronstein, +1" in draw(EntityList(rows), 80)
    assert "Trotsky" not in draw(EntityList(rows), 59).replace("Leon Trotsky", "").replace(
        "trotsky", ""
    )


@pytest.mark.parametrize(
    ("numbers", "joined"),
    [
        ((), []),
        ((4,), ["4"]),
        ((4, 5), ["4–5"]),
        ((384, 385, 386, 390), ["384–386", "390"]),
        ((1, 3, 5), ["1", "3", "5"]),
        (("x", 2), ["x", "2"]),
    ],
)
def test_ranges_of_citations_are_joined(numbers: tuple[int, ...], joined: list[str]) -> None:
    assert join_ranges(numbers) == joined


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(None, None, ""), (1917, None, "1917–"), (1944, 1944, "1944"), (1, 2, "1–2"), (None, 3, "–3")],
)
def test_years(first: int | None, last: int | None, shown: str) -> None:
    assert format_years(first, last) == shown


def test_singular_and_plural() -> None:
    assert plural(1, "fact") == "1 fact"
    assert plural(1643, "fact") == "1,643 facts"
    assert plural(0, "entity", "entities") == "0 entities"


def test_a_section_is_one_line_from_80_columns_on() -> None:
    rows = [SectionRow(section, 1, 1937, 1937) for section in SECTIONS]
    assert len(draw(SectionTree(rows), 80).splitlines()) == len(rows) + 2
    assert "1 fact  1937" in draw(SectionTree(rows), 50)
    rows[2] = SectionRow(Section("terror", "A title " * 9, "rise-to-power"), 1)
    assert re.search(r"\n│  (A|title) ", draw(SectionTree(rows), 60))
