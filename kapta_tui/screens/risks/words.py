"""How risks are put into words: reasons, money, titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kapta_tui.data.read.money import Money
from kapta_tui.data.read.risks import Totals
from kapta_tui.domain import risk as rules
from kapta_tui.domain.risk import primary
from kapta_tui.screens.risks.quick import Quick
from kapta_tui.screens.sums import sums_words, ways_to_say

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Choice, Playbook


def reasons_words(reasons: Sequence[str]) -> str:
    """Return the primary reason and how many more there are: "Sponsor lost +1"."""
    return " ".join(primary(reasons)).rstrip()


def proposal_words(playbook: Playbook, severity: str | None, likelihood: str | None) -> str:
    """Return how two codes, None or empty while not set, lead to the proposed priority (domain.md 3.2)."""
    proposed = rules.proposed_priority(playbook, severity or None, likelihood or None)
    if proposed is None:
        return "Nothing is proposed until severity and likelihood are both set."
    one, other = _rated(playbook, "severity", severity), _rated(playbook, "likelihood", likelihood)
    values = f"Severity {one.label} ({one.value}) × likelihood {other.label} ({other.value})"
    product = int(one.value or 0) * int(other.value or 0)
    label = playbook.label("priority", proposed)
    return f"{values} = {product}, which proposes {label}: {rules.priority_rule(playbook)}."


def _rated(playbook: Playbook, scale: str, code: str | None) -> Choice:
    return playbook.choice(scale, code or "", retired=True)


def grouped(number: int) -> str:
    """Return a count with thin groups: 10 000."""
    return f"{number:,}".replace(",", " ")


def fitting(money: Money, room: int) -> str:
    """Return sums in the fullest way that takes at most `room` cells, else the shortest; nothing for no sum."""
    ways = ways_to_say(money)
    return next((words for words in ways if cell_len(words) <= room), ways[-1] if ways else "")


def title(totals: Totals, quick: Quick, by: str, width: int) -> str:
    """Return "Risks 37 active by severity · $6.20M at stake · expected loss $1.90M" in `width` cells.

    Where not all currencies fit, those of the loss go first, then the loss itself; what is at stake is named
    as long as it fits.
    """
    ways = _titles(totals, quick, by)
    return next((text for text in ways if cell_len(text) <= width), ways[-1])


def _titles(totals: Totals, quick: Quick, by: str) -> list[str]:
    head = f"Risks {grouped(totals.count)} {quick.noun}" + (f" by {by}" if by else "")
    stake = "at stake" if totals.active == totals.count else "affected"
    losses = [f" · expected loss {words}" for words in ways_to_say(totals.loss)]
    return [
        f"{head}{value}{loss}"
        for value in [f" · {words} {stake}" for words in ways_to_say(totals.value)] or [""]
        for loss in [*losses, ""]
    ]


def head_words(count: int, money: Money) -> str:
    """Return what stands in a column's head: "11 · $2.60M + €1.10M"."""
    return f"{grouped(count)} · {sums_words(money)}" if money.sums else grouped(count)


def brief_words(count: int, money: Money) -> str:
    """Return the same where all currencies do not fit: "11 · $2.60M +1"."""
    return f"{grouped(count)} · {sums_words(money, 1, is_short=True)}" if money.sums else grouped(count)
