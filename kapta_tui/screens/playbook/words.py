"""What other rules would do, as the pane beside them says it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.bands import GLYPHS, band_words
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.whatif import Foretold, Standing, WhatIf, crossing_words
from kapta_tui.domain.health.words import signed
from kapta_tui.domain.playbook.draft import Draft
from kapta_tui.domain.playbook.healthentries import Entry
from kapta_tui.domain.playbook.problems import sentence
from kapta_tui.domain.text import counted
from kapta_tui.screens.playbook.jobs import Foreseen
from kapta_tui.widgets.cells import CellPart, Token, grouped
from kapta_tui.widgets.preview import BLANK, Fact

_CROSSING: Final = 100
_MOVERS: Final = 30
"""So many accounts are named."""

_TOKENS: Final[dict[str | None, Token]] = {"healthy": "good", "watch": "warn", "poor": "bad", None: "muted"}
_ARROWS: Final[dict[int, CellPart]] = {1: ("▲", "good"), -1: ("▼", "bad"), 0: ("◆", "muted")}


def facts(found: Foreseen) -> list[Fact]:
    """Return what the pane shows: what is wrong, else the bands, who crosses one, who moves most, what differs."""
    if found.told is None:
        said = [f"✗ {words}" for words in (*found.problems, *found.wrong.values())]
        return [_line((words, "bad")) for words in said]
    told = found.told
    shown = [*_bands(told), BLANK, *_crossing(told)]
    movers = [one for one in told.moving if not one.crosses]
    if movers:
        shown += [BLANK, _line(("Change most within their band", "strong")), *_accounts(movers, _MOVERS)]
    if found.differs:
        shown += [BLANK, _line(("What differs", "strong")), *(_line(words) for words in found.differs)]
    return shown


def title(told: WhatIf | None) -> str:
    """Return the title of the pane: "Portfolio 38 · mean 49.1 → 43.0"."""
    if told is None:
        return "Portfolio"
    before, after = told.means
    mean = "" if before is None or after is None else f" · mean {_tenth(before)} → {_tenth(after)}"
    return f"Portfolio {grouped(len(told.accounts))}{mean}"


def _bands(told: WhatIf) -> list[Fact]:
    lines = []
    for band, (before, after) in told.counts.items():
        if band is None and not before and not after:
            continue
        change = after - before
        parts: list[CellPart] = [
            (GLYPHS[band], _TOKENS[band]),
            f"{band_words(band)[1:]:<11}{grouped(before):>6} → {grouped(after)}",
        ]
        if change:
            parts.append((f"  {change:+}", "strong"))
        lines.append(_line(*parts))
    return lines


def _crossing(told: WhatIf) -> list[Fact]:
    head = sentence(crossing_words(told.crossing))
    return [_line((head, "strong")), *_accounts(told.crossing, _CROSSING)]


def _accounts(accounts: Sequence[Foretold], most: int) -> list[Fact]:
    lines = [_account(one) for one in accounts[:most]]
    if len(accounts) > most:
        lines.append(_line((f"… and {counted(len(accounts) - most, 'more account')}", "muted")))
    return lines


def _account(one: Foretold) -> Fact:
    before, after = _standing(one.before), _standing(one.after)
    change = "" if one.change is None else signed(one.change, 1)
    parts: list[CellPart] = [_ARROWS[one.direction] if one.crosses else " ", " ", *before, " → ", *after]
    return Fact("", ([*parts, (f"{change:>6} ", "muted"), one.name],), wide=True, hangs=True)


def _standing(one: Standing) -> list[CellPart]:
    score = "–" if one.score is None else str(one.score)
    return [f"{score:>3} ", (GLYPHS[one.band], _TOKENS[one.band])]


def _line(*parts: CellPart) -> Fact:
    return Fact("", (list(parts),), wide=True, hangs=True)


def about(draft: Draft, entry: Entry | None, code: str | None, label: str, weights: Sequence[Entry]) -> str:
    """Say below the values what the one under the cursor means; of a weight which part of the score it is."""
    if entry is None:
        return "All other rules: statuses, reasons, fields, plan sections, templates. The text is checked afterwards."
    words = [entry.meaning]
    if entry.keys[0] == "weights":
        whole = sum(int(draft.value(one, code)) for one in weights)
        value = int(draft.value(entry, code))
        if whole:
            words.append(f"{value} of {whole} is {rounded(Fraction(100 * value, whole), 0)}\u00a0%.")
    if code is not None and not draft.has_own(entry, code):
        words.append(f"{label} follows all types; another value is its own.")
    elif code is not None:
        words.append(f"{label} has a value of its own.")
    return " ".join(filter(None, words))


def _tenth(value: Fraction) -> Decimal:
    return Decimal(rounded(value, 1)).scaleb(-1)
