"""The review under attack: by who is at the same machine, by who sends slowly, and by a folder that came from a stranger."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from reviewing import HOME, PAIR, TOKEN, Asleep, Inline, Page, opened, recorded
from starlette.testclient import TestClient

from align import decisions, review
from align.errors import InputError
from align.review import guard, patience
from align.review.app import app
from align.review.guard import Guard, Place
from align.review.patience import Patience
from align.review.sitting import Sitting


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return recorded(tmp_path / "report")


# ---- who sees with what a browser was started


def test_the_address_that_a_browser_is_started_with_opens_once(folder: Path) -> None:
    place = Place(TOKEN, 8765, ticket="a-ticket")
    with TestClient(app(Sitting(folder, Asleep()), place), HOME) as client:
        assert client.get("/?ticket=another").status_code == 403
        assert client.get("/act?ticket=a-ticket").status_code == 403
        first = client.get("/?ticket=a-ticket", follow_redirects=False)
        assert (first.status_code, first.headers["location"]) == (303, f"/?token={TOKEN}")
        assert client.get("/?ticket=a-ticket").status_code == 403


def test_no_ticket_is_not_the_empty_ticket(folder: Path) -> None:
    with opened(folder, headers={}) as client:
        assert client.get("/?ticket=").status_code == 403


def test_a_browser_is_not_told_the_token_by_which_it_was_started() -> None:
    with review.bound() as address:
        assert address.place.token not in address.once
        assert urlsplit(address.once)._replace(query="") == urlsplit(address.url)._replace(query="")


# ---- who sends slowly, or never


@pytest.mark.parametrize(
    "said",
    [b"", b"GET /static/review.js HT", b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET"],
    ids=["nothing", "half", "twice"],
)
def test_who_does_not_ask_in_time_makes_room_for_others(folder: Path, monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(patience, "SECONDS", 0.2)

    async def answered() -> bytes:
        with closing(socket.create_server(("127.0.0.1", 0))) as listening:
            guarded = app(Sitting(folder, Asleep()), Place(TOKEN, listening.getsockname()[1]))
            server = uvicorn.Server(uvicorn.Config(guarded, http=Patience, ws="none", log_level="critical"))
            serving = asyncio.create_task(server.serve([listening]))
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            writer.write(said)
            found = await asyncio.wait_for(reader.read(), 10)
            writer.close()
            server.should_exit = True
            await serving
            return found

    assert asyncio.run(answered()).count(b"HTTP/1.1 403") == said.count(b"\r\n\r\n")


def test_a_body_without_an_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SECONDS", 0.05)
    headers = [(b"host", b"127.0.0.1:8765"), (b"x-align-token", TOKEN.encode()), (b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/act", "query_string": b"", "headers": headers}
    said = []

    async def letter_after_letter() -> dict[str, object]:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b" ", "more_body": True}

    async def heard(message: dict[str, object]) -> None:
        said.append(message)

    async def reached(*_: object) -> None:
        raise AssertionError("the application was asked")

    asyncio.run(Guard(reached, Place(TOKEN, 8765))(scope, letter_after_letter, heard))
    assert said[0]["status"] == 408


# ---- a folder that came from a stranger, or in which others are at work


@pytest.mark.parametrize("there", [True, False])
def test_a_store_that_is_a_link_is_not_written_through(folder: Path, tmp_path: Path, there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.touch()
    with opened(folder) as client:
        page = Page(client)
        (folder / decisions.FILE).symlink_to(elsewhere)
        refused = page.ask("pair", rows=[PAIR], verdict="confirmed")
    assert refused.status_code == 503
    assert "is a link" in refused.json()["error"]
    assert elsewhere.exists() == there
    assert not there or elsewhere.stat().st_size == 0


def test_no_file_of_this_machine_is_handed_on_as_segmentation_rules(folder: Path, tmp_path: Path) -> None:
    """A run's settings come with its folder; what they name is copied into it only where it is what they say."""
    secret = tmp_path / "secret"
    secret.write_text("the key of the lighthouse", "utf-8")
    (folder / "run.json").write_text(json.dumps({"schema": "align/run/1", "srx": str(secret)}), "utf-8")
    with opened(folder, Inline()) as client:
        page = Page(client)
        assert client.post("/save", json={"seen": page.stamp}).status_code == 503
        assert client.get("/export/memory.tmx").status_code == 503
    assert not any(b"lighthouse" in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize(
    "spoilt",
    [
        "CREATE TRIGGER forget AFTER INSERT ON gestures BEGIN DELETE FROM gestures; END",
        "CREATE VIEW more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
)
def test_a_store_that_does_things_of_its_own_is_refused(folder: Path, spoilt: str) -> None:
    """It could forget what was acknowledged, or be read without end."""
    with opened(folder) as client:
        Page(client).act("pair", rows=[PAIR], verdict="confirmed")
    with closing(sqlite3.connect(folder / decisions.FILE)) as file:
        file.execute(spoilt)
        file.commit()
    with pytest.raises(InputError, match="of its own"):
        decisions.read(folder)


def test_files_are_not_saved_through_a_link(folder: Path, tmp_path: Path) -> None:
    """A link in the place of a file is replaced; one in the place of a folder is refused."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "diary.md").write_text("mine", "utf-8")
    (folder / "report.md").symlink_to(elsewhere / "diary.md")
    with opened(folder, Inline()) as client:
        assert client.post("/save", json={"seen": Page(client).stamp}).status_code == 200
        assert (elsewhere / "diary.md").read_text("utf-8") == "mine"
        (folder / "omegat").symlink_to(elsewhere)
        (folder / "run.json").write_text(json.dumps({"schema": "align/run/1", "formats": ["omegat"]}), "utf-8")
    with opened(folder, Inline()) as client:
        refused = client.post("/save", json={"seen": Page(client).stamp})
    assert refused.status_code == 503
    assert "leads out of the folder" in refused.json()["error"]
    assert [path.name for path in elsewhere.iterdir()] == ["diary.md"]


@pytest.mark.parametrize(
    ("side", "field", "value", "what"),
    [
        ("original", "name", "one\ud800.txt", "not JSON in UTF-8"),
        ("translation", "language", "../../elsewhere", "no language tag"),
    ],
)
def test_a_record_that_no_file_could_be_made_of_is_told(folder: Path, side: str, field: str, value: str, what: str) -> None:
    record = json.loads((folder / "report.json").read_text("utf-8"))
    record[side][field] = value
    (folder / "report.json").write_text(json.dumps(record), "utf-8")
    with pytest.raises(InputError, match=what):
        Sitting(folder, Asleep())


def test_an_export_is_called_by_a_name_and_never_by_a_path(folder: Path) -> None:
    record = json.loads((folder / "report.json").read_text("utf-8"))
    record["translation"]["name"] = '../../x\r\nSet-Cookie: a=b"; filename="/..\\..\\tide\u202e.txt'
    (folder / "report.json").write_text(json.dumps(record), "utf-8")
    with opened(folder, Inline()) as client:
        answer = client.get("/export/memory.tmx")
        saved = client.post("/save", json={"seen": Page(client).stamp}).json()["saved"]
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''tide.en.en-US-x-retrans.tmx"
    assert "set-cookie" not in answer.headers
    assert {path.name for path in folder.iterdir()} == set(saved)


def test_a_folder_that_is_taken_away_is_told_and_not_made_again(folder: Path) -> None:
    with opened(folder) as client:
        page = Page(client)
        shutil.rmtree(folder)
        for answer in (page.ask("pair", rows=[PAIR], verdict="confirmed"), client.get("/"), client.get("/changes?seen=")):
            assert answer.status_code == 503
    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_folder_that_becomes_read_only_can_still_be_read(folder: Path) -> None:
    with opened(folder) as client:
        page = Page(client)
        page.act("pair", rows=[PAIR], verdict="confirmed")
        (folder / decisions.FILE).chmod(0o400)
        folder.chmod(0o500)
        try:
            assert page.ask("pair", rows=[PAIR], verdict="doubtful").status_code == 503
            assert client.get("/").status_code == 200
        finally:
            folder.chmod(0o700)


def test_a_store_in_whose_place_another_s_is_put_is_not_written_to(folder: Path) -> None:
    with opened(folder) as client:
        page = Page(client)
        for ending in ("", "-wal", "-shm"):
            (folder / f"{decisions.FILE}{ending}").unlink(missing_ok=True)
        other = folder / decisions.FILE
        other.mkdir()
        assert page.ask("pair", rows=[PAIR], verdict="confirmed").status_code == 503
        assert list(other.iterdir()) == []
