"""Exports that are interrupted, run out of room, or are aimed at what is no plain file."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from conftest import COMMAND, TIMEOUT, Done

from process.processes import check_refused, run_line, unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Done]

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def export(path: Path, *options: str, limit: Callable[[], None] | None = None) -> Done:
    done = subprocess.run(
        [COMMAND, "export", path, *options],
        capture_output=True,
        text=True,
        env=unmeasured(),
        preexec_fn=limit,  # no threads here
        timeout=TIMEOUT,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def unfinished_size(folder: Path, name: str) -> int:
    """Return the size of what is being written beside a file."""
    sizes = []
    for path in folder.iterdir():
        try:
            sizes.append(path.stat().st_size if path.name != name else 0)
        except FileNotFoundError:  # it has its place by now
            continue
    return max(sizes, default=0)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("name", ["c.json", "c.sqlite"])
def test_signal_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, number: signal.Signals, name: str
) -> None:
    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    with subprocess.Popen(
        [COMMAND, "export", path, "--force"],
        env=unmeasured(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + TIMEOUT
        while not unfinished_size(tmp_path, name) and process.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        process.send_signal(number)
        out, err = process.communicate(timeout=TIMEOUT)
    assert (out, err) == ("", "")
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    if path.read_bytes() == b"old":
        assert process.returncode == 128 + number
    else:  # it was quicker than the signal
        assert path.stat().st_size > 100_000


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.08, 0.13])
def test_signal_at_any_moment_leaves_nothing(tmp_path: Path, delay: float) -> None:
    for number in SIGNALS:
        path = tmp_path / "c.sqlite"
        path.write_text("old", encoding="utf-8")
        with subprocess.Popen(
            [COMMAND, "export", path, "--force"],
            env=unmeasured(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            time.sleep(delay)
            process.send_signal(number)
            process.wait(TIMEOUT)
        assert [entry.name for entry in tmp_path.iterdir()] == ["c.sqlite"]
        assert path.read_bytes() == b"old" or path.stat().st_size > 100_000


@pytest.mark.parametrize("name", ["c.json", "c.sqlite", "c.csv", "c.md"])
def test_full_disk_leaves_the_old_file_whole(tmp_path: Path, name: str) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    path = tmp_path / name
    path.write_text("old", encoding="utf-8")
    check_refused(export(path, "--force", limit=limit), "nothing was changed")
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert path.read_text(encoding="utf-8") == "old"


def test_what_is_no_plain_file_is_refused_and_stays(run: Run, tmp_path: Path) -> None:
    pipe, place = tmp_path / "pipe.json", tmp_path / "socket.json"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(".", os.O_RDONLY)
        try:
            os.chdir(tmp_path)  # the name of a socket may be no longer than a hundred bytes
            listener.bind(place.name)
        finally:
            os.chdir(here)
            os.close(here)
        for path, kind in ((pipe, "named pipe"), (place, "socket"), (tmp_path, "folder")):
            for force in ([], ["--force"]):
                check_refused(run("export", str(path), "-f", "json", *force), f"is a {kind}")
    check_refused(run("export", "/dev/null", "-f", "json", "--force"), "is a device")
    check_refused(run("export", "/", "-f", "json", "--force"), "is a folder")
    assert pipe.is_fifo()
    assert place.is_socket()


def test_link_keeps_pointing_to_the_file_that_is_replaced(run: Run, tmp_path: Path) -> None:
    target, link, dangling = (tmp_path / f"{n}.json" for n in ("target", "link", "dangling"))
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target.name)
    check_refused(run("export", str(link)), "exists; use --force to overwrite")
    assert run("export", str(link), "--force", "--section", "terror").status == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["sections"]
    dangling.symlink_to("new.json")
    assert run("export", str(dangling), "--section", "terror").status == 0
    assert dangling.is_symlink()
    assert (tmp_path / "new.json").is_file()


def test_loop_of_links_is_refused(run: Run, tmp_path: Path) -> None:
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop.name)
    check_refused(run("export", str(loop)), "loop.json")
    check_refused(run("search", "x", "--corpus", str(loop)), "loop.json")


@pytest.mark.parametrize("name", ["none/c.json", "file/c.json", "/proc/c.json", "/dev/full/c.json"])
def test_place_that_cannot_be_written_is_told(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    check_refused(run("export", str(tmp_path / name)), "nothing was changed")


@pytest.mark.parametrize("name", ["a" * 250 + ".json", "-x.json", "a\nb ?#%.sqlite", "Ж ünï.csv"])
def test_every_legal_name_is_written(run: Run, tmp_path: Path, name: str) -> None:
    assert run("export", str(tmp_path / name), "--section", "terror").status == 0
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_of_eight_at_once_one_writes_and_seven_are_refused(tmp_path: Path) -> None:
    runs = "for i in 1 2 3 4 5 6 7 8; do S export new.json & done; wait"
    done = run_line(runs, cwd=tmp_path)
    assert done.err.count("new.json exists; use --force to overwrite\n") == 7
    assert [entry.name for entry in tmp_path.iterdir()] == ["new.json"]
    assert len(json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))["sections"]) > 40


def test_reader_sees_the_old_or_the_new_file_while_it_is_replaced(tmp_path: Path) -> None:
    assert run_line("S export c.sqlite", cwd=tmp_path).status == 0
    done = run_line(
        "S export c.sqlite --force & for i in 1 2 3 4 5 6; do"
        " S search purge -n 1 -f ids --corpus c.sqlite || exit; done; wait",
        cwd=tmp_path,
    )
    assert (done.status, done.err, len(done.lines), len(set(done.lines))) == (0, "", 6, 1)


def test_options_that_an_export_cannot_honour_are_refused(run: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "c.sqlite")
    check_refused(run("export", path, "--columns", "id"), "sqlite has every column")
    check_refused(
        run("export", str(tmp_path / "c.json"), "-f", "table"), "a table is for terminals"
    )
    assert list(tmp_path.iterdir()) == []
