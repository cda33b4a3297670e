"""The installed command in a real pseudo-terminal: tables that fit, colour, pager, and text that cannot drive it."""

from __future__ import annotations

import json
import os
import re
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest
from conftest import COMMAND, ROOT, run_command, scrubbed, small_corpus

from stalinfacts import render

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = ROOT / "tests" / "golden"
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\")


def typed(*args: str, columns: int = 80, lines: int = 200, env: dict[str, str] | None = None, **environment: str) -> str:
    """Run the command in a terminal and give what it wrote, line ends as in a pipe."""
    child = pexpect.spawn(
        str(COMMAND),
        list(args),
        dimensions=(lines, columns),
        env={"PAGER": "", **scrubbed(), **environment, **(env or {})},
        encoding="utf-8",
        timeout=30,
        echo=False,
    )
    child.expect(pexpect.EOF)
    written = child.before or ""
    child.close()
    return written.replace("\r\n", "\n")


def screen(written: str, columns: int, lines: int = 200) -> list[str]:
    """Give what a terminal of a size shows, line by line."""
    terminal = pyte.Screen(columns, lines)
    pyte.Stream(terminal).feed(written.replace("\n", "\r\n"))
    return [line.rstrip() for line in terminal.display]


SCREENS = [
    ("search", ["search", "-n", "4", "great purge"]),
    ("question", ["search", "-n", "3", "when was he exiled to Siberia"]),
    ("year", ["year", "1907", "--within"]),
    ("show", ["show", "victory-21"]),
    ("sections", ["sections"]),
    ("entities", ["entities", "trotsky"]),
    ("timeline", ["timeline", "--by", "decade", "purge"]),
    ("explain", ["search", "-n", "1", "Trotzky banished", "--explain"]),
]


@pytest.mark.skipif(int(version("rich").split(".")[0]) < 15, reason="an older rich pads the last column otherwise")
@pytest.mark.parametrize("columns", [60, 80, 200])
@pytest.mark.parametrize(("name", "args"), SCREENS, ids=[name for name, _ in SCREENS])
def test_the_screen_is_the_golden_one(name: str, args: list[str], columns: int) -> None:
    """Set ``UPDATE_GOLDEN=1`` to write the files anew, and read them before they are committed."""
    written = "".join(f"{line.rstrip()}\n" for line in ESCAPE.sub("", typed(*args, columns=columns)).splitlines())  # padding varies with rich
    path = GOLDEN / f"{name}-{columns}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [1, 2, 10, 20, 40, 59, 60, 79, 80, 120, 200, 1000])
def test_no_line_is_wider_than_the_terminal_and_no_word_of_a_fact_is_lost(columns: int) -> None:
    plain = ESCAPE.sub("", typed("show", "childhood-3", columns=columns, lines=500))
    listed = ESCAPE.sub("", typed("on", "12-18", columns=columns, lines=500))  # which has no notes
    if columns >= 10:
        assert all(len(line) <= columns for line in listed.splitlines())
    squeezed = re.sub(r"\s+", "", listed)
    if columns < render.NARROW:
        assert re.sub(r"\s+", "", "Stalin was born on 18 December 1878, or 6 December by the Old Style calendar.") in squeezed
    assert "18Dec1878" in re.sub(r"\s+", "", plain) or columns < 40


def test_a_table_gives_way_by_width() -> None:
    wide, middle, narrow = (ESCAPE.sub("", typed("search", "seminary", "-n", "2", columns=c)) for c in (100, 70, 50))
    assert "Section" in wide.splitlines()[0]
    assert "Section" not in middle.splitlines()[0]
    assert "Fact" in middle.splitlines()[0]
    assert "Fact" not in narrow.splitlines()[0]
    assert all("childhood-" in text for text in (wide, middle, narrow))


def test_matches_are_highlighted_and_nothing_else_is_coloured_by_accident() -> None:
    written = typed("search", "seminary", "-n", "1")
    assert re.search(r"\x1b\[1;33mseminary\x1b\[0m", written)


@pytest.mark.parametrize(
    ("args", "environment", "coloured"),
    [
        ([], {}, True),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(args: list[str], environment: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 # a column
    assert ("\x1b[" in typed("search", "seminary", *args, env=environment)) is coloured


@pytest.mark.parametrize(
    ("args", "environment", "coloured"),
    [([], {}, False), (["--color", "always"], {}, True), ([], {"CLICOLOR_FORCE": "1"}, True), ([], {"CLICOLOR_FORCE": "0"}, False)],
)
def test_a_pipe_is_coloured_only_on_demand(args: list[str], environment: dict[str, str], coloured: bool) -> None:  # noqa: FBT001 # a column
    done = run_command("search", "seminary", "-f", "table", *args, env=scrubbed(**environment))
    assert ("\x1b[" in done.out) is coloured


def test_notes_go_to_a_person_and_not_into_a_pipe() -> None:
    assert "Showing results for seminary instead of seminery" in typed("search", "seminery")
    assert "nothing was found for 'zzqx'" in typed("search", "zzqx")
    assert run_command("search", "seminery").err == ""


def test_what_is_longer_than_the_screen_goes_through_the_pager_and_what_is_not_does_not() -> None:
    pager = f"{sys.executable} -c \"import sys; print('PAGED', len(sys.stdin.readlines()) > 20)\""
    assert "PAGED True" in typed("sections", lines=20, PAGER=pager)
    assert "PAGED" not in typed("sections", lines=200, PAGER=pager)
    assert "PAGED" not in typed("sections", "--no-pager", lines=20, PAGER=pager)
    assert "childhood" in typed("sections", lines=20, PAGER="/nonexistent/pager")
    assert "childhood" in typed("sections", lines=20, PAGER="true") or typed("sections", lines=20, PAGER="true") == ""


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (["cite", "393"], ["ID", "[393]", "Blokhin"]),
        (["random", "--seed", "1"], ["ID", "Fact"]),
        (["export", "-", "--section", "israel", "-f", "csv"], ["id,date,section,citations,text"]),
        (["export", "israel.json", "--section", "israel"], []),
        (["validate"], ["no problem"]),
        (["completion", "bash"], ["complete -o default -F _stalinfacts stalinfacts"]),
        (["on", "5 March"], ["ID", "5 Mar 1953"]),
    ],
    ids=lambda value: value[0] if value else "",
)
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_every_other_command_is_at_home_on_a_terminal_too(
    args: list[str], shown: list[str], columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = ESCAPE.sub("", typed(*args, columns=columns))
    assert all(part in written for part in shown), written
    assert "error" not in written
    if args[:2] == ["export", "israel.json"]:
        assert json.loads((tmp_path / "israel.json").read_text(encoding="utf-8"))["title"] == "Joseph Stalin"
    elif args[0] in ("cite", "random", "on"):
        assert all(len(line) <= columns for line in written.splitlines())


def test_the_source_is_a_link_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    assert re.search(r"\x1b\]8;[^;]*;https://en\.wikipedia\.org/wiki/Joseph_Stalin\x1b\\Joseph Stalin\x1b\]8;;\x1b\\", typed("show", "childhood-3"))
    assert "\x1b]8;" not in typed("show", "childhood-3", "--color", "never")
    assert "\x1b]8;" not in run_command("show", "childhood-3", "-f", "table", "--color", "always").out
    document = small_corpus({"text": "x."})
    document["source"]["url"] = "javascript:alert(1)"
    path = tmp_path / "c.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert "\x1b]8;" not in typed("show", "s-1", "--corpus", str(path))


HOSTILE = {
    "text": "x \x1b[31mred\x1b[0m \x1b]52;c;aGk=\x07 \u202eevil \x9b2J \x00 \x08 \ud83d\ude00 " + "a" + "\u0301" * 50 + " end.",
    "keywords": ["\x1b[2J"],
    "note": "\x1b]8;;http://x\x07y",
}


@pytest.mark.parametrize(
    "args",
    [["sections", "s"], ["show", "s-1"], ["search", "end"], ["sections", "s", "-f", "tsv"], ["sections", "s", "-f", "plain"], ["show", "s-1", "-f", "json"]],
)
def test_no_text_of_a_corpus_drives_the_terminal(tmp_path: Path, args: list[str]) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(small_corpus(HOSTILE)), encoding="utf-8")
    written = ESCAPE.sub("", typed(*args, "--corpus", str(path), "--color", "never", columns=200))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
    assert "\\x1b[31mred" in written or "\\u001b[31mred" in written


def test_a_hostile_query_or_file_name_is_written_out_in_the_message(tmp_path: Path) -> None:
    assert "\\x1b]52" in typed("search", "\x1b]52;c;zzqx")
    assert "\\x1b[31m" in typed("search", "x", "--corpus", str(tmp_path / "\x1b[31m.json"))


def test_an_ascii_terminal_gets_a_chart_and_a_tree_of_ascii() -> None:
    for args in (["timeline", "--by", "decade"], ["sections"], ["year", "1934..1939"]):
        assert typed(*args, "--color", "never", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0").isascii()


def test_the_pseudo_terminal_shows_what_was_written() -> None:
    shown = screen(typed("search", "seminary", "-n", "1"), 80)
    assert shown[0].split() == ["ID", "Date", "Fact", "Section", "Cited"]
