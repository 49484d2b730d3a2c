"""Attacks on the review: what comes from elsewhere, without the token, too much at once, or means nothing, changes nothing."""

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reviewing import HOME, PAIR, TOKEN, Asleep, Page, opened, recorded
from starlette.testclient import TestClient

from align import decisions
from align.errors import InputError
from align.review import allowed, asking, doing, pages
from align.review.app import app
from align.review.guard import LARGEST, Place
from align.review.sitting import Sitting

FOREIGN = ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80", "localhost:8765.evil.example", "", "0.0.0.0:8765"]
ELSEWHERE = ["http://evil.example", f"https{HOME[4:]}", f"{HOME[:-1]}6", "null", f"{HOME}.evil.example"]
ROUTES = [("GET", "/"), ("POST", "/act"), ("GET", "/changes"), ("POST", "/save"), ("GET", "/export/memory.tmx")]


@pytest.fixture
def folder(tmp_path):
    return recorded(tmp_path / "harbour")


@pytest.fixture
def client(folder):
    with opened(folder) as client:
        yield client


def asked(client: TestClient, method: str, path: str, **more):
    return client.request(method, path, **({"json": {"seen": "0.1", "act": "undo"}} if method == "POST" else {}), **more)


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "x", "ключ"])
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nothing_is_told_without_the_token(folder, method, path, token):
    with opened(folder, headers={}) as client:
        response = asked(client, method, path, params={"token": token})
    assert response.status_code == 403
    assert "harbour" not in response.text


def test_a_token_that_is_given_twice_is_the_last_one(folder):
    with opened(folder, headers={}) as client:
        assert client.get(f"/?token={TOKEN}&token=wrong").status_code == 403


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize(("method", "path"), [*ROUTES, ("GET", "/static/review.js")])
def test_a_name_that_was_made_to_point_here_is_no_name_of_ours(client, method, path, host):
    """DNS rebinding: the page of another site, at a name of its own that leads to this machine."""
    assert asked(client, method, path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "https://127.0.0.1:8765", "http://127.0.0.1:8766", "null", "http://127.0.0.1:8765.evil.example"],
)
@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_another_origin_is_refused_even_with_the_token(client, method, path, origin):
    assert asked(client, method, path, headers={"Origin": origin}).status_code == 403


def test_our_own_origin_is_not(client):
    page = Page(client)
    assert client.post("/act", json={"seen": page.stamp, "act": "undo"}, headers={"Origin": HOME}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_asks_for_is_refused(client, site):
    """A script or a picture that another page wants to have from here."""
    assert client.get("/static/review.js", headers={"Sec-Fetch-Site": site}).status_code == 403
    assert client.post("/act", json={}, headers={"Sec-Fetch-Site": site}).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/act", "/static/review.js"])
def test_other_methods_are_refused(client, method, path):
    assert client.request(method, path).status_code == 405


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("GET", "/act"), ("GET", "/save"), ("POST", "/export/memory.tmx")])
def test_a_method_that_an_address_does_not_know_is_refused(client, method, path):
    assert asked(client, method, path).status_code == 405


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_can_send_is_refused(client, kind):
    """A form of another site may send these without being asked whether it may."""
    said = json.dumps({"seen": "0.1", "act": "undo"})
    assert client.post("/act", content=said, headers={"Content-Type": kind}).status_code == 415


def test_too_much_at_once_is_refused(client):
    large = b'{"seen": "' + b"x" * LARGEST + b'"}'
    headers = {"Content-Type": "application/json"}
    assert client.post("/act", content=large, headers=headers).status_code == 413
    assert client.post("/act", content=iter([large[:-10], large[-10:]]), headers=headers).status_code == 413  # of no told length
    assert client.post("/act", content=b"{}", headers={**headers, "Content-Length": "9" * 40}).status_code == 413


PATHS = [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/%2e%2e%2f%2e%2e%2fmodel.py",
    "/static//etc/passwd", "/static/review.js/../../app.py", "/static/", "/static/review.js%00", "/static/C:%5Cwindows%5Cwin.ini",
    "/export/../report.json", "/export/..%2f..%2fetc%2fpasswd", "/export/report.json%00.tmx", "/export/", "/report.json",
    "/decisions.sqlite", "//etc/passwd",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_what_is_served(client, path):
    response = client.get(path)
    assert response.status_code in (404, 405)
    assert set(response.json()) == {"error", "faults"}


def test_our_scripts_are_served_and_nothing_else_that_lies_there(client):
    for name in pages.static():
        response = client.get(f"/static/{name}")
        assert response.status_code == 200
        assert client.get(f"/static/{name}", headers={"If-None-Match": response.headers["etag"]}).status_code == 304
    assert all(Path(name).suffix in pages.TYPES for name in pages.static())


@pytest.mark.parametrize(("method", "path"), [*ROUTES[:4], ("GET", "/nowhere"), ("PUT", "/act")])
def test_every_answer_is_guarded_by_its_headers(client, method, path):
    headers = asked(client, method, path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_the_picture_that_a_browser_asks_for_unbidden_is_no_fault(folder):
    with opened(folder, headers={}) as client:
        assert client.get("/favicon.ico").status_code == 204


def test_every_script_and_style_in_the_page_is_one_that_its_policy_knows(client):
    response = client.get("/")
    policy = response.headers["content-security-policy"]
    inline = re.findall(r'<(?:script type="module"|style)>(.*?)</(?:script|style)>', response.text, re.S)
    assert inline
    for said in inline:
        assert base64.b64encode(hashlib.sha256(said.encode()).digest()).decode() in policy
    assert not re.search(r"<[^>]+\s(?:on\w+|style)=", response.text)


HOSTILE = """\
A <script>alert(1)</script> stands here. So does </script><img src=x onerror=alert(2)> this one.

And "quotes' &amp; {{ 7 * 7 }} {% raw %} too. \u202ereversed\u202c \u2066isolated\u2069 and a bell \x07 as well.
"""


def test_a_text_full_of_markup_is_shown_as_text(tmp_path):
    folder = recorded(tmp_path / "hostile", HOSTILE, HOSTILE.replace("stands", "is"))
    with opened(folder) as client:
        page = Page(client)
        answer = page.act("merge", rows=[PAIR, {"original": [1], "translation": [1]}])
        words = "</script><script>alert(3)</script>"
        page.act("add", row={"original": [0, 1], "translation": [0, 1]}, category="name", severity="minor", message=words)
        html = page.client.get("/").text
        exported = page.act("word", side="original", sentence=0, text=words)
    for text in (page.html, html, *answer["html"].values()):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "{{ 7" in text or "7 * 7" not in text
        assert "\x07" not in text
    assert exported["wordings"][0]["text"] == words


# ---- what is asked, and means nothing


GOOD = {"seen": "0.1", "act": "pair", "rows": [PAIR], "verdict": "confirmed"}
BAD = [
    ({**GOOD, "act": "drop tables"}, ["act"]),
    ({**GOOD, "rows": "all", "verdict": "fine", "more": 1}, ["more", "rows", "verdict"]),
    ({"seen": 1, "act": "undo"}, ["seen"]),
    ({"act": "undo"}, ["seen"]),
    ({**GOOD, "rows": [{"original": [-1], "translation": [0]}]}, ["rows"]),
    ({**GOOD, "rows": [{"original": [True], "translation": [0]}]}, ["rows"]),
    ({**GOOD, "rows": [{"original": [1.5], "translation": [0]}]}, ["rows"]),
    ({**GOOD, "rows": [{"original": [10**30], "translation": [0]}]}, ["rows"]),
    ({**GOOD, "rows": []}, ["rows"]),
    ({"seen": "0.1", "act": "word", "side": "both", "sentence": None, "text": "x" * 30_000}, ["sentence", "side", "text"]),
    ({"seen": "0.1", "act": "word", "side": "original", "sentence": 0, "text": "a\x00b"}, ["text"]),
    ({"seen": "0.1", "act": "word", "side": "original", "sentence": 0, "text": "\ud800"}, ["text"]),
    ({"seen": "0.1", "act": "split", "row": PAIR, "at": {}}, ["at"]),
    ({"seen": "0.1", "act": "add", "row": PAIR, "category": "typo", "severity": "bad", "message": [], "original": {}},
     ["category", "message", "original", "severity"]),
    ([], ["request"]),
    ("undo", ["request"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong"), BAD, ids=range(len(BAD)))
def test_all_that_is_wrong_with_a_request_is_told_at_once(client, folder, said, wrong):
    response = client.post("/act", content=json.dumps(said), headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert sorted({fault.partition(":")[0] for fault in response.json()["faults"]}) == wrong
    assert decisions.read(folder).version == 0


@pytest.mark.parametrize(
    "said", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"a":' * 50_000, b'{"seen": NaN}', b'{"seen": 1e999}', b"9" * 5_000, b"null"]
)
def test_what_is_no_json_of_ours_is_refused(client, said):
    assert client.post("/act", content=said, headers={"Content-Type": "application/json"}).status_code == 400


KEYS = ["row", "rows", "at", "side", "sentence", "to", "text", "id"]
INNER = ["original", "translation", "sentence"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200)
@given(st.sampled_from([*allowed.ACTS, "none"]), st.dictionaries(st.sampled_from(KEYS), values))
def test_whatever_is_asked_is_an_act_or_refused(name, said):
    try:
        act = asking.act(json.dumps({"seen": "1.1", "act": name, **said}).encode())
    except InputError as error:
        assert error.faults
    else:
        assert act.name == name
        assert set(act.values) == set(said)


def test_acts_that_mean_nothing_say_so_to_the_person_and_keep_nothing(client, folder):
    page = Page(client)
    own = {"row": PAIR, "category": "name", "severity": "minor"}
    told = [
        page.ask("merge", rows=[PAIR]),
        page.ask("split", row=PAIR, at={"original": 1}),
        page.ask("unlink", row={"original": [], "translation": [8]}),
        page.ask("pair", rows=[{"original": [7, 8], "translation": []}], verdict="confirmed"),
        page.ask("finding", id="no", verdict="accepted"),
        page.ask("term", original=" ", translation="x"),
        page.ask("word", side="original", sentence=99, text="x"),
        page.ask("add", **own, message=" "),
        page.ask("add", **own, message="m", original={"sentence": 0, "words": "zebra"}),
        page.ask("add", **own, message="m", original={"sentence": 5}),
    ]
    assert {response.status_code for response in told} == {422}
    assert all(re.fullmatch(r"[A-Z].*\.", response.json()["error"]) for response in told)
    assert decisions.read(folder).version == 0


def test_an_unknown_stamp_asks_the_page_to_load_anew(client):
    response = client.post("/act", json={"seen": "7.7", "act": "undo"})
    assert (response.status_code, response.json()["answer"]) == (409, None)
    assert client.get("/changes", params={"seen": "7.7"}).status_code == 409


# ---- folders that cannot be used as they are


def test_a_damaged_store_is_kept_aside_and_told_on_the_page(folder):
    (folder / decisions.FILE).write_bytes(b"this is no database" * 100)
    with opened(folder) as client:
        page = Page(client)
        assert "damaged" in page.start["notes"][0]
        page.act("pair", rows=[PAIR], verdict="confirmed")
    assert (folder / f"{decisions.FILE}.damaged-1").exists()


def refused(folder: Path) -> str:
    with pytest.raises(InputError) as told:
        Sitting(folder, Asleep())
    return str(told.value)


def test_a_folder_without_a_report_is_refused_with_what_to_do(tmp_path):
    assert "name the folder of a run" in refused(tmp_path)


def test_the_folder_of_a_chain_is_refused_and_its_steps_are_named(folder, tmp_path):
    for step in ("a-b", "b-c"):
        shutil.copytree(folder, tmp_path / "chain" / step)
    (tmp_path / "chain" / "versions.json").write_text("{}")
    assert "name one of them: a-b, b-c" in refused(tmp_path / "chain")


def test_a_report_of_a_newer_version_is_refused(folder):
    text = (folder / "report.json").read_text("utf-8").replace("align/report/1", "align/report/9")
    (folder / "report.json").write_text(text, "utf-8")
    assert "newer" in refused(folder)


def test_all_faults_of_a_report_that_was_edited_by_hand_are_told(folder):
    values = json.loads((folder / "report.json").read_text("utf-8"))
    values["original"]["sentences"][0]["stop"] = 10**6
    values["beads"][1]["translation"] = [77]
    (folder / "report.json").write_text(json.dumps(values), "utf-8")
    told = refused(folder)
    assert "original.sentences[0]" in told
    assert "beads" in told


def test_a_report_that_goes_bad_meanwhile_is_told_and_nothing_is_lost(client, folder):
    page = Page(client)
    page.act("pair", rows=[PAIR], verdict="confirmed")
    (folder / "report.json").write_text("{}", "utf-8")
    response = page.ask("pair", rows=[PAIR], verdict="doubtful")
    assert response.status_code == 503
    assert "report.json" in response.json()["error"]
    assert [gesture.verdict for gesture in decisions.read(folder).gestures] == ["confirmed"]


# ---- the place


def test_an_address_of_every_address_knows_addresses_but_no_names():
    place = Place("t", 80, frozenset({"localhost", "0.0.0.0"}), any_address=True)
    assert place.knows("192.168.1.7:80")
    assert place.knows("[fe80::1]:80")
    assert not place.knows("evil.example:80")


def test_at_the_port_that_all_the_web_has_a_browser_names_none():
    place = Place("t", 80)
    assert place.knows("127.0.0.1")
    assert place.knows("[::1]")
    assert place.is_origin("http://localhost")
    assert not place.knows("evil.example")
    assert not Place("t", 8765).knows("127.0.0.1")


def test_a_mistake_of_ours_is_told_and_the_page_goes_on(folder, monkeypatch):
    with TestClient(app(Sitting(folder, Asleep()), Place(TOKEN, 8765)), HOME, raise_server_exceptions=False) as client:
        client.headers["X-Align-Token"] = TOKEN
        page = Page(client)
        with monkeypatch.context() as wrong:
            wrong.setattr(doing, "deed", lambda *_: 1 // 0)
            response = page.ask("merge", rows=[PAIR])
        assert response.status_code == 500
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "mistake of ours" in response.json()["error"]
        page.act("pair", rows=[PAIR], verdict="confirmed")


def test_the_token_is_in_no_picture_of_the_place():
    assert "secret" not in repr(Place("secret", 80))
