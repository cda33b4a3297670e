"""It does not break: hostile corpora, surroundings and arguments. The table in docs/reliability.md names these tests."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from conftest import COMMAND, ROOT, Done, run_command, scrubbed, small_corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stalinfacts.index import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONE_LINE_LIMIT = 1000


def refused(done: Done, told: str = "") -> None:
    """Check that a run ended as every refusal does."""
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("stalinfacts: error: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert told in done.err


# --- SQLite corpora ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("exported") / "c.sqlite"
    assert run_command("export", str(path), "--section", "terror").status == 0
    return path.read_bytes()


def test_a_truncated_database_is_refused(tmp_path: Path, exported: bytes) -> None:
    for part in (20, 100, 4096, len(exported) // 2):
        path = tmp_path / f"{part}.sqlite"
        path.write_bytes(exported[:part])
        refused(run_command("search", "purge", "--corpus", str(path)))


def test_a_database_whose_pages_are_noise_is_refused_or_answers_and_never_crashes(
    tmp_path: Path, exported: bytes
) -> None:
    for seed in range(12):
        damaged = bytearray(exported)
        start = 4096 * (1 + seed * 7 % (len(damaged) // 4096 - 2))
        damaged[start : start + 4096] = bytes((i * 37 + seed) % 256 for i in range(4096))
        path = tmp_path / "damaged.sqlite"
        path.write_bytes(damaged)
        for args in (["search", "purge"], ["search", "purgee"], ["year", "1937"], ["sections"]):
            done = run_command(*args, "--corpus", str(path))
            assert done.status in (0, 1, 2)
            assert "Traceback" not in done.err
            assert done.err.count("\n") <= 1


def test_another_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    database = sqlite3.connect(path)
    database.execute("create table t (x)")
    database.close()
    refused(run_command("search", "x", "--corpus", str(path)), "is SQLite, but no corpus")


@pytest.mark.parametrize("version", [FORMAT - 1, FORMAT + 1])
def test_an_older_or_newer_format_is_refused_with_what_to_do(
    tmp_path: Path, exported: bytes, version: int
) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(exported)
    database = sqlite3.connect(path)
    database.execute(f"pragma user_version = {version}")
    database.close()
    refused(
        run_command("search", "x", "--corpus", str(path)),
        f"has tables of version {version}, this program reads {FORMAT}; write it again",
    )


HOSTILE_SCHEMAS = [
    "create trigger t after insert on fact begin delete from fact; end",
    "create view evil as select load_extension('/tmp/evil.so')",
    (
        "drop table fact_date; create view fact_date as "
        "select n as fact, 0 as position, load_extension('x') as edtf, 0 as start, 1 as stop, 0 as precision from fact"
    ),
    "drop table vocabulary",
    "drop table fact_fts",
    "alter table fact rename column text to txt",
    "delete from meta",
    "delete from fact_fts_data",
    "update fact_fts_data set block = x'ff00ff00ff'",
    "drop table fact_fts_docsize",
    "delete from fact_fts_config",
    "update fact set text = null",
    "update fact set keywords = x'ff00'",
    "update fact_date set edtf = 'never', start = 'x'",
    "update section set parent = n",
    "update meta set value = x'ff' where key = 'alphabets'",
    (
        "update meta set value = (with recursive n (i) as (select 97 union all select i + 1 from n where i < 50000) "
        "select group_concat(char(i), '') from n) where key = 'alphabets'"
    ),
    "update fact set section = 999",
]


@pytest.mark.parametrize("script", HOSTILE_SCHEMAS)
def test_a_hostile_schema_runs_nothing_and_crashes_nothing(
    tmp_path: Path, exported: bytes, script: str
) -> None:
    path = tmp_path / "c.sqlite"
    path.write_bytes(exported)
    database = sqlite3.connect(path)
    try:
        database.executescript("pragma writable_schema = on; pragma ignore_check_constraints = on;")
        database.executescript(script)
    except sqlite3.Error:
        pytest.skip("SQLite does not let this be made")
    finally:
        database.close()
    before = path.read_bytes()
    for args in (
        ["search", "purge"],
        ["year", "1937"],
        ["show", "terror-1"],
        ["sections"],
        ["entities"],
        ["timeline"],
        ["export", "-", "-f", "jsonl"],
    ):
        done = run_command(*args, "--corpus", str(path))
        assert done.status in (0, 1, 2), args
        assert "Traceback" not in done.err
        assert done.err.count("\n") <= 1, done.err
    assert path.read_bytes() == before, "a corpus is opened read-only"


def test_a_corpus_on_a_read_only_file_system_is_read(tmp_path: Path, exported: bytes) -> None:
    folder = tmp_path / "ro"
    folder.mkdir()
    (folder / "c.sqlite").write_bytes(exported)
    folder.chmod(0o555)
    try:
        assert run_command("search", "purge", "--corpus", str(folder / "c.sqlite")).status == 0
        assert sorted(p.name for p in folder.iterdir()) == ["c.sqlite"]
    finally:
        folder.chmod(0o755)


# --- JSON corpora ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", ["directory", "fifo", "unreadable", "missing", "device", "empty", "loop"]
)
def test_what_is_no_readable_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "c.json"
    if kind == "directory":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "unreadable":
        if os.geteuid() == 0:
            pytest.skip("root reads everything")
        path.write_text("{}", encoding="utf-8")
        path.chmod(0)
    elif kind == "empty":
        path.write_text("", encoding="utf-8")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path = type(path)("/dev/zero")
    start = time.monotonic()
    refused(run_command("search", "x", "--corpus", str(path)))
    assert time.monotonic() - start < 10


def test_a_gigabyte_of_spaces_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    with path.open("wb") as file:
        file.truncate(2**30)

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))

    done = subprocess.run(
        [COMMAND, "search", "x", "--corpus", path],
        capture_output=True,
        text=True,
        env=scrubbed(),
        preexec_fn=little,
        timeout=30,
        check=False,
    )  # no threads here
    refused(Done(done.returncode, done.stdout, done.stderr), "belongs in SQLite")


def test_a_very_long_text_and_very_many_dates_are_answered(
    write_corpus: Callable[..., Path],
) -> None:
    path = str(
        write_corpus(
            {
                "text": "word " * 200_000 + "end.",
                "dates": [f"{year:04}" for year in range(1, 2000)],
                "keywords": [f"k{n}" for n in range(2000)],
            }
        )
    )
    assert run_command("search", "end", "--corpus", path).status == 0
    assert run_command("year", "1500", "--corpus", path).status == 0
    assert run_command("search", "end", "-f", "table", "--corpus", path).status == 0


def test_a_text_of_one_endless_word_is_folded_not_cut(write_corpus: Callable[..., Path]) -> None:
    path = str(write_corpus({"text": "x" * 5000}))
    shown = run_command("sections", "s", "-f", "table", "--corpus", path).out
    assert shown.count("x") == 5000


# --- surroundings ------------------------------------------------------------------------------

SURROUNDINGS: list[tuple[str, dict[str, str]]] = [
    ("the C locale", {"LC_ALL": "C"}),
    ("ASCII output", {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}),
    ("cp1252 output", {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}),
    ("a dumb terminal", {"TERM": "dumb"}),
    ("no terminal type", {"TERM": ""}),
    ("a relative HOME", {"HOME": ""}),
    ("a narrow COLUMNS", {"COLUMNS": "1"}),
    ("nonsense in COLUMNS", {"COLUMNS": "many", "LINES": "-5"}),
    ("warnings are errors", {"PYTHONWARNINGS": "error"}),
    ("no assertions", {"PYTHONOPTIMIZE": "2"}),
    ("development mode", {"PYTHONDEVMODE": "1"}),
    ("nonsense in NO_COLOR", {"NO_COLOR": "\x1b[31m"}),
    ("a time zone that is none", {"TZ": "Nowhere/Land"}),
]


@pytest.mark.parametrize(
    "environment", [e for _, e in SURROUNDINGS], ids=[name for name, _ in SURROUNDINGS]
)
@pytest.mark.parametrize(
    "args",
    [
        ["search", "Łódź Trotzky"],
        ["year", "1934..1939", "-f", "table"],
        ["show", "childhood-3", "-f", "jsonl"],
        ["on"],
        ["timeline", "-f", "table"],
    ],
)
def test_odd_surroundings_change_nothing_but_the_looks(
    environment: dict[str, str], args: list[str]
) -> None:
    done = run_command(*args, env=scrubbed(**environment))
    assert done.status in (0, 1)
    assert done.err == ""


def test_json_is_the_same_json_in_an_ascii_locale(write_corpus: Callable[..., Path]) -> None:
    path = str(write_corpus({"text": "Łódź – 😀 “x”"}))
    plain = run_command("sections", "s", "-f", "json", "--corpus", path)
    ascii_ = run_command(
        "sections",
        "s",
        "-f",
        "json",
        "--corpus",
        path,
        env=scrubbed(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
    )
    assert ascii_.out.isascii()
    assert ascii_.json == plain.json


@pytest.mark.parametrize(
    "options", [["-O"], ["-OO"], ["-W", "error"], ["-I"], ["-X", "dev"], ["-X", "utf8=0"]]
)
def test_every_way_of_starting_python_gives_the_same_bytes(options: list[str]) -> None:
    assert run_command("search", "seminary", python=options) == run_command("search", "seminary")


@pytest.mark.parametrize("when", ["1970-01-01", "2038-01-20", "9999-12-31"])
def test_a_clock_that_is_wrong_harms_nothing(when: str) -> None:
    """The clock is read by `on` alone, so that is what is run with another one."""
    script = f"""
import datetime
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat("{when}T12:00:00+00:00")
    def astimezone(self, tz=None):
        return self
datetime.datetime = Clock
from stalinfacts.cli import main
main(["on", "-f", "ids"])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=scrubbed(), check=False
    )
    assert done.returncode in (0, 1)
    assert done.stderr == ""


def test_fifty_processes_at_once_all_answer() -> None:
    expected = run_command("search", "seminary")
    with ThreadPoolExecutor(50) as pool:
        assert all(
            done == expected
            for done in pool.map(lambda _: run_command("search", "seminary"), range(50))
        )


def test_an_unset_home_and_an_empty_environment_are_enough() -> None:
    done = subprocess.run(
        [COMMAND, "search", "seminary"], capture_output=True, text=True, env={}, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_working_directory_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"rmdir {gone}; {COMMAND} search seminary"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=gone,
        capture_output=True,
        text=True,
        env=scrubbed(),
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, run_command("search", "seminary").out)


# --- exports that do not come to an end -----------------------------------------------------------


def unmeasured() -> dict[str, str]:
    """Give the environment without coverage: its lock is held where a signal may come, and its data fit on no full disk."""
    return {name: value for name, value in scrubbed().items() if not name.startswith("COVERAGE")}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("delay", [0.02, 0.06, 0.1, 0.14, 0.2, 0.3])
@pytest.mark.parametrize("name", ["c.json", "c.sqlite"])
def test_an_interrupted_export_leaves_the_old_file_whole_and_nothing_beside_it(
    tmp_path: Path, number: signal.Signals, delay: float, name: str
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
        time.sleep(delay)
        process.send_signal(number)
        try:
            _, err = process.communicate(timeout=30)
        finally:
            process.kill()
    content = path.read_bytes()
    assert "Traceback" not in err or content == b"old", (
        "only before the program has begun does Python itself tell of the signal"
    )
    assert content == b"old" or process.returncode == 0 or len(content) > 100_000
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_changed(tmp_path: Path) -> None:
    refused(
        run_command("export", str(tmp_path / "none" / "c.json")),
        "No such file or directory; nothing was changed",
    )
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused(run_command("export", str(tmp_path / "file" / "c.json")))
    refused(run_command("export", "/dev/full/c.json"))
    refused(run_command("export", "/proc/c.json"))
    refused(run_command("export", str(tmp_path) + "/a\udcff.nothing"))


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text("old", encoding="utf-8")

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    for name in ("c.json", "c.sqlite"):
        (tmp_path / name).write_text("old", encoding="utf-8")
        done = subprocess.run(
            [COMMAND, "export", tmp_path / name, "--force"],
            capture_output=True,
            text=True,
            env=unmeasured(),
            preexec_fn=small,
            check=False,
        )  # no threads here
        refused(Done(done.returncode, done.stdout, done.stderr), "nothing was changed")
        assert (tmp_path / name).read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c.json", "c.sqlite"]


# --- any arguments -------------------------------------------------------------------------------

WORDS = st.one_of(
    st.sampled_from(
        [
            *(
                "search",
                "year",
                "on",
                "show",
                "cite",
                "sections",
                "entities",
                "timeline",
                "random",
                "validate",
                "completion",
            ),
            *(
                "--from",
                "--to",
                "--section",
                "-s",
                "--entity",
                "--citation",
                "--flag",
                "--dated",
                "--undated",
                "--limit",
                "-n",
                "--sort",
                "--reverse",
            ),
            *(
                "-f",
                "json",
                "jsonl",
                "tsv",
                "csv",
                "markdown",
                "ids",
                "plain",
                "table",
                "--columns",
                "id,text",
                "--no-header",
                "--exact",
                "--all",
                "--explain",
            ),
            *(
                "--by",
                "decade",
                "--kind",
                "person",
                "--seed",
                "--within",
                "--color",
                "never",
                "-v",
                "--version",
                "--help",
                "--",
                "-",
                "bash",
            ),
            *(
                "purge",
                "1937",
                "1937-13",
                "1934..1939",
                "trotsky",
                "terror",
                "childhood-1",
                "393",
                "5 March",
                "0",
                "3",
                "-1",
                "year:1937",
                '"great purge"',
                "-army",
            ),
        ],
    ),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12),
)


@settings(
    max_examples=int(os.environ.get("STALINFACTS_FUZZ", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(WORDS, max_size=7), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_arguments_end_with_a_status_and_no_traceback_and_json_is_json(
    args: list[str], stdin: str
) -> None:
    done = run_command(*args, stdin=stdin)
    assert done.status in (0, 1, 2)
    assert "Traceback" not in done.err
    assert "a mistake in stalinfacts itself" not in done.err
    if done.status == 2:
        assert done.err.startswith("stalinfacts: error: ")
        assert len(done.err.splitlines()) == 1
    if (
        "json" in args
        and done.out.startswith("[")
        and args.count("-f") == 1
        and args[args.index("-f") + 1 : args.index("-f") + 2] == ["json"]
    ):
        json.loads(done.out)


@pytest.mark.parametrize(
    "argument",
    [
        "\udcff",
        "a\udc80b",
        "\x1b]0;x\x07",
        "\u202e",
        "a" * 100_000,
        "\n\r\t",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "%s%n",
        "' or 1=1 --",
        '"; drop table fact; --',
        "*",
        "NEAR(a b)",
        "text:purge",
        "^purge",
        "AND",
        "{a b}",
    ],
)
@pytest.mark.parametrize("command", ["search", "year", "show", "cite", "entities", "sections"])
def test_a_hostile_argument_is_only_an_argument(command: str, argument: str) -> None:
    done = run_command(command, "--", argument)
    assert done.status in (0, 1, 2)
    assert "Traceback" not in done.err
    assert "mistake" not in done.err
    assert done.err.count("\n") <= 1


def test_hostile_lines_of_standard_input_are_only_questions() -> None:
    lines = b"\xff\xfe\n\x00\x00\npurge\n" + b"x" * 200_000 + b"\n\x1b[31m\n"
    done = subprocess.run(
        [COMMAND, "search", "-", "-f", "jsonl", "-n", "1"],
        input=lines,
        capture_output=True,
        env=scrubbed(),
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == b""
    assert all(json.loads(line)["id"] for line in done.stdout.splitlines())


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "text",
                        "facts",
                        "sections",
                        "entities",
                        "title",
                        "source",
                        "schema_version",
                    ]
                )
                | st.text(max_size=4),
                inner,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_any_json_is_a_corpus_or_refused(
    tmp_path_factory: pytest.TempPathFactory, document: Any
) -> None:
    from stalinfacts import corpus  # noqa: PLC0415
    from stalinfacts.errors import CorpusError  # noqa: PLC0415

    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with contextlib.suppress(CorpusError):
        corpus.read(path)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_corpus_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    import stalinfacts  # noqa: PLC0415

    path = tmp_path_factory.getbasetemp() / "any.bin"
    for written in (content, b"SQLite format 3\x00" + content):
        path.write_bytes(written)
        with pytest.raises(stalinfacts.CorpusError):
            stalinfacts.load(path)


def test_a_mistake_of_the_program_itself_is_one_line_too() -> None:
    script = "from stalinfacts import api, cli\napi.load = lambda _path: 1 / 0\ncli.main(['search', 'x'])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=scrubbed(), check=False
    )
    assert (done.returncode, done.stderr) == (
        2,
        "stalinfacts: error: a mistake in stalinfacts itself: ZeroDivisionError: division by zero\n",
    )


def test_the_table_of_what_was_tried_names_tests_that_exist() -> None:
    import re  # noqa: PLC0415

    table = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = [row for row in table.splitlines() if row.startswith("| ") and "`test_" in row]
    assert len(rows) >= 80
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py")
    )
    for row in rows:
        for name in re.findall(r"`(test_\w+)`", row):
            assert f"def {name}(" in source, name


def test_small_corpus_is_what_the_tests_think(write_corpus: Callable[..., Path]) -> None:
    assert json.loads(write_corpus({"text": "x"}).read_text(encoding="utf-8")) == small_corpus(
        {"text": "x"}
    )
