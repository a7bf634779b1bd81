"""Files of contact cards as tables: a row per card, a column per field, further columns for whatever else it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from io import TextIOWrapper
from itertools import islice

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.cards import Card, Property, Stray, read_cards
from kapta_tui.exchange.readers.encoding import Encoding, find_encoding
from kapta_tui.exchange.readers.source import Source
from kapta_tui.exchange.readers.table import Batch, Table, counted

FIELDS = ("name", "account", "title", "email", "phone", "description", "external_id", "reports_to")
"""Columns that every table of cards has, called like the fields of a contact."""
_OWN = ("id", "created_at", "updated_at")
_OWN_UID = re.compile(r"kapta-contact-(\d+)-(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)")
_OWN_NAME = "X-KAPTA-UID"
_MANAGER = frozenset({"manager", "supervisor"})
_MANAGERS = ("X-MANAGER", "MANAGER", "X-EVOLUTION-MANAGER", "X-MS-MANAGER")
_TAKEN = frozenset({"FN", "TITLE", "EMAIL", "TEL", "ORG", "NOTE", "UID", _OWN_NAME, *_MANAGERS})
_TECHNICAL = frozenset(
    {"VERSION", "PRODID", "REV", "N", "X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABSHOWAS", "CLASS", "MAILER"}
)
"""Properties that say nothing about a person, or nothing that FN does not say."""
_KIND = {"X-ADDRESSBOOKSERVER-KIND": "KIND"}
_NO_VOICE = frozenset({"fax", "homefax", "workfax", "pager", "modem", "bbs"})
_LAST = 101
_DIGITS = 3
_BATCH = 500


def read_vcards(source: Source, codec: str | None = None) -> list[Table]:
    """Return the one table of a file of cards; read twice, never held whole.

    A card that names nobody is a row with a problem. Raises UsageError where there is no card.
    """
    encoding = find_encoding(source, codec)
    columns: dict[str, None] = dict.fromkeys(FIELDS)
    versions: dict[str, None] = {}
    count, open_ended, odd, stray = 0, 0, 0, Stray()
    for card in _cards(source, encoding, stray):
        count += 1
        open_ended += not card.has_end
        odd += card.odd
        versions.setdefault(card.version or "without version")
        columns.update(dict.fromkeys(_cells(card)))
    if not count:
        raise UsageError(f"{source.name} holds no contact cards.", "Export them again as vCard or CSV.")
    header = (*(_OWN if "id" in columns else ()), *(name for name in columns if name not in _OWN))
    details = f"{encoding.label}, vCard {', '.join(versions)}"
    table = Table(source.stem, "vcf", header, 0, details, partial(_read, source, encoding))
    remarks = (
        (open_ended, f"{counted(open_ended, 'card')} without an end, read as far as written"),
        (odd, f"{counted(odd, 'line')} that no property begins, left out"),
        (stray.lines, f"{counted(stray.lines, 'line')} outside of all cards, left out"),
    )
    table.notes.extend(words for number, words in remarks if number)
    return [table]


def _cards(source: Source, encoding: Encoding, stray: Stray) -> Iterator[Card]:
    # Cards name their own characters, so that bytes that are not Unicode have to be kept as they are.
    codec = encoding.codec if encoding.codec.startswith("utf") else "latin-1"
    with source.open() as raw, TextIOWrapper(raw, codec, encoding.errors) as stream:
        yield from read_cards(stream, encoding.codec, stray)


def _read(source: Source, encoding: Encoding, table: Table) -> Iterator[Batch]:
    cards = _cards(source, encoding, Stray())
    while found := list(islice(cards, _BATCH)):
        lines, rows, problems = [], [], {}
        for at, card in enumerate(found):
            cells = _cells(card)
            if not cells["name"]:
                problems[at] = "the card names nobody: it has no FN, N, EMAIL or ORG"
            lines.append(card.line)
            rows.append([cells.get(name, "") for name in table.header])
        yield Batch(lines, rows, problems)


def _cells(card: Card) -> dict[str, str]:
    """Return column and text of all that a card says."""
    mails, phones = _ranked(card.all("EMAIL"), _mail_rank), _ranked(card.all("TEL"), _phone_rank)
    titles, notes = card.all("TITLE"), card.all("NOTE")
    roles = card.all("ROLE")
    title = (titles or roles)[:1]
    company, *departments = next((item.parts for item in card.all("ORG")), ("",))
    uid = next((item.text for item in card.all("UID")), "")
    cells = {
        "name": _name(card) or (mails or [company])[0],
        "account": company,
        "title": title[0].text if title else "",
        "email": mails[0] if mails else "",
        "phone": phones[0] if phones else "",
        "description": "\n".join(item.text for item in notes),
        "external_id": uid,
        "reports_to": _manager(card),
    }
    if own := _OWN_UID.fullmatch(next((item.text for item in card.all(_OWN_NAME)), uid)):
        external = "" if uid == own[0] else uid
        cells |= {"external_id": external, "id": own[1], "created_at": own[2], "updated_at": ""}
    further = {
        "further EMAIL": mails[1:],
        "further TEL": phones[1:],
        "further TITLE": [item.text for item in titles[1:]],
        "DEPARTMENT": [part for part in departments if part],
        "further ORG": [", ".join(filter(None, item.parts)) for item in card.all("ORG")[1:]],
    }
    for item in card.properties:
        if item.name not in _TAKEN | _TECHNICAL and item not in title and not _is_manager(card, item):
            further.setdefault(_KIND.get(item.name, item.name), []).append(_joined(item))
    return cells | {name: "; ".join(filter(None, texts)) for name, texts in further.items() if texts}


def _joined(item: Property) -> str:
    return ", ".join(filter(None, item.parts)) if not item.value.startswith("data:") else ""


def _name(card: Card) -> str:
    for item in card.all("FN"):
        if text := " ".join(item.text.split()):
            return text
    for item in card.all("N"):
        family, given, more, prefix, suffix = (*item.parts, "", "", "", "", "")[:5]
        if text := " ".join(" ".join([prefix, given, more, family, suffix]).split()):
            return text
    return next((item.text for item in card.all("NICKNAME")), "")


def _ranked(items: Sequence[Property], rank: Callable[[Property], tuple[int, ...]]) -> list[str]:
    return list(dict.fromkeys(map(_address, sorted(items, key=rank))))


def _address(item: Property) -> str:
    """Return a mail address or number without the scheme of a URI: `tel:+1-418;ext=102` is "+1-418 ext. 102"."""
    text = item.text
    scheme, colon, rest = text.partition(":")
    if not colon or scheme.lower() not in ("tel", "mailto"):
        return text
    return rest.partition("?")[0] if scheme.lower() == "mailto" else rest.replace(";ext=", " ext. ")


def _mail_rank(item: Property) -> tuple[int, ...]:
    return (_preference(item),)


def _phone_rank(item: Property) -> tuple[int, ...]:
    """A fax is no phone; then what is preferred, then the number at work, then the order of the card."""
    return bool(item.types & _NO_VOICE), _preference(item), "work" not in item.types


def _preference(item: Property) -> int:
    """Return 1 for the most preferred to 100 (version 4.0), 101 where nothing is said."""
    said = (item.parameters.get("PREF") or ("",))[0]
    if said.isdecimal():
        # Python refuses to make a number of thousands of digits.
        return min(int(said), _LAST) if len(said) <= _DIGITS else _LAST
    return 1 if "pref" in item.types else _LAST


def _manager(card: Card) -> str:
    named = next((item.text for item in card.all(*_MANAGERS)), "")
    return named or next((item.text for item in card.properties if _is_manager(card, item)), "")


def _is_manager(card: Card, item: Property) -> bool:
    """Return whether a related person is the manager: by its type, or as Apple does by a label of its group."""
    if item.name == "RELATED":
        return bool(item.types & _MANAGER)
    if item.name != "X-ABRELATEDNAMES":
        return False
    labels = [other.text for other in card.all("X-ABLABEL") if other.group == item.group]
    return bool(item.group) and any(label.strip("_$!<>").lower() in _MANAGER for label in labels)
