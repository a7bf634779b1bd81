"""What every template of a report may ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kapta_tui.data.read.records import View
from kapta_tui.data.read.risk_detail import RiskNote
from kapta_tui.data.read.riskportfolio import CLOSED_WITHIN, ENDS_WITHIN
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.data.read.riskviews import Tally
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.health import cost_words
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.risk import primary
from kapta_tui.reports import healthwords, planwords, tables
from kapta_tui.reports.escaping import Marked, plain
from kapta_tui.reports.words import day_words, money_words


def context(view: View) -> dict[str, Any]:
    """Return the names that templates use beside `report`, for who looks by which rules on which day."""
    words = _Words(view)
    return {
        "today": view.today,
        "label": view.playbook.label,
        "rating": words.rating,
        "priority": words.priority,
        "tally": words.tally,
        "state": words.state,
        "work_sums": words.work_sums,
        "primary": primary_words,
        "note_head": note_head,
        "noun": noun,
        "cost_words": cost_words,
        "ends_within": ENDS_WITHIN,
        "closed_within": CLOSED_WITHIN,
        "head": tables.head,
        "cells": tables.cells,
        "right": tables.Right,
        "bold": tables.bold,
        "dotted": dotted,
        **planwords.context(view),
        **healthwords.context(),
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """What is worded by the playbook or by the day."""

    view: View

    def rating(self, row: RiskRow) -> str:
        label = self.view.playbook.label
        severity = label("severity", row.severity) or "not set"
        return f"{severity} × {label('likelihood', row.likelihood) or 'not set'}"

    def priority(self, row: RiskRow) -> str:
        words = self.view.playbook.label("priority", row.priority) or "none"
        return f"{words} (set by hand)" if row.priority_by_hand else words

    def tally(self, found: Tally | None) -> str:
        if found is None or not found.count:
            return "·"
        return f"{found.count}, {money_words(found.value)}" if found.value.sums else str(found.count)

    def state(self, work: LinkedWork) -> str:
        if not work.is_open:
            return f"done {day_words(work.done_on)}"
        percent = f", {work.percent} %" if work.percent else ""
        return f"late{percent}" if work.is_overdue(self.view.today) else f"open{percent}"

    def work_sums(self, linked: Sequence[LinkedWork]) -> str:
        late = sum(work.is_overdue(self.view.today) for work in linked)
        still = sum(work.is_open for work in linked)
        return f"{still} open, {late} of them late; {len(linked) - still} done."


def primary_words(row: RiskRow) -> str:
    """Return the primary reason and how many more there are: "Sponsor lost +1"."""
    return " ".join(primary(row.reasons)).rstrip() or "—"


def dotted(*parts: str | bool) -> Marked:
    """Return what there is of `parts` on one line."""
    return Marked(" · ".join(plain(str(part)) for part in parts if part))


def note_head(note: RiskNote) -> Marked:
    """Return when a note was left, and by whom."""
    return Marked(f"**{note.date}**{f' · {plain(note.author)}' if note.author else ''}")


def noun(kind: str) -> str:
    """Return what one of a kind is called, at the start of a line: "Action"."""
    return KINDS[kind].noun.capitalize()
