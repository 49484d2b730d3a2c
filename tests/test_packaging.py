"""What a release is made of, and what it costs to start."""

import re
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

import align

ROOT = Path(__file__).parents[1]


def said(file: str, pattern: str) -> str:
    found = re.search(pattern, (ROOT / file).read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def test_a_release_has_one_version_and_one_date_wherever_they_stand() -> None:
    assert said("CITATION.cff", r"^version: (.+)$") == said("CHANGELOG.md", r"^## (\S+) ") == align.__version__
    assert said("CITATION.cff", r'^date-released: "(.+)"$') == said("CHANGELOG.md", r"^## \S+ \((.+)\)$")


@pytest.mark.parametrize(
    ("code", "loaded"),
    [("import align", {"align"}), ("from align.cli import main; main(['--help'])", {"align", "click"})],
)
def test_what_starts_loads_nothing_that_it_does_not_use(code: str, loaded: set[str]) -> None:
    """Time is measured elsewhere; what is not loaded takes none."""
    assert packages(code) - packages("") == loaded


def packages(code: str) -> set[str]:
    """What is in Python's memory after this, of what did not come with Python."""
    listing = "import atexit, sys; atexit.register(lambda: print('MODULES', *sys.modules))\n"
    printed = subprocess.run([sys.executable, "-c", listing + code], capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in printed.partition("MODULES ")[2].split()} - sys.stdlib_module_names


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """The sdist of the checkout, its wheel, and the wheel of the unpacked sdist."""
    pytest.importorskip("hatchling.build", reason="hatchling is not installed: it comes with the extra `test`")
    folder = tmp_path_factory.mktemp("built")
    for made, kind in (("sdist", "sdist"), ("wheel", "wheel")):
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder / made], cwd=ROOT, check=True)
    sdist = next((folder / "sdist").glob("*.tar.gz"))
    with tarfile.open(sdist) as packed:
        packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.2 has none yet
        packed.extractall(folder)
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "again"], cwd=unpacked, check=True)
    return unpacked, next((folder / "wheel").iterdir()), next((folder / "again").iterdir())


def test_the_wheel_holds_the_whole_package_and_articles_to_try_it_on(built: tuple[Path, Path, Path]) -> None:
    _, wheel, _ = built
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = {str(path.relative_to(ROOT)) for path in (ROOT / "align").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    data = {name for name in names if name.startswith("align/data/")}
    assert names - data == package
    assert {Path(name).parts[2:4] for name in data} == {
        ("corpus", "cannery"), ("corpus", "dialect"), ("corpus", "shoebox"), ("glossary", "ai.csv"),
    }  # fmt: skip
    assert {Path(name).name for name in data if "/cannery/" in name} == {
        "article.toml", "original.en.md", "compilation.zh-CN.html", "republication.en.txt",
    }  # fmt: skip


def test_a_wheel_is_the_same_to_the_byte_wherever_and_whenever_it_is_built(built: tuple[Path, Path, Path]) -> None:
    """From the sdist too."""
    _, wheel, again = built
    assert wheel.read_bytes() == again.read_bytes()


def test_the_sdist_has_what_a_packager_runs_and_reads(built: tuple[Path, Path, Path]) -> None:
    unpacked, _, _ = built
    wanted = ("scripts/test", "tests/test_packaging.py", "corpus/cannery", "docs", "CITATION.cff", "CONTRIBUTING.md", ".ci/run")
    unwanted = (".venv", "demo-report", ".ci/js/node_modules", ".hypothesis")
    assert [name for name in wanted if not (unpacked / name).exists()] == []
    assert [name for name in unwanted if (unpacked / name).exists()] == []
