"""The outline of a plan: what is drawn at which level, folded and filtered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.domain.playbook.default import default
from kapta_tui.domain.progress import progress
from kapta_tui.screens.account.plan.columns import columns_for, empty_columns
from kapta_tui.screens.account.plan.model import SHOWS, Heading, Leaf, Outlook, PlanSection, counts_of, fits
from kapta_tui.screens.account.plan.outline import outline, parent_of, steps_to, uncover
from kapta_tui.screens.account.plan.sections import sections_of
from kapta_tui.screens.account.plan.sums import formula, section_formula
from kapta_tui.screens.account.plan.words import aside_of, heading
from kapta_tui.widgets.cells import fit, parts_of, plain

_CODES = ("not_started", "in_progress", "on_hold", "completed", "cancelled")
_ENDED = ("completed", "cancelled")


def action(number: int, goal: int, objective: int | None, code: str, percent: int) -> PlanLine:
    """Return an action; one that is on its way with 100 % stands at "not closed"."""
    full = Stage.FULL if percent == 100 else Stage.IN_PROGRESS
    stage = Stage.DONE if code in _ENDED else Stage.NOT_STARTED if code == "not_started" else full
    return PlanLine(
        kind="actions", id=number, account_id=1, depth=1 if objective is None else 2, name=f"a{number}",
        section="customer", goal_id=goal, objective_id=objective, percent=percent, status=code,
        is_completed=code == "completed", state=PlanState(stage),
    )  # fmt: skip


def line(kind: str, number: int, goal: int, depth: int, objective: int | None = None) -> PlanLine:
    """Return a goal, objective or task that nobody began."""
    return PlanLine(
        kind=kind, id=number, account_id=1, depth=depth, name=f"{kind}{number}", section="customer",
        goal_id=goal, objective_id=objective, state=PlanState(Stage.NOT_STARTED),
    )  # fmt: skip


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlanLine, ...]:
    """Draw up to four goals with objectives, actions and tasks, as they are read."""
    found: list[PlanLine] = []
    numbers = iter(range(1, 1000))

    def actions(goal: int, objective: int | None) -> None:
        for _ in range(draw(st.integers(0, 3))):
            percent = draw(st.sampled_from((0, 40, 100)))
            made = action(next(numbers), goal, objective, draw(st.sampled_from(_CODES)), percent)
            found.append(made)
            found.extend(line("tasks", next(numbers), goal, 9) for _ in range(draw(st.integers(0, 2))))

    for _ in range(draw(st.integers(0, 4))):
        goal = next(numbers)
        found.append(line("goals", goal, goal, 0))
        for _ in range(draw(st.integers(0, 2))):
            objective = next(numbers)
            found.append(line("objectives", objective, goal, 1, objective))
            actions(goal, objective)
        actions(goal, None)
    return tuple(found)


def section(lines: tuple[PlanLine, ...], levels: int = 3) -> PlanSection:
    """Return a section of these lines."""
    return PlanSection(-1, 1, "customer", "Goals", levels, lines)


def leaves(found: PlanSection, outlook: Outlook) -> list[Leaf]:
    """Return what is drawn below the heading."""
    return [row for row in outline([found], outlook).values() if isinstance(row, Leaf)]


def opened(lines: tuple[PlanLine, ...]) -> Outlook:
    """Return an outlook on which nothing is folded."""
    return Outlook(unfolded={each.key for each in lines if each.kind == "actions"})


@given(lines=plans(), levels=st.integers(1, 3))
def test_every_action_and_task_is_drawn_exactly_once_at_every_level(
    lines: tuple[PlanLine, ...], levels: int
) -> None:
    drawn = leaves(section(lines, levels), opened(lines))
    wanted = [each for each in lines if levels == 3 or each.kind != "objectives"]
    assert [leaf.line for leaf in drawn] == wanted
    deepest = max((leaf.depth for leaf in drawn if leaf.line.kind != "tasks"), default=0)
    assert deepest <= levels - 1
    for above, leaf in pairwise(drawn):
        assert leaf.depth <= above.depth + 1
        if leaf.line.kind == "tasks":
            assert leaf.depth > 0


@given(lines=plans(), levels=st.integers(1, 3), show=st.sampled_from(SHOWS))
def test_a_filter_shows_the_actions_that_fit_with_what_they_stand_below(
    lines: tuple[PlanLine, ...], levels: int, show: Show
) -> None:
    outlook = opened(lines)
    outlook.shows[-1] = show
    rows = outline([section(lines, levels)], outlook)
    drawn = [row.line for row in rows.values() if isinstance(row, Leaf)]
    actions = [each for each in drawn if each.kind == "actions"]
    assert actions == [each for each in lines if each.kind == "actions" and fits(each, show)]
    goals = {each.id for each in drawn if each.kind == "goals"}
    assert {each.goal_id for each in drawn} <= goals
    head = rows[-1]
    assert isinstance(head, Heading)
    assert head.hidden == sum(each.kind == "goals" for each in lines) - len(goals)
    assert head.counts == counts_of(section(lines, levels).work)


@given(lines=plans(), levels=st.integers(1, 3), data=st.data())
def test_folding_hides_all_that_is_below_and_nothing_else(
    lines: tuple[PlanLine, ...], levels: int, data: st.DataObject
) -> None:
    outlook = opened(lines)
    before = leaves(section(lines, levels), outlook)
    foldable = [leaf for leaf in before if leaf.below]
    if not foldable:
        return
    leaf = data.draw(st.sampled_from(foldable))
    outlook.fold(leaf.key, is_action=leaf.is_action, folded=True)
    after = leaves(section(lines, levels), outlook)
    assert [each.key for each in before if each.line not in leaf.below] == [each.key for each in after]
    hidden = data.draw(st.sampled_from(leaf.below))
    assert uncover([section(lines, levels)], outlook, hidden.key)
    rows = outline([section(lines, levels)], outlook)
    at: int | None = hidden.key
    while at is not None and at != leaf.key:
        at = parent_of(rows, at)
    assert at == leaf.key


def test_a_line_moves_past_the_next_one_that_is_drawn() -> None:
    codes = ("in_progress", "completed", "completed", "in_progress")
    acts = tuple(action(number, 1, None, code, 0) for number, code in enumerate(codes, start=2))
    found = section((line("goals", 1, 1, 0), *acts))
    outlook = Outlook(shows={-1: Show.OPEN})
    rows = outline([found], outlook)
    assert steps_to(rows, [found], acts[0].key, 1) == 3
    assert steps_to(rows, [found], acts[3].key, -1) == -3
    assert steps_to(rows, [found], acts[0].key, -1) == 0
    rows = outline([found], Outlook())
    assert steps_to(rows, [found], acts[0].key, 1) == 1
    assert steps_to(rows, [found], acts[3].key, 1) == 0


def test_in_one_level_a_goal_without_actions_counts_as_one() -> None:
    reached = replace(line("goals", 1, 1, 0), is_completed=True, percent=100, state=PlanState(Stage.DONE))
    late = replace(line("goals", 2, 2, 0), state=PlanState(Stage.NOT_STARTED, 4))
    lines = (reached, late)
    counts = counts_of(section(lines, 1).work)
    assert (counts.total, counts.done, counts.late) == (2, 1, 1)
    assert section(lines, 1).sums.formula == "(100 + 0) / 2 = 50 %"
    assert counts_of(section(lines, 3).work).total == 0


def test_sections_come_in_the_order_of_the_playbook_retired_ones_only_with_goals() -> None:
    playbook = default()
    old = playbook.sections[0]._replace(code="old", label="Old", retired=True)
    playbook = playbook._replace(sections=(old, *playbook.sections))
    found = sections_of(7, [line("goals", 1, 1, 0)], playbook)
    assert [each.code for each in found] == ["customer", "internal"]
    moved = replace(line("goals", 2, 2, 0), section="old")
    lost = replace(line("goals", 3, 3, 0), section="gone")
    found = sections_of(7, [moved, lost], playbook)
    assert [each.code for each in found] == ["old", "customer", "internal", "gone"]
    assert len({each.key for each in found}) == 4
    assert sections_of(7, [], playbook) == []


@pytest.mark.parametrize("width", [30, 44, 60, 76, 110])
@pytest.mark.parametrize("show", [Show.ALL, Show.COMPLETED, Show.FULL])
def test_the_line_of_a_section_keeps_its_percent_whatever_else_is_shortened(width: int, show: Show) -> None:
    goals = tuple(line("goals", number, number, 0) for number in range(1, 12))
    found = replace(
        section((*goals, action(90, 1, None, "in_progress", 75))), label="The customer's own goals"
    )
    head = outline([found], Outlook(shows={-1: show}))[-1]
    assert isinstance(head, Heading)
    parts = parts_of(heading(head, width, new_key="n", filter_key="f"))
    drawn = "".join(text for text, _ in fit(parts, width))
    assert "75 %" in drawn
    assert cell_len(drawn) == width
    aside = aside_of(head, width, "f")
    assert drawn.rstrip().endswith(aside)
    assert bool(aside) == (show is not Show.ALL)
    assert "11 goals" in drawn or width < 110


def test_columns_that_say_nothing_are_left_out_and_others_as_wide_as_what_they_say() -> None:
    goal = replace(line("goals", 1, 1, 0), owner="root")
    assert empty_columns([goal]) == {"players", "start", "due"}
    late = replace(goal, due=date(2026, 11, 18), state=PlanState(Stage.NOT_STARTED, 3))
    assert empty_columns([goal, late]) == {"players", "start"}
    columns = {column.key: column for column in columns_for([goal, late], date(2026, 11, 21), is_narrow=True)}
    assert (columns["due"].width, columns["owner"].maximum) == (len("3 d late"), len("Owner"))
    leaf = Leaf(late, 0, section((late,)))
    assert [plain(columns[key].cell(leaf)) for key in ("state", "due")] == ["! late", "3 d late"]
    unbegun = Leaf(replace(late, state=PlanState(Stage.START_PASSED, 3)), 0, section((late,)))
    assert plain(columns["state"].cell(unbegun)) == "! unbegun"


def test_a_goal_that_serves_as_an_action_waits_for_a_report_not_for_an_action() -> None:
    goal = replace(line("goals", 1, 1, 0), sums=progress([]))
    assert formula(progress([]), levels=1) == "not reported yet"
    assert formula(progress([]), levels=3) == "no action yet"
    assert section_formula(section((goal,), 1)) == "0 % of its only goal"
    assert (
        section_formula(section((goal, action(2, 1, None, "in_progress", 40)))) == "40 % of its only action"
    )
