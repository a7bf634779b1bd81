"""How risks are put into words: reasons, money, titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.money import Money
from kapta_tui.data.read.risks import Totals
from kapta_tui.domain.money import format_money
from kapta_tui.screens.risks.quick import Quick

MOST_SUMS: Final = 2
"""Currencies named in a title; a `+` stands for the others."""


def primary(reasons: Sequence[str]) -> tuple[str, str]:
    """Return the primary reason and how many more there are: "Sponsor lost" and "+1", or ""."""
    if not reasons:
        return "", ""
    return reasons[0], f"+{len(reasons) - 1}" if len(reasons) > 1 else ""


def reasons_words(reasons: Sequence[str]) -> str:
    """Return the primary reason and how many more there are: "Sponsor lost +1"."""
    return " ".join(primary(reasons)).rstrip()


def money_words(money: Money, most: int = 1) -> str:
    """Return the first sums, "$6.20M + €1.10M+"; the `+` at the end stands for further currencies."""
    shown = [format_money(minor, code) for code, minor in money.sums[:most]]
    return " + ".join(shown) + ("+" if len(money.sums) > most else "")


def grouped(number: int) -> str:
    """Return a count with thin groups: 10 000."""
    return f"{number:,}".replace(",", " ")


def title(totals: Totals, quick: Quick, by: str, width: int) -> str:
    """Return "Risks 37 active by severity · $6.20M at stake · expected loss $1.90M", fewer sums when narrow.

    `width` is the room in cells; one sum of each kind is always named.
    """
    texts = [_title(totals, quick, by, most) for most in (MOST_SUMS, 1)]
    return next((text for text in texts if cell_len(text) <= width), texts[-1])


def _title(totals: Totals, quick: Quick, by: str, most: int) -> str:
    head = f"Risks {grouped(totals.count)} {quick.noun}"
    if by:
        head += f" by {by}"
    parts = [head]
    if totals.value.sums:
        stake = "at stake" if totals.active == totals.count else "affected"
        parts.append(f"{money_words(totals.value, most)} {stake}")
    if totals.loss.sums:
        parts.append(f"expected loss {money_words(totals.loss, most)}")
    return " · ".join(parts)


def head_words(count: int, money: Money) -> str:
    """Return what stands in a column's head: "11 · $2.60M"."""
    return f"{grouped(count)} · {money_words(money)}" if money.sums else grouped(count)
