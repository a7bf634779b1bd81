"""What Enter does to a field of an action: changes it in place, or goes where it leads (features: row 87)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kapta_tui.data.read.search import Hit
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.action.asking import link_players
from kapta_tui.screens.action.loading import ActionPage
from kapta_tui.screens.action.why import reasoning
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.screens.record.onefield import edit_field
from kapta_tui.screens.record.people import ask_person

if TYPE_CHECKING:
    from kapta_tui.screens.action.screen import ActionScreen


def change(screen: ActionScreen, page: ActionPage, line: Line) -> None:
    """Do what Enter does to `line`."""
    ways: Mapping[Way, Callable[[], object]] = {
        Way.ACCOUNT: screen.action_account,
        Way.CHOOSE: screen.action_plans_status,
        Way.REPORT: screen.action_plans_progress,
        Way.TURN: screen.action_plans_in_report,
        Way.PERSON: partial(_assign, screen, page),
        Way.FORM: partial(edit_field, screen, "actions", page.id, line.field),
        Way.PLAYERS: partial(link_players, screen, page.id, page.playbook),
        Way.FOLLOW: partial(_follow, screen, page, line),
        Way.WHY: partial(explain, screen, page, line.field),
    }
    ways[line.way]()


def explain(screen: ActionScreen, page: ActionPage, field: str) -> None:
    """Show what a field follows from."""
    screen.app.push_screen(Explanation(reasoning(page, field)))


def _assign(screen: ActionScreen, page: ActionPage) -> None:
    """Pick whose the action is."""

    def save(person: str | None) -> None:
        editing.run(screen, editing_jobs.edit("actions", page.id, {"owner": person}, page.full.version))

    ask_person(screen, f"Owner · {page.row.name}", page.row.owner, page.owner_named, save)


def _follow(screen: ActionScreen, page: ActionPage, line: Line) -> None:
    """Go to what the action was made from, to a risk it addresses, or to its done tasks."""
    origin = page.full.origin
    if line.field == "tasks":
        task = page.full.done[0]
        screen.shell.show_record(_hit(page, "tasks", task.id, task.name))
    elif line.field == "risk":
        risk = page.full.risks[line.place]
        screen.shell.show_record(_hit(page, "risks", risk.id, risk.opened_at))
    elif origin is not None:
        screen.shell.show_record(_hit(page, origin.kind, origin.id, origin.name))


def _hit(page: ActionPage, kind: str, number: int, name: str) -> Hit:
    return Hit(kind, number, name, "", page.row.account_id, page.row.account)
