"""What the plan of an account says around its lines: title, headings, status, why it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.plan.model import Counts, Heading, Leaf, PlanSection, Row, counts_of
from kapta_tui.screens.plans.wish import SHOW_WORDS
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.turning.words import origin_line
from kapta_tui.widgets.cells import FILL, Cell, CellPart, plain
from kapta_tui.widgets.empty import EmptyPane

OPEN, CLOSED = "▾", "▸"
"""Before a line with something below it, shown or hidden."""

_SHORTEST = 2
"""So many times the counts of a section are shortened."""


def title(sections: Sequence[PlanSection]) -> str:
    """Return "Plan 3 goals · 5 of 12 actions done · 2 late"."""
    goals = sum(section.goals for section in sections)
    if not goals:
        return "Plan"
    counts = sum((counts_of(section.work) for section in sections), Counts())
    late = [f"{counts.late} late"] if counts.late else []
    return " · ".join([f"Plan {_many(goals, 'goals')}", *_done_words(counts), *late])


def heading(head: Heading, width: int, *, new_key: str, filter_key: str) -> Cell:
    """Return the line of a section in `width` cells: its label, how far it is, its counts, what a filter does.

    The words are shorter where there is no room for all.
    """
    section = head.section
    account = f"{section.account} · " if section.account else ""
    triangle = " " if not section.lines else CLOSED if head.is_folded else OPEN
    parts: list[CellPart] = [
        (f"{triangle} ", "accent"),
        *([(f"{RISK} ", section.risk)] if section.risk else []),
        (one_line(f"{account}{section.label}"), "accent"),
        "  ",
    ]
    if not section.goals:
        return [*parts, (f"no goal yet · {new_key} adds one", "muted")]
    aside = filter_words(head, filter_key)
    behind: list[CellPart] = [FILL, (aside, "warn")] if aside else []
    whole = parts
    for shortened in range(_SHORTEST + 1):
        whole = [*parts, *_counted(head, shortened)]
        if cell_len(plain(whole)) + (len(aside) + 1 if aside else 0) <= width:
            break
    return [*whole, *behind]


def _counted(head: Heading, shortened: int) -> list[CellPart]:
    """Return how far a section is, shortened in steps up to `_SHORTEST`."""
    counts, percent = head.counts, head.section.sums.percent
    words = _done_words(counts)
    if shortened == _SHORTEST and counts.total:
        words = [f"{counts.done}/{counts.total}"]
    if not shortened or not words:
        words = [_many(head.section.goals, "goals"), *words]
    found: list[CellPart] = [] if percent is None else [(f"{percent} %", "strong"), (" · ", "muted")]
    found.append((" · ".join(words), "muted"))
    if counts.late:
        found += [(" · ", "muted"), (f"{counts.late} late", "bad")]
    return found


def filter_words(head: Heading, filter_key: str) -> str:
    """Return "showing active · 3 goals hidden · f", empty where everything is shown."""
    if head.show is Show.ALL:
        return ""
    hidden = [f"{_many(head.hidden, 'goals')} hidden"] if head.hidden else []
    return " · ".join([f"showing {SHOW_WORDS[head.show]}", *hidden, filter_key])


def below_words(leaf: Leaf) -> str:
    """Return what a folded goal or objective hides, as "2 objectives, 5 actions, 1 late"; of an action its tasks."""
    if leaf.is_action:
        return _many(len(leaf.below), "tasks")
    counted = [
        _many(count, kind)
        for kind in ("objectives", "actions")
        if (count := sum(line.kind == kind for line in leaf.below))
    ]
    late = sum(line.state.is_late for line in leaf.below if line.kind == "actions")
    return ", ".join([*counted, *([f"{late} late"] if late else [])])


def status_words(row: Row | None) -> Iterable[str]:
    """Yield what the border says of the line under the cursor."""
    if not isinstance(row, Leaf):
        return
    line = row.line
    if row.is_folded:
        yield f"{below_words(row)} below"
    if line.inherits_due:
        yield f"due with its action '{one_line(line.action)}'"
    if line.recurs:
        yield "recurs"
    left_out = left_out_words(line, row.section)
    if left_out:
        yield left_out
    if "risk" in line.marks:
        yield "addresses a risk"
    origin = origin_line(line.origin)
    if origin:
        yield origin


def left_out_words(line: PlanLine, section: PlanSection) -> str:
    """Return why a line is not in the customer report, empty where it is, or is a task, which never is."""
    if line.kind == "tasks":
        return ""
    if not line.in_report:
        return "left out of the customer report"
    goal = next((each for each in section.lines if each.kind == "goals" and each.id == line.goal_id), None)
    if goal is not None and not goal.in_report:
        return "left out of the customer report with its goal"
    own = [each for each in section.lines if each.kind == "actions" and each.objective_id == line.id]
    if line.kind == "objectives" and own and not any(each.in_report for each in own):
        return "left out of the customer report with its actions"
    return ""


def nothing(keys: Mapping[str, str]) -> Content:
    """Return why an empty plan is empty and which keys fill it."""
    new, goal = (show_key(keys[name].split(",")[0]) for name in ("list.new", "plans.goal"))
    return EmptyPane.words(
        "No goal yet.",
        (new, "adds one"),
        (goal, "plans one: in a form, as an outline or from a template"),
    )


def _done_words(counts: Counts) -> list[str]:
    if not counts.total:
        return []
    return [f"{counts.done} of {counts.total} action{'' if counts.total == 1 else 's'} done"]


def _many(count: int, kind: str) -> str:
    return KINDS[kind].counted(count)
