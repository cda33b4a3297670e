"""Every way of installing it: wheel, source distribution, editable, plain checkout."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
import tarfile
import venv
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, TIMEOUT, clean_environment, run_command

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

IGNORED = shutil.ignore_patterns(
    ".git", ".venv", "*.sqlite", "__pycache__", ".*_cache", ".hypothesis", "build", "dist"
)
DATA_FILES = ("biography.json", "biography.schema.json", "biography.sqlite", "vectors.bin")
BUILD = "import sys; from hatchling import build; getattr(build, sys.argv[1])(sys.argv[2])"


def finished(*command: str | Path, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Return a finished program."""
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd,
        env=clean_environment(PYTHONDONTWRITEBYTECODE="1", **extra),
        timeout=4 * TIMEOUT,
        check=False,
    )


def build(kind: str, sources: Path, target: Path, **extra: str) -> Path:
    """Build a ``wheel`` or an ``sdist`` with hatchling itself, as pip has it done."""
    done = finished(sys.executable, "-c", BUILD, f"build_{kind}", target, cwd=sources, **extra)
    assert done.returncode == 0, done.stderr
    [path] = target.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return path


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout with nothing built in it, in a folder of an awkward name."""
    copy = tmp_path_factory.mktemp("checkout") / "dir ünï Ж" / "stalinfacts"
    shutil.copytree(ROOT, copy, ignore=IGNORED)
    for path in (copy, *copy.rglob("*")):  # the checkout may be read-only
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build wheel and source distribution, the wheel from the latter, as a release does."""
    dist = tmp_path_factory.mktemp("dist")
    sdist = build("sdist", checkout, dist)
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = lambda member, _: member  # `filter=` needs Python 3.11.4
        archive.extractall(dist)  # noqa: S202 # our own
    [sources] = [path for path in dist.iterdir() if path.is_dir()]
    return build("wheel", sources, dist), sdist


def make_environment(folder: Path) -> Path:
    """Return the Python of an environment that has the dependencies, but not the package."""
    venv.create(folder, with_pip=False)
    [site] = folder.glob("lib/*/site-packages")
    paths = [path for path in sys.path if path.endswith("site-packages")]
    (site / "dependencies.pth").write_text("\n".join(paths) + "\n", encoding="utf-8")
    return folder / "bin" / "python"


def install(python: Path, *what: str | Path) -> None:
    """Install into an environment, with nothing from a network."""
    options = "--quiet --no-deps --no-build-isolation --no-index --force-reinstall".split()
    pip = [sys.executable, "-m", "pip", "--python", python, "install", *options, *what]
    done = finished(*pip, cwd=python.parent, PIP_NO_CACHE_DIR="1")
    assert done.returncode == 0, done.stderr


def answer_of(
    python: Path | str, cwd: Path, *args: str, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Return what an installed package answers."""
    args = args or ("search", "seminary")
    return finished(python, "-m", "stalinfacts", *args, cwd=cwd, **extra)


@pytest.fixture(scope="module")
def expected() -> str:
    """Return what this installation answers."""
    return run_command("search", "seminary").out


@pytest.fixture(scope="module")
def wheel_python(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment into which the wheel is installed."""
    python = make_environment(tmp_path_factory.mktemp("wheel") / "env")
    install(python, built[0])
    return python


def test_wheel_holds_data_and_index(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as archive:
        names = archive.namelist()
    for name in DATA_FILES:
        assert names.count(f"stalinfacts/data/{name}") == 1
    assert "stalinfacts/py.typed" in names
    assert any(name.endswith("share/man/man1/stalinfacts.1") for name in names)
    for name in ("LICENSE", "LICENSE-DATA", "LICENSE-VECTORS"):
        assert any(path.endswith(f"licenses/{name}") for path in names)
    tops = {name.partition("/")[0] for name in names}
    assert {top.partition("-")[0] for top in tops} == {"stalinfacts"}


def test_wheel_says_who_what_and_where(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("METADATA")]
        metadata = archive.read(name).decode()
    head, _, text = metadata.partition("\n\n")
    for field in ("Author", "Requires-Python: >=3.11", "License-Expression", "Keywords"):
        assert f"\n{field}" in head
    assert "](docs/" not in text, "a relative link of the README leads nowhere on an index page"


def test_source_distribution_holds_what_builds_and_tests_need(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    kept = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "tests/conftest.py")
    more = ("data/biography.json", "data/vectors.bin", ".ci/run", "tools/make_man.py")
    assert {*kept, *more} <= names
    assert not any(name.endswith((".sqlite", ".pyc")) for name in names)


def test_installed_wheel_answers_from_its_index(wheel_python: Path, expected: str) -> None:
    cwd = wheel_python.parent
    assert answer_of(wheel_python, cwd).stdout == expected
    script = "import stalinfacts.opening as o; print(o.open_index(None).database._path)"
    [data] = (cwd.parent).glob("lib/*/site-packages/stalinfacts/data")
    done = finished(wheel_python, "-c", script, cwd=cwd)
    assert done.stdout.strip() == str(data / "biography.sqlite"), done.stderr


def test_installed_source_distribution_answers_the_same(
    built: tuple[Path, Path], tmp_path: Path, expected: str
) -> None:
    python = make_environment(tmp_path / "env")
    install(python, built[1])
    assert answer_of(python, tmp_path).stdout == expected


def test_editable_install_follows_the_json(checkout: Path, tmp_path: Path, expected: str) -> None:
    copy = tmp_path / "stalinfacts"
    shutil.copytree(checkout, copy)
    python = make_environment(tmp_path / "env")
    install(python, "--editable", copy)
    assert answer_of(python, tmp_path).stdout == expected
    assert (copy / "src" / "stalinfacts" / "data" / "biography.sqlite").is_file()
    corpus = copy / "data" / "biography.json"
    text = corpus.read_text(encoding="utf-8").replace("seminary", "zzqxology")
    corpus.write_text(text, encoding="utf-8")
    done = answer_of(python, tmp_path, "search", "zzqxology")
    assert (done.returncode, done.stdout.count("\n")) == (0, 10)
    corpus.write_text(text.replace('"paragraph": 2', '"paragraph": "two"'), encoding="utf-8")
    done = answer_of(python, tmp_path)
    assert done.returncode == 2
    assert "paragraph: expected" in done.stderr


def test_plain_checkout_answers_the_same(checkout: Path, tmp_path: Path, expected: str) -> None:
    done = answer_of(sys.executable, tmp_path, PYTHONPATH=str(checkout / "src"))
    assert (done.returncode, done.stdout) == (0, expected)


def test_read_only_sources_build_and_stay_as_they_are(checkout: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stalinfacts"
    shutil.copytree(checkout, copy)
    paths = [copy, *copy.rglob("*")]
    modes = {path: path.stat().st_mode & 0o777 for path in paths}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        wheel = build("wheel", copy, tmp_path / "dist")
        assert sorted([copy, *copy.rglob("*")]) == sorted(paths)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    with zipfile.ZipFile(wheel) as archive:
        assert "stalinfacts/data/biography.sqlite" in archive.namelist()


def test_builds_at_once_in_one_tree_are_the_same_bytes(checkout: Path, tmp_path: Path) -> None:
    """Two wheels at once, and one afterwards."""

    def wheel(name: str) -> bytes:
        target = tmp_path / name
        return build("wheel", checkout, target, SOURCE_DATE_EPOCH="1577836800").read_bytes()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(wheel, ("one", "two"))
    assert first == second
    assert list(checkout.rglob("*.sqlite*")) == []


def test_source_distribution_is_the_same_bytes_twice(checkout: Path, tmp_path: Path) -> None:
    contents = {
        build("sdist", checkout, tmp_path / name, SOURCE_DATE_EPOCH="1577836800").read_bytes()
        for name in ("one", "two")
    }
    assert len(contents) == 1


@pytest.fixture
def damaged(wheel_python: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a copy of the installed package to damage: what holds it, and its data."""
    [package] = wheel_python.parent.parent.glob("lib/*/site-packages/stalinfacts")
    shutil.copytree(package, tmp_path / "site" / "stalinfacts")
    return tmp_path / "site", tmp_path / "site" / "stalinfacts" / "data"


def without(data: Path, names: Sequence[str]) -> None:
    for name in names:
        (data / name).unlink()


def test_damaged_index_gives_way_to_the_json(damaged: tuple[Path, Path], expected: str) -> None:
    site, data = damaged
    index = data / "biography.sqlite"
    whole = index.read_bytes()
    middle = len(whole) // 4096 // 2 * 4096
    zeroed = whole[:middle] + bytes(20 * 4096) + whole[middle + 20 * 4096 :]
    for content in (b"not a database", whole[: len(whole) // 2], zeroed):
        index.write_bytes(content)
        done = answer_of(sys.executable, site, PYTHONPATH=str(site))
        assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_missing_files_are_told_or_done_without(damaged: tuple[Path, Path]) -> None:
    site, data = damaged
    without(data, ["vectors.bin"])
    assert answer_of(sys.executable, site, PYTHONPATH=str(site)).returncode == 0
    without(data, ["biography.json"])
    done = answer_of(sys.executable, site, PYTHONPATH=str(site))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("stalinfacts: error: the bundled file biography.json is not in ")
    assert done.stderr.endswith("; install the package again\n")


def test_command_runs_by_a_name_and_from_a_folder_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "two words"
    folder.mkdir()
    (folder / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    assert run_command("search", "seminary", "-f", "json", cwd=folder).status == 0
    assert [path.name for path in folder.iterdir()] == ["json.py"]
