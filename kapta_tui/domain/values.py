"""Text to typed value and back, by field: one rule for forms, command line, import and export."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache, partial
from typing import NamedTuple

from kapta_tui.domain.amounts import Amount, amount_mark
from kapta_tui.domain.dates import relative_date, written_date
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.measures import Rank, read_rank
from kapta_tui.domain.numbers import parse_number
from kapta_tui.domain.scales import ChoiceLike
from kapta_tui.domain.text import clean, fold, one_line

Converter = Callable[[str], Value]
"""One cell to one value. Empty text is None (an empty tuple where the field holds several values). Raises
`ValueError` with a reason for people."""

_YES = frozenset({"yes", "y", "true", "t", "1", "x", "on", "✓"})
_NO = frozenset({"no", "n", "false", "f", "0", "-", "off"})
_LARGEST = 2**63 - 1
_LARGEST_AMOUNT = Decimal(10) ** 15
_CACHED = 4096


def no_choices(catalogue: str) -> tuple[ChoiceLike, ...]:
    """Return no entry for any catalogue: then every text is taken as its own code."""
    return ()


class Context(NamedTuple):
    """What reading a column depends on besides its field."""

    today: date | None = None
    """The day from which "tomorrow" and "+7d" count; None refuses such words, as an import must."""
    day_first: bool | None = None
    """Whether 1-2-2026 is in February; None refuses a date that reads two ways."""
    decimal_comma: bool = False
    """Whether the comma of 1,200 begins the decimals."""
    choices: Callable[[str], Iterable[ChoiceLike]] = no_choices
    """The entries of a catalogue, as `Playbook.choices` gives them."""


def converter(field: Field, context: Context) -> Converter:
    """Return the function that reads the texts of one column; build it once, call it for every row."""
    convert = _MAKERS[field.type](field, context)
    empty: Value = () if field.type in (FieldType.REFERENCES, FieldType.LABELS) else None

    def read(text: str) -> Value:
        text = text.strip()
        if not text:
            return empty
        value = convert(text)
        # A cell of nothing but control characters is as empty as one without any.
        return empty if value == "" else value

    # Names and prose differ from row to row; everything else repeats, and a hit costs next to nothing.
    return read if field.type in (FieldType.TEXT, FieldType.LONG) else lru_cache(_CACHED)(read)


def format_value(field: Field, value: Value) -> str:
    """Return `value` as text that `converter` reads back to the same value; None is the empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _join(value)
    if isinstance(value, Rank):
        return value.word
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def as_amount(text: str, decimal_comma: bool = False) -> Decimal:
    """Return the amount `text` writes, such as 50k, 1.2m, $1,200; raise `ValueError` with the reason."""
    amount = parse_number(text, decimal_comma)
    if abs(amount) >= _LARGEST_AMOUNT:
        raise ValueError(f"'{text}' is too large an amount")
    return amount


def as_date(text: str, today: date, day_first: bool | None = None) -> date:
    """Return the day `text` means seen from `today`: 2026-12-31, 7d, -30d, 2w, 3m, 1y, today, friday, eom.

    Raises:
        ValueError: `text` is no day, with the reason for people.
    """
    return relative_date(text, today) or written_date(text, day_first)


def as_flag(text: str) -> bool:
    """Return what yes, no, true, false, 1, 0, x and their like mean; raise `ValueError` for others."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"'{_brief(text)}' is neither yes nor no")


def _text(field: Field, _: Context) -> Converter:
    longest = field.maximum

    def read(text: str) -> str:
        text = text if text.isprintable() and "  " not in text else one_line(text)
        if longest is not None and len(text) > longest:
            raise ValueError(f"'{_brief(text)}' has {len(text)} characters; {longest} are allowed")
        return text

    return read


def _long(_: Field, __: Context) -> Converter:
    return lambda text: clean(text).strip()


def _whole(field: Field, context: Context) -> Converter:
    is_percent = field.type is FieldType.PERCENT
    low = field.minimum if field.minimum is not None else 0 if is_percent else -_LARGEST
    high = field.maximum if field.maximum is not None else 100 if is_percent else _LARGEST

    def read(text: str) -> int:
        number = parse_number(text, context.decimal_comma)
        whole = number.to_integral_value(ROUND_HALF_UP)
        if whole != number and not is_percent:
            raise ValueError(f"'{_brief(text)}' is no whole number")
        if not low <= whole <= high:
            raise ValueError(f"'{_brief(text)}' is not between {low} and {high}")
        return int(whole)

    return read


def _number(field: Field, context: Context) -> Converter:
    low, high = field.minimum, field.maximum

    def read(text: str) -> Decimal:
        if field.ranked and (rank := read_rank(text)) is not None:
            return rank
        number = as_amount(text, context.decimal_comma)
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = f"at least {low}" if high is None else f"at most {high}"
            raise ValueError(f"'{_brief(text)}' is out of range; it must be {bounds}")
        return number

    return read


def _money(field: Field, context: Context) -> Converter:
    number = _number(field, context)

    def read(text: str) -> Value:
        value = number(text)
        mark = amount_mark(text)
        return Amount(value, mark) if mark and isinstance(value, Decimal) else value

    return read


def _day(_: Field, context: Context) -> Converter:
    if context.today is None:
        return partial(written_date, day_first=context.day_first)
    return partial(as_date, today=context.today, day_first=context.day_first)


def _instant(_: Field, __: Context) -> Converter:
    def read(text: str) -> str:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise ValueError(f"'{_brief(text)}' is no moment; write 2026-12-31T12:00:00Z") from None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

    return read


def _flag(_: Field, __: Context) -> Converter:
    return as_flag


def _choice(field: Field, context: Context) -> Converter:
    entries = tuple(context.choices(field.choices))
    known = _known(entries)

    def read(text: str) -> str:
        if not entries:
            return one_line(text)
        code = known.get(_key(text))
        if code is None:
            raise ValueError(f"'{_brief(text)}' is none of: {', '.join(entry.label for entry in entries)}")
        return code

    return read


def _reference(_: Field, __: Context) -> Converter:
    return one_line


def _references(_: Field, __: Context) -> Converter:
    def read(text: str) -> tuple[str, ...]:
        return _unique(_split(text) if _is_list(text) else [piece.strip() for piece in text.split(",")])

    return read


def _recurrence(_: Field, __: Context) -> Converter:
    from kapta_tui.domain.recurrence import read_recurrence

    return read_recurrence


def _labels(field: Field, context: Context) -> Converter:
    known = _known(context.choices(field.choices)) if field.choices else {}
    if not known:
        return lambda text: _unique(_split(text))

    def read(text: str) -> tuple[str, ...]:
        pieces = [text] if _key(text) in known else _split(text)
        if len(pieces) == 1 and _key(text) not in known:
            # "SPONSOR, PRICE" is two codes, but a comma may as well stand in somebody's own words.
            by_comma = text.split(",")
            pieces = by_comma if all(_key(piece) in known for piece in by_comma) else pieces
        return _unique(known.get(_key(piece), piece) for piece in pieces)

    return read


_MAKERS: dict[FieldType, Callable[[Field, Context], Converter]] = {
    FieldType.TEXT: _text,
    FieldType.LONG: _long,
    FieldType.INTEGER: _whole,
    FieldType.PERCENT: _whole,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _day,
    FieldType.INSTANT: _instant,
    FieldType.FLAG: _flag,
    FieldType.CHOICE: _choice,
    FieldType.REFERENCE: _reference,
    FieldType.REFERENCES: _references,
    FieldType.RECURRENCE: _recurrence,
    FieldType.LABELS: _labels,
}


def _known(entries: Iterable[ChoiceLike]) -> dict[str, str]:
    """Return the code under the key of every label and code; a code wins over another entry's label."""
    entries = tuple(entries)
    return {_key(entry.label): entry.code for entry in entries} | {
        _key(entry.code): entry.code for entry in entries
    }


def _key(text: str) -> str:
    return fold(text.replace("_", " ").replace("-", " "))


def _unique(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for piece in map(one_line, pieces) if piece))


def _is_list(text: str) -> bool:
    return ";" in text or "\n" in text or "\r" in text or text.startswith('"')


def _split(text: str) -> list[str]:
    """Return the pieces between semicolons or line ends; a piece in double quotes may hold either."""
    lines = text.splitlines(keepends=True) if "\n" in text or "\r" in text else [text]
    return [piece for row in csv.reader(lines, delimiter=";", skipinitialspace=True) for piece in row]


def _join(pieces: tuple[str, ...]) -> str:
    text = "; ".join(_quoted(piece) for piece in pieces)
    return f"{text};" if len(pieces) == 1 and "," in text and not _is_list(text) else text


def _quoted(piece: str) -> str:
    if ";" not in piece and not piece.startswith('"'):
        return piece
    doubled = piece.replace('"', '""')
    return f'"{doubled}"'


def _brief(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
