"""``browse``: fzf in a pseudo-terminal, its keys pressed and its screen read."""

from __future__ import annotations

import re
import shutil
import signal
import time
from typing import TYPE_CHECKING, Self

import pexpect
import pyte
import pytest
from conftest import COMMAND, clean_environment, run_command, run_in_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from stalinfacts.api import Corpus

needs_fzf = pytest.mark.skipif(shutil.which("fzf") is None, reason="fzf is not installed")
ENTER, ESCAPE, INTERRUPT, TAB, UP, DOWN = "\r", "\x1b", "\x03", "\t", "\x1b[A", "\x1b[B"
_PATIENCE = 20


class Screen:
    """The command in a terminal of some size; what it shows, and how it ended."""

    def __init__(
        self, *arguments: str, cwd: Path | None = None, width: int = 130, **environment: str
    ) -> None:
        self.screen = pyte.Screen(width, 30)
        self._stream = pyte.ByteStream(self.screen)
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            str(COMMAND),
            ["browse", *arguments],
            dimensions=(30, width),
            env=clean_environment(**environment),
            cwd=cwd,
            timeout=_PATIENCE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.child.isalive():
            self.child.kill(signal.SIGHUP)
            self.child.wait()
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, *texts: str) -> float:
        """Wait until the screen shows texts; return how long that took, in seconds."""
        start = time.monotonic()
        while not all(text in self.text for text in texts):
            assert time.monotonic() - start < _PATIENCE, self.text
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.05))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        return time.monotonic() - start

    def press(self, *keys: str) -> None:
        for key in keys:
            self.child.send(key)

    def end(self) -> tuple[int, list[str]]:
        """Return the exit status and the lines that were printed at the end."""
        printed = self.child.read().decode(errors="replace")
        rest = printed.rpartition("\x1b[?1049l")[2]  # behind that fzf's screen is closed
        self.child.close()
        status = self.child.exitstatus
        assert status is not None
        return status, re.sub(r"\x1b\[[?\d;]*[A-Za-z]", "", rest).split("\r\n")[:-1]


@needs_fzf
def test_typing_searches_and_enter_prints_the_id(corpus: Corpus) -> None:
    with Screen() as screen:
        screen.wait("search>", "summary-1 ", "╭")
        screen.press("kirov assassinated")
        screen.wait("Kirov, a prominent Communist", "terror-35")  # the list, and the card
        screen.press(ENTER)
        assert screen.end() == (0, [corpus.search("kirov assassinated").hits[0].fact.id])


@needs_fzf
def test_list_and_filters_are_those_of_a_search(corpus: Corpus) -> None:
    with Screen("Trotzky", "exile", "--to", "1930", "--multi", "-f", "tsv") as screen:
        hits = corpus.search("Trotzky exile", until="1930").hits
        screen.wait(hits[0].fact.text[:30], hits[1].fact.text[:30], f"{len(hits)}/{len(hits)}")
        screen.press(TAB, TAB, ENTER)
        status, printed = screen.end()
    assert status == 0
    assert [line.split()[0] for line in printed if hits[0].fact.id in line] == [hits[0].fact.id]
    assert any(line.startswith(hits[1].fact.id) for line in printed)


@needs_fzf
def test_options_of_ones_own_do_not_spoil_the_choice() -> None:
    with Screen(FZF_DEFAULT_OPTS="--print0") as screen:
        screen.wait("summary-1 ")
        screen.press(ENTER)
        assert screen.end() == (0, ["summary-1"])


@needs_fzf
@pytest.mark.parametrize(("key", "expected"), [(ESCAPE, 1), (INTERRUPT, 130)])
def test_leaving_prints_nothing(key: str, expected: int) -> None:
    with Screen() as screen:
        screen.wait("summary-1 ")
        screen.press(key)
        assert screen.end() == (expected, [])


@needs_fzf
def test_enter_on_nothing_is_nothing_chosen() -> None:
    with Screen() as screen:
        screen.wait("summary-1 ")
        screen.press("qqqqzzzz")
        screen.wait("0/0")
        screen.press(ENTER)
        assert screen.end()[0] == 1


@needs_fzf
def test_query_that_is_invalid_while_it_is_typed_keeps_the_last_list() -> None:
    with Screen("kirov") as screen:
        screen.wait("Kirov", "terror-35")
        screen.press(" flag:")
        screen.wait(
            "search> kirov flag:", "field 'flag:' has no value", "Kirov, a prominent Communist"
        )
        screen.press("disputed")
        screen.wait("kirov flag:disputed", "1/1", "Stalin may have orchestrated")
        assert "has no value" not in screen.text


@needs_fzf
def test_card_stands_below_the_list_in_a_narrow_terminal() -> None:
    with Screen("kirov", width=70) as screen:
        screen.wait("search> kirov", "Kirov", "cited")
        lines = screen.text.splitlines()
        rule = next(n for n, line in enumerate(lines) if n and line.startswith("──"))
        assert lines[rule + 1].startswith("╭─")
        assert lines[rule + 2].startswith("│ ")  # no line is wrapped


@needs_fzf
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_signal_that_ends_it_leaves_no_file(tmp_path: Path, number: signal.Signals) -> None:
    with Screen("kirov", TMPDIR=str(tmp_path)) as screen:
        screen.wait("Kirov", "cited")
        screen.child.kill(number)
        screen.child.wait()
    assert list(tmp_path.iterdir()) == []


@needs_fzf
def test_nothing_that_is_typed_or_named_is_run(
    tmp_path: Path, write_corpus: Callable[..., Path]
) -> None:
    source = write_corpus(
        {"text": "A fact; $(touch owned1) `touch owned2` \x1b]0;owned\x07'\"."},
        {"text": "Another."},
    )
    folder = tmp_path / "a 'b\" $(touch owned3)"
    folder.mkdir()
    path = folder / "c;touch owned4 {q} {1}.json"
    source.rename(path)
    with Screen("--corpus", str(path), cwd=folder, FZF_DEFAULT_OPTS="") as screen:
        screen.wait("A fact;", "Another", "╭─ s-1")
        screen.press("another ' $(>another) ; >another & `>another` \\")
        screen.wait("`>another`", "Another", "╭─ s-2")
        screen.press(ENTER)
        assert screen.end() == (0, ["s-2"])
    assert list(folder.iterdir()) == [path]
    assert list(tmp_path.iterdir()) == [folder]


@needs_fzf
def test_module_of_the_same_name_in_the_folder_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "stalinfacts.py").write_text("open('owned', 'w')", encoding="utf-8")
    with Screen("kirov", cwd=tmp_path) as screen:
        screen.wait("Kirov", "cited")
        screen.press(ESCAPE)
        screen.end()
    assert not (tmp_path / "owned").exists()


def test_without_fzf_one_line_says_how_to_get_it(tmp_path: Path) -> None:
    done = run_command("browse", env=clean_environment(PATH=str(tmp_path)))
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "apt install fzf" in done.err


@needs_fzf
def test_without_a_terminal_it_says_so() -> None:
    done = run_command("browse", "kirov", env=clean_environment(FZF_DEFAULT_OPTS="--no-such"))
    assert (done.status, done.out) == (2, "")
    assert "stalinfacts: error: fzf could not run here" in done.err


def test_list_is_what_a_search_finds(corpus: Corpus) -> None:
    done = run_in_process("browse", "--list", "--section", "terror", "--", "famine -kulak")
    hits = corpus.search("famine -kulak", section="terror").hits
    assert done.ids == [hit.fact.id for hit in hits]
    assert all(len(line.split("\t")) == 3 for line in done.lines)
    assert run_in_process("browse", "--list").ids == [fact.id for fact in corpus]
    assert run_in_process("browse", "--list", "qqqqzzzz").status == 1
