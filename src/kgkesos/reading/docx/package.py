"""The parts of a Word file: XML inside a checked archive, found by what its relations say. Nothing else is opened."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from kgkesos.errors import InputError
from kgkesos.reading import archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The stricter edition of the format names the same things otherwise.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
# Tags and attributes of one part: a document of a thousand pages has fewer, and more would fill the memory.
MOST_MARKS = 3_000_000

_OTHER = "isinya tidak sesuai dengan akhiran namanya (the content is not what the name says)"
_DAMAGED = "berkas rusak: isinya tidak dapat dibaca (a damaged file)"

Element = Any


@dataclass(frozen=True, slots=True)
class Package:
    """The archive of the file ``path``; ``main`` is the name of the part with the document's own text."""

    path: Path
    archive: zipfile.ZipFile
    main: str
    relations: Mapping[str, tuple[str, str]] = field(repr=False)

    @classmethod
    def of(cls, path: Path, data: bytes) -> Package:
        """The parts of ``data``, the content of ``path``.

        Raises:
            InputError: it is no Word file, or damaged, locked or made to do harm.
        """
        archive.check(path, data, "[Content_Types].xml")
        opened = zipfile.ZipFile(io.BytesIO(data))
        outer = cls(path, opened, "", {})
        main = next((target for kind, target in outer._related("").values() if kind == "officeDocument"), "")
        if not main or not main.startswith("word/"):
            raise InputError(path, _OTHER)
        return cls(path, opened, main, outer._related(main))

    def has_macros(self) -> bool:
        """Whether programs stand in the file (they are never run)."""
        return any(kind == "vbaProject" for kind, _ in self.relations.values())

    def document(self) -> Element:
        """The root of the document's own text."""
        root = self._xml(self.main)
        if root is None or root.tag != f"{W}document":
            raise InputError(self.path, _OTHER)
        return root

    def one(self, kind: str) -> Element | None:
        """The root of the document's part of this kind (``numbering``, ``styles``); None where it has none."""
        return next((self._xml(target) for found, target in self.relations.values() if found == kind), None)

    def related(self, relation: str) -> Element | None:
        """The root of the part that the document calls ``relation``."""
        return self._xml(self.relations[relation][1]) if relation in self.relations else None

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        """What ``part`` is related to inside the file: id to kind and part. What stands outside is never looked at."""
        folder, name = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root if root is not None else ():
            if one.get("TargetMode") != "External" and one.get("Id") and one.get("Target"):
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target"))).lstrip("/")
                found[one.get("Id")] = (str(one.get("Type")).rsplit("/", 1)[-1], target)
        return found

    def _xml(self, name: str) -> Element | None:
        try:
            data = self.archive.read(name)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise InputError(self.path, _DAMAGED) from error
        if data.count(b"<") + data.count(b"=") > MOST_MARKS:
            raise InputError(self.path, "isi berkas terlalu besar; ini bukan dokumen biasa (too large unpacked)")
        for strict, common in _STRICT:
            data = data.replace(strict, common)
        # Entities stay what they are and nothing is fetched, whatever the file declares.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise InputError(self.path, _DAMAGED) from error
        if root.getroottree().docinfo.doctype:
            raise InputError(self.path, "XML di dalamnya memuat deklarasi yang tidak wajar (unsafe XML)")
        return root
