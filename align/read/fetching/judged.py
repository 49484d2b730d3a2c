"""What a server answered, and whether it is a page that can be read; if not, why, and what one can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import regex

from align.errors import InputError, refuse
from align.read import encoding, fetched, from_html

IN_A_BROWSER = "open it in a browser, save the page, and give that file"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request; `leads` is where it sends us on to."""

    address: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes = b""
    leads: str = ""

    def header(self, name: str) -> str:
        """The header of that name, in small letters; nothing where there is none."""
        return next((value for known, value in self.headers if known.lower() == name), "")


# What is read, and the suffix of a file that holds it.
_READ = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNSAID = frozenset(("", "text/plain", "application/octet-stream", "binary/octet-stream"))
_SUFFIXES = {".htm": ".html", ".xhtml": ".html", ".markdown": ".md"} | {suffix: suffix for suffix in _READ.values()}
_SEEN = (
    ("application/pdf", "a PDF", "save its text, or convert it to HTML"),
    ("image/", "a picture", ""),
    ("video/", "a film", ""),
    ("audio/", "a recording", ""),
    ("application/json", "data for programs", "give the address of the page that people read"),
    ("", "", "give the address of a page"),
)
_AT_THE_DOOR = frozenset((401, 403, 405, 429, 503))  # what a server answers that lets nobody in unseen
_SAID = {
    401: ("lets nobody in without a password (401)", IN_A_BROWSER),
    402: ("wants to be paid (402)", IN_A_BROWSER),
    403: ("does not let us in (403)", IN_A_BROWSER),
    404: ("there is no such page (404)", "check the address"),
    410: ("the page has been taken down (410)", "perhaps a web archive has it"),
    429: ("is asked too often (429)", "try again later"),
    451: ("may not be shown here, by law (451)", ""),
}

# Possessive, so that a page of nothing but comments is not tried in every way in which these could be one.
_HTML = regex.compile(rb"\s*+(?:<!--.{0,2000}?-->\s*+)*+<(?:!doctype|html|head|body)\b", regex.I | regex.S)
_SCRIPT = regex.compile(r"<script\b", regex.I)
_REFRESH = regex.compile(
    r"""<meta\b[^>]{0,80}?http-equiv\s*=\s*["']?refresh\b[^>]{0,80}?url\s*=\s*["']?([^"'>\s]{1,2000})""", regex.I
)
# What stands in the code of pages that try to find out whether a person is looking.
_CHALLENGE = regex.compile(
    r"cf-chl|challenge-platform|_Incapsula_Resource|captcha|awswaf|aliyun_waf|px-block|ddos-guard|checking your browser"
    r"|just a moment|verify (?:that )?you are (?:a )?human|安全验证|人机验证|滑动验证|正在检查您的浏览器",
    regex.I,
)
_SCRIPTED = regex.compile(
    r"(?:enable|requires?|need|turn on|activate|without|disabled) .{0,40}?javascript"
    r"|javascript .{0,40}?(?:enabled?|required|disabled)|(?:启用|开启|打开|啟用|開啟).{0,10}javascript",
    regex.I,
)
_CONSENT = regex.compile(
    r"accept (?:all )?cookies|cookies? (?:consent|policy)|enable cookies|value your privacy|(?:接受|同意|启用).{0,10}cookie",
    regex.I,
)
_LETTER, _HAN = regex.compile(r"\p{L}"), regex.compile(r"\p{Han}")
# Letters below which a page that says such a thing has nothing else to say; a Chinese character counts for three.
_NO_ARTICLE, _HARDLY_A_WORD = 1_200, 100


def kind(answer: Answer) -> str:
    """The suffix of a file that holds what is answered; what is no text is refused before it is loaded."""
    said = answer.header("content-type").partition(";")[0].strip().lower()
    named = _SUFFIXES.get(PurePosixPath(unquote(urlsplit(answer.address).path)).suffix.lower(), "")
    if said in _UNSAID and (named or said != "text/plain"):
        return named
    if suffix := _READ.get(said):
        return suffix
    what, remedy = next((what, remedy) for begins, what, remedy in _SEEN if said.startswith(begins))
    raise refuse(answer.address, f"is no text, but {f'{what} ({said})' if what else said}", remedy)


def page(answer: Answer) -> str:
    """The suffix of a file that holds the page that was answered; `InputError` where it is none that can be read."""
    if trouble := status(answer):
        raise trouble
    if not answer.content:
        raise refuse(answer.address, "is empty")
    suffix = kind(answer) or (".html" if _HTML.match(answer.content) else ".txt")
    if suffix == ".docx":
        return suffix
    charset = fetched.charset(answer.headers)
    text = encoding.decode(answer.content, answer.address, markup=suffix == ".html", charset=charset)
    if suffix == ".html" and (why := _unreadable(text, answer.address)):
        raise refuse(answer.address, *why)
    return suffix


def challenged(answer: Answer) -> bool:
    """Whether the server wants to see a browser before it shows the page."""
    if answer.header("cf-mitigated") or answer.header("x-amzn-waf-action"):
        return True
    return answer.status in _AT_THE_DOOR and bool(_CHALLENGE.search(answer.content.decode("utf-8", "replace")))


def status(answer: Answer) -> InputError | None:
    """Why an answer is not the page, if its status says so."""
    if challenged(answer):
        return refuse(answer.address, "needs a browser: the server wants to see that a person is looking", IN_A_BROWSER)
    if 200 <= answer.status < 300:
        return None
    failed = (f"the server fails ({answer.status})", "try again later")
    said = _SAID.get(answer.status, failed if answer.status >= 500 else (f"answers with status {answer.status}", IN_A_BROWSER))
    return refuse(answer.address, *said)


def _unreadable(text: str, name: str) -> tuple[str, str] | None:
    """What is wrong with a page that has no article in it, and what to do; None where nothing is."""
    words = from_html.read(text, name).text
    weight = len(_LETTER.findall(words)) + 2 * len(_HAN.findall(words))
    if weight >= _NO_ARTICLE:
        return None
    if found := _REFRESH.search(text):
        return f"has no text of its own, and leads on to {found[1]}", "give that address"
    if _CHALLENGE.search(text):
        return "needs a browser: the server wants to see that a person is looking", IN_A_BROWSER
    if _SCRIPTED.search(words):
        return "needs a browser: its text is written by scripts", IN_A_BROWSER
    if _CONSENT.search(words):
        return "shows nothing until cookies are consented to", IN_A_BROWSER
    if weight < _HARDLY_A_WORD and _SCRIPT.search(text):
        return "needs a browser: it has scripts and hardly a word", IN_A_BROWSER
    return None
