"""An address in, the page out as it came, fetched by a guest with manners.

A *visitor* asks a site's robots.txt first, comes to a host once a second and no more, waits when it is told to, tries again when a
connection breaks, follows redirects a few steps, and takes no more than it can read. It goes to the public network alone, unless it
is told otherwise, and says who it is.
"""

from align.read.fetching.clock import CLOCK, Clock
from align.read.fetching.guard import anywhere, public
from align.read.fetching.visitor import AGENT, Limits, Visitor, visitor

__all__ = ["AGENT", "CLOCK", "Clock", "Limits", "Visitor", "anywhere", "public", "visitor"]
