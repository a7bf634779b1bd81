"""What changed the health of an account, and what would raise it, as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kapta_tui.cli.health.figures import exact
from kapta_tui.cli.health.told import Told
from kapta_tui.cli.output.table import grid_text
from kapta_tui.data.read.health.next import Advice, WhatNext
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.words import cause_label, change_words

Rows = Iterator[Sequence[str]]
_INDENT = "  "


def change_text(told: Told) -> str:
    """Return from what to what the score moved, the causes, "you changed" apart from the rules, and the main ones."""
    changed = told.change
    if changed is None:
        return "No earlier day of it is known.\n"
    start = f"{_since(told.period)}{changed.since}"
    if not changed.is_whole:
        start = f"Since {changed.since}, the oldest day known"
    before = "not scored" if changed.before.score is None else str(changed.before.score)
    now = "not scored" if told.why.health.scores.score is None else str(told.why.health.scores.score)
    head = f"{start}: {before} to {now}\n"
    if not told.causes:
        return head
    said = change_words([cause for cause, _ in told.causes])
    mainly = f"{_sentence(said)}.\n" if said else ""
    return f"{head}{grid_text(list(_causes(told)), right={0}, wraps=1)}{mainly}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _since(period: Period) -> str:
    """Return what stands before the day that is compared with."""
    return "Since the last QBR, " if period == Period() else "Since "


def _causes(told: Told) -> Rows:
    for by_rules, who in ((False, "You changed"), (True, "The rules changed")):
        mine = [(cause, change) for cause, change in told.causes if cause.by_rules == by_rules]
        if mine:
            yield _signed(told.changed(by_rules=by_rules)), who
            for cause, change in mine:
                yield _signed(change), f"{_INDENT}{cause_label(cause)}"


def _signed(change: Decimal | None) -> str:
    return "" if change is None else f"{change:+.4f}"


def ahead_text(ahead: WhatNext, keys: Mapping[str, str]) -> str:
    """Return the steps, each with its key in the app and below it its command line, then what has grown old."""
    steps = grid_text(list(_steps(ahead.steps, keys)), right={0, 1}, wraps=3) if ahead.steps else ""
    head = "What would raise it:\n" if ahead.steps else "Nothing that is known would raise it.\n"
    return "".join((head, steps, *(f"{_sentence(words)}.\n" for _, words in ahead.hints)))


def _steps(steps: Sequence[Advice], keys: Mapping[str, str]) -> Rows:
    yield "Gain", "Then", "Key", "Step"
    for advice in steps:
        step = advice.step
        yield (
            _signed(exact(step.gain)),
            str(step.shown_after),
            keys.get(step.command, ""),
            _sentence(advice.text),
        )
        yield "", "", "", f"{_INDENT}{step.shell}"
