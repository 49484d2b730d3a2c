"""The visitor: one page after the other, each with its robots.txt, its redirects, its tries and its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache

import httpx

from align import __version__
from align.errors import InputError, refuse
from align.read.fetched import Fetched
from align.read.fetching import body, guard, judged, robots, troubles
from align.read.fetching.clock import CLOCK, Clock
from align.read.fetching.judged import Answer
from align.read.fetching.transport import Transport
from align.read.fetching.troubles import PassingError

NAME = "align-drift"  # by which a robots.txt may address us
AGENT = f"{NAME}/{__version__} (sets single articles beside their translations, for one reader)"

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": body.CODINGS,
}
_BUSY = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a visitor puts up with; seconds, unless it is said otherwise."""

    connecting: float = 10
    silent: float = 20  # between two pieces of an answer
    whole: float = 180  # for a page with all its redirects and tries
    pause: float = 1  # between two requests to one host
    longest_pause: float = 30  # that a robots.txt may ask for
    again: tuple[float, ...] = (1, 4)  # before each further try
    patience: float = 60  # that a busy server may ask for
    redirects: int = 10
    largest: int = 20_000_000  # bytes, as sent and as read


class Visitor:
    """Fetches pages as a polite guest; keeps in mind what each host said, and when it was last asked.

    `may` says to which IP addresses it connects. `page` raises `InputError` where a page cannot be had.
    """

    def __init__(self, may: Callable[[str], bool] = guard.public, limits: Limits | None = None, clock: Clock = CLOCK) -> None:
        self._may = may
        self._limits = limits or Limits()
        self._clock = clock
        self._rules: dict[httpx.URL, robots.Rules] = {}
        self._asked: dict[str, float] = {}

    def page(self, address: str) -> Fetched:
        """The page at an http(s) address, as it came."""
        until = self._clock.seconds() + self._limits.whole
        network = guard.Guard(self._may, lambda: until - self._clock.seconds())
        times = httpx.Timeout(self._limits.silent, connect=self._limits.connecting)
        with httpx.Client(transport=Transport(network), headers=_HEADERS, timeout=times, trust_env=False) as client:
            answer = self._followed(client, _known(address), page=True)
        suffix = judged.page(answer)
        return Fetched(address, answer.address, answer.status, answer.headers, answer.content, self._clock.now(), suffix)

    def _followed(self, client: httpx.Client, first: httpx.URL, *, page: bool) -> Answer:
        """The answer at the end of all redirects, whether it is to be a page or a robots.txt."""
        url, been = first, set()
        for _ in range(self._limits.redirects + 1):
            if page:
                self._heed(client, url)
            # Many a site sends its guests back to where they are, with a cookie: that is no circle yet.
            state = str(url), *(f"{cookie.domain}{cookie.path} {cookie.name}={cookie.value}" for cookie in client.cookies.jar)
            if state in been:
                raise refuse(first, f"is sent on in a circle, by way of {url}", judged.IN_A_BROWSER)
            been.add(state)
            answer = self._patiently(client, url, page=page)
            if not answer.leads:
                return answer
            url = _known(answer.leads, f"{first} leads to ")
        raise refuse(first, f"is sent on more than {self._limits.redirects} times", judged.IN_A_BROWSER)

    def _heed(self, client: httpx.Client, url: httpx.URL) -> None:
        """Does what the robots.txt of the page's site says, which is asked for once."""
        site = url.copy_with(raw_path=b"/robots.txt")
        if site not in self._rules:
            try:
                answer = self._followed(client, site, page=False)
            except InputError as error:  # told of the page that one asked for
                raise refuse(url, error.faults[0].what, error.remedy) from error
            self._rules[site] = robots.rules(answer.status, answer.content, NAME)
        if not self._rules[site].allows(str(url)):
            raise refuse(url, f"programs are asked to stay away, by {site}", judged.IN_A_BROWSER)

    def _patiently(self, client: httpx.Client, url: httpx.URL, *, page: bool) -> Answer:
        """The answer to a request, which is made again where the server was busy or the connection broke."""
        for pause in (*self._limits.again, None):
            self._come(url)
            try:
                answer = self._once(client, url, page=page)
            except PassingError as trouble:
                if pause is None:
                    tries = len(self._limits.again) + 1
                    raise refuse(url, f"{trouble} (tried {tries} times)", "try again later") from trouble
                self._clock.sleep(pause)
                continue
            if pause is None or answer.status not in _BUSY or judged.challenged(answer):
                return answer
            asked = _retry_after(answer.header("retry-after"), self._clock.now())
            if asked > self._limits.patience:
                raise refuse(url, f"is busy ({answer.status}) and asks to come back in {asked:,.0f} seconds", "try again then")
            self._clock.sleep(max(pause, asked))
        raise AssertionError("the last try answers or refuses")

    def _come(self, url: httpx.URL) -> None:
        """Waits until the host may be asked again."""
        wishes = [min(rules.pause, self._limits.longest_pause) for site, rules in self._rules.items() if site.host == url.host]
        now, earliest = self._clock.seconds(), self._asked.get(url.host, float("-inf")) + max([self._limits.pause, *wishes])
        if now < earliest:
            self._clock.sleep(earliest - now)
        self._asked[url.host] = self._clock.seconds()

    def _once(self, client: httpx.Client, url: httpx.URL, *, page: bool) -> Answer:
        with troubles.told(url), client.stream("GET", url) as response:
            headers = tuple(response.headers.multi_items())
            answer = Answer(str(url), response.status_code, headers, leads=_leads(response))
            if answer.leads:
                return answer
            coding = response.headers.get("content-encoding", "")
            if page and response.is_success:
                judged.kind(answer)
                raw = body.gathered(response.iter_raw(), self._limits.largest)
                return replace(answer, content=body.unpacked(raw, coding, self._limits.largest))
            raw = body.beginning(response.iter_raw(), robots.LARGEST)
            return replace(answer, content=body.unpacked(raw, coding, robots.LARGEST, cut=True))


@cache
def visitor() -> Visitor:
    """The one visitor of this process: what a host asked of it holds for every page that is read."""
    return Visitor()


def _known(address: str, whence: str = "") -> httpx.URL:
    """The address, taken apart; what is none that we go to is refused."""
    try:
        url = httpx.URL(address)
        host = url.host  # spelled out only now
    except (httpx.InvalidURL, UnicodeError) as error:
        raise refuse(f"{whence}{address}", f"is no address: {error}", "give one such as https://example.org/essay") from None
    if url.scheme not in ("http", "https") or not host:
        raise refuse(f"{whence}{address}", "is no address of the web", "give one such as https://example.org/essay")
    if url.userinfo:
        raise refuse(
            f"{whence}{url.copy_with(userinfo=None)}", "holds a password, which would be kept with the page", judged.IN_A_BROWSER
        )
    return url.copy_with(fragment=None)


def _leads(response: httpx.Response) -> str:
    return str(response.next_request.url) if response.next_request else ""


def _retry_after(said: str, now: datetime) -> float:
    """The seconds that a server asks to wait, which it says as such or as a date; 0 where it says neither."""
    if said.isascii() and said.isdigit():
        return float(said[:12])
    try:
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):  # no date, or one that no clock shows; or one without a time zone
        return 0.0
