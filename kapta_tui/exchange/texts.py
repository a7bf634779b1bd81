"""What is done to the text of a cell before it becomes a value: the ways other programs write things."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from kapta_tui.domain.fields import FieldType
from kapta_tui.domain.numbers import parse_number
from kapta_tui.domain.text import fold
from kapta_tui.exchange.mapping import Column
from kapta_tui.exchange.readers import denature

Step = Callable[[str], str]

_OWN_WORDS = frozenset(
    {FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER, FieldType.PERCENT, FieldType.DATE, FieldType.FLAG}
)
_MAILBOX = re.compile(r"mailto:(?P<plain>[^<>\s]+)|[^<>]*<(?:mailto:)?(?P<named>[^<>\s]+@[^<>\s]+)>")
_FLAGS = dict.fromkeys(
    ("ja", "wahr", "oui", "vrai", "sí", "si", "sì", "verdadero", "vero", "waar", "sim"), "yes"
) | (dict.fromkeys(("nein", "falsch", "non", "faux", "falso", "nee", "onwaar", "não"), "no"))
_SEVERAL = re.compile(r"\s*(?:;|:::)\s*")
_FRACTION = re.compile(r"0?[.,]\d+")
_UP_TO_ONE = re.compile(r"0?[.,]\d+|[01]([.,]0+)?")


def steps(
    column: Column, mark: str, sample: Sequence[str], decimal_comma: bool, *, guarded: bool
) -> tuple[Step, ...]:
    """Return what is done to the texts of a column, in order.

    `mark` stands before references, `sample` tells how the column writes percentages. In a `guarded` file,
    one that spreadsheets open, an apostrophe before a formula is not part of the text: this program's
    exports add it, and so do others for the same reason, whose files cannot be told from ours without the
    columns `id` and `created_at`.
    """
    item, values = column.field, column.values
    found: list[Step] = [denature] if guarded and item.type not in _OWN_WORDS else []
    if mark and item.type in (FieldType.REFERENCE, FieldType.REFERENCES):
        found.append(lambda text: text.removeprefix(mark))
    if column.first:
        found.append(lambda text: _SEVERAL.split(text, maxsplit=1)[0])
    if item.name in ("email", "phone"):
        found.append(first_of_list)
    found.append(seen)
    if item.type is FieldType.FLAG:
        found.append(lambda text: _FLAGS.get(text.strip().casefold(), text))
    if item.name == "email":
        found.append(mail_address)
    if values:
        found.append(lambda text: values.get(fold(text)) or (values.get("*", text) if text.strip() else text))
    if item.type is FieldType.PERCENT and are_fractions(sample):
        found.append(lambda text: _times_hundred(text, decimal_comma))
    return tuple(found)


def needs_steps(column: Column, mark: str, texts: Sequence[str]) -> bool:
    """Return whether a column of plain words holds a text that `steps` would change, control characters aside."""
    if column.first and any(_SEVERAL.search(text) for text in texts):
        return True
    if column.field.name in ("email", "phone"):
        return any(text[:1] == "[" or text[:7].lower() == "mailto:" for text in texts)
    return bool(mark) and any(text.startswith(mark) for text in texts)


def seen(text: str) -> str:
    """Return the text, or nothing where no character of it can be seen."""
    if text.isprintable() or any(char.isprintable() and not char.isspace() for char in text):
        return text
    return ""


def mail_address(text: str) -> str:
    """Return the address of "Ana Ruiz <ana@acme.test>" or of "mailto:ana@acme.test"."""
    found = _MAILBOX.fullmatch(text.strip())
    return (found["plain"] or found["named"]) if found else text


def first_of_list(text: str) -> str:
    """Return the address or number of the first entry of a JSON list such as `[{"email": "…", "type": "Work"}]`."""
    if not text.startswith("[{"):
        return text
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return text
    first = entries[0] if isinstance(entries, list) and entries else None
    if not isinstance(first, dict):
        return text
    return next((str(first[key]) for key in ("email", "number", "phone", "value") if first.get(key)), text)


def are_fractions(texts: Iterable[str]) -> bool:
    """Return whether a column of percentages writes 0.25 for 25 %, as a spreadsheet stores them."""
    plain = [text.strip() for text in texts if text.strip() and "%" not in text]
    return any(map(_FRACTION.fullmatch, plain)) and all(map(_UP_TO_ONE.fullmatch, plain))


def _times_hundred(text: str, decimal_comma: bool) -> str:
    return text if "%" in text or not text.strip() else str(100 * parse_number(text, decimal_comma))
