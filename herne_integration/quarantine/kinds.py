"""What a file is, told from its bytes: neither its name nor what a browser says about it is believed."""

import struct
from dataclasses import dataclass

import puremagic


class Refused(Exception):  # noqa: N818
    """The file is not taken; `reason` is a key of the sentences in uploads.py."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    content_type: str
    extension: str
    opening: bytes
    # What stands at which place behind the opening.
    then: tuple = (0, b"")

    def fits(self, head):
        """Whether the bytes begin like a file of this kind."""
        place, bytes_there = self.then
        return head.startswith(self.opening) and head[place:].startswith(bytes_there)


PDF = Kind("application/pdf", "pdf", b"%PDF-")
JPEG = Kind("image/jpeg", "jpg", b"\xff\xd8\xff")
PNG = Kind("image/png", "png", b"\x89PNG\r\n\x1a\n", (12, b"IHDR"))
WEBP = Kind("image/webp", "webp", b"RIFF", (8, b"WEBP"))
KINDS = {kind.content_type: kind for kind in (PDF, JPEG, PNG, WEBP)}
PDF_END, PDF_TAIL = b"%%EOF", 2048
# Further than this from its end no ZIP archive may begin its directory's end: 22 bytes and the longest comment.
ZIP_END, ZIP_TAIL = b"PK\x05\x06", 22 + 65_535


def recognise(file):
    """The `Kind` of an open file; our own look at its opening and puremagic's table have to agree."""
    head, tail = _ends(file)
    if not head:
        raise Refused("empty")
    own = [kind for kind in KINDS.values() if kind.fits(head)]
    told = {match.mime_type for match in _matches(head, tail)}
    if not own or own[0].content_type not in told:
        raise Refused("unknown")
    if _ends_as_archive(tail):
        raise Refused("mixed")
    # Readers rebuild a PDF whose end is missing from what they find, and nobody sees that pages are gone.
    if own[0] == PDF and PDF_END not in tail[-PDF_TAIL:]:
        raise Refused("broken")
    return own[0]


def _ends(file):
    head = file.read(max(puremagic.main.max_head, 16))
    file.seek(-min(ZIP_TAIL, file.seek(0, 2)), 2)
    tail = file.read()
    file.seek(0)
    return head, tail


def _matches(head, tail):
    try:
        return puremagic.main._identify_all(head, tail)
    except puremagic.PureError:
        return []


def _ends_as_archive(tail):
    """Whether an unpacker would read the same bytes as a ZIP archive (so do Java and Office)."""
    place = tail.rfind(ZIP_END)
    while place >= 0:
        comment = tail[place + 20 : place + 22]
        if len(comment) == 2 and place + 22 + struct.unpack("<H", comment)[0] == len(tail):
            return True
        place = tail.rfind(ZIP_END, 0, place)
    return False
