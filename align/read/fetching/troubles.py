"""What goes wrong on the network in, and out what a reader can make of it: trouble that may pass, and trouble that will not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLCertVerificationError

import httpcore
import httpx

from align.errors import refuse
from align.read.fetching import body, guard
from align.read.fetching.judged import IN_A_BROWSER

_TIMES: tuple[tuple[type[Exception], str], ...] = (
    (httpcore.ConnectTimeout, "does not answer"),
    (httpcore.TimeoutException, "has stopped answering"),
    (httpcore.ConnectError, "cannot be reached"),
    (httpcore.ProtocolError, "breaks off in the middle, or does not speak HTTP"),
    (httpcore.NetworkError, "the connection broke"),
    (body.BrokenError, "what came is not whole"),
)


class PassingError(Exception):
    """Trouble that may have passed when one tries again; says what it was."""


@contextmanager
def told(url: httpx.URL) -> Iterator[None]:
    """Raises `PassingError` for what may pass, and `InputError` for what will not."""
    try:
        yield
    except guard.PrivateAddressError as error:
        what = f"its host stands for {error}, which is no public address"
        raise refuse(url, what, "if that is meant: align fetch --allow-private, and then give the file") from None
    except guard.NoHostError:
        raise refuse(url, f"there is no host {url.host}", "check the spelling, and whether this machine has a network") from None
    except guard.OutOfTimeError:
        raise refuse(url, "takes too long", f"try again later, or {IN_A_BROWSER}") from None
    except body.TooLargeError:
        raise refuse(url, "is larger than a page may be", "save the article alone, and give that file") from None
    except body.UnknownCodingError as error:
        raise refuse(url, f"comes compressed as {error}, which was not asked for", IN_A_BROWSER) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise refuse(url, f"is sent on to what is no address: {error}") from None
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, body.BrokenError) as error:
        if mistrust := next((cause for cause in error.args if isinstance(cause, SSLCertVerificationError)), None):
            raise refuse(url, f"its certificate is not to be trusted: {mistrust.verify_message}", IN_A_BROWSER) from None
        raise PassingError(next(said for kind, said in _TIMES if isinstance(error, kind))) from error
