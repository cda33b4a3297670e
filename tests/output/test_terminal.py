"""Where output goes: colour, width, streams, the pager."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import pexpect
import pytest
from conftest import TIMEOUT
from output_samples import screens, terminal

from stalinfacts.errors import OutputError
from stalinfacts.output import terminal as module
from stalinfacts.output.pager import page, pager_command, pager_environment
from stalinfacts.output.terminal import (
    Terminal,
    detect,
    print_error,
    print_note,
    print_view,
    setup_streams,
    shorten,
    write_lines,
)

SRC = Path(__file__).resolve().parents[2] / "src"
SCREEN = {"TERM": "xterm-256color"}


class Stream(io.StringIO):
    """A stream that may be a terminal, and has an encoding."""

    encoding = "utf-8"

    def __init__(self, *, tty: bool = True, encoding: str = "utf-8") -> None:
        super().__init__()
        self.tty = tty
        self.encoding = encoding

    def isatty(self) -> bool:
        super().isatty()  # which fails where it is closed
        return self.tty


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Stand in for ``sys`` in the module, since pytest sets the real streams itself."""
    namespace = SimpleNamespace(stdout=Stream(), stderr=Stream())
    monkeypatch.setattr(module, "sys", namespace)
    return namespace


@pytest.fixture
def stdout(streams: SimpleNamespace) -> Stream:
    stream = streams.stdout
    assert isinstance(stream, Stream)
    return stream


@pytest.fixture
def stderr(streams: SimpleNamespace) -> Stream:
    stream = streams.stderr
    assert isinstance(stream, Stream)
    return stream


@pytest.mark.parametrize(
    ("color", "environ", "tty", "colors"),
    [
        ("auto", SCREEN, True, 256),
        ("auto", SCREEN, False, 0),
        ("always", SCREEN, False, 256),
        ("never", SCREEN, True, 0),
        ("auto", {"TERM": "linux"}, True, 16),
        ("auto", SCREEN | {"COLORTERM": "truecolor"}, True, 2**24),
        ("always", {"TERM": "dumb"}, True, 16),
        ("auto", {"TERM": "dumb"}, True, 0),
        ("auto", {"TERM": "unknown"}, True, 0),
        ("auto", {}, True, 0),
        ("auto", SCREEN | {"NO_COLOR": "1"}, True, 0),
        ("auto", SCREEN | {"NO_COLOR": ""}, True, 256),
        ("always", SCREEN | {"NO_COLOR": "1"}, True, 256),
        ("auto", SCREEN | {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, 0),
        ("auto", SCREEN | {"CLICOLOR": "0"}, True, 0),
        ("auto", SCREEN | {"CLICOLOR": "1"}, False, 0),
        ("auto", SCREEN | {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, False, 256),
        ("auto", SCREEN | {"FORCE_COLOR": "1"}, False, 256),
        ("auto", SCREEN | {"FORCE_COLOR": "0"}, False, 0),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "3"}, False, 16),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    stdout: Stream, color: str, environ: dict[str, str], *, tty: bool, colors: int
) -> None:
    stdout.tty = tty
    found = detect(color, environ=environ)
    assert found.colors == colors
    assert found.styled or not found.colors


@pytest.mark.parametrize(
    ("environ", "tty", "styled", "dumb"),
    [
        (SCREEN | {"NO_COLOR": "1"}, True, True, False),
        (SCREEN, False, False, False),
        ({"TERM": "dumb"}, True, False, True),
        ({}, True, False, True),
        ({}, False, False, False),
    ],
)
def test_bold_stays_without_colour_but_not_on_a_dumb_terminal(
    stdout: Stream, environ: dict[str, str], *, tty: bool, styled: bool, dumb: bool
) -> None:
    stdout.tty = tty
    found = detect(environ=environ)
    assert (found.styled, found.dumb) == (styled, dumb)


@pytest.mark.parametrize(
    ("size", "columns", "width"),
    [
        ((132, 50), "40", 132),
        ((0, 0), "40", 40),
        (None, "36", 36),
        (None, "", 100),
        (None, "0", 100),
        (None, "x", 100),
        (None, "-5", 100),
        (None, "99999999999", 100),
        (None, "²", 100),
    ],
)
def test_the_width_is_the_terminals_or_what_columns_says(
    stdout: Stream,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int] | None,
    columns: str,
    width: int,
) -> None:
    stdout.tty = size is not None
    stdout.fileno = lambda: 1  # type: ignore[method-assign] # as a terminal has one
    monkeypatch.setattr(os, "get_terminal_size", lambda _: size)
    assert detect(environ=SCREEN | {"COLUMNS": columns}).width == width


def test_a_terminal_without_a_file_has_no_size(stdout: Stream) -> None:
    found = detect(environ=SCREEN | {"COLUMNS": "50"})
    assert (found.tty, found.width, found.height) == (True, 50, 0)
    stdout.tty = False
    assert detect(pager=True).pager is False


@pytest.mark.parametrize("closed", [True, False])
def test_standard_output_may_be_closed_or_gone(streams: SimpleNamespace, *, closed: bool) -> None:
    streams.stdout.close()
    if not closed:
        streams.stdout = None
    assert not detect().tty
    setup_streams()
    with pytest.raises(OutputError, match="standard output: it is closed"):
        write_lines(["x"], terminal(tty=False))
    with pytest.raises(OutputError, match="standard output: it is closed"):
        print_view(screens()["show"], terminal(tty=False))


def test_a_full_disk_is_told_and_a_reader_that_goes_away_is_not(
    stdout: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: OSError) -> None:
        def write(_: str) -> int:
            raise error

        monkeypatch.setattr(stdout, "write", write)

    fail(OSError(28, "No space left on device"))
    with pytest.raises(OutputError, match="No space left on device; nothing more was written"):
        write_lines(["x"], terminal())
    with pytest.raises(OutputError, match="No space left on device"):
        print_view(screens()["help"], terminal())
    fail(BrokenPipeError())
    with pytest.raises(BrokenPipeError):
        write_lines(["x"], terminal())
    with pytest.raises(BrokenPipeError):
        print_view(screens()["help"], terminal())


def test_lines_are_written_out_on_a_terminal_and_as_they_are_elsewhere(stdout: Stream) -> None:
    assert write_lines(["\x1b[2J", "é"], terminal()) == 2
    assert write_lines(["\x1b[2J"], terminal(tty=False), flush=True) == 1
    assert stdout.getvalue() == "\\x1b[2J\né\n\x1b[2J\n"


def test_json_stays_json_in_an_encoding_without_its_letters(stdout: Stream) -> None:
    write_lines(['{"a": "é 😀"}', "é"], terminal(tty=False, utf8=False))
    first, second = stdout.getvalue().splitlines()
    assert first.isascii()
    assert json.loads(first) == {"a": "é 😀"}
    assert second == "é"  # the stream's own escapes come later


def test_notes_go_to_a_person_or_to_who_asks(stdout: Stream, stderr: Stream) -> None:
    print_note("10 of 41\nfacts \x1b", detect(environ=SCREEN))
    assert stderr.getvalue() == "10 of 41 facts \\x1b\n"
    stderr.tty = False
    print_note("no", detect(environ=SCREEN))
    print_note("yes", detect(environ=SCREEN, verbose=True))
    assert stderr.getvalue().splitlines()[1:] == ["yes"]
    assert stdout.getvalue() == ""


def test_an_error_is_a_line_and_on_a_terminal_colored(
    stderr: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_error("no such command 'serch'")
    assert stderr.getvalue() == ("stalinfacts: \x1b[1;31merror:\x1b[0m no such command 'serch'\n")
    monkeypatch.setenv("NO_COLOR", "1")
    print_error("x")
    assert stderr.getvalue().endswith("stalinfacts: error: x\n")
    stderr.tty = False
    print_error("y")
    assert stderr.getvalue().endswith("x\nstalinfacts: error: y\n")


def test_an_error_with_nobody_to_tell_is_none(stderr: Stream) -> None:
    stderr.close()
    print_error("x")


def test_long_messages_lose_their_middle(stderr: Stream) -> None:
    stderr.tty = False
    print_error("a" * 5000)
    assert len(stderr.getvalue()) < 2100
    assert shorten("abcdef", 4) == "ab…ef"
    assert shorten("abcd", 4) == "abcd"


# --- the pager ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, "less"),
        ({"PAGER": "more"}, "more"),
        ({"PAGER": "more", "STALINFACTS_PAGER": "most"}, "most"),
        ({"PAGER": "more", "STALINFACTS_PAGER": ""}, ""),
        ({"PAGER": "   "}, ""),
        ({"PAGER": "cat"}, ""),
    ],
)
def test_which_pager(environ: dict[str, str], command: str) -> None:
    assert pager_command(environ) == command


@pytest.mark.parametrize(
    ("environ", "less"), [({}, "FRX"), ({"LESS": ""}, "-R "), ({"LESS": "-i"}, "-R -i")]
)
def test_less_lets_colours_through(environ: dict[str, str], less: str) -> None:
    assert pager_environment(environ)["LESS"] == less


def test_no_pager_is_started_inside_a_pager() -> None:
    assert pager_command(pager_environment({"PAGER": "less"})) == ""


@pytest.mark.parametrize(
    ("command", "shown", "written"),
    [
        ("cat > {}", True, "a\nb\n"),
        ("sed s/a/A/ | cat > {}", True, "A\nb\n"),
        ("X=1 head -1 > {}", True, "a\n"),
        ("true > {}", True, ""),
        ("/nonexistent/pager 2> /dev/null", False, None),
        ("false", False, None),
        ("'", False, None),
        ("", False, None),
    ],
)
def test_the_shell_runs_the_pager_and_what_it_did_not_take_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    written: str | None,
    *,
    shown: bool,
) -> None:
    path = tmp_path / "out"
    monkeypatch.setenv("PAGER", command.format(shlex.quote(str(path))))
    monkeypatch.delenv("STALINFACTS_PAGER", raising=False)
    handlers = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGPIPE)]
    assert page("a\nb\n") is shown
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGPIPE)] == handlers
    if written is not None:
        assert path.read_text(encoding="utf-8") == written


def test_a_pager_left_early_has_taken_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "true")
    assert page("x" * 1_000_000)


def test_an_environment_that_no_process_can_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "a\udcff\\0")
    monkeypatch.setattr("stalinfacts.output.pager.pager_environment", lambda: {"A": "\0"})
    assert not page("x")


def test_what_is_longer_than_the_screen_is_paged(
    stdout: Stream, monkeypatch: pytest.MonkeyPatch
) -> None:
    paged: list[str] = []

    def take(text: str, encoding: str) -> bool:
        paged.append(text + encoding)
        return len(paged) != 3

    monkeypatch.setattr(module, "page", take)
    view = screens()["search"]
    print_view(view, terminal(height=200))
    print_view(view, terminal(height=0))
    print_view(view, terminal(height=10, pager=False))
    assert not paged
    shown = stdout.getvalue()
    print_view(view, terminal(height=10))
    print_view(view, terminal(height=200, pager=True))
    assert len(paged) == 2
    assert stdout.getvalue() == shown
    print_view(view, terminal(height=10))
    assert stdout.getvalue() != shown
    write_lines(["a", "b"], terminal(height=10))
    assert len(paged) == 3
    assert write_lines(["a", "b"], terminal(pager=True)) == 2
    assert paged[-1] == "a\nb\nutf-8"
    paged[:] = paged[:2]
    assert write_lines(["c", "d"], terminal(pager=True)) == 2
    assert stdout.getvalue().endswith("a\nb\nc\nd\n")


PROGRAM = """
from output_samples import screens
from stalinfacts.output.terminal import detect, print_view
print_view(screens()["search"], detect())
"""


def spawn(lines: int, **environ: str) -> pexpect.spawn[str]:
    return pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM],
        dimensions=(lines, 80),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{SRC}:{Path(__file__).parent}",
            "LC_ALL": "C.UTF-8",
            **SCREEN,
            **environ,
        },
        encoding="utf-8",
        timeout=TIMEOUT,
    )


def run_in_terminal(lines: int, **environ: str) -> str:
    child = spawn(lines, **environ)
    child.expect(pexpect.EOF)
    return child.before or ""


def test_in_a_real_terminal() -> None:
    colored = run_in_terminal(100, PAGER="")
    assert "\x1b[1;31mGreat Purge\x1b[0m" in colored
    assert "\x1b[38;5;31m" in colored
    plain = run_in_terminal(100, PAGER="", NO_COLOR="1")
    assert "\x1b[1;4mGreat Purge\x1b[0m" in plain
    assert "\x1b[3" not in plain.replace("\x1b[3m", "")
    assert "\x1b" not in run_in_terminal(100, PAGER="", TERM="dumb")
    ascii_only = run_in_terminal(
        100, PAGER="", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert ascii_only.isascii()
    paged = run_in_terminal(10, PAGER="sed s/^/P:/")
    assert paged.count("P:") > 10
    assert "P:" not in run_in_terminal(10, PAGER="/nonexistent/pager")


def test_ctrl_c_is_the_pagers() -> None:
    command = "trap '' INT; cat > /dev/null; echo READY; sleep 0.5; echo STILL HERE"
    child = spawn(10, PAGER=command)
    child.expect("READY")
    child.sendintr()
    child.expect("STILL HERE")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_the_terminal_is_a_plain_value() -> None:
    assert Terminal(tty=False, colors=0, width=80, height=0, utf8=True).notes is False
