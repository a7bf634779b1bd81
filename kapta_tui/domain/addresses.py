"""Addresses that can be opened, and what stands for a file instead (features: rows 7 and 19).

Only `http`, `https` and `mailto` are opened: whatever else a text asks for could run something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import one_line

SCHEMES: Final = ("http", "https", "mailto")
"""What is opened."""

_SCHEME: Final = re.compile(
    r"([a-z][a-z0-9+.-]+)://|(mailto|javascript|vbscript|data|file|tel|sms):(?=\S)", re.I
)
_BARE: Final = r"[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?(/\S*)?"
BARE: Final = re.compile(_BARE)
"""An address without its scheme, such as `acme.test/page`."""

WEB: Final = re.compile(rf"(https?://)?{_BARE}", re.IGNORECASE)
"""An address of the web, with or without its scheme."""

_PLAIN: Final = re.compile(r"(?:^| )(?:https?://|mailto:[^ ])", re.I | re.A)
_BRIEF: Final = 60
_REMEDY: Final = "Only http, https and mailto addresses are opened."


class Link(NamedTuple):
    """An address and what people call it."""

    label: str
    address: str


def scheme(text: str) -> str:
    """Return the scheme of an address in lower case; empty where `text` is the path of a file, such as C:/a.pdf."""
    found = _SCHEME.match(text.strip())
    return "" if found is None else (found[1] or found[2]).lower()


def checked(text: str) -> str:
    """Return the address that `text` is, ready to be opened. Raises UsageError for what must not be opened."""
    address = text.strip()
    if scheme(address) not in SCHEMES:
        raise UsageError(f"'{brief(address)}' is not opened.", _REMEDY)
    if not address.isprintable() or any(char.isspace() for char in address):
        raise UsageError(
            f"'{brief(address)}' holds blanks or control characters.", "Correct it, then open it."
        )
    return address


def read_link(entry: str) -> Link | None:
    """Return the link that an entry such as "Slack https://acme.slack.com" means, None without an address.

    A bare `acme.slack.com` is one of https. Without a label the address itself is the label.
    """
    words = one_line(entry).split(" ")
    at = next((at for at, word in enumerate(words) if scheme(word) in SCHEMES), None)
    if at is None:
        at = next((at for at, word in enumerate(words) if not scheme(word) and BARE.fullmatch(word)), None)
        if at is None:
            return None
    label = " ".join([*words[:at], *words[at + 1 :]]).rstrip(":")
    address = words[at] if scheme(words[at]) else f"https://{words[at]}"
    return Link(label or words[at], address)


def has_address(entry: str) -> bool:
    """Return whether `read_link` finds one in the entry, without taking it apart where one can be seen."""
    return (entry.isprintable() and _PLAIN.search(entry) is not None) or read_link(entry) is not None


def read_links(entries: Iterable[str]) -> list[Link]:
    """Return the links of the entries that have an address."""
    return [link for link in map(read_link, entries) if link is not None]


def brief(text: str) -> str:
    """Return `text` on one line, cut where a sentence cannot bear it."""
    line = one_line(text[: 4 * _BRIEF])
    return line if len(line) <= _BRIEF else f"{line[: _BRIEF - 1]}…"
