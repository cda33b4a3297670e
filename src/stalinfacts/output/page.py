"""A corpus as one page of HTML that needs nothing else: no network, no library, no server.

Facts of one year stand under it, with bars of how many there are; facts of a longer time
have a bar over that time, so that "1930s" is not mistaken for a point; undated ones stand
under their section. A little JavaScript adds a filter; without it, and in print, the page
is whole. Every value of the corpus is escaped, and a Content-Security-Policy allows the
page's own style and script by their hashes and nothing else: no request to anywhere. The
filter finds a fact by any alias of whom it names.

The page needs more than records have (the tree of sections, kinds of entities, the period),
so it is written from a ``CorpusFile``, as SQLite is::

    lines = page_lines(corpus.extract(filters))
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import unicodedata
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stalinfacts.output.page_time import Axis, PlacedFact, place
from stalinfacts.output.records import dates_for_readers, flag_words, source_line
from stalinfacts.output.sanitize import escape_control_characters, one_line
from stalinfacts.output.views import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stalinfacts.corpus.model import CorpusFile, Entity, Fact, Section, Source

_FOLDER = Path(__file__).parent
_KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "event": "Events",
    "work": "Works",
}
_BARE = re.compile(r"[#\w-]+", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def page_lines(corpus: CorpusFile) -> Iterator[str]:
    """Return the lines of the page, without line ends."""
    style = (_FOLDER / "page.css").read_text(encoding="utf-8").strip()
    script = (_FOLDER / "page.js").read_text(encoding="utf-8").strip()
    entities = _entity_positions(corpus)
    facts = _Facts(entities, frozenset(fact.id for fact in corpus.facts))
    placed = place(corpus.facts, corpus.period)
    title = escape(corpus.title)
    summary = (
        f"{plural(len(corpus.facts), 'fact')}; the numbers in brackets are the source's citations"
    )
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{title}</title>"
    yield f"<style>{style}</style>"
    yield '<a class="skip" href="#_facts">To the facts</a>'
    yield f"<header><h1>{title}</h1><p>{summary}</p></header>"
    yield from _controls(corpus, entities)
    yield from _chart(placed.by_year, placed.axis)
    yield '<main id="_facts">'
    if placed.by_year:
        yield "<h2>Year by year</h2>"
        yield from _years(placed.by_year, facts)
    if placed.spans:
        yield '<h2 id="_spans">Over longer times</h2>'
        yield from _spans(placed.spans, placed.axis, facts)
    if placed.undated:
        yield '<h2 id="_undated">Without a date</h2>'
        yield from _undated(placed.undated, corpus.sections, facts)
    yield '<p id="_none" hidden>No fact has all of that. <button>Show all</button></p>'
    yield "</main>"
    yield f"<footer>{_source(corpus.source)}</footer>"
    yield f"<script>{script}</script>"


def escape(text: object) -> str:
    """Return untrusted text for a page: no markup, and nothing that turns writing round."""
    return html.escape(escape_control_characters(one_line(str(text))))


def _policy(style: str, script: str) -> str:
    own = [
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (style, script)
    ]
    return (
        f"default-src 'none'; style-src 'sha256-{own[0]}'; script-src 'sha256-{own[1]}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def _source(source: Source) -> str:
    line = escape(source_line(source))
    if source.url.startswith(("https://", "http://")):
        line += f' <a href="{escape(source.url)}" rel="noreferrer">{escape(source.url)}</a>'
    note = f"<p>{escape(source.note)}</p>" if source.note else ""
    return f"<p>{line}</p>{note}"


# --- facts ----------------------------------------------------------------------------


class _Facts(NamedTuple):
    """Writes facts: the positions of entities among the choices, and the ids that there are."""

    entities: dict[str, int]
    ids: frozenset[str]

    def item(self, fact: Fact, before: str = "") -> str:
        """Return a fact as an item of a list; ``before`` is markup that stands first."""
        names = ",".join(_base36(self.entities[e]) for e in fact.entities if e in self.entities)
        data = f" data-e={names}" if names else ""
        parts = [before, escape(fact.text), *(f"<a>[{escape(n)}]</a>" for n in fact.citations)]
        if fact.flags:
            parts.append(f"<em>{escape(', '.join(flag_words(fact.flags)))}</em>")
        if fact.conflicts_with:
            parts.append(f"<em>≠ {', '.join(map(self._link, fact.conflicts_with))}</em>")
        parts.append(f"<a href={_attribute('#' + fact.id)}>{escape(fact.id)}</a>")
        if fact.note:
            parts.append(f"<small>{escape(fact.note)}</small>")
        return f"<li id={_attribute(fact.id)}{data}>{' '.join(part for part in parts if part)}"

    def _link(self, fact_id: str) -> str:
        shown = escape(fact_id)
        return f"<a href={_attribute('#' + fact_id)}>{shown}</a>" if fact_id in self.ids else shown


def _attribute(value: str) -> str:
    """Return the value of an attribute, in quotation marks only where it needs them."""
    shown = escape(value)
    return shown if _BARE.fullmatch(shown) else f'"{shown}"'


def _base36(number: int) -> str:
    text = _DIGITS[number % 36]
    while number := number // 36:
        text = _DIGITS[number % 36] + text
    return text


def _when(fact: Fact) -> str:
    return f"<b>{escape(dates_for_readers(fact.dates))}</b>"


# --- time -----------------------------------------------------------------------------


def _years(by_year: dict[int, list[PlacedFact]], facts: _Facts) -> Iterator[str]:
    most = max(map(len, by_year.values()))
    for year, placed in by_year.items():
        count = len(placed)
        bar = f"<svg class=n><rect width={100 * count / most:.0f}% /></svg>"
        label = f"{year} <small>{count}</small>{bar}"
        yield f'<section class="dated" id="{year:04}"><h3>{label}</h3><ul>'
        for item in placed:
            is_told = item.fact.dates == (f"{year:04}",)  # by the heading
            yield facts.item(item.fact, "" if is_told else _when(item.fact))
        yield "</ul></section>"


def _spans(spans: Iterable[PlacedFact], axis: Axis, facts: _Facts) -> Iterator[str]:
    yield '<section class="spans">'
    yield f'<svg class="axis" aria-hidden="true">{"".join(_ticks(axis))}</svg><ul>'
    for item in spans:
        left, right = axis.position(item.days.start), axis.position(item.days.stop)
        style = " class=about" if item.is_approximate else " class=open" if item.is_open else ""
        rect = f"<rect{style} x={left:.1f}% width={max(right - left, 0.3):.1f}% />"
        yield facts.item(item.fact, f"<svg>{rect}</svg>{_when(item.fact)}")
    yield "</ul></section>"


def _ticks(axis: Axis) -> Iterator[str]:
    for position, year in enumerate(axis.ticks()):
        odd = ' class="odd"' if position % 2 else ""
        x = axis.position_of_year(year)
        yield f'<text{odd} x="{x:.1f}%" y="11">{year}</text>'


def _chart(by_year: dict[int, list[PlacedFact]], axis: Axis) -> Iterator[str]:
    """Yield the bars of facts by year, each a link to the year, and links to decades."""
    if not by_year:
        return
    most = max(map(len, by_year.values()))
    width = max(axis.width_of_year() * 0.8, 0.15)
    yield '<nav aria-label="Years"><svg class="chart" aria-hidden="true">'
    for year, placed in by_year.items():
        height = 88 * len(placed) / most
        shape = f'x="{axis.position_of_year(year):.2f}%" width="{width:.2f}%"'
        rect = f'<rect {shape} y="{88 - height:.1f}%" height="{height:.1f}%"/>'
        yield f'<a href="#{year:04}" tabindex="-1">{rect}</a>'
    yield "".join(_ticks(axis)).replace('y="11"', 'y="99%"')
    yield "</svg><p>"
    decades = groupby(by_year, lambda year: year // 10)
    yield " ".join(f'<a href="#{next(years):04}">{decade}0s</a>' for decade, years in decades)
    yield '<a href="#_spans">longer times</a> <a href="#_undated">without a date</a></p></nav>'


def _undated(undated: Sequence[Fact], sections: Sequence[Section], facts: _Facts) -> Iterator[str]:
    titles = {section.id: section.title for section in sections}
    for section, members in groupby(undated, lambda fact: fact.section):
        some = list(members)
        label = f"{escape(titles.get(section, section))} <small>{len(some)}</small>"
        yield f'<section id="in_{escape(section)}"><h3>{label}</h3><ul>'
        yield from map(facts.item, some)
        yield "</ul></section>"


# --- the filter -----------------------------------------------------------------------


def _controls(corpus: CorpusFile, entities: dict[str, int]) -> Iterator[str]:
    """Yield the box and the choices, which the script shows."""
    yield '<form role="search" hidden><label>Filter'
    yield '<input type="search" name="q" autocomplete="off" spellcheck="false"'
    yield ' placeholder="words, &quot;a phrase&quot;, 1937, [352]"></label>'
    yield '<label>Section <select name="in"><option value="">all sections'
    depths: dict[str, int] = {}
    used = _used_sections(corpus)
    for section in corpus.sections:
        depths[section.id] = depths.get(section.parent or "", -1) + 1
        if section.id in used:
            indent = "\u2003" * min(depths[section.id], 5)
            parent = f' data-p="{escape(section.parent)}"' if section.parent else ""
            title = indent + escape(section.title)
            yield f'<option value="{escape(section.id)}"{parent}>{title}'
    yield '</select></label><label>Name <select name="about"><option value="">all names'
    names = {entity.id: entity for entity in corpus.entities}
    counts = _entity_counts(corpus)
    for kind, members in groupby(entities, lambda e: names[e].kind):
        yield f'<optgroup label="{escape(_KINDS.get(kind, kind))}">'
        for entity in members:
            count = f" ({counts[entity]})" if counts[entity] > 1 else ""
            others = " ".join(_other_names(names[entity]))
            data = f" data-a={_attribute(others)}" if others else ""
            yield f"<option value={_attribute(entity)}{data}>{escape(names[entity].name)}{count}"
        yield "</optgroup>"
    yield '</select></label><output></output><button type="reset">Clear</button></form>'


def _other_names(entity: Entity) -> list[str]:
    """Return the words of an entity's aliases, as the filter compares them.

    It compares beginnings: what begins a longer word, or one of the name, is left out.
    """
    name = _filter_words(entity.name)
    others = dict.fromkeys(word for alias in entity.aliases for word in _filter_words(alias))
    longer = [*others, *name]
    return [
        word
        for word in others
        if word not in name and not any(o.startswith(word) and o != word for o in longer)
    ]


def _filter_words(text: str) -> list[str]:
    """Return the words of a text as ``normalize`` in the script writes them."""
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in letters if not unicodedata.category(c).startswith("M"))
    return re.findall(r"[^\W_]+", plain.lower())


def _used_sections(corpus: CorpusFile) -> set[str]:
    used = {fact.section for fact in corpus.facts}
    for section in reversed(corpus.sections):
        if section.id in used and section.parent is not None:
            used.add(section.parent)
    return used


def _entity_counts(corpus: CorpusFile) -> dict[str, int]:
    counts: dict[str, int] = {}
    for fact in corpus.facts:
        for entity in fact.entities:
            counts[entity] = counts.get(entity, 0) + 1
    return counts


def _entity_positions(corpus: CorpusFile) -> dict[str, int]:
    """Return the entities that facts name, by kind and name, with their places in that order."""
    counts = _entity_counts(corpus)
    kinds = list(_KINDS)
    named = [entity for entity in corpus.entities if entity.id in counts]
    named.sort(key=lambda e: (kinds.index(e.kind), e.name.casefold(), e.id))
    return {entity.id: position for position, entity in enumerate(named)}
