"""A visitor on the web, at a server of these tests: its manners, and what it makes of servers that have none."""

from __future__ import annotations

import gzip
import json
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import SSLCertVerificationError
from threading import Thread

import httpcore
import pytest

from align import cli, read
from align.errors import InputError
from align.read import fetched, fetching
from align.read.fetched import Fetched
from align.read.fetching import Clock, Limits, Visitor, body, guard
from align.settings import Settings, Source

WORDS = "The lamp on the pier was lit for the first time in 1921, and it burned whale oil for forty years. " * 20
PAGE = f"<!doctype html><html><head><title>The lamp</title></head><body><p>{WORDS}</p></body></html>".encode()
NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)

Route = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the routes of its server, and notes who came."""

    protocol_version = "HTTP/1.1"
    timeout = 5
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers = dict(self.headers)
        route = self.server.routes.get(self.path.partition("?")[0])
        if route:
            route(self)
        else:
            say(404)(self)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Route] = {"/robots.txt": say(404), "/page": say(200, PAGE)}
        self.asked: list[str] = []
        self.headers: dict[str, str] = {}

    def handle_error(self, request: object, address: object) -> None:
        """A guest who leaves in the middle is no error here."""

    @property
    def pages(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


def say(status: int, content: bytes = b"", **headers: str) -> Route:
    """An answer whole and well."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in {
            "Content-Type": "text/html",
            **{key.replace("_", "-"): value for key, value in headers.items()},
        }.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def first(*routes: Route) -> Route:
    """One answer after the other; the last one again and again."""
    waiting = list(routes)
    return lambda handler: (waiting.pop(0) if len(waiting) > 1 else waiting[0])(handler)


def raw(*pieces: bytes, wait: float = 0) -> Route:
    """These bytes, whatever they mean, and then the end of the connection."""

    def answer(handler: Handler) -> None:
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(wait)

    return answer


@dataclass
class Time:
    """A time that passes only when someone sleeps."""

    naps: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: NOW + timedelta(seconds=sum(self.naps)), lambda: sum(self.naps), self.naps.append)


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def server(running: Server) -> Server:
    running.routes = {"/robots.txt": say(404), "/page": say(200, PAGE)}
    running.asked = []
    return running


@pytest.fixture
def passing() -> Time:
    return Time()


@pytest.fixture
def visitor(passing: Time) -> Visitor:
    return Visitor(here, clock=passing.clock)


def here(number: str) -> bool:
    """The private rule, lifted for the server of these tests alone."""
    return number == "127.0.0.1" or guard.public(number)


def refused(visitor: Visitor, address: str) -> str:
    with pytest.raises(InputError) as told:
        visitor.page(address)
    return str(told.value)


# ---- what comes


def test_a_page_comes_as_it_was_sent(server: Server, visitor: Visitor) -> None:
    """To the byte, with the server's headers, its address and the time; and the server is told who asks."""
    page = visitor.page(server.at("/page"))
    assert (page.content, page.status, page.suffix) == (PAGE, 200, ".html")
    assert page.when == NOW + timedelta(seconds=1)  # after a pause for robots.txt
    assert (page.address, page.final) == (server.at("/page"), server.at("/page"))
    assert ("content-length", str(len(PAGE))) in page.headers
    assert server.headers["User-Agent"].startswith("align-drift/")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)],
    ids=range(3),  # the bytes have the time in them, and so would the names
)
def test_a_page_may_come_compressed(server: Server, visitor: Visitor, coding: str, packed: bytes) -> None:
    server.routes["/page"] = say(200, packed, Content_Encoding=coding)
    assert visitor.page(server.at("/page")).content == PAGE


def test_a_page_without_a_length_ends_with_the_connection(server: Server, visitor: Visitor) -> None:
    server.routes["/page"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", PAGE)
    assert visitor.page(server.at("/page")).content == PAGE


@pytest.mark.parametrize(
    ("path", "kind", "suffix"),
    [
        ("/essay", "text/html; charset=utf-8", ".html"),
        ("/essay.md", "text/plain", ".md"),
        ("/essay.txt", "text/plain", ".txt"),
        ("/essay", "application/xhtml+xml", ".html"),
        ("/essay", "", ".html"),
        ("/essay.html", "application/octet-stream", ".html"),
    ],
)
def test_what_a_page_is_shows_in_the_name_of_its_file(server: Server, visitor: Visitor, path: str, kind: str, suffix: str) -> None:
    server.routes[path] = say(200, PAGE, Content_Type=kind)
    assert visitor.page(server.at(path)).suffix == suffix


# ---- manners


def test_what_robots_are_asked_to_leave_alone_is_not_asked_for(server: Server, visitor: Visitor) -> None:
    """By the longest rule that fits, with wildcards; the file itself is asked for once."""
    server.routes["/robots.txt"] = say(
        200, b"User-agent: *\nDisallow: /*?print\nDisallow: /p\nAllow: /page\n", Content_Type="text/plain"
    )
    assert visitor.page(server.at("/page")).content == PAGE
    assert "programs are asked to stay away" in refused(visitor, server.at("/page?print=1"))
    assert "programs are asked to stay away" in refused(visitor, server.at("/private"))
    assert server.asked == ["/robots.txt", "/page"]


def test_a_rule_for_us_by_name_counts(server: Server, visitor: Visitor) -> None:
    server.routes["/robots.txt"] = say(
        200, b"User-agent: align-drift\nDisallow: /\n\nUser-agent: *\nAllow: /\n", Content_Type="text/plain"
    )
    assert "programs are asked to stay away" in refused(visitor, server.at("/page"))


def test_while_robots_txt_fails_nothing_is_fetched(server: Server, visitor: Visitor) -> None:
    server.routes["/robots.txt"] = say(503)
    assert "programs are asked to stay away" in refused(visitor, server.at("/page"))
    assert server.pages == []


def test_a_host_is_asked_once_a_second(server: Server, visitor: Visitor, passing: Time) -> None:
    for path in ("/page", "/page?2"):
        visitor.page(server.at(path))
    assert passing.naps == [1, 1]


def test_a_site_may_ask_for_longer_pauses(server: Server, visitor: Visitor, passing: Time) -> None:
    """But for no more than half a minute."""
    server.routes["/robots.txt"] = say(200, b"User-agent: *\nCrawl-delay: 7\n", Content_Type="text/plain")
    visitor.page(server.at("/page"))
    assert passing.naps == [7]


def test_a_busy_server_is_asked_again_when_it_says(server: Server, visitor: Visitor, passing: Time) -> None:
    """In seconds or by a date; where it says nothing, after a second and then after four."""
    later = format_datetime(NOW + timedelta(seconds=30), usegmt=True)
    server.routes["/page"] = first(say(429, Retry_After="9"), say(503, Retry_After=later), say(200, PAGE))
    assert visitor.page(server.at("/page")).content == PAGE
    assert passing.naps == [1, 9, 20]
    server.routes["/page"] = first(say(500), say(502), say(200, PAGE))
    assert visitor.page(server.at("/page")).content == PAGE
    assert passing.naps[-2:] == [1, 4]


def test_nobody_waits_for_an_hour(server: Server, visitor: Visitor) -> None:
    server.routes["/page"] = say(429, Retry_After="3600")
    assert "asks to come back in 3,600 seconds" in refused(visitor, server.at("/page"))
    assert len(server.pages) == 1


def test_after_three_tries_it_is_enough(server: Server, visitor: Visitor) -> None:
    server.routes["/page"] = say(500)
    assert "the server fails (500)" in refused(visitor, server.at("/page"))
    assert len(server.pages) == 3


# ---- redirects


def test_redirects_are_followed(server: Server, visitor: Visitor) -> None:
    """The record names both ends."""
    server.routes |= {"/old": say(301, Location="/older"), "/older": say(302, Location="/page#here")}
    page = visitor.page(server.at("/old"))
    assert (page.address, page.final) == (server.at("/old"), server.at("/page"))


def test_a_circle_of_redirects_is_told(server: Server, visitor: Visitor) -> None:
    server.routes |= {"/a": say(302, Location="/b"), "/b": say(302, Location="/a")}
    assert "is sent on in a circle" in refused(visitor, server.at("/a"))
    assert server.pages == ["/a", "/b"]


def test_an_endless_line_of_redirects_is_left(server: Server, visitor: Visitor) -> None:
    server.routes["/a"] = lambda handler: say(302, Location=f"/a?{len(server.asked)}")(handler)
    assert "more than 10 times" in refused(visitor, server.at("/a"))


def test_a_cookie_is_carried_to_the_end_of_a_page_and_no_further(server: Server, visitor: Visitor) -> None:
    """A site that sends its guests back to where they are with a cookie is no circle; the next page knows nothing of it."""

    def wall(handler: Handler) -> None:
        known = handler.headers.get("Cookie") == "seen=1"
        (say(200, PAGE) if known else say(302, Location="/wall", Set_Cookie="seen=1"))(handler)

    server.routes["/wall"] = wall
    page = visitor.page(server.at("/wall"))
    assert page.content == PAGE
    visitor.page(server.at("/page"))
    assert "Cookie" not in server.headers


@pytest.mark.parametrize("place", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://2886729729/"])
def test_a_redirect_to_a_private_address_is_refused(server: Server, visitor: Visitor, place: str) -> None:
    server.routes["/page"] = say(302, Location=place)
    assert "which is no public address" in refused(visitor, server.at("/page"))


@pytest.mark.parametrize("place", ["file:///etc/hosts", "ftp://example.org/a", "javascript:alert(1)", "http://[::1"])
def test_a_redirect_to_what_is_no_page_is_refused(server: Server, visitor: Visitor, place: str) -> None:
    server.routes["/page"] = say(302, Location=place)
    assert "no address" in refused(visitor, server.at("/page"))


# ---- where one does not go


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]", "[fe80::1]",
     "192.168.1.1",     "100.64.0.1", "224.0.0.1", "[2002:a00:1::]"],
)  # fmt: skip
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    said = refused(Visitor(clock=Time().clock), f"http://{host}:9/")
    assert "which is no public address" in said
    assert "--allow-private" in said


def test_a_name_is_judged_by_the_number_that_is_connected_to(
    server: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Private numbers of a name are passed over, and one that turns private between two pages is refused."""
    answers = [["10.9.9.9", "127.0.0.1"], ["10.9.9.9"]]
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *rest: int, **_: int) -> list[tuple[object, ...]]:
        if host != "two.test":
            return list(real(host, port, *rest))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    address = f"http://two.test:{server.server_port}/page"
    assert visitor.page(address).content == PAGE
    assert "10.9.9.9, which is no public address" in refused(visitor, address)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "essay.html", "http://", "http:///x", "http://a\nb/", "http://256.1.1.1/", "http://xn--/", "http://u:p@x.org/"]
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_told(visitor: Visitor, address: str) -> None:
    said = refused(visitor, address)
    assert "no address" in said or "password" in said


def test_a_host_that_is_not_there_is_told(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert "http://nowhere.test/a: there is no host nowhere.test" in refused(visitor, "http://nowhere.test/a")


def test_a_certificate_that_nobody_vouches_for_is_told_at_once(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another try would not make it better."""
    tries = []

    def connect(*_: object, **__: object) -> None:
        tries.append(1)
        mistrust = SSLCertVerificationError(1, "certificate verify failed")
        mistrust.verify_message = "self-signed certificate"
        raise httpcore.ConnectError(mistrust)

    monkeypatch.setattr(guard.Guard, "connect_tcp", connect)
    assert "its certificate is not to be trusted: self-signed certificate" in refused(visitor, "https://example.org/")
    assert len(tries) == 1


# ---- servers that fail


def test_a_server_that_says_nothing_is_left(server: Server, passing: Time) -> None:
    server.routes["/page"] = raw(b"", wait=1)
    limits = Limits(silent=0.1, again=(1,))
    assert "has stopped answering" in refused(Visitor(here, limits, passing.clock), server.at("/page"))
    assert len(server.pages) == 2


def test_a_server_that_says_a_letter_at_a_time_is_left(server: Server) -> None:
    """The time for the whole page runs out, though there is never a silence."""
    server.routes["/page"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"x"] * 1_000, wait=0.02)
    start = time.monotonic()
    assert "takes too long" in refused(Visitor(here, Limits(whole=0.3, pause=0)), server.at("/page"))
    assert time.monotonic() - start < 10  # seconds; the page takes twenty


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n" + PAGE,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<p>a",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:-9],
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + PAGE,
        b"SSH-2.0-hello\r\n",
        b"",
    ],
    ids=range(6),
)
def test_a_page_that_breaks_off_is_asked_for_again_and_never_kept(server: Server, visitor: Visitor, answer: bytes) -> None:
    server.routes["/page"] = raw(answer)
    assert "(tried 3 times)" in refused(visitor, server.at("/page"))
    server.routes["/page"] = first(raw(answer), say(200, PAGE))
    assert visitor.page(server.at("/page")).content == PAGE


def test_a_page_is_no_larger_than_it_may_be(server: Server, passing: Time) -> None:
    """With a length or without, compressed or not: a small answer that unpacks to a hundred megabytes is stopped on the way."""
    small = Visitor(here, Limits(largest=10_000), passing.clock)
    larger = Visitor(here, Limits(largest=1_000_000), passing.clock)
    bomb = gzip.compress(b"<p>" + b"\0" * 100_000_000, 1)
    server.routes["/page"] = say(200, b"x" * 10_001)
    assert "larger than a page may be" in refused(small, server.at("/page"))
    server.routes["/page"] = raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"x" * 5_000] * 3)
    assert "larger than a page may be" in refused(small, server.at("/page"))
    server.routes["/page"] = say(200, bomb, Content_Encoding="gzip")
    start = time.process_time()
    assert "larger than a page may be" in refused(larger, server.at("/page"))
    assert time.process_time() - start < 1


def test_a_compression_that_was_not_asked_for_is_told(server: Server, visitor: Visitor) -> None:
    server.routes["/page"] = say(200, PAGE, Content_Encoding="br")
    assert "comes compressed as br" in refused(visitor, server.at("/page"))


def test_unpacking_gives_back_what_was_packed() -> None:
    """In one part or several, with padding behind it, and never a cut one."""
    for size in (0, 1, 65_535, 65_536, 65_537, 200_000):
        content = bytes(range(256)) * (size // 256) + b"a" * (size % 256)
        packed = gzip.compress(content)
        assert body.unpacked(packed, "gzip", size) == content
        assert body.unpacked(packed * 2 + b"\0" * 9, "GZIP", 2 * size) == content * 2
        with pytest.raises(body.BrokenError):
            body.unpacked(packed[:-5], "gzip", size)


# ---- pages that are none


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (say(404), "there is no such page (404)"),
        (say(404, b"<script src=captcha.js></script>"), "there is no such page (404)"),
        (say(403, b"<h1>No</h1>"), "does not let us in (403)"),
        (say(403, b"<title>Just a moment...</title>"), "needs a browser"),
        (say(403, b"", cf_mitigated="challenge"), "needs a browser"),
        (say(418), "answers with status 418"),
        (say(200), "is empty"),
        (say(200, b"%PDF-1.7", Content_Type="application/pdf"), "is no text, but a PDF (application/pdf)"),
        (say(200, b"%PDF-1.7 " + b"\0" * 100), "it looks like a PDF"),
        (say(200, b"\x89PNG", Content_Type="image/png"), "is no text, but a picture (image/png)"),
        (say(200, b"{}", Content_Type="application/json"), "data for programs"),
        (say(200, b"<rss/>", Content_Type="application/rss+xml"), "is no text, but application/rss+xml"),
    ],
)
def test_what_is_no_page_to_read_is_told(server: Server, visitor: Visitor, answer: Route, what: str) -> None:
    server.routes["/page"] = answer
    assert what in refused(visitor, server.at("/page"))


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("<div id=root></div><script src=app.js></script>", "it has scripts and hardly a word"),
        (
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
            "its text is written by scripts",
        ),
        ("<p>请启用 JavaScript 后继续访问。</p>", "its text is written by scripts"),
        ("<p>Checking your browser before you go on.</p>", "to see that a person is looking"),
        ("<script src=/cdn-cgi/challenge-platform/x.js></script><p>Wait.</p>", "to see that a person is looking"),
        ("<p>We value your privacy.</p><button>Accept all cookies</button>", "until cookies are consented to"),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/there">', "leads on to https://example.org/there"),
    ],
)
def test_a_page_that_needs_a_browser_is_recognised(server: Server, visitor: Visitor, page: str, what: str) -> None:
    server.routes["/page"] = say(200, f"<html><body>{page}</body></html>".encode())
    assert what in refused(visitor, server.at("/page"))
    # Beside an article such things are furniture.
    server.routes["/page"] = say(200, f"<html><body>{page}<p>{WORDS}</p></body></html>".encode())
    assert visitor.page(server.at("/page")).suffix == ".html"


def test_a_short_page_is_a_page(server: Server, visitor: Visitor) -> None:
    """A few sentences and a script make no riddle for a browser; nor does a note of fifty Chinese characters."""
    short = "<p>" + WORDS[:200] + "</p><script>count()</script>"
    for content in (
        short,
        "<script>count()</script><p>"
        + "这盏灯于一九二一年首次点亮，烧的是鲸油。每天晚上有四十条船靠着它的光回家。没有人保存守灯人的日记。"
        + "</p>",
    ):
        server.routes["/page"] = say(200, content.encode(), Content_Type="text/html; charset=utf-8")
        assert visitor.page(server.at("/page")).content == content.encode()


# ---- what is kept, and read again

CHINESE = "这盏灯于1921年首次点亮，烧的是鲸油。每天晚上有四十条船靠着它的光回家。"


def a_page(content: bytes, kind: str) -> Fetched:
    return Fetched(
        "https://a.test/x", "https://a.test/y", 200, (("content-type", kind), ("set-cookie", "me=1")), content, NOW, ".html"
    )


def test_the_record_says_how_a_page_came() -> None:
    """Addresses, time, hash, encoding and headers; cookies are nobody's business."""
    told = json.loads(fetched.record(a_page(b"x", "text/html; charset=GBK")))
    assert told["fetched"] == "2026-03-14T12:00:00+00:00"
    assert (told["address"], told["final"], told["charset"], told["bytes"]) == ("https://a.test/x", "https://a.test/y", "GBK", 1)
    assert told["headers"] == [["content-type", "text/html; charset=GBK"]]


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (CHINESE, "gbk", "gbk"),
        ("這盞燈於1921年首次點亮，燒的是鯨油。", "big5", "big5"),
        ("Łódź była mała, żółta i cicha.", "iso-8859-2", "iso-8859-2"),
        (CHINESE, "utf-8", "iso-8859-1"),  # wrong, and seen to be
        (CHINESE * 5, "gbk", "iso-8859-1"),
        (CHINESE, "utf-8", "no-such-thing"),
        ("À Noël, la fête d’été.", "cp1252", "iso-8859-1"),
    ],
)
def test_reading_honours_what_the_server_said_of_the_encoding(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    """Where it can be true."""
    page = a_page(f"<p>{text}</p>".encode(encoding), f"text/html; charset={said}")
    path = tmp_path / "page.html"
    path.write_bytes(page.content)
    fetched.beside(path).write_text(fetched.record(page), "utf-8")
    assert read.document(Source(str(path), "und"), Settings()).text == text


def test_a_record_of_another_page_counts_for_nothing(tmp_path: Path) -> None:
    """Nor does a file of that name that is no record."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert fetched.noted(path, PAGE) is None
    record = fetched.record(a_page(PAGE, "text/html; charset=gbk"))
    for text in (record.replace('"sha256": "', '"sha256": "0'), "[1]", "{", '{"sha256": 7}', "[" * 100_000):
        fetched.beside(path).write_text(text, "utf-8")
        assert fetched.noted(path, PAGE) is None
    fetched.beside(path).write_text(record, "utf-8")
    assert fetched.noted(path, PAGE) == fetched.Noted("https://a.test/y", NOW.date(), "gbk")


def test_a_document_is_read_from_an_address(server: Server, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is called by its address; no more is taken than a run reads."""
    monkeypatch.setattr(fetching, "visitor", lambda: visitor)
    document = read.document(Source(server.at("/page"), "en"), Settings())
    assert (document.name, document.text) == (server.at("/page"), WORDS.strip())
    with pytest.raises(InputError, match="larger than"):
        read.document(Source(server.at("/page")), Settings(largest=100))


# ---- as a stranger types it


def command(*words: object) -> int:
    with pytest.raises(SystemExit) as stop:
        cli.main([str(word) for word in words])
    assert isinstance(stop.value.code, int)
    return stop.value.code


def test_fetch_saves_what_it_can_and_tells_the_rest(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 if anything could not be had; from this machine only where that is asked for."""
    assert command("fetch", server.at("/page"), "-o", tmp_path / "none") == 2
    assert "align fetch --allow-private" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()
    assert command("fetch", "--allow-private", server.at("/page"), server.at("/lost"), "-o", tmp_path) == 2
    told = capsys.readouterr()
    assert told.out == f"{tmp_path / 'page.html'}\n"
    assert f"{server.at('/lost')}: there is no such page (404)" in told.err
    assert (tmp_path / "page.html").read_bytes() == PAGE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "page.http.json"]


def test_a_run_reads_files_and_addresses_alike(
    server: Server, visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files are named after the address."""
    monkeypatch.setattr(fetching, "visitor", lambda: visitor)
    monkeypatch.chdir(tmp_path)
    server.routes["/retold.html"] = say(200, PAGE.replace(b"1921", b"1931"))
    Path("lamp.txt").write_text(WORDS, "utf-8")
    assert command("run", "lamp.txt", server.at("/retold.html?from=feed"), "--quiet") == 0
    record = json.loads(Path("retold/report.json").read_text("utf-8"))
    assert record["translation"]["name"] == server.at("/retold.html?from=feed")
    assert Path("retold/retold.en.en-US-x-retrans.tmx").is_file()


def test_a_private_address_is_not_read_by_a_run(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "lamp.txt"
    text.write_text(WORDS, "utf-8")
    assert command("run", text, server.at("/page"), "-o", tmp_path / "report") == 2
    assert "127.0.0.1, which is no public address" in capsys.readouterr().err
    assert not (tmp_path / "report").exists()
    assert server.asked == []
