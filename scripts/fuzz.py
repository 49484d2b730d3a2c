"""Throws broken input at a reader, or at whole runs, guided by which code it reaches, and keeps what breaks a law.

    python scripts/fuzz.py READER [--cases 200000] [--finds FOLDER]

An `InputError` is an answer; any other exception, a hang or a broken law is a find, and is kept as a file under the reader's name
in the folder of finds. The seeds are our own corpus and tests, and what the program makes of them. Wants the package `atheris`.

The laws: every sentence stands on one bead, what is pointed at is in the text, a plain text loses nothing, a memory reads back.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
SLOW = 20  # seconds after which a case is taken to hang
MEMORY = 2_048  # megabytes after which it is taken to be without bounds
LONGEST = 4_096  # bytes of a case: what breaks a reader rarely needs more
MEMORIES = (".xlf", ".jsonl", ".tsv")
DISK = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())


@dataclass(frozen=True)
class Target:
    """What is read, by the ending of its file's name, and where the seeds lie; where no pattern is given, they are made."""

    ending: str
    law: Callable[[Path], None]
    seeds: tuple[str, ...] = ()
    member: str = ""  # of a ZIP container: the part that is broken, the others staying whole


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("reader", choices=[*TARGETS], help="what is to be broken")
    options.add_argument("--cases", type=int, default=200_000)
    options.add_argument("--finds", type=Path, default=Path("finds"), help="where finds are kept")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    fuzz(chosen.reader, TARGETS[chosen.reader], chosen.cases, chosen.finds / chosen.reader, chosen.seed)


def fuzz(name: str, target: Target, cases: int, finds: Path, seed: int) -> None:
    """Tries so many cases, and stops at the first find."""
    import atheris

    with atheris.instrument_imports(include=["align"]):
        import align.pipeline  # noqa: F401  with all rooms that it leads to
    finds.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DISK) as folder:
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        files = [path for pattern in target.seeds for path in sorted(ROOT.glob(pattern) or ())] or _made(Path(folder), target)
        for number, data in enumerate(_seeds(files, target)):
            (seeds / str(number)).write_bytes(data)
        place = Path(folder) / f"case{target.ending}"
        known = files[0].read_bytes() if target.member else b""

        def one(data: bytes) -> None:
            try:
                place.write_bytes(_packed(known, target.member, data) if known else data)
                target.law(place)
            except Exception:
                print(f"{name}: found something; it is kept in {finds}", file=sys.stderr)
                raise

        bounds = (f"-max_len={LONGEST}", f"-runs={cases}", f"-timeout={SLOW}", f"-rss_limit_mb={MEMORY}", f"-seed={seed}")
        atheris.Setup([sys.argv[0], *bounds, f"-artifact_prefix={finds}{os.sep}", "-print_final_stats=1", str(seeds)], one)
        atheris.Fuzz()


def _made(folder: Path, target: Target) -> list[Path]:
    """Files of that kind which the program itself makes of an article of the corpus, and a Word file of the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    from test_docx import packed

    from align import cli

    article = ROOT / "corpus" / "cannery"
    commands = (
        ("run", article / "original.en.md", article / "compilation.zh-CN.html", "-o", folder / "r", "--format", "xlsx", "--quiet"),
        *(("tmx", "convert", ROOT / "tests/memories/memory.tmx", "-o", folder / f"m{ending}") for ending in MEMORIES),
        ("glossary", "convert", ROOT / "glossary" / "ai.csv", "-o", folder / "g.tbx"),
    )
    for command in commands:
        with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
            cli.main([str(word) for word in command])
    (folder / "w.docx").write_bytes(packed())
    examples = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for number, example in enumerate(examples):
        (folder / f"{number}.toml").write_text(example, "utf-8")
    return sorted(path for path in folder.rglob(f"*{target.ending}") if path.is_file())


def _seeds(files: Sequence[Path], target: Target) -> Iterator[bytes]:
    for path in files:
        data = path.read_bytes()
        if target.member:
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                data = packed.read(target.member)
        # A long text is several seeds: what is at its end is tried too.
        yield from (data[start : start + LONGEST] for start in range(0, len(data), LONGEST))


def _packed(container: bytes, member: str, data: bytes) -> bytes:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as whole, zipfile.ZipFile(broken, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, data if name == member else whole.read(name))
    return broken.getvalue()


# ---- the laws


def document(path: Path) -> None:
    """Every sentence begins in its block, and nothing points beyond the text."""
    from align import read
    from align.errors import InputError
    from align.settings import Settings, Source

    with contextlib.suppress(InputError):
        one = read.document(Source(str(path), "en"), Settings())
        for sentence in one.sentences:
            assert one.blocks[sentence.block].span.start <= sentence.span.start
        for place in (*one.sentences, *one.marks):
            assert place.span.stop <= len(one.text)


def plain(path: Path) -> None:
    """Of a plain text at least as much is kept as is not blank."""
    from align import read
    from align.errors import InputError
    from align.settings import Settings, Source

    document(path)
    with contextlib.suppress(InputError, UnicodeDecodeError):
        one = read.document(Source(str(path), "en"), Settings())
        said = path.read_bytes().decode("utf-8-sig")
        assert len(one.text) >= len("".join(said.split()))


def memory(path: Path) -> None:
    """What is read as entries is written as lines of JSON, and they read back as the same entries."""
    from align.entry import Entry
    from align.errors import InputError
    from align.read.entries import entries
    from align.write.as_rows import objects

    with contextlib.suppress(InputError):
        found = [entry for entry in entries([str(path)]) if isinstance(entry, Entry)]
        again = path.with_suffix(".jsonl")
        again.write_bytes(b"".join(line for (line,) in objects(found)))
        if again.stat().st_size:
            back = [entry for entry in entries([str(again)]) if isinstance(entry, Entry)]
            assert [entry.wordings for entry in back] == [entry.wordings for entry in found]


def bitext(path: Path) -> None:
    from align import read
    from align.errors import InputError

    with contextlib.suppress(InputError):
        for pair in read.pairs(str(path), "en", "zh-CN"):
            assert len(pair.alignment.beads) == 1


def glossary(path: Path) -> None:
    from align import read
    from align.errors import InputError

    with contextlib.suppress(InputError):
        for term in read.glossary((path,)):
            assert term.text.strip()


def rules(path: Path) -> None:
    from align.errors import InputError
    from align.read import srx

    with contextlib.suppress(InputError):
        srx.load(path)


def settings(path: Path) -> None:
    from align import choices
    from align.errors import InputError

    with contextlib.suppress(InputError):
        choices.read(path)


def workbook(path: Path) -> None:
    from align.errors import InputError
    from align.read.from_xlsx import workbook

    with contextlib.suppress(InputError):
        workbook(str(path), {"Pairs": ("#", "original"), "Findings": ("id",)})


def record(path: Path) -> None:
    from align import read
    from align.errors import InputError

    with contextlib.suppress(InputError):
        read.record(path)


def whole(path: Path) -> None:
    """Half of the case is the original, half the translation: every sentence is on one bead, and all that is written is sound."""
    from align import pipeline, read, write
    from align.errors import InputError
    from align.settings import Settings, Source

    data = path.read_bytes()
    names = [path.with_name(name) for name in ("one.md", "two.html")]
    for name, half in zip(names, (data[: len(data) // 2], data[len(data) // 2 :]), strict=True):
        name.write_bytes(half)
    with contextlib.suppress(InputError):
        report = pipeline.run(Source(str(names[0]), "en"), Source(str(names[1]), "zh-CN"), Settings())
        alignment = report.alignment
        assert sorted(n for bead in alignment.beads for n in bead.original) == list(range(len(alignment.original.sentences)))
        for finding in report.findings:
            for side, span in (("original", finding.original), ("translation", finding.translation)):
                assert span is None or span.stop <= len(alignment.document(side).text)
        for file in write.folder(report, read.glossary(None), Settings(), b""):
            if file.name.endswith(".tmx"):
                ElementTree.fromstring(file.data)
        write.html(report)


TARGETS: Mapping[str, Target] = {
    "text": Target(".txt", plain, ("corpus/*/*.txt",)),
    "markdown": Target(".md", document, ("corpus/*/*.md",)),
    "html": Target(".html", document, ("corpus/*/*.html",)),
    "docx": Target(".docx", document, member="word/document.xml"),
    "tmx": Target(".tmx", memory),
    "xliff": Target(".xlf", bitext),
    "jsonl": Target(".jsonl", bitext),
    "table": Target(".tsv", bitext),
    "tbx": Target(".tbx", glossary),
    "glossary": Target(".csv", glossary, ("glossary/*.csv",)),
    "srx": Target(".srx", rules, ("align/language/*.srx",)),
    "toml": Target(".toml", settings),
    "xlsx": Target(".xlsx", workbook, member="xl/worksheets/sheet1.xml"),
    "record": Target(".json", record, ("corpus/*/report.*.json",)),
    "run": Target(".bin", whole, ("corpus/*/original.*", "corpus/*/translation.*")),
}

if __name__ == "__main__":
    main()
