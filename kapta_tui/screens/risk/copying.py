"""A risk as plain text, for the clipboard."""

from __future__ import annotations

from kapta_tui.data.read.risk_detail import PriorRisk, RiskNote
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import clean
from kapta_tui.screens.record.lines import words
from kapta_tui.screens.risk.facts import lines
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.widgets.cells import plain


def as_text(page: RiskPage) -> str:
    """Return all that the page shows: fields, details, notes, work and prior risks."""
    parts = ["\n".join(f"{line.label or ' ':<14} {words(line)}" for line in lines(page))]
    detail = page.detail
    if detail.details:
        parts.append(f"Details\n{clean(detail.details)}")
    parts.extend(map(_note, detail.notes))
    if detail.linked and "plans" not in page.off:
        parts.append("\n".join(["Addressed by", *map(_work, detail.linked)]))
    if detail.prior:
        parts.append("\n".join(["Prior risks", *map(_prior, detail.prior)]))
    return "\n\n".join(parts) + "\n"


def _note(note: RiskNote) -> str:
    who = f" by {note.author}" if note.author else ""
    return f"Note of {note.date}{who}\n{clean(note.text)}"


def _work(item: LinkedWork) -> str:
    done = f" (done {item.done_on})" if item.done_on else ""
    return plain(f"- {KINDS[item.kind].label}: {item.name}{done}")


def _prior(risk: PriorRisk) -> str:
    how = f": {', '.join(risk.resolutions)}" if risk.resolutions else ""
    return plain(f"- {risk.opened_at} to {risk.closed_at}, {', '.join(risk.reasons)}{how}")
