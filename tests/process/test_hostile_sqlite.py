"""SQLite corpora that somebody has tampered with, through every command."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest
from conftest import run_in_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]

ESCAPE_SQL = "char(27) || ']52;c;ZWNobw==' || char(7) || char(27) || '[2J'"
SCRIPTS = {
    "dates that drive a terminal": "update fact_date set edtf = ESCAPE",
    "citations that drive a terminal": (
        "update fact_citation set citation = ESCAPE || citation where citation < 380"
    ),
    "citations that are markup": (
        "update fact_citation set citation = '](javascript:alert(1)) <img src=x> | x | '"
        " || citation where citation < 380"
    ),
    "paragraphs that drive a terminal": "update fact set paragraph = ESCAPE",
    "ids that a shell obeys": "update section set id = 'terror;touch${IFS}x;' where id = 'terror'",
    "texts that drive a terminal": "update fact set text = ESCAPE || text, note = ESCAPE",
    "names that drive a terminal": (
        "update section set title = ESCAPE; update entity set name = ESCAPE;"
        " update meta set value = ESCAPE where key = 'title'"
    ),
    "flags that are none": "update fact_flag set flag = ESCAPE",
    "sections that are their own parents": "update section set parent = n",
    "facts in no section": "update fact set section = 999 where n % 7 = 0",
    "no sections": "delete from section",
    "no order": "delete from fact_order",
    "no facts": "delete from fact",
    "no names": "delete from entity_name",
    "text that is no UTF-8": "update fact set text = cast(x'ff41' as text)",
    "a text index without pages": "delete from fact_fts_data where id > 10",
    "a text index of another version": "update fact_fts_config set v = 99",
    "a source that is no JSON": "update meta set value = 'x' where key = 'source'",
    "days that are words": "update fact_date set start = 'x'",
    "days turned round": "update fact_date set start = stop, stop = start",
    "days out of range": "update fact_date set stop = 9e18",
    "numbers out of range": "update fact_citation set citation = citation * 4000000000",
    "a view in place of a table": (
        "alter table fact rename to f; create view fact as with recursive r(n) as"
        " (select 1 union all select n + 1 from r) select n, 's-' || n as id, 1 as section,"
        " 1 as paragraph, 'x' as text, '' as keywords, '' as note from r"
    ),
    "a table less": "drop table vocabulary",
}
COMMANDS = (
    "search purge",
    "search purgee --explain -f table",
    "search purge -s terror --sort date -f jsonl",
    "year 1937 -f table",
    "year 1937 -f markdown",
    "on March -f plain",
    "show terror-48 -f table",
    "cite 371 -f markdown",
    "sections -f table",
    "sections terror -f table",
    "entities -f table",
    "timeline purge -f table",
    "random --seed 1 -f table",
    "export - -f jsonl",
    "export - -f csv --columns all",
    "validate",
    "--version -v",
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a SQLite corpus of a section."""
    path = tmp_path_factory.mktemp("exported") / "c.sqlite"
    assert run_in_process("export", str(path), "--section", "terror").status == 0
    return path.read_bytes()


@pytest.fixture(params=list(SCRIPTS.values()), ids=list(SCRIPTS))
def tampered(request: pytest.FixtureRequest, tmp_path: Path, exported: bytes) -> Path:
    """Return the path of a copy that was tampered with."""
    path = tmp_path / "h.sqlite"
    path.write_bytes(exported)
    database = sqlite3.connect(path)
    database.executescript(request.param.replace("ESCAPE", ESCAPE_SQL))
    database.commit()
    database.close()
    return path


def test_tampered_file_is_answered_or_named_as_damaged(run: Run, tampered: Path) -> None:
    before = tampered.read_bytes()
    for line in COMMANDS:
        done = run("--corpus", str(tampered), *line.split())
        assert done.status in (0, 1, 2), line
        assert done.err.count("\n") <= 1
        if done.status == 2:
            assert re.search(r"h\.sqlite: damaged|no such (fact|section)|ambiguous", done.err)
        if "-f table" in line or "-f plain" in line:
            assert "\x1b" not in done.out, line
        if "-f markdown" in line:
            assert "<img" not in done.out.replace("\\<img", ""), line
            assert "](javascript" not in done.out.replace("\\](", ""), line
    assert tampered.read_bytes() == before
    assert [path.name for path in tampered.parent.iterdir()] == ["h.sqlite"]


def test_completion_of_a_tampered_file_is_harmless(run: Run, tampered: Path) -> None:
    for words in (["sections", ""], ["search", "section:"], ["show", "t"], ["search", "-e", "s"]):
        *before, last = words
        done = run(*before, "--corpus", str(tampered), last, env={"_STALINFACTS_COMPLETE": "words"})
        assert (done.status, done.err) == (0, "")
        for line in done.lines:
            assert line.partition("\t")[0].isprintable()
            assert not set(line.partition("\t")[0]) & set('$`;&|<>\\"!')
            assert "\x1b" not in line
