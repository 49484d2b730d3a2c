"""A file of an office program in, the XML in it out: a ZIP archive that is opened only if what it holds is of a sensible size.

The libraries that make sense of such files read on their own, and more than XML; they are given `cleaned`, never the file itself.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from zipfile import BadZipFile, ZipFile

from lxml import etree

from align.errors import Fault, InputError, refuse

LARGEST = 50_000_000  # bytes of text and markup when unpacked


def parts(content: bytes, name: str, what: str, remedy: str) -> dict[str, etree._Element]:
    """The roots of all XML in the package, by the part's name; `what` it should be, and `remedy`, are for errors.

    An `InputError` tells every part that cannot be read, or that declares entities of its own.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    faults: list[Fault] = []
    found: dict[str, etree._Element] = {}
    try:
        with ZipFile(io.BytesIO(content)) as package:
            inside = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
            if sum(part.file_size for part in inside) > LARGEST:
                raise refuse(name, f"more than {LARGEST // 1_000_000} MB when unpacked", "give the article alone")
            for part in inside:
                try:
                    root = etree.fromstring(package.read(part), parser)
                # zipfile tells of a password with RuntimeError, of an unknown packing with NotImplementedError.
                except (etree.XMLSyntaxError, BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
                    faults.append(Fault(f"{name}: {part.filename}", f"is damaged: {error}"))
                    continue
                if root.getroottree().docinfo.internalDTD is not None:
                    faults.append(Fault(f"{name}: {part.filename}", "has declarations of its own, which no office program writes"))
                found[part.filename] = root
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError):
        raise refuse(name, f"is no {what}: it cannot be unpacked", remedy) from None
    if faults:
        raise InputError(faults, remedy)
    return found


def cleaned(parts: Mapping[str, etree._Element]) -> io.BytesIO:
    """A package of these parts, and of nothing else that may have been in the file."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for part, root in parts.items():
            archive.writestr(part, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    return packed
