"""Setting a goal with an action: the goal, then the action without which it does not count (domain.md 4.2)."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import NamedTuple

from kapta_tui.data.read.health.next import what_next
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, ids, records
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.plans.goals import new_goal


class _Lack(NamedTuple):
    """What an audience is without: a goal in `section`, or an action of its open `goal`, where there is one."""

    section: str
    goal: str | None


def cover(screen: BaseScreen, account: int, audience: str) -> None:
    """Ask for what `audience`, customer or internal, lacks at `account`: a goal, or an action of the goal there is.

    A goal that is made here and has no action yet is followed by the form of one.
    """

    def look(connection: sqlite3.Connection) -> _Lack | None:
        return lacking(
            connection, View(screen.shell.today, screen.shell.user, current(connection)), account, audience
        )

    def begin(lack: _Lack | None, *, is_made: bool = False) -> None:
        if lack is not None and lack.goal is not None:
            editing.add(screen, "actions", account=account, given={"goal": lack.goal})
        elif lack is not None and not is_made:
            new_goal(screen, account, section=lack.section, then=lambda _: go_on())

    def go_on() -> None:
        screen.ask_to_open("made goal", look, partial(begin, is_made=True))

    screen.ask_to_open("goal to act on", look, begin)


def lacking(connection: sqlite3.Connection, view: View, account: int, audience: str) -> _Lack | None:
    """Return what keeps `account` without an active goal for `audience`, None where it has one with an action.

    Raises:
        NotFound: the account is gone.
    """
    playbook = view.playbook
    steps = what_next(connection, account, view.today, playbook).steps
    if not any((one.step.item, one.step.part) == ("coverage", audience) for one in steps):
        return None
    sections = [one for one in playbook.sections if one.audience == audience]
    codes = {one.code for one in sections}
    held = records(
        connection,
        "goals",
        view,
        ids(connection, "goals", view, account=account),
        ("name", "section", "completed_at"),
    )
    # No open one of them has an action, or the step would not be there; the newest is what the user began last.
    goals = [str(one["name"]) for one in held if one["section"] in codes and one["completed_at"] is None]
    section = next(one.code for one in sections if not one.retired)
    return _Lack(section, goals[-1] if goals else None)
