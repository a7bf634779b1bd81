"""The plan as an outline: what is drawn of it, at which depth, what is folded and what a filter hides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.planlevels import drawn_depth
from kapta_tui.screens.account.plan.model import Heading, Leaf, Outlook, PlanSection, Row, counts_of, fits


def drawn(section: PlanSection) -> Iterator[tuple[PlanLine, int]]:
    """Yield what is drawn of a section with its depth: tasks one deeper than their action."""
    above = 0
    for line in section.lines:
        if line.kind == "tasks":
            yield line, above + 1
            continue
        depth = drawn_depth(section.levels, line.kind, line.depth)
        if depth is not None:
            above = depth
            yield line, depth


def chosen(section: PlanSection, show: Show) -> list[tuple[PlanLine, int]]:
    """Return what is drawn of a section under a filter.

    Actions that fit bring their goal and objective along as a frame; goals and objectives without actions are
    judged by themselves.
    """
    everything = list(drawn(section))
    if show is Show.ALL:
        return everything
    actions = [line for line, _ in everything if line.kind == "actions"]
    fitting = [line for line in actions if fits(line, show)]
    goals = {line.goal_id for line in fitting}
    objectives = {line.objective_id for line in fitting}
    with_actions = {line.goal_id for line in actions}, {line.objective_id for line in actions}
    for line, _ in everything:
        if line.kind == "objectives" and line.id not in with_actions[1] and fits(line, show):
            objectives.add(line.id)
            goals.add(line.goal_id)
    goals |= {
        line.id
        for line, _ in everything
        if line.kind == "goals" and line.id not in with_actions[0] and fits(line, show)
    }
    kept: list[tuple[PlanLine, int]] = []
    is_kept = False
    for line, depth in everything:
        if line.kind == "goals":
            is_kept = line.id in goals
        elif line.kind == "objectives":
            is_kept = line.id in objectives
        elif line.kind == "actions":
            is_kept = fits(line, show)
        if is_kept:
            kept.append((line, depth))
    return kept


def outline(sections: Sequence[PlanSection], outlook: Outlook) -> dict[int, Row]:
    """Return the rows by key, in order, as folded and filtered: each section's heading and what is below it."""
    rows: dict[int, Row] = {}
    for section in sections:
        show = outlook.show_of(section.key)
        kept = chosen(section, show)
        shown = sum(line.kind == "goals" for line, _ in kept)
        is_folded = outlook.is_folded(section.key, is_action=False) and bool(kept)
        rows[section.key] = Heading(section, counts_of(section.work), show, section.goals - shown, is_folded)
        if not is_folded:
            rows |= {leaf.key: leaf for leaf in _leaves(section, kept, outlook)}
    return rows


def _leaves(section: PlanSection, kept: Sequence[tuple[PlanLine, int]], outlook: Outlook) -> Iterator[Leaf]:
    hidden_below: int | None = None
    for place, (line, depth) in enumerate(kept):
        if hidden_below is not None and depth > hidden_below:
            continue
        hidden_below = None
        below = tuple(_below(kept, place))
        is_folded = bool(below) and outlook.is_folded(line.key, is_action=line.kind == "actions")
        if is_folded:
            hidden_below = depth
        yield Leaf(line, depth, section, is_folded, below)


def _below(kept: Sequence[tuple[PlanLine, int]], place: int) -> Iterator[PlanLine]:
    depth = kept[place][1]
    for line, other in kept[place + 1 :]:
        if other <= depth:
            return
        yield line


def parent_of(rows: Mapping[int, Row], key: int) -> int | None:
    """Return the key of the row that the row `key` stands below, None for a heading."""
    order = list(rows)
    row = rows.get(key)
    if not isinstance(row, Leaf):
        return None
    for other in reversed(order[: order.index(key)]):
        above = rows[other]
        if isinstance(above, Heading) or above.depth < row.depth:
            return other
    return None


def uncover(sections: Iterable[PlanSection], outlook: Outlook, key: int) -> bool:
    """Unfold and unfilter so that the line `key` is drawn; False when no section draws it."""
    for section in sections:
        above: list[PlanLine] = []
        for line, depth in drawn(section):
            above = [*above[:depth], line]
            if line.key == key:
                if key not in {kept.key for kept, _ in chosen(section, outlook.show_of(section.key))}:
                    outlook.shows.pop(section.key, None)
                outlook.fold(section.key, is_action=False, folded=False)
                for each in above[:-1]:
                    outlook.fold(each.key, is_action=each.kind == "actions", folded=False)
                return True
    return False


def steps_to(rows: Mapping[int, Row], sections: Iterable[PlanSection], key: int, step: int) -> int:
    """Return by how many places the line `key` has to move so that it passes its next neighbour that is drawn.

    `step` is -1 or 1; 0 means that no neighbour is drawn on that side. Neighbours have the same place to stand:
    goals their section, objectives their goal, actions their goal and objective.
    """
    row = rows.get(key)
    if not isinstance(row, Leaf):
        return 0
    alike = [
        line
        for section in sections
        if section.key == row.section.key
        for line in section.lines
        if _home(line) == _home(row.line)
    ]
    keys = [line.key for line in alike]
    at = keys.index(key)
    others = range(at + step, len(keys) if step > 0 else -1, step)
    return next((other - at for other in others if keys[other] in rows), 0)


def _home(line: PlanLine) -> tuple[str, int | None, int | None]:
    if line.kind == "goals":
        return "goals", None, None
    return line.kind, line.goal_id, line.objective_id if line.kind == "actions" else None
