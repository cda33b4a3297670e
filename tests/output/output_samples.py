"""A small fixed corpus, and one of each screen made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stalinfacts.corpus.model import Entity, Fact, Section, Source
from stalinfacts.output.help_views import HelpEntry, HelpGroup, HelpPage
from stalinfacts.output.overviews import (
    Bar,
    EntityList,
    EntityRow,
    SectionRow,
    SectionTree,
    Timeline,
)
from stalinfacts.output.records import RecordContext, fact_record
from stalinfacts.output.terminal import Terminal
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
)
from stalinfacts.search.model import Explanation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stalinfacts.output.tables import View

SOURCE = Source(
    "Joseph Stalin",
    "Wikipedia, the free encyclopedia",
    "https://en.wikipedia.org/wiki/Joseph_Stalin",
    "2017",
    "CC BY-SA 3.0",
)
TERROR = "Famine and the Great Terror: 1932–1939"
FACTS = (
    Fact(
        "summary-26",
        "summary",
        4,
        'Stalin organised the "Great Purge" between 1934 and 1939.',
        ("1934/1939",),
        conflicts_with=("terror-47",),
        section_title="Summary",
    ),
    Fact(
        "terror-14",
        "terror",
        3,
        "The famine of 1932–33 killed between five and seven million people.",
        ("1932-24",),
        (352,),
        ("famine",),
        ("death toll",),
        ("Soviet official records",),
        ("attributed", "estimate"),
        ("summary-26", "terror-47"),
        "The summary dates the famine 1933–34.",
        section_title=TERROR,
    ),
    Fact(
        "terror-47",
        "terror",
        9,
        "Repression in the USSR intensified further in December 1936 and stayed at a high level"
        " until November 1938, the period called the Great Purge.",
        ("1936-12/1938-11",),
        (367,),
        conflicts_with=("summary-26",),
        section_title=TERROR,
    ),
    Fact(
        "terror-49",
        "terror",
        9,
        "Bukharin was arrested in February 1937.",
        ("1937-02",),
        (371,),
        ("bukharin",),
        section_title=TERROR,
    ),
    Fact(
        "terror-52",
        "terror",
        10,
        'The Politburo gave orders in July 1937 to purge society of "anti-Soviet elements".',
        ("1937-07",),
        (373, 384, 385, 386),
        section_title=TERROR,
    ),
    Fact(
        "purges-58",
        "purges",
        2,
        "By the estimate that historians draw from the Soviet archives, 353,074 people were"
        " executed in 1937.",
        ("1937",),
        (404,),
        held_by=("historians",),
        flags=("attributed", "estimate", "citation-needed"),
        section_title="Purges and executions",
    ),
    Fact(
        "personality-1",
        "personality",
        1,
        "Stalin wore a moustache.",
        section_title="Personality",
    ),
)
BY_ID = {fact.id: fact for fact in FACTS}
SECTIONS = (
    Section("summary", "Summary"),
    Section("rise-to-power", "Rise to power"),
    Section("terror", TERROR, "rise-to-power"),
    Section("repression", "Purges and deportations", "rise-to-power"),
    Section("purges", "Purges and executions", "repression"),
    Section("personality", "Personality"),
)
ENTITIES = (
    Entity("trotsky", "Leon Trotsky", "person", ("Trotsky", "Trotskii", "Троцкий", "Bronstein")),
    Entity("nkvd", "NKVD", "organisation", ()),
    Entity("famine", "Soviet famine of 1932–1933", "event", ("holodomor",)),
)
HEAD = Heading("“great purge”", "3 of 41 facts, best first")
FOOT = (
    Hint("all", "-n 0"),
    Hint("in order of time", "--sort date"),
    Hint("one whole", "stalinfacts show summary-26"),
)


def matches(text: str, *words: str) -> list[tuple[int, int]]:
    """Return where some words stand in a text."""
    lower = text.lower()
    return sorted((lower.find(w), lower.find(w) + len(w)) for w in words if w in lower)


def items(facts: Iterable[Fact] = FACTS) -> list[Item]:
    """Return facts as the items of a list, with "great purge" set off."""
    return [Item(fact, matches(fact.text, "great purge", "purge s")) for fact in facts]


def group(title: str, *ids: str) -> Group:
    """Return some facts under a heading."""
    return Group(title, items(BY_ID[fact_id] for fact_id in ids))


def explained() -> list[Item]:
    """Return two hits with explanations."""
    parts = (
        Explanation("coverage", "bukarin", ("bukharin",), "corrected", "entities", 0.54),
        Explanation("coverage", "2ˑ5 prison", ("2ˑ5", "prison"), "exact", "keywords", 0.38),
        Explanation("meaning", "", (), "", "", 0.0),
        Explanation("novel", "", (), "", "", -0.01),
    )
    name = Explanation("coverage", "red", ("red",), "part of a name", "entities", 0.2)
    return [
        Item(BY_ID["terror-49"], [(0, 8)], 0.91, parts, ("1938",)),
        Item(BY_ID["personality-1"], [], 0.2, (name,)),
    ]


def screens() -> dict[str, View]:
    """Return one of each screen."""
    by_time = [
        group("1937", "purges-58"),
        group("February 1937", "terror-49"),
        group("July 1937", "terror-52"),
        group("around 1937", "terror-47"),
    ]
    by_section = [
        group("Summary, ¶ 4", "summary-26"),
        group(f"{TERROR}, ¶ 9", "terror-47", "terror-49", "terror-52"),
        group("Personality, ¶ 1", "personality-1", "terror-14", "purges-58"),
    ]
    terror = BY_ID["terror-14"]
    card = Card(
        terror,
        ("Rise to power", TERROR),
        ("Soviet famine of 1932–1933",),
        (),
        (BY_ID["summary-26"], BY_ID["terror-47"]),
        BY_ID["summary-26"],
        BY_ID["terror-47"],
    )
    context = RecordContext(lambda: SOURCE)
    records = [fact_record(fact, context) for fact in FACTS]
    rows = [
        SectionRow(section, facts, first, last)
        for section, facts, first, last in zip(
            SECTIONS,
            (1, 5, 4, 1, 1, 1),
            (1934, 1917, 1932, 1937, 1937, None),
            (1939, None, 1939, 1937, 1937, None),
            strict=True,
        )
    ]
    counts = [1, 0, 0, 16, 3, 0, 51]
    years = [
        Bar(str(1934 + i), n, n + 5, "Great Purge" if n == 16 else "") for i, n in enumerate(counts)
    ]
    return {
        "search": FactList(items(), HEAD, FOOT),
        "one-line": FactList(items(), HEAD, FOOT, one_line=True),
        "explain": FactList(explained(), Heading("“bukarin prison”", "2 facts, best first")),
        "year": GroupedFacts(
            by_time,
            Heading("1937", "3 facts within 1937, 1 near"),
            (Hint("28 more", "--spanning"),),
        ),
        "cite": GroupedFacts(
            [group("[352]", "terror-14"), group("[367]", "terror-47")],
            Heading("[352] [367]", "2 facts"),
        ),
        "section": GroupedFacts(by_section, Heading("All")),
        "show": Cards([card], SOURCE),
        "sections": SectionTree(rows, Heading("Joseph Stalin", "7 facts in 6 sections")),
        "timeline": Timeline(
            [Bar("1933", 0), *years, Bar("1941", 0)],
            Heading("“purge” by year", "71 facts"),
            FOOT[:1],
        ),
        "entities": EntityList(
            [EntityRow(e, n) for e, n in zip(ENTITIES, (31, 1, 1200), strict=True)],
            Heading("Entities", "3 of 505"),
        ),
        "entity": EntityList([EntityRow(ENTITIES[0], 31)], None, FOOT[2:], full=True),
        "columns": RecordTable(
            ("id", "when", "text", "citations"),
            records,
            HEAD,
            FOOT,
        ),
        "columns-all": RecordTable(
            ("id", "first", "last", "flags", "conflicts_with", "paragraph", "text"), records
        ),
        "help": HelpPage(
            "stalinfacts search TERM… [OPTIONS]",
            "Find the facts that answer a question, best first.",
            (HelpEntry('stalinfacts search "great purge"', "both words"),),
            ("Misspellings are found.",),
            (
                HelpGroup("Filters", (HelpEntry("--from WHEN", "Facts dated then or later."),)),
                HelpGroup("Nothing", ()),
                HelpGroup(
                    "Output",
                    (
                        HelpEntry("--columns A,B,C-with-a-name-that-is-very-long", "Columns."),
                        HelpEntry("--no-header", ""),
                    ),
                ),
            ),
            "Exit status: 0, 1 or 2.",
        ),
    }


def terminal(width: int = 80, **changes: object) -> Terminal:
    """Return a terminal of a width, without colour, whose pictures may have lines."""
    plain = Terminal(tty=True, colors=0, width=width, height=0, utf8=True)
    return plain._replace(**changes)  # type: ignore[arg-type] # the test names what it changes
