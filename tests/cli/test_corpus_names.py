"""``--corpus NAME``: a corpus in the user's data folder."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import clean_environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Done

    Run = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, write_corpus: Callable[..., Path], run: Run) -> Path:
    """Return a home with two corpora, ``mine`` in JSON and ``ours`` in SQLite."""
    folder = tmp_path / ".local" / "share" / "stalinfacts"
    folder.mkdir(parents=True)
    mine = write_corpus({"text": "It is mine."})
    shutil.copy(mine, folder / "mine.json")
    assert run("export", str(folder / "ours.sqlite"), "--corpus", str(mine)).status == 0
    return tmp_path


def listed(run: Run, name: str, **environment: str) -> str:
    return run("export", "-", "-f", "plain", "--corpus", name, env=environment).out


@pytest.mark.parametrize("name", ["mine", "mine.json", "ours", "ours.sqlite"])
def test_name_is_a_file_in_the_data_folder(run: Run, home: Path, name: str) -> None:
    assert "It is mine." in listed(run, name, **clean_environment(HOME=str(home)))


def test_xdg_data_home_and_the_variable_are_honoured(run: Run, home: Path) -> None:
    share = str(home / ".local" / "share")
    environment = clean_environment(XDG_DATA_HOME=share, STALINFACTS_CORPUS="mine")
    assert "It is mine." in run("export", "-", "-f", "plain", env=environment).out
    relative = clean_environment(XDG_DATA_HOME="share", HOME=str(home))
    assert "It is mine." in listed(run, "mine", **relative)


def test_file_of_that_name_comes_first(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, write_corpus: Callable[..., Path]
) -> None:
    monkeypatch.chdir(home)
    write_corpus({"text": "It is here."}).rename(home / "mine")
    assert "It is here." in listed(run, "mine", **clean_environment(HOME=str(home)))


@pytest.mark.parametrize("words", [["search", "--corpus"], ["validate"]])
def test_name_is_completed_and_validated(run: Run, home: Path, words: list[str]) -> None:
    environment = clean_environment(HOME=str(home))
    assert run("validate", "ours", env=environment).status == 0
    (home / ".local" / "share" / "stalinfacts" / "notes.txt").touch()
    completing = environment | {"_STALINFACTS_COMPLETE": "words"}
    assert run(*words, "", env=completing).lines == ["mine\t", "ours\t"]
    assert run(*words, "m", env=completing).lines == ["mine\t"]


def test_unknown_name_and_missing_home_are_told_in_a_line(run: Run, home: Path) -> None:
    for environment in (clean_environment(HOME=str(home)), {"PATH": "/bin"}):
        done = run("search", "x", "--corpus", "other", env=environment)
        assert done.status == 2
        assert done.err.startswith("stalinfacts: error: other: ")


def test_name_that_no_file_can_have_is_told_and_spares_the_help(run: Run) -> None:
    environment = clean_environment(STALINFACTS_CORPUS="x" * 5_000)
    assert run("search", "x", env=environment).err.endswith("name a corpus file that can be read\n")
    assert run("--help", env=environment).status == 0
