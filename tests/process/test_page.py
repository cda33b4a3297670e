"""The page that ``export life.html`` writes, in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from conftest import run_in_process, small_corpus

from process.browser import Browser, require_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from stalinfacts.api import Corpus

LARGEST = 480_000
SHOWN = "return [...document.querySelectorAll('li:not([hidden])')].map(item => item.id)"
TEXTS = "return [...document.querySelectorAll('li:not([hidden])')].map(item => item.textContent)"
NASTY = (
    '<script>document.title = "owned"</script>',
    '"><img src=x onerror="document.title=\'owned\'">',
    "</style></script><h1>owned</h1>",
    "javascript:alert(1) & &amp; &lt;b&gt; ' \" ` \u202e\u0000 \x1b[31m",
    "<!-- " + "--> ]]> {{7*7}} ${7*7}",
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "life.html"
    assert run_in_process("export", str(path)).status == 0
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as opened:
        yield opened


def ids(browser: Browser) -> list[str]:
    shown: list[str] = browser.run(SHOWN)
    return shown


def fresh(browser: Browser, page: Path, anchor: str = "") -> None:
    """Open the page anew: a change of the anchor alone would not load it."""
    browser.run("location = 'about:blank'")
    browser.open(page, anchor)


# --- without a browser ----------------------------------------------------------------


class Reader(HTMLParser):
    """Collects what a page asks for from elsewhere, its ids and its links within."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids += [values["id"]] if "id" in values else []
        if tag == "a" and values.get("href", "").startswith("#"):
            self.links.append(values["href"][1:])
        if "src" in values or (tag == "link" and not values["href"].startswith("data:")):
            self.requests.append(str(attrs))
        assert not [name for name in values if name.startswith("on") or name == "style"]


def test_page_is_whole_in_itself_and_every_link_leads_somewhere(page: Path, corpus: Corpus) -> None:
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    assert reader.requests == []
    assert len(reader.ids) == len(set(reader.ids))
    assert {fact.id for fact in corpus} <= set(reader.ids) & set(reader.links)
    assert set(reader.links) <= set(reader.ids)
    assert page.stat().st_size <= LARGEST


def test_foot_names_source_and_licence(page: Path) -> None:
    foot = page.read_text(encoding="utf-8").rpartition("<footer>")[2]
    assert "CC BY-SA 3.0" in foot
    assert 'href="https://en.wikipedia.org/wiki/Joseph_Stalin"' in foot


def test_filters_of_every_export_hold(tmp_path: Path, corpus: Corpus) -> None:
    path = tmp_path / "terror.html"
    assert run_in_process("export", str(path), "--section", "terror").status == 0
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    assert {fact.id for fact in corpus.facts(section="terror")} == {
        name for name in reader.ids if re.search(r"-\d+$", name)
    }


def test_other_commands_say_what_writes_a_page() -> None:
    done = run_in_process("search", "purge", "-f", "html")
    assert (done.status, done.out) == (2, "")
    assert "stalinfacts export facts.html" in done.err
    assert run_in_process("export", "x.html", "--columns", "id").status == 2


def test_page_goes_to_standard_output_too() -> None:
    done = run_in_process("export", "-", "-f", "html", "--section", "pact")
    assert done.status == 0
    assert done.out.startswith("<!doctype html>")


# --- in a browser ---------------------------------------------------------------------


def test_console_is_silent_and_nothing_is_asked_of_the_network(
    browser: Browser, page: Path
) -> None:
    browser.messages()
    fresh(browser, page)
    for key in ("/", *"trotsky", "Escape"):
        browser.press(key)
    assert browser.messages() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_policy_lets_nothing_else_run_or_load(browser: Browser, page: Path) -> None:
    fresh(browser, page)
    browser.run(
        """const script = document.createElement('script');
        script.textContent = "document.title = 'owned'";
        document.body.append(script);
        document.body.setAttribute('onclick', "document.title = 'owned'");
        document.body.click();
        const picture = new Image();
        picture.src = 'http://127.0.0.1:9/x.png';
        document.body.append(picture);"""
    )
    assert browser.run("return document.title") != "owned"
    refused = "".join(browser.messages())
    assert refused.count("Content Security Policy") >= 3


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kirov murdered", "terror-35"),
        ("[344]", "culture-41"),
        ('"non-aggression pact" 1939', "pact-2"),
        ("culture-41", "culture-41"),
        ("Троцкий Kamenev", "purges-16"),
        ("Bronstein implicate", "purges-16"),
        ("szamuely", ""),
    ],
)
def test_filter_shows_what_has_every_word(
    browser: Browser, page: Path, typed: str, expected: str
) -> None:
    fresh(browser, page)
    browser.press("/")
    browser.press(typed)
    assert browser.run("return document.activeElement.value") == typed
    shown = ids(browser)
    assert (expected in shown) if expected else shown == []
    assert len(shown) < 30
    status = browser.run("return document.querySelector('output').textContent")
    assert status.startswith(f"{len(shown)} of 1,6")
    none = browser.run("return !document.getElementById('_none').hidden")
    assert none == (not shown)
    browser.press("Escape")
    assert len(ids(browser)) > 1600


def test_filter_draws_the_years_of_what_is_left(browser: Browser, page: Path) -> None:
    fresh(browser, page, "#q=kirov")
    heights = browser.run(
        """return [...document.querySelectorAll('.chart a')].filter(
            link => parseFloat(link.querySelector('rect').getAttribute('height')) > 0
        ).map(link => link.textContent)"""
    )
    assert heights == ["1934: 4 facts"]
    shown = browser.run("return [...document.querySelectorAll('section:not([hidden])')].length")
    assert shown < 8


def test_section_holds_those_below_it_and_a_name_its_facts(
    browser: Browser, page: Path, corpus: Corpus
) -> None:
    fresh(browser, page, "#in=war")
    assert set(ids(browser)) == {fact.id for fact in corpus.facts(section="war")}
    fresh(browser, page, "#about=trotsky&in=legacy")
    assert set(ids(browser)) == {
        fact.id for fact in corpus.facts(section="legacy", entity="trotsky")
    }


def test_year_and_fact_have_anchors(browser: Browser, page: Path) -> None:
    for anchor in ("1937", "terror-35"):
        fresh(browser, page, f"#{anchor}")
        top = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
        assert 0 <= browser.run(top, anchor) < 300
    dates = "return [...document.getElementById('1937').querySelectorAll('b')]"
    assert all("1937" in text for text in browser.run(dates + ".map(b => b.textContent)"))


def test_link_to_a_contradiction_shows_it_though_it_was_filtered_out(
    browser: Browser, page: Path
) -> None:
    fresh(browser, page, "#q=%22shot+herself%22")
    assert "family-40" not in ids(browser)
    browser.click("#culture-41 em a[href='#family-40']")
    assert "family-40" in ids(browser)
    assert browser.run("return location.hash") == "#family-40"
    browser.run("history.back()")
    browser.press("")
    assert "family-40" not in ids(browser)


def test_citation_mark_lists_what_has_it(browser: Browser, page: Path, corpus: Corpus) -> None:
    fresh(browser, page, "#q=culture-41")
    browser.click("#culture-41 > a[href^='#q=']")
    assert set(ids(browser)) == {fact.id for fact in corpus.cited(344)}


def test_keyboard_reaches_everything_and_shows_where_it_is(browser: Browser, page: Path) -> None:
    fresh(browser, page)
    focus = "const e = document.activeElement; return e.textContent.slice(0, 20) || e.name"
    browser.press("Tab")
    assert browser.run(focus) == "To the facts"
    assert browser.run("return document.activeElement.getBoundingClientRect().left") >= 0
    reached = []
    for _ in range(6):
        browser.press("Tab")
        reached.append(
            browser.run("return document.activeElement.name || document.activeElement.hash")
        )
    assert reached[:3] == ["q", "in", "about"]
    assert all(reached[3:])
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert browser.run(outline) == "solid"


def test_accessibility_tree_has_names(browser: Browser, page: Path) -> None:
    fresh(browser, page, "#in=pact")
    tree = browser.call("Accessibility.getFullAXTree")["nodes"]
    named: dict[str, list[str]] = {}
    for node in tree:
        if not node.get("ignored"):
            role = node["role"]["value"]
            named.setdefault(role, []).append(node.get("name", {}).get("value", ""))
    for role in ("link", "button", "searchbox", "combobox", "heading"):
        assert named[role]
        assert all(named[role]), role
    assert {"main", "navigation", "search", "contentinfo", "status"} <= set(named)
    assert named["heading"][0] == "Joseph Stalin"


@pytest.mark.parametrize("width", [320, 400, 900, 1600])
def test_page_is_never_wider_than_the_window(browser: Browser, page: Path, width: int) -> None:
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    fresh(browser, page)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.call("Emulation.clearDeviceMetricsOverride")


CONTRAST = r"""
const channel = v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = color => color.match(/[\d.]+/g).slice(0, 3).map(v => channel(v / 255))
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const of = element => light(getComputedStyle(element).color);
const back = light(getComputedStyle(document.documentElement).backgroundColor);
return Object.fromEntries(arguments[0].map(name => {
  const text = of(document.querySelector(name));
  return [name, (Math.max(text, back) + .05) / (Math.min(text, back) + .05)];
}));
"""
TEXT = "li|li b|li em|li small|li > a|li em a|header p|h3 small".split("|")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser: Browser, page: Path, scheme: str) -> None:
    browser.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}]
    )
    fresh(browser, page)
    ratios: dict[str, float] = browser.run(CONTRAST, TEXT)
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


def test_print_has_the_facts_and_no_controls(browser: Browser, page: Path, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    fresh(browser, page, "#in=pact")
    path = tmp_path / "page.pdf"
    path.write_bytes(browser.pdf())
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "pact-2" in done.stdout
    assert "terror-35" not in done.stdout
    assert "10 of 1,6" in done.stdout
    assert "CC BY-SA 3.0" in done.stdout
    assert "all sections" not in done.stdout
    assert "Clear" not in done.stdout


def test_page_is_readable_with_scripts_off(page: Path, corpus: Corpus) -> None:
    require_browser()
    with Browser(scripts=False) as browser:
        browser.open(page, "#terror-35")
        document = browser.call("DOM.getDocument", depth=1)["root"]["nodeId"]
        form = browser.call("DOM.querySelector", nodeId=document, selector="form[hidden]")
        items = browser.call("DOM.querySelectorAll", nodeId=document, selector="li")
        upgraded = browser.call("DOM.querySelector", nodeId=document, selector="html.script")
    assert form["nodeId"]
    assert not upgraded["nodeId"]
    assert len(items["nodeIds"]) == len(corpus)


def test_hostile_corpus_is_text_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    document: dict[str, Any] = small_corpus(
        *(
            {
                "text": text.replace("\0", ""),
                "dates": ["1937"],
                "note": NASTY[0],
                "flags": ["disputed"],
            }
            for text in NASTY
        ),
        {"text": "It names all.", "entities": ["nasty"], "held_by": [NASTY[1]]},
        entities=[{"id": "nasty", "name": NASTY[2], "kind": "person", "aliases": [NASTY[1]]}],
        title=NASTY[0],
        source={"title": NASTY[1], "url": "javascript:alert(1)", "license": NASTY[2]},
    )
    document["sections"][0]["title"] = NASTY[2]
    corpus, path = tmp_path / "nasty.json", tmp_path / "nasty.html"
    corpus.write_text(json.dumps(document), encoding="utf-8")
    done = run_in_process("export", str(path), "--corpus", str(corpus))
    assert (done.status, done.err) == (0, "")
    browser.messages()
    fresh(browser, path)
    assert browser.messages() == []
    assert browser.run("return document.title") == NASTY[0]
    assert browser.run("return document.querySelectorAll('h1').length") == 1
    assert browser.run("return document.images.length + document.scripts.length") == 1
    assert browser.run("return document.links.length > 0")
    assert not browser.run("return [...document.links].some(a => a.protocol === 'javascript:')")
    texts = "".join(browser.run(TEXTS))
    assert NASTY[0] in texts
    assert NASTY[4] in texts
    assert "\u202e" not in texts
    browser.press("/")
    browser.press('<script> "')
    assert len(ids(browser)) >= 1


def test_corpus_without_dates_or_facts_is_a_page_too(browser: Browser, tmp_path: Path) -> None:
    for facts in (
        [],
        [{"text": "Nothing is dated."}],
        [{"text": "Old.", "dates": ["0001", "../9999"]}],
    ):
        corpus, path = tmp_path / "few.json", tmp_path / "few.html"
        corpus.write_text(json.dumps(small_corpus(*facts)), encoding="utf-8")
        run_in_process("export", str(path), "--corpus", str(corpus), "--force")
        browser.messages()
        fresh(browser, path)
        assert browser.messages() == []
        assert len(ids(browser)) == len(facts)
