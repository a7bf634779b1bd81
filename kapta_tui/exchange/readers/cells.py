"""Typed workbook cells as the canonical text the converters read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def cell_text(value: object) -> str:
    """Return a cell as text: ISO dates and times, numbers without exponent or needless digits, true/false."""
    return _TEXT[type(value)](value)


def _number(value: float) -> str:
    """Return the 15 significant digits a spreadsheet shows, so that 68.66499999999999 is 68.665 again."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    short = f"{value:.15g}"
    return format(Decimal(short), "f") if "e" in short and 1e-9 < abs(value) < 1e21 else short


def _datetime(value: datetime) -> str:
    rounded = (value + timedelta(microseconds=500)).replace(microsecond=0) if value.microsecond else value
    return rounded.isoformat()


def _time(value: time) -> str:
    return value.replace(microsecond=0).isoformat()


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{sign}{minutes // 60}:{minutes % 60:02}:{rest:02}"


_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    bool: lambda value: "true" if value else "false",
    int: str,
    float: _number,
    datetime: _datetime,
    date: date.isoformat,
    time: _time,
    timedelta: _duration,
}
