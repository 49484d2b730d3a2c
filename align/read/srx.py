"""A file of segmentation rules in (SRX 2.0), its `Rules` out; everything that is wrong with it is told at once, by line.

Patterns are read as ICU and Java write them. The file is read without DTD, entities or network.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import regex
from lxml import etree

from align.errors import Fault, InputError
from align.read.cutting import Rule, Rules

LARGEST = 5_000_000  # bytes of a rules file
LONGEST = 200  # characters of a pattern in a fault
REMEDY = "rules are SRX 2.0: maprules that name languagerules, which hold rules with a beforebreak and an afterbreak"

Wrong = Callable[[etree._Element, str], None]

# Patterns before a cut are matched backwards, where no group is known yet to refer to; and one that calls itself may never end.
_REFERENCE = regex.compile(r"(?<!\\)(?:\\\\)*(?:\\[1-9k]|\(\?(?:R|[+-]?[0-9]|&|P>))")
_FOREIGN = regex.compile(r"\\Q(?P<quoted>.*?)(?:\\E|\Z)|\\x\{(?P<code>\p{XDigit}{1,6})\}|\\.", regex.DOTALL)


def load(path: Path, *, ours: bool = False) -> Rules:
    """The rules of a file; an `InputError` where they are faulty."""
    faults: list[Fault] = []
    root = _root(path, faults)
    rules = Rules((), ()) if root is None else _rules(root, str(path), faults, ours)
    if faults:
        raise InputError(faults, REMEDY)
    return rules


def _root(path: Path, faults: list[Fault]) -> etree._Element | None:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)  # no trust in sizes: pipes and devices have none
    except OSError as error:
        faults.append(Fault(str(path), (error.strerror or "cannot be read").lower()))
        return None
    if len(content) > LARGEST:
        faults.append(Fault(str(path), f"larger than {LARGEST // 1_000_000} MB, which no rules are"))
        return None
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        told = [entry for entry in parser.error_log if entry.line] or [error]
        faults += [
            Fault(f"{path}: line {entry.lineno if entry is error else entry.line}", f"no XML: {_said(entry)}") for entry in told
        ]
        return None
    if root.getroottree().docinfo.internalDTD is not None:
        faults.append(Fault(f"{path}: line 1", "has a DOCTYPE, which could make it read other files; take that line out"))
        return None
    return root


def _said(entry: object) -> str:
    return str(getattr(entry, "message", entry)).partition(", line")[0]


def _rules(root: etree._Element, where: str, faults: list[Fault], ours: bool) -> Rules:
    def wrong(element: etree._Element, what: str) -> None:
        faults.append(Fault(f"{where}: line {element.sourceline}", what))

    if _name(root) != "srx":
        wrong(root, f"<{_name(root)}> is no SRX")
        return Rules((), ())
    if (version := root.get("version")) != "2.0":
        wrong(root, f"version {version!r} of SRX is not read")
        return Rules((), ())
    cascade = False
    lists: dict[str, tuple[Rule, ...]] = {}
    maps: list[tuple[etree._Element, str, str]] = []
    for element in root.iter("{*}header", "{*}languagerule", "{*}languagemap"):
        match _name(element):
            case "header":
                if (said := element.get("cascade", "no")) not in ("yes", "no"):
                    wrong(element, f"cascade is yes or no, not {said!r}")
                cascade = said == "yes"
            case "languagerule":
                if not (name := element.get("languagerulename")):
                    wrong(element, "a languagerule without a languagerulename")
                elif name in lists:
                    wrong(element, f"a second languagerule {name!r}")
                lists[name or ""] = tuple(_rule(rule, wrong) for rule in element.iterfind("{*}rule"))
            case _:
                pattern, name = element.get("languagepattern"), element.get("languagerulename")
                if pattern is None or name is None:
                    wrong(element, "a languagemap needs a languagepattern and a languagerulename")
                else:
                    _compiles(pattern, element, wrong)
                    maps.append((element, _as_python(pattern), name))
    for element, _, name in maps:
        if name not in lists:
            wrong(element, f"there is no languagerule {name!r}")
    if not maps and not faults:
        wrong(root, "no languagemap, so that no rule would ever hold")
    return Rules(tuple(lists.items()), tuple((pattern, name) for _, pattern, name in maps), cascade, ours)


def _rule(element: etree._Element, wrong: Wrong) -> Rule:
    if (cuts := element.get("break", "yes")) not in ("yes", "no"):
        wrong(element, f"break is yes or no, not {cuts!r}")
    before, after = (_pattern(element.find(f"{{*}}{side}"), wrong) for side in ("beforebreak", "afterbreak"))
    return Rule(cuts == "yes", before, after)


def _pattern(element: etree._Element | None, wrong: Wrong) -> str:
    if element is None or not element.text:
        return ""
    if len(element):
        wrong(element, f"<{_name(element[0])}> within a pattern")
        return ""
    return _as_python(element.text) if _compiles(element.text, element, wrong) else ""


def _compiles(pattern: str, element: etree._Element, wrong: Wrong) -> bool:
    try:
        regex.compile(_as_python(pattern), regex.V1)
    except (regex.error, ValueError, RecursionError) as error:
        wrong(element, f"{pattern[:LONGEST]!r} is no pattern: {error}")
        return False
    if _REFERENCE.search(pattern):
        wrong(element, f"{pattern[:LONGEST]!r} refers back to a group, which is not read")
        return False
    return True


def _as_python(pattern: str) -> str:
    r"""The pattern without what ICU and Java write otherwise: `\Q…\E` and `\x{…}`."""

    def ours(found: regex.Match[str]) -> str:
        if found["quoted"] is not None:
            return regex.escape(found["quoted"])
        return regex.escape(chr(int(found["code"], 16))) if found["code"] else found[0]

    return _FOREIGN.sub(ours, pattern)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
