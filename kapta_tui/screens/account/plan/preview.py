"""What the pane beside the plan says about the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kapta_tui.data.read.account_page_look import PlanLook
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.progress import Progress
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.screens.account.plan.columns import AGAIN, INHERITED, LEFT_OUT, state_cell
from kapta_tui.screens.account.plan.model import SHOWS, Heading, Leaf, PlanSection, Row, fits
from kapta_tui.screens.account.plan.sums import formula, section_formula
from kapta_tui.screens.account.plan.words import left_out_words
from kapta_tui.screens.due import due_words
from kapta_tui.screens.plans.columns import bar
from kapta_tui.screens.plans.wish import SHOW_WORDS
from kapta_tui.screens.turning.words import origin_words
from kapta_tui.widgets.cells import Cell, CellPart, parts_of
from kapta_tui.widgets.preview import BLANK, Fact, fact, prose

_BAR = 18
"""Cells of a progress bar."""

_LEVELS = {1: "goals alone", 2: "goals and actions", 3: "goals, objectives and actions"}


def section_facts(head: Heading) -> list[Fact]:
    """Return the sheet of a section: how far it is, and how many actions each filter would show."""
    section = head.section
    work = list(section.work)
    counted: list[Cell] = [
        [str(sum(fits(line, show) for line in work)), (f" {SHOW_WORDS[show]}", "muted")] for show in SHOWS
    ]
    return [
        fact("Progress", *_sum(section.sums, section_formula(section))),
        fact("Goals", str(section.goals)),
        fact("Actions", *counted),
        BLANK,
        fact("Levels", [str(section.levels), (f" {_LEVELS[section.levels]}", "muted")]),
    ]


def facts(row: Leaf, look: PlanLook, today: date) -> list[Fact]:
    """Return the sheet of a goal, objective, action or task."""
    line = row.line
    found = [fact("", [*parts_of(state_cell(line, with_bar=False)), (f" · {line.owner}", "muted")])]
    if line.kind == "actions":
        found.append(fact("Done", [*bar(line.percent or 0, _BAR), f" {line.percent} %"]))
    elif line.sums is not None:
        found.append(fact("Done", *_sum(line.sums, formula(line.sums, levels=row.section.levels))))
    found += [fact("Dates", *_dates(line, look, today)), BLANK, *_above(line, row.section)]
    if line.origin is not None:
        found.append(fact("From", origin_words(line.origin)))
    if line.kind in ("goals", "actions"):
        found.append(fact("Report", _report(line, row.section)))
    if line.kind == "actions":
        found += [BLANK, *_tasks(line, look, row.section, today)]
    if look.recurrence:
        found.append(fact("Recurs", [(f"{AGAIN} ", "accent"), recurrence_words(look.recurrence)]))
    if look.players:
        found += [BLANK, fact("People", *look.players)]
    if look.note:
        found += [BLANK, prose("Note", look.note)]
        if look.noted_on is not None:
            found.append(fact("", (f"written {look.noted_on.isoformat()}", "muted")))
    if look.description:
        found += [BLANK, prose("About", look.description)]
    return found


def _sum(sums: Progress, words: str) -> tuple[Cell, ...]:
    """Return the percent and the calculation behind it in `words` (features: row 88)."""
    if sums.percent is None:
        return ((words, "muted"),)
    done: list[CellPart] = [*bar(sums.percent, _BAR), f" {sums.percent} %"]
    if not sums.parts and not sums.is_completed:
        return ([*done, (" (reported)", "muted")],)
    return done, (words, "muted")


def _dates(line: PlanLine, look: PlanLook, today: date) -> list[Cell]:
    lines: list[Cell] = []
    first = look.started_on or line.start
    if first is not None:
        lines.append([first.isoformat(), (" began" if look.started_on else " planned start", "muted")])
    if line.due is None:
        return [*lines, ("no due date", "muted")]
    due: list[CellPart] = [line.due.isoformat(), (" due", "muted")]
    if line.inherits_due:
        due.append((f" {INHERITED} with its action", "muted"))
    if not line.has_ended and line.due <= today:
        due += [" ", *parts_of(due_words(line.due, today))]
    return [*lines, due]


def _above(line: PlanLine, section: PlanSection) -> list[Fact]:
    """Return what the line stands below, with the percent of its goal and objective."""
    found = [fact("Section", section.label)]
    if section.account:
        found.insert(0, fact("Account", section.account))
    sums = {other.key: other for other in section.lines if other.kind in ("goals", "objectives")}
    for label, other in (("Goal", "goals"), ("Objective", "objectives")):
        above = next(
            (
                each
                for each in sums.values()
                if each.kind == other
                and each.key != line.key
                and each.id == (line.goal_id if other == "goals" else line.objective_id)
            ),
            None,
        )
        if above is not None and above.sums is not None:
            words = formula(above.sums, levels=section.levels)
            found.append(fact(label, above.name, *_sum(above.sums, words)))
    if line.action:
        found.append(fact("Action", line.action))
    return found


def _report(line: PlanLine, section: PlanSection) -> Cell:
    left_out = left_out_words(line, section)
    return (f"{LEFT_OUT} {left_out}", "muted") if left_out else "in the customer report"


def _tasks(line: PlanLine, look: PlanLook, section: PlanSection, today: date) -> list[Fact]:
    done = f"{look.done_tasks} done" if look.done_tasks else ""
    at = section.lines.index(line)
    tasks: Sequence[PlanLine] = section.lines[at + 1 : at + 1 + line.tasks]
    if not tasks:
        return [fact("Tasks", (done or "none yet", "muted"))]
    lines: list[Cell] = [_task(task, today) for task in tasks]
    if done:
        lines.append((done, "muted"))
    return [fact("Tasks", *lines)]


def _task(task: PlanLine, today: date) -> Cell:
    parts: list[CellPart] = ["○ ", task.name]
    if task.due is not None:
        parts += ["  ", *parts_of(due_words(task.due, today))]
    if task.inherits_due:
        parts.append((f" {INHERITED}", "muted"))
    if task.recurs:
        parts.append((f" {AGAIN}", "muted"))
    return [*parts, (f" · {task.owner}", "muted")]


def title_of(row: Row | None) -> str:
    """Return what the pane is called."""
    if row is None:
        return "Plan"
    return row.section.label if isinstance(row, Heading) else row.line.name
