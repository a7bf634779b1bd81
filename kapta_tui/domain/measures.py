"""Values of metrics as people write and read them: numbers, percents, amounts and colours (features: row 11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Self

from kapta_tui.domain.dates import relative_date, written_date
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.metrics import RANKS
from kapta_tui.domain.money import format_money, to_minor
from kapta_tui.domain.text import fold

COLOUR: Final = "colour"
"""The unit of a metric whose values are ranks."""

GLYPHS: Final = {"green": "●", "amber": "◐", "red": "○"}
"""Colour to the glyph that stands with its word, since meaning is never in colour alone."""

_WORDS: Final = {"r": 1, "red": 1, "a": 2, "amber": 2, "yellow": 2, "orange": 2, "g": 3, "green": 3}


class Rank(Decimal):
    """The rank 1 to 3 that a colour's word stands for; `word` is the colour."""

    word: str

    def __new__(cls, rank: int) -> Self:
        """Take a rank of `RANKS`."""
        made = super().__new__(cls, rank)
        made.word = RANKS[rank]
        return made


def read_rank(text: str) -> Rank | None:
    """Return the rank that "red", "Amber" or "g" writes, None for anything else."""
    rank = _WORDS.get(fold(text))
    return None if rank is None else Rank(rank)


def number_of(text: str) -> Decimal:
    """Return the number or rank that `text`, a decimal number or a colour's word, was written from."""
    return read_rank(text) or Decimal(text)


def checked(unit: str, value: Value, field: str = "value") -> Decimal:
    """Return `value` as a metric in `unit` holds it. Raises RuleError when it is none of that unit."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise RuleError(f"'{value}' is no number.", "Write it as 1200.50.", field)
    if unit == COLOUR and value not in RANKS:
        raise RuleError(f"'{value}' is no colour.", "Give red, amber or green, or 1, 2 or 3.", field)
    if unit != COLOUR and isinstance(value, Rank):
        raise RuleError(
            f"'{value.word}' is no number.", "Give a number, or make colour the metric's unit.", field
        )
    return Decimal(value)


def refuse_unit(name: str, before: str, after: str, values: Iterable[Decimal]) -> None:
    """Raise RuleError when `values` of the metric `name` do not fit its new unit.

    A rank is no number and a number beyond 1, 2 and 3 no rank; numbers, percents and amounts fit each other.
    """
    if (before == COLOUR) == (after == COLOUR):
        return
    held = list(values)
    wrong = held if before == COLOUR else [value for value in held if value not in RANKS]
    if wrong:
        count = "1 value" if len(wrong) == 1 else f"{len(wrong)} values"
        fault = "entered as a colour" if before == COLOUR else "other than 1, 2 and 3"
        raise RuleError(
            f"'{name}' has {count} {fault}.",
            "Add a metric with the other unit, or remove the values.",
            "unit",
        )


def value_words(value: Decimal | None, unit: str, currency: str, label: str = "") -> str:
    """Return "41", "41 %", "€1.20M", "● green"; `label` stands behind numbers in a unit of the playbook's own.

    No value is the empty text.
    """
    if value is None:
        return ""
    if unit == COLOUR:
        word = RANKS.get(int(value), str(value))
        return f"{GLYPHS.get(word, '')} {word}".strip()
    if unit == "money":
        return format_money(to_minor(value, currency), currency)
    number = number_words(value)
    return f"{number} %" if unit == "percent" else f"{number} {label}".strip()


def gain_words(delta: Decimal, unit: str, currency: str) -> str:
    """Return a change with its sign: "▲ 4", "▼ €20k", "▲ 1 step" of a colour, "=" for none."""
    if not delta:
        return "="
    size = abs(delta)
    if unit == COLOUR:
        words = f"{number_words(size)} step{'' if size == 1 else 's'}"
    elif unit == "percent":
        words = f"{number_words(size)} pt"
    else:
        words = value_words(size, unit, currency)
    return f"{'▲' if delta > 0 else '▼'} {words}"


def number_words(value: Decimal) -> str:
    """Return a number with grouped digits and without zeros behind the point: 12,000.5."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def split_entry(text: str, today: date) -> tuple[str, date]:
    """Return value and day of "41", "41 2026-09-01", "€1.2m yesterday"; without a day it is `today`.

    Raises:
        ValueError: nothing stands before the day.
    """
    value, _, last = text.strip().rpartition(" ")
    day = _day(last, today) if value else None
    if day is not None:
        return value.strip(), day
    if not text.strip():
        raise ValueError("write a value, then its day if that is not today")
    return text.strip(), today


def _day(word: str, today: date) -> date | None:
    if word.isdigit():
        # The last group of 1 200 is no day.
        return None
    try:
        return relative_date(word, today) or written_date(word, None)
    except ValueError:
        return None
