"""What leads to a report."""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """A report that a place leads to: its code, and what it is about.

    Either an `account` and maybe one of its risks, or the portfolio's risks that pass `filter`.
    """

    report: str
    account: int | None = None
    risk: int | None = None
    filter: str = ""
