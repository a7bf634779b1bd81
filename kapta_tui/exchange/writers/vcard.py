"""Key players as contact cards: vCard 3.0, the newest version that Outlook, phones and web mail all read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Final

from kapta_tui.domain.fields import Value
from kapta_tui.exchange.writers.values import Sheet, plain

FIELDS: Final = (
    "id",
    "name",
    "account",
    "title",
    "email",
    "phone",
    "description",
    "external_id",
    "created_at",
    "updated_at",
)
"""The fields of a contact that a card is made of."""
_WIDTH = 75
"""Bytes of a line (RFC 2426, 2.6)."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_NAMED: Final = {
    "account": "ORG",
    "title": "TITLE",
    "email": "EMAIL;TYPE=INTERNET",
    "phone": "TEL;TYPE=WORK,VOICE",
    "description": "NOTE",
    "updated_at": "REV",
}


def write_vcards(out: BinaryIO, sheet: Sheet) -> None:
    """Write a card for each row of `sheet`, whose header names the `FIELDS`."""
    for row in sheet.rows:
        out.write("".join(map(_folded, _lines(dict(zip(sheet.header, row, strict=True))))).encode("utf-8"))


def _lines(contact: Mapping[str, Value]) -> Iterator[str]:
    texts = {name: plain(value) for name, value in contact.items()}
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_escaped(texts['name'])}"
    yield f"N:{';'.join(map(_escaped, _parts(texts['name'])))}"
    for name, called in _NAMED.items():
        if texts[name]:
            yield f"{called}:{_escaped(texts[name])}"
    # A phone takes a card in twice as one by its UID; where the contact comes from another system, that one's.
    own = f"kapta-contact-{texts['id']}-{texts['created_at']}"
    yield f"UID:{_escaped(texts['external_id'] or own)}"
    if texts["external_id"]:
        yield f"X-KAPTA-UID:{own}"
    yield "END:VCARD"


def _parts(name: str) -> Sequence[str]:
    """Return family name, given names and three empty parts; the last word is taken for the family name."""
    family, comma, given = name.partition(", ")
    if not comma:
        given, _, family = name.strip().rpartition(" ")
    return family, given, "", "", ""


def _escaped(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _folded(line: str) -> str:
    """Return the line with its end, broken into lines of at most 75 bytes, no character in two."""
    content = line.encode("utf-8", errors="replace")
    parts = []
    start, width = 0, _WIDTH
    while start < len(content):
        stop = min(start + width, len(content))
        while stop < len(content) and content[stop] & 0xC0 == 0x80:
            stop -= 1
        parts.append(content[start:stop].decode("utf-8"))
        start, width = stop, _WIDTH - 1
    return "\r\n ".join(parts) + "\r\n"
