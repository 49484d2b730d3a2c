"""The review as a program: where it is to be had, how it ends, and that nothing is lost however it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from reviewing import PAIR, Page, recorded

from align import decisions, review
from align.cli.review import review as command
from align.errors import InputError

PAIRS = [{"original": [number], "translation": [number]} for number in range(8)]


class Running:
    """`align review` in a process of its own, and a page on it."""

    def __init__(self, folder: Path) -> None:
        called = [sys.executable, "-c", "from align.cli import main; main()", "review", str(folder), "--no-open"]
        self.process = subprocess.Popen(called, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith("Review: http://127.0.0.1:"), self.process.communicate()
        url = httpx.URL(line.split()[1])
        address, token = f"http://{url.netloc.decode()}", {"X-Align-Token": url.params["token"]}
        self.client = httpx.Client(base_url=address, headers=token, timeout=None)
        self.page = Page(self.client)

    def ended(self, how: signal.Signals) -> tuple[int, str, str]:
        """The exit status and what was said, after that signal."""
        self.process.send_signal(how)
        said, wrong = self.process.communicate()
        return self.process.returncode, said, wrong


@pytest.fixture
def folder(tmp_path):
    return recorded(tmp_path / "harbour")


@pytest.fixture
def running(folder):
    running = Running(folder)
    yield running
    running.process.kill()


@pytest.mark.skipif(os.name != "posix", reason="signals are told otherwise there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda how: how.name)
def test_it_ends_cleanly_when_told_to_even_while_findings_are_looked_for(folder, running, how):
    answer = running.page.act("merge", rows=PAIRS[:2])
    assert answer["working"] == ["check"]
    status, said, wrong = running.ended(how)
    assert (status, wrong) == (0, "")
    assert "The review has ended" in said
    assert decisions.read(folder).version == 1


@pytest.mark.skipif(os.name != "posix", reason="signals are told otherwise there")
@pytest.mark.parametrize("after", [0.01, 0.1])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(folder, running, after):
    acknowledged = 0
    until = time.monotonic() + after
    while time.monotonic() < until or not acknowledged:
        running.page.act("pair", rows=[PAIR], verdict="doubtful" if acknowledged % 2 else "confirmed")
        acknowledged += 1
    running.ended(signal.SIGKILL)
    kept = decisions.read(folder)
    assert kept.notes == ()
    assert kept.version == acknowledged


RAW = [
    b"GET / HTTP/1.0\r\n\r\n",  # without a Host
    b"GET /?token=%TOKEN HTTP/1.1\r\nHost: %HOST\r\nHost: evil.example\r\n\r\n",
    b"GET http://evil.example/?token=%TOKEN HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: %HOST\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    b"POST /act HTTP/1.1\r\nHost: %HOST\r\nX-Align-Token: %TOKEN\r\nContent-Length: -1\r\n\r\n",
    b"POST /act HTTP/1.1\r\nHost: %HOST\r\nX-Align-Token: %TOKEN\r\nContent-Type: application/json\r\nContent-Length: 9\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET /static/../../../etc/passwd HTTP/1.1\r\nHost: %HOST\r\nX-Align-Token: %TOKEN\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: %HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # somebody tries https
]


def test_what_no_browser_sends_is_refused_and_the_page_goes_on(running):
    url = running.client.base_url
    for said in RAW:
        said = said.replace(b"%HOST", url.netloc).replace(b"%TOKEN", running.client.headers["X-Align-Token"].encode())
        with socket.create_connection((url.host, url.port)) as connection:
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.makefile("rb").readline()
        assert answer == b"" or answer.split()[1][:1] == b"4", (said[:60], answer)
    assert running.page.act("pair", rows=[PAIR], verdict="confirmed")["progress"]["confirmed"] == 1
    assert running.ended(signal.SIGINT)[0] == 0


def test_a_port_that_was_named_and_is_taken_is_refused():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match="another program is at it"), review.bound(port=port):
            pass


def test_without_a_named_port_the_next_one_that_is_free_is_taken():
    with review.bound() as one, review.bound() as two:
        assert one.place.port != two.place.port
        assert one.place.token != two.place.token
        assert not one.is_public


def test_an_address_that_is_not_ours_is_refused():
    with pytest.raises(InputError, match="cannot be listened at"), review.bound("203.0.113.9"):
        pass


@pytest.mark.parametrize("host", ["0.0.0.0", "127.0.0.1"])
def test_serving_others_than_this_machine_is_said_loudly(folder, monkeypatch, host):
    monkeypatch.setattr(review, "serve", lambda _folder, _address, ready: ready())
    said = CliRunner().invoke(command, [str(folder), "--no-open", "--host", host])
    assert said.exit_code == 0
    assert ("WARNING" in said.output) == (host == "0.0.0.0")
    assert "Review: http://127.0.0.1:" in said.output


def test_the_report_in_a_folder_stands_for_the_folder(folder, monkeypatch):
    served = []
    monkeypatch.setattr(review, "serve", lambda place, *_: served.append(place))
    assert CliRunner().invoke(command, [str(folder / "report.json"), "--no-open"]).exit_code == 0
    assert served == [folder]


def test_a_folder_without_a_report_is_refused_before_anything_is_served(tmp_path):
    said = CliRunner().invoke(command, [str(tmp_path), "--no-open"])
    assert isinstance(said.exception, InputError)
    assert "Review:" not in said.output
