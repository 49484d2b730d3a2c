"""Throws broken input at a reader, or at whole runs, guided by which code it reaches, and keeps what breaks a law.

    python scripts/fuzz.py READER [--cases 200000] [--finds FOLDER]

The laws are those of `tests/laws.py`. A find is kept as a file under the reader's name in the folder of finds, one for each place
in the code; moved to `tests/finds`, it is a test. The seeds are our own corpus and tests, what the program makes of them, and what
was found before. Wants the package `atheris`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
SLOW = 20  # seconds of work after which a case is taken to be without an end
HANGS = 600  # seconds by the clock, on which other programs may be at work too, after which it is given up
MEMORY = 2_048  # megabytes after which it is taken to be without bounds
MEMORIES = (".tmx", ".xlf", ".jsonl", ".tsv", ".xlsx")
EXCERPT = 1_500  # characters of an article of which small files are made
# What a broken container may raise, or one with a part that has no name.
UNPACKED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, IndexError)
DISK = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())

# How a file falls into pieces that can be taken out, doubled and moved without its being nonsense at once.
MARKUP = re.compile(rb"<!--.*?-->|<[^<>]*>|[^<]+|<", re.DOTALL)
JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{},:]|\s+|[^\s"\[\]{},:]+|"')
WORDS = re.compile(rb"\w+|[^\w\s]|\s+|[\x80-\xff]+")
# What programs stumble over, in any format.
HOSTILE = (
    b"\0", b"\r", b"\x0b", b"\x1b[31m", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xed\xa0\x80", b"\\ud800", b"\\u0000",
    b"&#0;", b"&#xD800;", b"&x;", b"&amp;", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<!DOCTYPE x [", b"<?x?>", b"</", b"/>",
    b"9" * 400, b"1e999", b"-1", b"NaN", b"\"", b"'", b"=1+1", b"../", b"%s", b"[", b"](", b"*", b"`", b"|", b"#", b"---", b"\n\n",
    *(sign.encode() for sign in "\u2028\u0085\u202e\u200b\ufeff\u00ad\ufffe\u0301\U000e0041\U0010ffff"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where the seeds of a reader lie, none where they are made; how its files fall into pieces, and how long a case may be."""

    pieces: re.Pattern[bytes]
    seeds: tuple[str, ...] = ()
    longest: int = 4_096  # bytes: what breaks a reader rarely needs more
    packed: bool = False  # a ZIP container, whose parts fall into these pieces


TARGETS: Mapping[str, Target] = {
    "text": Target(WORDS, ("corpus/*/*.txt",), longest=1_024),
    "markdown": Target(WORDS, ("corpus/*/*.md",)),
    "html": Target(MARKUP, ("corpus/*/*.html",)),
    "docx": Target(MARKUP, longest=32_768, packed=True),
    "tmx": Target(MARKUP),
    "xliff": Target(MARKUP),
    "jsonl": Target(JSON, longest=1_024),
    "table": Target(WORDS, longest=1_024),
    "tbx": Target(MARKUP),
    "glossary": Target(WORDS, ("glossary/*.csv",), longest=1_024),
    "omegat": Target(WORDS, longest=1_024),
    "srx": Target(MARKUP, ("align/language/*.srx",)),
    "toml": Target(WORDS),
    "manifest": Target(WORDS, ("corpus/*/article.toml",)),
    "xlsx": Target(MARKUP, longest=65_536, packed=True),
    "record": Target(JSON, longest=32_768),
    "run": Target(MARKUP),
}


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    options.add_argument("reader", choices=[*TARGETS], help="what is to be broken")
    options.add_argument("--cases", type=int, default=200_000)
    options.add_argument("--finds", type=Path, default=Path("finds"), help="where finds are kept")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    fuzz(chosen.reader, TARGETS[chosen.reader], chosen.cases, chosen.finds / chosen.reader, chosen.seed)


def fuzz(name: str, target: Target, cases: int, finds: Path, seed: int) -> None:
    """Tries so many cases; ends before that only where one hangs or takes too much memory."""
    import atheris

    sys.path.insert(0, str(TESTS))
    with atheris.instrument_imports(include=["align"]):
        import laws
    finds.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=DISK) as folder:
        seeds, cases_in = Path(folder) / "seeds", Path(folder) / "cases"
        seeds.mkdir()
        cases_in.mkdir()
        files = _files(name, target, laws.LAWS[name][0], Path(folder))
        known = [piece for data in _seeds(files, target) for piece in _parts(data, target)]
        for number, data in enumerate(_seeds(files, target)):
            (seeds / str(number)).write_bytes(data)

        def one(data: bytes) -> None:
            start = time.process_time()
            try:
                laws.kept(name, data, cases_in)
                assert time.process_time() - start < SLOW, "slow"
            except Exception as error:
                find = finds / _called(error)
                if not find.exists():
                    find.write_bytes(data)
                    print(f"{name}: found {find}", *traceback.format_exception(error), sep="\n", file=sys.stderr)

        breaking = _Breaking(target, [*dict.fromkeys(known)], lambda data, size: atheris.Mutate(data, size))
        bounds = (f"-max_len={target.longest}", f"-runs={cases}", f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY}", f"-seed={seed}")
        options = [sys.argv[0], *bounds, f"-artifact_prefix={finds}{os.sep}", "-print_final_stats=1", str(seeds)]
        if child := os.fork():  # the fuzzer ends its process itself, and would leave the folder
            ended = os.waitpid(child, 0)[1]
        else:
            atheris.Setup(options, one, custom_mutator=breaking.broken)
            atheris.Fuzz()
    sys.exit(os.waitstatus_to_exitcode(ended))


def _called(error: Exception) -> str:
    """What went wrong, and in which line of ours."""
    ours = [
        at for at in traceback.extract_tb(error.__traceback__) if str(ROOT) in at.filename and "site-packages" not in at.filename
    ]
    return f"{type(error).__name__}-{Path(ours[-1].filename).stem}-{ours[-1].lineno}"


class _Breaking:
    """Breaks a case: byte by byte, or piece by piece with pieces that other cases have."""

    def __init__(self, target: Target, known: Sequence[bytes], bytewise: Callable[[bytes, int], bytes]) -> None:
        self._target = target
        self._known = (*known, *HOSTILE)
        self._bytewise = bytewise

    def broken(self, data: bytes, size: int, seed: int) -> bytes:
        """Another case like this one."""
        dice = random.Random(seed)
        if self._target.packed and dice.random() < 0.9:
            with contextlib.suppress(*UNPACKED):
                packed = self._repacked(data, size, dice)
                return packed if len(packed) <= size else data[:size]
        return self._text(data, size, dice)

    def _repacked(self, data: bytes, size: int, dice: random.Random) -> bytes:
        """A container with another part in the place of one, or behind it; or one that is gone, or is called as another."""
        with zipfile.ZipFile(io.BytesIO(data)) as whole:
            parts = [(part.filename, whole.read(part)) for part in whole.infolist()]
        place = dice.randrange(len(parts))
        name, content = parts[place]
        other = dice.choice((*(called for called, _ in parts), "../x.xml", "/x.xml", "x\\y.xml", ""))
        new = [(name, self._text(content, size, dice))]
        parts[place : place + 1] = dice.choice((*[new] * 12, [], [(other, content)], [parts[place], *new]))
        broken = io.BytesIO()
        with zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
            for called, content in parts:
                packed.writestr(called, content)
        return broken.getvalue()

    def _text(self, data: bytes, size: int, dice: random.Random) -> bytes:
        if dice.random() < 0.4:
            return self._bytewise(data, size)
        pieces = dice.choice((self._target.pieces, WORDS)).findall(data)
        for _ in range(dice.randint(1, 4)):
            start = dice.randint(0, len(pieces))
            run = pieces[start : start + dice.choice((1, 1, 2, 5, 20))]
            new = [dice.choice(self._known)]
            match dice.randrange(6):
                case 0:  # gone
                    pieces[start : start + len(run)] = []
                case 1:  # said again, elsewhere
                    place = dice.randint(0, len(pieces))
                    pieces[place:place] = run
                case 2:  # said again and again
                    pieces[start:start] = run * min(dice.choice((2, 9, 999)), size // max(1, len(b"".join(run))))
                case 3:  # all in another
                    pieces[start : start + len(run)] = [*new, *run, *new]
                case 4:
                    pieces[start : start + 1] = new
                case _:
                    pieces[start:start] = new
        return b"".join(pieces)[:size]


def _files(name: str, target: Target, suffix: str, folder: Path) -> list[Path]:
    """The files that cases begin with."""
    found = [path for pattern in target.seeds for path in sorted(ROOT.glob(pattern))] or _made(name, suffix, folder)
    return [*found, *(path for path in sorted((TESTS / "finds" / name).glob("*")) if path.suffix != ".gz")]


def _made(name: str, suffix: str, folder: Path) -> list[Path]:
    """Files of that kind which the program itself makes of an article of the corpus, and a Word file of the tests."""
    from test_docx import packed

    from align import cli

    made, article = folder / "made", ROOT / "corpus" / "cannery"
    made.mkdir()
    original, translation = (
        (article / file).read_text("utf-8")[start : start + EXCERPT]
        for file, start in (("original.en.md", 0), ("compilation.zh-CN.html", 2_000))
    )
    (made / "one.md").write_text(original, "utf-8")
    (made / "two.html").write_text(translation, "utf-8")
    (made / "case.bin").write_text(original + translation, "utf-8")
    (made / "w.docx").write_bytes(packed())
    commands: tuple[tuple[object, ...], ...] = (
        (
            "run",
            made / "one.md",
            made / "two.html",
            "--from",
            "en",
            "--to",
            "zh-CN",
            "-o",
            made / "r",
            "--format",
            "xlsx",
            "--quiet",
        ),
        *(("tmx", "convert", TESTS / "memories/memory.tmx", "-o", made / f"m{ending}") for ending in MEMORIES),
        *(("glossary", "convert", ROOT / "glossary" / "ai.csv", "-o", made / f"g.en.zh-CN{ending}") for ending in (".tbx", ".txt")),
    )
    for command in commands:
        with contextlib.suppress(SystemExit), contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            cli.main([str(word) for word in command])
    examples = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs" / "settings.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for number, example in enumerate(examples):
        (made / f"{number}.toml").write_text(example, "utf-8")
    wanted = {"record": "report.json", "omegat": "g.*.txt"}.get(name, f"*{suffix}")
    return sorted(path for path in made.rglob(wanted) if path.is_file())


def _seeds(files: Sequence[Path], target: Target) -> Iterator[bytes]:
    """The files; of a long text each stretch, for what is at its end is tried too."""
    for path in files:
        data = path.read_bytes()
        yield from (
            [data] if target.packed else (data[start : start + target.longest] for start in range(0, len(data), target.longest))
        )


def _parts(data: bytes, target: Target) -> Iterator[bytes]:
    """The pieces of a case, or of what is packed in it."""
    if not target.packed:
        yield from target.pieces.findall(data)
        return
    with contextlib.suppress(*UNPACKED), zipfile.ZipFile(io.BytesIO(data)) as whole:
        for part in whole.infolist():
            yield from target.pieces.findall(whole.read(part))


if __name__ == "__main__":
    main()
