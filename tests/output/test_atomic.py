"""A file is replaced whole or not at all, and only what may be replaced."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import TIMEOUT

from stalinfacts.errors import OutputError, UsageError
from stalinfacts.output.atomic import atomic_write

SRC = Path(__file__).resolve().parents[2] / "src"


def replace(path: Path | str, content: str = "new", *, overwrite: bool = False) -> None:
    with atomic_write(path, overwrite=overwrite) as unfinished:
        unfinished.write_text(content, encoding="utf-8")


def names(folder: Path) -> list[str]:
    """Return the names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fail(path: Path, error: Exception) -> None:
    with atomic_write(path, overwrite=True) as unfinished:
        for suffix in ("-journal", "-wal", "-shm"):
            unfinished.with_name(unfinished.name + suffix).touch()
        raise error


def be_late(path: Path) -> None:
    with atomic_write(path) as unfinished:
        unfinished.write_text("late", encoding="utf-8")
        path.write_text("early", encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "a.json",
        "a b\n?#%é.json",
        "-x.json",
        "a" * 250 + ".json",
        b"\xff.json".decode(errors="surrogateescape"),
    ],
)
def test_every_legal_name(tmp_path: Path, name: str) -> None:
    replace(tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8") == "new"
    assert names(tmp_path) == [name]


def test_an_existing_file_is_replaced_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    with pytest.raises(UsageError, match=r"a\.json exists; use --force to overwrite"):
        replace(path)
    assert path.read_text(encoding="utf-8") == "old"
    replace(path, overwrite=True)
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        replace(tmp_path / "a")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_links_are_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    link.symlink_to("target")
    with pytest.raises(UsageError, match="exists"):
        replace(link)
    replace(link, overwrite=True)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    dangling = tmp_path / "dangling"
    dangling.symlink_to("nowhere")
    replace(dangling)
    assert dangling.is_symlink()
    assert (tmp_path / "nowhere").read_text(encoding="utf-8") == "new"
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    with pytest.raises(OutputError, match="nothing was changed"):
        replace(loop)


def test_what_is_no_plain_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    os.mkfifo("fifo")
    ends = os.openpty()  # a device that no mistake can replace, as root might replace /dev/null
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        for name, what in (
            ("fifo", "a named pipe"),
            ("socket", "a socket"),
            (os.ttyname(ends[1]), "a device"),
            (".", "a folder"),
            ("/", "a folder"),
            (str(tmp_path), "a folder"),
            ("new/", "a folder"),
        ):
            for overwrite in (True, False):
                with pytest.raises(UsageError, match=what):
                    replace(name, overwrite=overwrite)
    for end in ends:
        os.close(end)
    assert names(tmp_path) == ["fifo", "socket"]


@pytest.mark.parametrize("name", ["none/a", "a\0b", "a" * 300])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="nothing was changed"):
        replace(f"{tmp_path}/{name}")


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), sqlite3.OperationalError("full")]
)
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, error: Exception
) -> None:
    path = tmp_path / "a"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match="nothing was changed"):
        fail(path, error)
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a"]


def test_another_program_that_was_faster_keeps_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with pytest.raises(UsageError, match="exists"):
        be_late(path)
    assert path.read_text(encoding="utf-8") == "early"
    assert names(tmp_path) == ["a"]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    replace(tmp_path / "a")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "new"
    with pytest.raises(UsageError, match="exists"):
        be_late(tmp_path / "b")
    assert names(tmp_path) == ["a", "b"]


def test_signals_are_as_they_were(tmp_path: Path) -> None:
    before = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    replace(tmp_path / "a")
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before


WRITER = textwrap.dedent("""
    import sys, time
    from stalinfacts.errors import StalinfactsError
    from stalinfacts.output.atomic import atomic_write
    try:
        with atomic_write(sys.argv[1]) as path:
            path.write_text(sys.argv[2])
            path.with_name(path.name + "-journal").touch()
            print("ready", flush=True)
            sys.stdin.readline()
    except StalinfactsError as error:
        sys.exit(str(error))
""")


def start(path: Path, content: str = "new", command: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*command, sys.executable, "-c", WRITER, str(path), content],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(SRC), "PATH": os.environ["PATH"]},
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    with start(tmp_path / "a") as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        assert len(names(tmp_path)) == 2
        process.send_signal(number)
        status = process.wait(TIMEOUT)
        process.communicate()
    assert status in (128 + number, -number)
    assert names(tmp_path) == []


def test_under_nohup_a_closed_terminal_ends_nothing(tmp_path: Path) -> None:
    with start(tmp_path / "a", command=("nohup",)) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGHUP)
        process.communicate("\n", timeout=TIMEOUT)
    assert process.returncode == 0
    assert names(tmp_path) == ["a"]


def test_of_eight_at_once_one_writes_and_seven_are_refused(tmp_path: Path) -> None:
    processes = [start(tmp_path / "a", str(i)) for i in range(8)]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    ends = [process.communicate("\n", timeout=TIMEOUT)[1] for process in processes]
    assert [process.returncode for process in processes].count(0) == 1
    assert sum("exists; use --force" in end for end in ends) == 7
    assert names(tmp_path) == ["a"]
