"""Lines of a vCard file as cards and their properties: versions 2.1, 3.0 and 4.0, as programs really write them.

vobject was tried and left: it refuses both cards that Outlook wrote among the sample files (soft line breaks of
quoted-printable), gives up a whole file for one odd line or a missing END, and takes a hundred times as long as
splitting the lines. What a card needs is little: unfold, decode, unescape.
"""

from __future__ import annotations

import codecs
import quopri
import re
from base64 import b64decode
from binascii import Error as BadBase64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_HEAD = re.compile(r'(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:[^:;"]|"[^"]*")*)*):')
_PARAMETER = re.compile(r';((?:[^:;"]|"[^"]*")*)')
_TOKEN = re.compile(r"\\.|;|[^\\;]+|\\", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SOFT = re.compile(r"[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_AGENT = re.compile(r"AGENT\b[^:]*:\s*", re.IGNORECASE)
_CHARACTERS = re.compile(
    r"ascii|utf-(?:8|16|32).*|iso(?:8859|2022).*|cp\d+|koi8-.*|mac-.*|big5.*|gb.*|hz|euc_.*|shift_jis.*|johab|kz1048|"
    r"ptcp154|tis-620|hp-roman8"
)
"""Codecs, by the names that Python gives them, of which bytes become characters and nothing else."""
_ENCODINGS = {"BASE64", "B", "QUOTED-PRINTABLE", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class Property:
    """One property: `NAME` in capitals, parameters by `NAME` with values in small letters, the decoded value.

    In a card of version 2.1 (`is_old`) a backslash means something before a semicolon only.
    """

    name: str
    group: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    is_old: bool = False

    @property
    def types(self) -> frozenset[str]:
        """What its TYPE parameters say: "work", "fax", "pref" …"""
        return frozenset(self.parameters.get("TYPE", ()))

    @property
    def text(self) -> str:
        """The whole value without escapes."""
        return self._plain(self.value).strip()

    @property
    def parts(self) -> tuple[str, ...]:
        """The components between semicolons, without escapes."""
        found = [""]
        for token in _TOKEN.findall(self.value):
            if token == ";":
                found.append("")
            else:
                found[-1] += token
        return tuple(self._plain(part).strip() for part in found)

    def _plain(self, text: str) -> str:
        if self.is_old:
            return text.replace("\\;", ";")
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


@dataclass(slots=True)
class Card:
    """One card: where it begins, its properties, and how many of its lines are none."""

    line: int
    properties: list[Property] = field(default_factory=list)
    has_end: bool = True
    odd: int = 0

    @property
    def version(self) -> str:
        """What it says of itself: "3.0"."""
        return next((item.value.strip() for item in self.properties if item.name == "VERSION"), "")

    def all(self, *names: str) -> list[Property]:
        """Return the properties of these names that say anything, in their order."""
        return [item for item in self.properties if item.name in names and item.value.strip("; \t\r\n")]


@dataclass(slots=True)
class Stray:
    """How many lines stand outside of all cards."""

    lines: int = 0


def read_cards(lines: Iterable[str], codec: str, stray: Stray) -> Iterator[Card]:
    """Yield the cards of a file, the one without END too, and count in `stray` what belongs to none.

    `codec` is that of the file: lines of another one than Unicode are given with a character for each byte.
    A card within a card, as AGENT, is left out.
    """
    start, held, nested = 0, list[str](), 0
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n")
        mark = text.rstrip().upper().removeprefix("\ufeff")
        if mark == "BEGIN:VCARD":
            if start and (nested or (held and _AGENT.fullmatch(held[-1]))):
                nested += 1
                continue
            if start:
                yield _card(start, held, codec, has_end=False)
            start, held = number, []
        elif mark == "END:VCARD" and nested:
            nested -= 1
        elif mark == "END:VCARD" and start:
            yield _card(start, held, codec, has_end=True)
            start = 0
        elif start and not nested:
            held.append(text)
        elif not start and mark:
            stray.lines += 1
    if start:
        yield _card(start, held, codec, has_end=False)


def _card(line: int, lines: list[str], codec: str, *, has_end: bool) -> Card:
    card = Card(line, has_end=has_end)
    is_old = any(text.upper().replace(" ", "").startswith("VERSION:2") for text in lines)
    for text in _unfolded(lines, is_old=is_old):
        found = _property(text, codec, is_old=is_old)
        if found is None:
            card.odd += 1
        else:
            card.properties.append(found)
    return card


def _unfolded(lines: Iterable[str], *, is_old: bool) -> Iterator[str]:
    """Yield logical lines: a line that begins with a blank goes on the one before, as does one after a soft break."""
    held: list[str] = []
    is_soft = False
    for text in lines:
        if is_soft and held[-1].endswith("="):
            held[-1] = held[-1][:-1]
            held.append(text)
        elif text[:1] in (" ", "\t") and held:
            held.append(text if is_old else text[1:])
        elif text.strip():
            if held:
                yield "".join(held)
            held, is_soft = [text], bool(_SOFT.match(text))
    if held:
        yield "".join(held)


def _property(text: str, codec: str, *, is_old: bool) -> Property | None:
    head = _HEAD.match(text)
    if head is None:
        return None
    group, name, rest = head.groups()
    parameters: dict[str, tuple[str, ...]] = {}
    for part in _PARAMETER.findall(rest):
        key, values = _parameter(part)
        parameters[key] = (*parameters.get(key, ()), *values)
    value = _decoded(text[head.end() :], parameters, codec)
    return Property(name.upper(), (group or "").lower(), parameters, value, is_old)


def _parameter(text: str) -> tuple[str, list[str]]:
    """Return name and values; version 2.1 writes WORK for TYPE=WORK and BASE64 for ENCODING=BASE64."""
    name, sign, values = text.partition("=")
    if not sign:
        name, values = ("ENCODING" if name.strip().upper() in _ENCODINGS else "TYPE"), name
    return name.strip().upper(), [value.strip().lower() for value in values.replace('"', "").split(",")]


def _decoded(value: str, parameters: Mapping[str, tuple[str, ...]], codec: str) -> str:
    """Return the value as text; what is no text in any way, such as a picture, is nothing."""
    is_unicode = codec.startswith("utf")
    encoding = parameters.get("ENCODING", ("",))[0]
    wanted = _charset((parameters.get("CHARSET") or ("",))[0])
    if encoding == "quoted-printable":
        content = quopri.decodestring(value.encode("utf-8" if is_unicode else "latin-1", errors="replace"))
    elif encoding in ("base64", "b"):
        return _from_base64(value, wanted)
    elif is_unicode or value.isascii():
        return value
    else:
        return _text(value.encode("latin-1", errors="replace"), wanted, codec)
    return _text(content, wanted, "utf-8" if is_unicode else codec).replace("\r\n", "\n")


def _charset(said: str) -> str:
    """Return the codec of the characters that a card names; nothing for what is none of text, such as "idna"."""
    try:
        name = codecs.lookup(said).name if said else ""
    except (LookupError, ValueError):
        return ""
    return name if _CHARACTERS.fullmatch(name) else ""


def _from_base64(value: str, charset: str) -> str:
    try:
        text = b64decode("".join(value.split())).decode(charset or "utf-8")
    except (BadBase64, ValueError, LookupError):
        return ""
    return text if "\0" not in text else ""


def _text(content: bytes, charset: str, codec: str) -> str:
    """Return bytes as text by the card's own word, else by the file's, else as Western letters."""
    for name in (charset, "utf-8", codec):
        try:
            return content.decode(name) if name else content.decode("ascii")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")
