"""Every way of installing it: wheel, source distribution, editable, plain checkout."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, clean_environment, run_command

if TYPE_CHECKING:
    from pathlib import Path

IGNORED = shutil.ignore_patterns(
    ".git", ".venv", "*.sqlite", "__pycache__", ".*_cache", ".hypothesis", "build", "dist"
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the checkout with nothing built in it."""
    copy = tmp_path_factory.mktemp("checkout") / "stalinfacts"
    shutil.copytree(ROOT, copy, ignore=IGNORED)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path) -> tuple[Path, Path]:
    """Build wheel and source distribution, the wheel from the latter, as a release does."""
    dist = checkout / "dist"
    script = "import sys; from hatchling.build import build_sdist, build_wheel; print(build_sdist(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", script, str(dist)], cwd=checkout, check=True, capture_output=True
    )
    [sdist] = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(dist, filter="data")
    [source] = [path for path in dist.iterdir() if path.is_dir()]
    script = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", script, str(dist)], cwd=source, check=True, capture_output=True
    )
    [wheel] = dist.glob("*.whl")
    return wheel, sdist


def answer_of(python: Path, cwd: Path, *options: str) -> str:
    done = subprocess.run(
        [python, *options, "-m", "stalinfacts", "search", "seminary"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd=cwd,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def fresh_environment(folder: Path) -> Path:
    """Return the Python of an environment that sees this one's dependencies but not its copy of the package."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    [site] = folder.glob("lib/*/site-packages")
    (site / "dependencies.pth").write_text(
        "\n".join(p for p in sys.path if p.endswith("site-packages")) + "\n", encoding="utf-8"
    )
    return python


def install(python: Path, *what: str) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--no-index",
            "--force-reinstall",
            *what,
        ],
        check=True,
        capture_output=True,
        env=clean_environment(),
    )


EXPECTED = run_command("search", "seminary").out


def test_wheel_holds_data_and_index(built: tuple[Path, Path]) -> None:
    names = zipfile.ZipFile(built[0]).namelist()
    for name in ("biography.json", "biography.schema.json", "biography.sqlite", "vectors.bin"):
        assert f"stalinfacts/data/{name}" in names
    assert "stalinfacts/py.typed" in names
    assert any(name.endswith("licenses/LICENSE-DATA") for name in names)
    assert not any(name.startswith(("tests/", "tools/", "benchmarks/")) for name in names)


def test_source_distribution_holds_what_builds_and_tests_need(
    built: tuple[Path, Path],
) -> None:
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "data/biography.json",
        "data/vectors.bin",
        "hatch_build.py",
        "pyproject.toml",
        "README.md",
        "tests/conftest.py",
        "LICENSE",
    } <= names
    assert not any(name.endswith(".sqlite") for name in names)


def test_installed_wheel_answers_from_its_index(built: tuple[Path, Path], tmp_path: Path) -> None:
    python = fresh_environment(tmp_path / "env")
    install(python, str(built[0]))
    assert answer_of(python, tmp_path) == EXPECTED
    script = "from stalinfacts import api; i = api._bundled(); print(api.prebuilt_path().is_file(), i.made_from() > 0, api.__file__)"
    told = subprocess.run(
        [python, "-c", script],
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd=tmp_path,
        check=True,
    ).stdout.split()
    assert told[:2] == ["True", "True"]
    assert str(tmp_path / "env") in told[2]


def test_installed_source_distribution_answers_the_same(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    python = fresh_environment(tmp_path / "env")
    install(python, str(built[1]))
    assert answer_of(python, tmp_path) == EXPECTED


def test_editable_install_follows_the_json(checkout: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stalinfacts"
    shutil.copytree(checkout, copy, ignore=IGNORED)
    python = fresh_environment(tmp_path / "env")
    install(python, "--editable", str(copy))
    assert answer_of(python, tmp_path) == EXPECTED
    corpus = copy / "data" / "biography.json"
    corpus.write_text(
        corpus.read_text(encoding="utf-8").replace("seminary", "zzqxology"), encoding="utf-8"
    )
    done = subprocess.run(
        [python, "-m", "stalinfacts", "search", "zzqxology"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 10)
    corpus.write_text(
        corpus.read_text(encoding="utf-8").replace('"paragraph": 2', '"paragraph": "two"'),
        encoding="utf-8",
    )
    done = subprocess.run(
        [python, "-m", "stalinfacts", "search", "x"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert "paragraph: expected" in done.stderr


def test_plain_checkout_answers_the_same(checkout: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "stalinfacts", "search", "seminary"],
        capture_output=True,
        text=True,
        env=clean_environment(PYTHONPATH=str(checkout / "src"), PYTHONDONTWRITEBYTECODE="1"),
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, EXPECTED)


def test_same_tree_builds_the_same_bytes_twice(checkout: Path, tmp_path: Path) -> None:
    script = "import sys; from hatchling.build import build_sdist, build_wheel; build_sdist(sys.argv[1]); build_wheel(sys.argv[1])"
    for folder in ("one", "two"):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / folder)],
            cwd=checkout,
            check=True,
            capture_output=True,
            env=clean_environment(SOURCE_DATE_EPOCH="1577836800"),
        )
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_damaged_installation_answers_from_json_or_is_one_line(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    python = fresh_environment(tmp_path / "env")
    install(python, str(built[0]))
    [data] = (tmp_path / "env").glob("lib/*/site-packages/stalinfacts/data")
    (data / "biography.sqlite").write_bytes(b"not a database")
    assert answer_of(python, tmp_path) == EXPECTED  # the JSON is enough
    (data / "vectors.bin").unlink()
    assert answer_of(python, tmp_path)  # and so are the words alone
    (data / "biography.json").unlink()
    done = subprocess.run(
        [python, "-m", "stalinfacts", "search", "x"],
        capture_output=True,
        text=True,
        env=clean_environment(),
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        "stalinfacts: error: the bundled corpus biography.json is missing; install the package again\n",
    )
