"""What the plan of an account says around its lines: title, headings, status, why it is empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.plan.model import Counts, Heading, Leaf, PlanSection, Row, counts_of
from kapta_tui.screens.plans.wish import SHOW_WORDS
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.turning.words import origin_line
from kapta_tui.widgets.cells import FILL, HOLD, Cell, CellPart, fit, parts_of, plain
from kapta_tui.widgets.empty import EmptyPane

OPEN, CLOSED = "⊟", "⊞"
"""Before a line with something below it, shown or hidden."""

_STEPS = ((0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (2, 3), (3, 3))
"""How far the counts of a section and what its filter says are shortened, in steps until there is room."""


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

    The words are shorter where there is no room for all, at last the label; how far it is stays whole.
    """
    section = head.section
    triangle = " " if not section.lines else CLOSED if head.is_folded else OPEN
    before: list[CellPart] = [
        (f"{triangle} ", "accent"),
        *([(f"{RISK} ", section.risk)] if section.risk else []),
    ]
    label = one_line(f"{section.account} · {section.label}" if section.account else section.label)
    if not section.goals:
        return [*before, (label, "accent"), "  ", (f"no goal yet · {new_key} adds one", "muted")]
    counted, aside = _shortened(head, width - cell_len(plain(before)) - cell_len(label), filter_key)
    behind: list[CellPart] = [HOLD, "  ", *counted]
    if not aside:
        return [*before, (label, "accent"), *behind]
    room = width - cell_len(plain([*before, *counted])) - cell_len(aside) - 3
    name = "".join(text for text, _ in fit([label], min(cell_len(label), max(1, room))))
    return [*before, (name, "accent"), "  ", *counted, FILL, (aside, "warn")]


def _shortened(head: Heading, room: int, filter_key: str) -> tuple[list[CellPart], str]:
    """Return the counts and what the filter does in `room` cells with their gaps, in the shortest words at last."""
    counted, aside = _counted(head, 0), ""
    for counts, words in _STEPS:
        counted, aside = _counted(head, counts), filter_words(head, filter_key, words)
        if 2 + cell_len(plain(counted)) + (1 + cell_len(aside) if aside else 0) <= room:
            break
    return counted, aside


def aside_of(head: Heading, width: int, filter_key: str) -> str:
    """Return what the line of a section says of its filter in `width` cells."""
    if not head.is_filtered:
        return ""
    return plain(list(parts_of(heading(head, width, new_key="", filter_key=filter_key)))[-1])


def _counted(head: Heading, shortened: int) -> list[CellPart]:
    """Return how far a section is: 0 in full, 1 without its goals, 2 as "3/5", 3 as its percent alone."""
    counts, percent = head.counts, head.section.sums.percent
    if shortened > 2 and percent is not None:
        return [(f"{percent} %", "strong")]
    words = _done_words(counts)
    if shortened > 1 and counts.total:
        words = [f"{counts.done}/{counts.total}"]
    if not shortened or not words:
        words = [_many(head.section.goals, "goals"), *words]
    found: list[CellPart] = [] if percent is None else [(f"{percent} %", "strong"), (" · ", "muted")]
    found.append((" · ".join(words), "muted"))
    if counts.late:
        found += [(" · ", "muted"), (f"{counts.late} late", "bad")]
    return found


def filter_words(head: Heading, filter_key: str, shortened: int = 0) -> str:
    """Return "showing active · 3 goals hidden · f", empty where everything is shown.

    It is `shortened` to "active · 3 hidden · f" by 1, to "active · 3 hidden" by 2, to "active" by 3.
    """
    if not head.is_filtered:
        return ""
    shows = SHOW_WORDS[head.show] if shortened else f"showing {SHOW_WORDS[head.show]}"
    hidden = str(head.hidden) if shortened else _many(head.hidden, "goals")
    hides = [f"{hidden} hidden"] if head.hidden and shortened < 3 else []
    return " · ".join([shows, *hides, *([filter_key] if shortened < 2 else [])])


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
