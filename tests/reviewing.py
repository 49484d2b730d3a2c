"""A small article that was recorded, and windows on its review, for the tests of `align.review`."""

import asyncio
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.testclient import TestClient

from align import pipeline, write
from align.review.app import app
from align.review.guard import Place
from align.review.sitting import Sitting
from align.settings import Settings, Source

HOME = "http://127.0.0.1:8765"
TOKEN = "a-token-of-the-tests"

ORIGINAL = """\
The clock on the harbour wall was built in 1886. It cost 12,000 francs. Nobody remembers who paid for it.

The keeper winds it every morning. She has never been late. Her father was late once, and the ferry left without the mail.

On feast days the clock is decked with <b>flags</b> & lanterns. Children are told that it can hear them.
"""
TRANSLATION = """\
The clock on the wall of the harbour was built in 1868. It cost 12,000 francs. Nobody remembers who paid for it.

The keeper winds it up every morning. She may never have been late. Her father was late once, and the ferry left without the mail.

On feast days the clock is decked with <b>flags</b> & lanterns. Children are told it can hear them.

Subscribe to our newsletter for more stories from the coast.
"""


class Inline:
    """A worker without a process of its own."""

    async def do(self, job, *given):
        return await asyncio.to_thread(job, *given)

    def end(self) -> None:
        pass


class Asleep(Inline):
    """A worker that never has done."""

    async def do(self, job, *given):
        await asyncio.Event().wait()


def recorded(folder: Path, original: str = ORIGINAL, translation: str = TRANSLATION) -> Path:
    """A folder as a run leaves it, as far as the review reads it."""
    folder.mkdir(parents=True)
    (folder / "report.json").write_text(_record(original, translation), "utf-8")
    return folder


@cache
def _record(original: str, translation: str) -> str:
    with TemporaryDirectory() as aside:
        sources = []
        for name, text in (("one.txt", original), ("two.txt", translation)):
            (Path(aside) / name).write_text(text, "utf-8")
            sources.append(Source(str(Path(aside) / name), "en"))
        return write.json(pipeline.run(*sources, Settings()))


class Page:
    """A window on the review: what a page knows, and what it asks."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        html = client.get("/").text
        found = re.search(r'<script type="application/json" id="start">(.*?)</script>', html, re.S)
        assert found
        self.html, self.start = html, json.loads(found[1])
        self.stamp, self.groups, self.notes = self.start["stamp"], self.start["groups"], self.start["notes"]

    def ask(self, act: str, **values):
        return self.client.post("/act", json={"seen": self.stamp, "act": act, **values})

    def act(self, act: str, **values) -> dict:
        response = self.ask(act, **values)
        assert response.status_code == 200, response.text
        return self.take(response.json())

    def take(self, answer: dict) -> dict:
        assert set(answer["groups"]) <= {*self.groups, *answer["html"]}
        self.stamp, self.groups = answer["stamp"], answer["groups"]
        self.notes += answer["notes"]
        return answer

    def settled(self) -> dict:
        """What is there when nothing is being worked out any more."""
        for _ in range(400):
            response = self.client.get("/changes", params={"seen": self.stamp})
            if response.status_code == 200 and not self.take(response.json())["working"]:
                return response.json()
            self.client.portal.call(asyncio.sleep, 0.01)
        raise AssertionError("it is worked on for ever")


def opened(folder: Path, worker=None, token: str = TOKEN, headers: dict | None = None) -> TestClient:
    place = Place(TOKEN, 8765)
    return TestClient(
        app(Sitting(folder, worker or Asleep()), place), HOME, headers={"X-Align-Token": token} if headers is None else headers
    )


def rows(folder: Path) -> list[dict[str, list[int]]]:
    """The pairs in the record, as a page names them."""
    beads = json.loads((folder / "report.json").read_text("utf-8"))["beads"]
    return [{"original": bead["original"], "translation": bead["translation"]} for bead in beads]


def findings(folder: Path) -> list[dict]:
    return json.loads((folder / "report.json").read_text("utf-8"))["findings"]


PAIR = {"original": [0], "translation": [0]}
