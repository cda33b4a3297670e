"""A corpus to begin with."""

from __future__ import annotations

from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source
from stalinfacts.corpus.writer import dumps


def template() -> str:
    """Return the text of a corpus of three facts, to be filled in with one's own."""
    facts = (
        Fact(
            "life-1",
            "life",
            1,
            "Ada Lovelace was born in London on 10 December 1815.",
            dates=("1815-12-10",),
            entities=("london",),
            keywords=("date of birth", "birthplace"),
        ),
        Fact(
            "work-1",
            "work",
            1,
            "Ada Lovelace published notes on Charles Babbage's Analytical Engine in 1843.",
            dates=("1843",),
            citations=(1,),
            entities=("babbage",),
            keywords=("first program", "computer"),
        ),
        Fact(
            "work-2",
            "work",
            2,
            "Some historians call Ada Lovelace's notes the first computer program.",
            citations=(1, 2),
            keywords=("first programmer",),
            held_by=("some historians",),
            flags=("attributed", "disputed"),
        ),
    )
    entities = (
        Entity("lovelace", "Ada Lovelace", "person", ("Lovelace", "Countess of Lovelace")),
        Entity("babbage", "Charles Babbage", "person", ("Babbage",)),
        Entity("london", "London", "place"),
    )
    sections = (Section("life", "Life"), Section("work", "Work", "life"))
    source = Source("An article on her life", "Its publisher", revision="2024", license="CC0")
    period = "1815-12-10/1852-11-27"
    return dumps(CorpusFile("Ada Lovelace", source, entities, sections, facts, "lovelace", period))
