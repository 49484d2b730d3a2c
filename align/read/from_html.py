"""A web page in, a `Page` out: every readable word in its order, the furniture too, and what the tags said of it.

Nothing is fetched or run. What is hidden is kept, for it may be an article that unfolds on a click; what `noscript` holds is kept,
but for its pictures, which repeat others. Only what was never meant to be read is left out: scripts, styles, templates, drawings.
The page's title and author are metadata.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from align.errors import refuse
from align.model import Kind
from align.read.crowded import MOST, crowded
from align.read.inline import closed, opened
from align.read.page import Page, Scribe

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "p": "paragraph",
    "blockquote": "quote",
    "pre": "code",
}
# Tags that begin and end a block without saying of what kind. Buttons and options are among them, or they would grow together.
_BORDERS = frozenset(
    """address article aside audio body button center details dialog dir div dl fieldset figure footer form header hgroup hr html
    legend main menu nav noscript object ol optgroup option search section select summary table tbody td textarea tfoot th thead
    tr ul video""".split()
)
_BLOCKS = _BORDERS | _KINDS.keys()
_UNREAD = frozenset("annotation canvas head iframe rp script style svg template".split())
_LAYOUT = tuple("h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre article section figure form".split())
_NOTES = frozenset("footnote footnotes endnote endnotes doc-footnote doc-endnote doc-endnotes".split())
_REMEDY = "save the article alone, or as text"
_FACTS = ("author", "description", "date", "keywords")


def read(text: str, name: str) -> Page:
    """The page of an HTML file; `name` is for errors."""
    scribe = Scribe()
    root = write(scribe, text, name)
    if root is None:
        return scribe.page()
    return scribe.page(tuple(_facts(root)), root.get("lang") or root.get("xml:lang") or "")


def write(scribe: Scribe, text: str, name: str, kind: Kind = "paragraph") -> etree._Element | None:
    """Says a page, or a piece of one whose loose text makes blocks of `kind`; hands back the tree that it was read as, if any."""
    root = _tree(text, name)
    if root is None:
        return None
    reader = _Reader(scribe, kind)
    walker = etree.iterwalk(root, events=("start", "end"))  # not recursive: pages can be deep
    for event, element in walker:
        tag = str(element.tag)
        if event == "end":
            if tag not in _UNREAD:
                reader.end(element, tag)
            reader.words(element.tail)
        elif tag in _UNREAD:
            walker.skip_subtree()
        else:
            reader.start(element, tag)
            reader.words(element.text)
    reader.close()
    return root


def _tree(text: str, name: str) -> etree._Element | None:
    if crowded(text):
        raise refuse(name, f"a tag with {MOST:,} attributes or more, or tags within tags", _REMEDY)
    # The encoding that a page declares no longer holds: its characters have been read already.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    content = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        root = etree.fromstring(content, parser) if content.strip() else None
    except etree.XMLSyntaxError:  # nothing but comments
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise refuse(name, "tags within tags within tags, deeper than a page can be", _REMEDY)
    return root


def _facts(root: etree._Element) -> Iterator[tuple[str, str]]:
    if title := " ".join((root.findtext("head/title") or "").split()):
        yield "title", title
    for element in root.iterfind("head/meta"):
        fact, said = (element.get("name") or "").lower(), " ".join((element.get("content") or "").split())
        if fact in _FACTS and said:
            yield fact, said


class _Reader:
    """Tells a scribe what each tag means, and keeps in mind where it is: the kinds of blocks around, a table's row, raw text."""

    def __init__(self, scribe: Scribe, kind: Kind) -> None:
        self._scribe = scribe
        self._kinds: list[Kind] = [kind]
        self._homes: list[etree._Element] = []  # whose kinds these are, but for the first
        self._row: etree._Element | None = None
        self._raw = 0
        self._unpictured = 0

    def words(self, text: str | None) -> None:
        """Text between two tags."""
        if text and self._raw:
            self._scribe.say(text)
        elif text:
            self._scribe.flow(text)

    def start(self, element: etree._Element, tag: str) -> None:
        """A tag opens."""
        if tag in _BLOCKS:
            self._border(element, tag)
        elif tag == "br":
            self._break()
        elif tag == "input" and element.get("type") in ("button", "submit", "reset"):
            self.close()
            self._scribe.flow(element.get("value") or "")
            self.close()
        elif tag != "img" or not self._unpictured:
            opened(self._scribe, tag, {str(name): str(value) for name, value in element.attrib.items()})
        self._raw += tag == "pre"
        self._unpictured += tag == "noscript"

    def end(self, element: etree._Element, tag: str) -> None:
        """A tag closes."""
        if element is self._row:
            self._scribe.close("table", carry=True)
            self._row = None
        elif tag in _BLOCKS:
            if self._row is None:
                self.close()
            if self._homes and self._homes[-1] is element:
                self._homes.pop()
                self._kinds.pop()
        elif tag != "a" or "href" in element.attrib:
            closed(self._scribe, tag)
        self._raw -= tag == "pre"
        self._unpictured -= tag == "noscript"

    def close(self) -> None:
        """Closes the block that is being said."""
        if self._scribe.close(self._kinds[-1], carry=True) and self._kinds[-1] == "list-item":
            self._kinds[-1] = "paragraph"  # the second paragraph of an item is not a second item

    def _break(self) -> None:
        if self._raw:
            self._scribe.say("\n")
        elif self._row is None and self._scribe.last == "\n":
            self.close()  # two breaks are how many pages part their paragraphs
        else:
            self._scribe.line()

    def _border(self, element: etree._Element, tag: str) -> None:
        if self._row is not None:
            if tag in ("td", "th") and element.getprevious() is not None:
                self._scribe.say("\t")
            elif tag not in ("td", "th"):
                self._scribe.line()
            return
        self.close()
        if tag == "hr":
            self._scribe.rule()
        elif tag == "tr" and not _is_layout(element):
            self._row = element
        elif _is_note(element):
            self._enter(element, "footnote")
        elif tag in _KINDS and (tag != "p" or self._kinds[-1] == "paragraph"):
            noted = self._kinds[-1] == "footnote" and tag in ("li", "dt", "dd")
            self._enter(element, "footnote" if noted else _KINDS[tag])

    def _enter(self, element: etree._Element, kind: Kind) -> None:
        self._homes.append(element)
        self._kinds.append(kind)


def _is_layout(row: etree._Element) -> bool:
    """Whether a table's row holds parts of a page, not cells of a table."""
    if next(row.iterdescendants(*_LAYOUT), None) is not None:
        return True
    cells = sum(1 for _ in row.iterchildren("td", "th"))
    return sum(1 for _ in row.iterdescendants("p", "div")) > cells


def _is_note(element: etree._Element) -> bool:
    names = f"{element.get('class') or ''} {element.get('role') or ''}".lower().split()
    return not _NOTES.isdisjoint(names)
