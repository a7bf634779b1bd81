"""Asks what addresses a risk, and links it."""

from __future__ import annotations

from functools import partial

from kapta_tui.data.read.linkable import Linkable, linkable
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import PickOption
from kapta_tui.screens.dialogs.choose import Choose, Chosen
from kapta_tui.screens.risk import jobs


def address(screen: BaseScreen, risk: int) -> None:
    """Ask which open work of the account addresses the risk; a name that nothing bears becomes a task for it."""

    def show(found: tuple[str, tuple[Linkable, ...]]) -> None:
        account, offered = found
        hint = "" if offered else "no work is open; the name of a new task"
        options = [_option(item) for item in offered]
        dialog = Choose(f"Addressed by… · {account}", options, noun="task", placeholder=hint)
        screen.app.push_screen(dialog, take)

    def take(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.new and not chosen.keys:
            editing.run(screen, editing_jobs.add_work("tasks", {"name": chosen.new}, risk=risk))
        else:
            work = [_named(key) for key in chosen.keys]
            editing.run(screen, jobs.address(risk, work, addressed=True, task=chosen.new))

    screen.ask_to_open("addressed by", partial(linkable, risk=risk), show)


def add_task(screen: BaseScreen, risk: int, account: int) -> None:
    """Ask for a task that addresses the risk."""
    writes = partial(editing_jobs.add_work, "tasks", risk=risk)
    editing.add(screen, "tasks", account=account, writes=writes)


def _option(item: Linkable) -> PickOption:
    due = f"due {item.due}" if item.due else ""
    aside = " · ".join(filter(None, (KINDS[item.kind].spoken, item.below, due)))
    return PickOption(f"{item.kind}:{item.id}", item.name, aside)


def _named(key: str) -> editing_jobs.Named:
    kind, _, number = key.partition(":")
    return kind, int(number)
