"""The overview of risks: totals, how they were closed, and why there are any (features: rows 32 and 48)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.data.read.riskviewsreasons import Closed, ReasonCount
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.risks.columns import CLOSED_WORD
from kapta_tui.screens.risks.counted.lines import (
    WITH_ARCHIVED,
    Line,
    Part,
    bar,
    counted,
    empty,
    line,
    pair,
)
from kapta_tui.screens.risks.counted.loading import OverviewFound
from kapta_tui.screens.risks.counted.pane import Way
from kapta_tui.screens.risks.counted.people import load_part, worked_part
from kapta_tui.screens.risks.counted.terms import has, is_among
from kapta_tui.screens.risks.words import fitting, grouped
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import FILL, CellPart

_WHOLE: Final = "These are the risks that pass the filters; enter on a line lists those it counts."
_WORTH: Final = (
    " The contract value is that of the accounts affected, each counted once however many risks it had. The expected "
    "loss is that of the active risks: contract value × likelihood."
)
_PAST: Final = (
    "Closed risks are counted whether or not the quick filter shows active ones only, and those of archived accounts "
    "too, as lost ones are archived."
)
_PAST_WORTH: Final = " The amounts are the contract value of their accounts, each counted once."


def parts(found: OverviewFound, noun: str, off: frozenset[str]) -> list[Part]:
    """Return the sections; `noun` says which risks are shown, `off` are the features that are switched off."""
    with_money = "contracts" not in off
    return [
        _totals(found, noun, with_money=with_money, with_work="plans" not in off),
        _closed(found.closed, found.found.playbook, with_money=with_money),
        _reasons(found.reasons, noun),
        load_part(found.load, found.found.playbook, off),
        worked_part(found.outcomes),
    ]


def _totals(found: OverviewFound, noun: str, *, with_money: bool, with_work: bool) -> Part:
    totals = found.found.totals
    value, loss = (totals.value, totals.loss) if with_money else (NO_MONEY, NO_MONEY)
    counts = [(f"Risks {noun}", totals.count, Way(totals.count, ""))]
    if totals.active not in (0, totals.count):
        counts.append(("Active among them", totals.active, Way(totals.active, "", active=True)))
    if with_work:
        late, alone = sum(one.overdue for one in found.load), sum(one.unaddressed for one in found.load)
        counts += [
            ("With overdue work", late, Way(late, "overdue")),
            ("Unaddressed", alone, Way(alone, "unaddressed")),
        ]
    lines = [
        *(counted(label, count, totals.count, way) for label, count, way in counts),
        *(_sum(key, label, money) for key, label, money in _money(value, loss)),
    ]
    return Part(
        "totals",
        [("Totals", "strong")],
        lines,
        _WHOLE + (_WORTH if with_money else ""),
    )


def _money(value: Money, loss: Money) -> list[tuple[str, str, Money]]:
    found = [("value", "Contract value", value), ("loss", "Expected loss", loss)]
    return [one for one in found if one[2].sums]


def _sum(key: str, label: str, money: Money) -> Line:
    def draw(width: int, _: int | None) -> Sequence[CellPart]:
        return pair(label, fitting(money, width - len(label) - 2))

    return line(key, draw, [label, sums_words(money)])


def _closed(ended: Sequence[Closed], playbook: Playbook, *, with_money: bool) -> Part:
    count = sum(one.count for one in ended)
    most = max((one.count for one in ended), default=0)
    lines = [
        counted(
            _capital(playbook.label("risk_status", one.status).removeprefix(CLOSED_WORD)),
            one.count,
            most,
            Way(one.count, f"{has('status', one.status)} {WITH_ARCHIVED}", active=False),
            one.value if with_money else None,
            one.status,
        )
        for one in ended
    ]
    return Part(
        "closed",
        [("Closed ", "strong"), (grouped(count), "strong"), FILL, ("with archived accounts ", "muted")],
        lines if count else [empty("None of these was closed.")],
        _PAST + (_PAST_WORTH if with_money else ""),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _reasons(found: Sequence[ReasonCount], noun: str) -> Part:
    most = max((one.any for one in found), default=0)
    return Part(
        "reasons",
        [(f"Reasons {len(found)}", "strong"), FILL, (_head(), "muted")],
        [_reason(one, most) for one in found] or [empty(f"No risk is {noun}, so there is no reason.")],
        "Every risk has one primary reason, the first of its reasons, and counts under “any” for each of them: "
        "the primary ones add up to the risks, the others to more.",
    )


_COUNT, _BAR = 4, 7
"""Cells of a number, and of the bar beside it."""


def _head() -> str:
    return f"{'primary':>{_COUNT + _BAR + 1}} {'any':>{_COUNT + _BAR + 1}} "


def _reason(one: ReasonCount, most: int) -> Line:
    def draw(width: int, stop: int | None) -> Sequence[CellPart]:
        found: list[CellPart] = [one_line(one.label), FILL]
        for place, number in enumerate((one.primary, one.any)):
            mark = "▸" if stop == place else " "
            found += [
                (f"{mark}{grouped(number):>{_COUNT - 1}}", "strong" if stop == place else "muted"),
                " ",
                (bar(number, most, _BAR), "accent" if place else "warn"),
                " ",
            ]
        return found

    value = one.code or one.label
    ways = (Way(one.primary, is_among("primary_reason", value)), Way(one.any, is_among("reason", value)))
    return line(one.code or one.label, draw, [one.label, str(one.primary), str(one.any)], *ways)
