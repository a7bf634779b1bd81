"""A risk as a sheet on its account's page: what its own page says, in short (features: row 37)."""

from __future__ import annotations

from kapta_tui.screens.risk.facts import lines
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risk.work import title
from kapta_tui.screens.risk.workcells import work_line
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.preview import BLANK, Fact, fact, spoken_by
from kapta_tui.widgets.written import first_lines, written

WORK = 5
"""Work named."""

NOTES = 3
"""Notes shown, and the lines of each."""

_IN_TITLE = ("account", "days_open")

NO_RISK = [Fact("", ("No active risk.", [("R", "accent"), ("  starts one", "muted")]), wide=True)]


def risk_facts(page: RiskPage) -> list[Fact]:
    """Return the fields of the risk but those that titles name, its work, its last notes and its details."""
    found: list[Fact] = []
    for line in lines(page):
        if line.field in _IN_TITLE:
            continue
        if line.label or not found:
            found.append(fact(line.label, line.value))
        else:
            last = found[-1]
            found[-1] = last._replace(lines=(*last.lines, line.value), hangs=True)
    found += _work(page) + _notes(page)
    if page.detail.details.strip():
        found += [BLANK, _head("Details", ""), *spoken_by(("risks", page.id), written(page.detail.details))]
    return found


def _work(page: RiskPage) -> list[Fact]:
    """Return the first of the work that addresses the risk, open first."""
    linked = page.detail.linked
    if "plans" in page.off or not linked:
        return []
    rows = [work_line(page.today, item) for item in linked[:WORK]]
    more: list[Cell] = [(f"and {len(linked) - WORK} more on its page", "muted")] if len(linked) > WORK else []
    heading = title(linked, page.today).removeprefix("Work").strip()
    return [BLANK, _head("Work", heading), Fact("", (*rows, *more), wide=True, hangs=True)]


def _notes(page: RiskPage) -> list[Fact]:
    """Return the last notes in short."""
    notes = page.detail.notes
    if not notes:
        return []
    found = [BLANK, _head("Notes", str(len(notes)))]
    for note in notes[:NOTES]:
        who = f" · {note.author}" if note.author else ""
        head: Cell = (f"{note.date.isoformat()}{who}", "muted")
        said = Fact("", tuple(first_lines(note.text, NOTES)), wide=True)
        found += [Fact("", (head,), wide=True), *spoken_by(("notes", note.id), [said])]
    return found


def _head(words: str, aside: str) -> Fact:
    return Fact("", ([(words, "strong"), (f"  {aside}" if aside else "", "muted")],), wide=True)
