"""The words of the portfolio pulse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kapta_tui.domain.health.bands import BANDS, GLYPHS
from kapta_tui.domain.money import format_money
from kapta_tui.screens.band import TOKENS, score_cell, score_parts
from kapta_tui.screens.severity import RISK, UNRATED, severity_token
from kapta_tui.widgets.cells import FILL, Cell, CellPart, parts_of
from kapta_tui.widgets.preview import BLANK, Fact, fact

if TYPE_CHECKING:
    from kapta_tui.data.read.money import Money
    from kapta_tui.data.read.pulse import Ending, Pulse
    from kapta_tui.domain.playbook import Playbook

_PER_LINE, _PER_LOW = 2, 3
"""Severities side by side, in columns or, in a low pane, close to each other."""


def facts(pulse: Pulse, playbook: Playbook, *, is_low: bool = False) -> list[Fact]:
    """Return the sheet of the pulse, for a low pane without blank lines between its groups."""
    mine: CellPart = (f" · {pulse.mine} yours", "muted")
    worth = [words_of(pulse.value)] if playbook.enabled("contracts") else []
    groups = [
        [fact("Accounts", [str(pulse.accounts), mine], *worth), fact("Health", _bands(pulse))],
        _fallen(pulse, is_low=is_low),
        [fact("Risks", *_risks(pulse, playbook, is_low=is_low))] if playbook.enabled("risks") else [],
        [_ending(band) for band in pulse.endings] if playbook.enabled("contracts") else [],
        _waiting(pulse, playbook, is_low=is_low),
    ]
    found: list[Fact] = []
    for group in filter(None, groups):
        found += [BLANK, *group] if found and not is_low else group
    return found


def _bands(pulse: Pulse) -> Cell:
    """Return "● 4 healthy ◐ 13 watch ○ 23 poor", and those that are not scored where there are some."""
    parts: list[CellPart] = []
    for band in (*BANDS, None):
        count = pulse.bands.get(band, 0)
        if band is not None or count:
            parts += [(f"{GLYPHS[band]} ", TOKENS[band]), f"{count} {band or 'not scored'} "]
    return parts


def _fallen(pulse: Pulse, *, is_low: bool) -> list[Fact]:
    """Return the accounts that lost most with what they have now, in a low pane the first one."""
    score = score_cell if is_low else score_parts
    lines: list[Cell] = [
        [(f"{one.delta:+d} ", "bad"), one.name, FILL, ("  ", "muted"), *parts_of(score(one.score, one.band))]
        for one in (pulse.fallen[:1] if is_low else pulse.fallen)
    ]
    return [Fact("Fallen", tuple(lines), hangs=True)] if lines else []


def _waiting(pulse: Pulse, playbook: Playbook, *, is_low: bool) -> list[Fact]:
    """Return overdue actions and cold accounts, in a low pane on one line."""
    cold = _count(pulse.cold, "account", "warn", "no account")
    if not playbook.enabled("plans"):
        return [fact("Cold", cold)]
    overdue = _count(pulse.overdue, "action", "bad", "no action")
    if is_low:
        return [fact("Overdue", [*parts_of(overdue), (" · cold: ", "muted"), *parts_of(cold)])]
    return [fact("Overdue", overdue), fact("Cold", cold)]


def words_of(money: Money) -> Cell:
    """Return sums per currency, never added across currencies."""
    if not money.sums:
        return ("no contract value", "muted")
    return _sums(money)


def _sums(money: Money) -> str:
    """Return the sums side by side: a plus between currencies would promise an addition."""
    return "  ".join(format_money(minor, currency) for currency, minor in money.sums)


def _risks(pulse: Pulse, playbook: Playbook, *, is_low: bool) -> tuple[Cell, ...]:
    if not pulse.risks:
        return (("none active", "good"),)
    lines: list[Cell] = []
    per_line, room = (_PER_LOW, 0) if is_low else (_PER_LINE, 10)
    for place in range(0, len(pulse.risks), per_line):
        parts: list[CellPart] = []
        for severity, count in pulse.risks[place : place + per_line]:
            label = playbook.label("severity", severity).lower() if severity else UNRATED
            parts.append((f"{RISK} ", severity_token(playbook, severity)))
            parts.append(f"{count} {label:<{room}} ")
        lines.append(parts)
    if pulse.at_stake.sums and playbook.enabled("contracts"):
        lines.append([_sums(pulse.at_stake), (" at stake", "muted")])
    return tuple(lines)


def _ending(band: Ending) -> Fact:
    label = f"≤ {band.days} d"
    if not band.count:
        return fact(label, ("no contract ends", "muted"))
    noun = "contract ends" if band.count == 1 else "contracts end"
    token: CellPart = (f"{band.count} {noun}", "warn") if band.days == 30 else f"{band.count} {noun}"
    return fact(label, [token, (f" · {_sums(band.value)}" if band.value.sums else "", "muted")])


def _count(count: int, noun: str, token: str, none: str) -> Cell:
    if not count:
        return (none, "good")
    words = f"{count} {noun}{'' if count == 1 else 's'}"
    return (words, "bad") if token == "bad" else (words, "warn")
