"""How the percent of a goal, an objective, an action or a section comes about (mission S3; features: row 88)."""

from __future__ import annotations

from collections.abc import Iterable

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planlevels import DEEPEST
from kapta_tui.domain.progress import Part, Progress
from kapta_tui.screens.account.plan.model import Heading, PlanSection, Row
from kapta_tui.screens.dialogs.explanation import Reasoning

_NAMED = 12
"""More actions than this are not named one by one."""

_TERMS = 10
"""More actions than this are not written out as a sum."""

_EQUAL = "Every action weighs the same, in a goal those of its objectives too; cancelled ones are left out."


def formula(sums: Progress, *, levels: int = DEEPEST) -> str:
    """Return the calculation in one line, shortened where it has many terms: "620 / 12 actions = 52 %".

    With one of `levels` goals serve as actions, and one without any waits for a report rather than for an action.
    """
    if levels == 1 and sums.percent is None:
        return "not reported yet"
    if len(sums.parts) > _TERMS:
        return f"{sums.total} / {len(sums.parts)} actions = {sums.percent} %"
    return sums.formula


def section_formula(section: PlanSection) -> str:
    """Return the calculation of a section, whose only work may be a goal that serves as an action."""
    words = formula(section.sums, levels=section.levels)
    work = [line for line in section.work if not line.is_cancelled]
    is_goal = len(work) == 1 and work[0].kind == "goals"
    return f"{section.sums.percent} % of its only goal" if is_goal else words


def reasoning(row: Row) -> Reasoning:
    """Return why the row stands at its percent: itself, and what it counts for."""
    if isinstance(row, Heading):
        return Reasoning(_title(row.section.sums.percent, row.section.label), tuple(_of_section(row.section)))
    return Reasoning(_title(row.line.percent, row.line.name), tuple(_of_line(row.line, row.section)))


def _title(percent: int | None, name: str) -> str:
    return f"Why {percent} %? · {name}" if percent is not None else f"Why no percent? · {name}"


def _of_section(section: PlanSection) -> Iterable[str]:
    yield _of_sum(section.label, section.sums, section_formula(section))
    for line in section.lines:
        if line.kind == "goals" and line.sums is not None:
            yield f"{line.name}: {formula(line.sums, levels=section.levels)}."
    yield "Of a section every action weighs the same, whatever goal it is for, and whatever is shown."


def _of_line(line: PlanLine, section: PlanSection) -> Iterable[str]:
    if line.kind == "tasks":
        yield "A task adds nothing to the percent of its action: that is what was last reported of the action."
        return
    if line.kind == "actions":
        yield _of_action(line)
    elif line.sums is not None:
        yield _of_sum(f"This {KINDS[line.kind].spoken}", line.sums, formula(line.sums, levels=section.levels))
        if not line.sums.parts and not line.is_completed and line.kind == "goals":
            yield "Without actions the percent is the one reported of the goal itself."
    due = "without a due day" if line.due is None else f"due on {line.due.isoformat()}"
    yield f"State: {line.state.words}, {due}."
    for above in section.lines:
        is_goal = above.kind == "goals" and above.id == line.goal_id
        is_step = above.kind == "objectives" and above.id == line.objective_id
        if (is_goal or is_step) and above.key != line.key and above.sums is not None:
            called = f"{KINDS[above.kind].spoken.capitalize()} {above.name}"
            yield _of_sum(called, above.sums, formula(above.sums, levels=section.levels))
    yield _EQUAL


def _of_action(line: PlanLine) -> str:
    if line.is_cancelled:
        return "It was cancelled and weighs nothing."
    if line.is_completed:
        return "It was completed and counts 100 %."
    if line.percent == 100:
        return "It was reported at 100 %, but only completing it closes it."
    return f"It was last reported at {line.percent} %." if line.percent else "No progress was reported yet."


def _of_sum(called: str, sums: Progress, said: str) -> str:
    if not sums.parts or len(sums.parts) > _NAMED:
        return f"{called}: {said}."
    return f"{called}: {said}: {', '.join(map(_term, sums.parts))}."


def _term(part: Part) -> str:
    return f"{part.name} {part.counted}{' (completed)' if part.is_completed else ''}"
