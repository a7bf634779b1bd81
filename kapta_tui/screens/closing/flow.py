"""Closing risks: which status, which resolutions (domain.md 3.1: those of the reasons, the universal ones)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kapta_tui.data.read import risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.risk import foreign_resolutions, is_closed
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import jobs

Offered = dict[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Closing:
    """What the form needs."""

    offered: Offered
    title: str
    foreign: Mapping[int, frozenset[str]]
    """By risk the codes of resolutions on offer that belong to the reasons of other risks only."""

    def details(self) -> dict[str, str]:
        """Return by label of how many risks a resolution is one, where it is not one of all."""
        total = len(self.foreign)
        return {
            choice.label: f"for {fits} of {total}"
            for choice in self.offered["resolutions"]
            if (fits := sum(choice.code not in others for others in self.foreign.values())) < total
        }


def look(
    connection: sqlite3.Connection, chosen: Sequence[int], view: tuple[str, Any]
) -> Closing | RuleError | None:
    """Return what is offered for `chosen`, why they cannot be closed, or None when they are gone.

    `view` is user and day.
    """
    user, today = view
    playbook = current(connection)
    rows = list(risks.rows(connection, View(today, user, playbook), chosen).values())
    if not rows:
        return None
    ended = [row.account for row in rows if row.closed_at is not None]
    if ended:
        names = ", ".join(ended)
        return RuleError(f"Closed already: the risk of {names}.", "Take the marks off closed risks first.")
    each = {row.id: closing_choices(playbook, row.reasons) for row in rows}
    every = dict.fromkeys(choice for found in each.values() for choice in found["resolutions"])
    # As for one risk: those of the reasons first, those of every reason last.
    union = tuple(sorted(every, key=lambda choice: choice in playbook.universal_resolutions))
    reasons = {row.id: _codes(playbook, row.reasons) for row in rows}
    title = f"Close the risk · {rows[0].account}" if len(rows) == 1 else f"Close {len(rows)} risks"
    return Closing({**each[rows[0].id], "resolutions": union}, title, foreign_resolutions(playbook, reasons))


def closing_choices(playbook: Playbook, reasons: Sequence[str]) -> dict[str, tuple[Choice, ...]]:
    """Return the statuses that close and the resolutions offered for `reasons`, labels or codes."""
    return {
        "risk_status": tuple(choice for choice in playbook.offered("risk_status") if is_closed(choice.code)),
        "resolutions": playbook.resolutions_for(_codes(playbook, reasons)),
    }


def _codes(playbook: Playbook, reasons: Sequence[str]) -> list[str]:
    return [choice.code for text in reasons for choice in playbook.choices("reasons") if choice.matches(text)]


def closing_fields() -> list[Field]:
    """Return what closing a risk asks for."""
    known = KINDS["risks"].by_name
    return [
        replace(known["status"], required=True),
        replace(known["resolutions"], help="How it was resolved; several are welcome"),
        replace(known["closed_at"], required=True),
    ]


def ask_to_close(
    screen: BaseScreen,
    chosen: Sequence[int],
    *,
    status: str = "",
    then: editing.Then | None = None,
    cancelled: Callable[[], object] | None = None,
) -> None:
    """Ask how `chosen` ended and close them; `status` is what the form starts with.

    `cancelled` is called when the user leaves, or when the risks are gone.
    """

    def show(found: Closing | RuleError | None) -> None:
        if isinstance(found, RuleError):
            screen.shell.toast_error(found)
        if not isinstance(found, Closing):
            give_up(None)
        else:
            screen.app.push_screen(_form(screen, chosen, found, status, then), give_up)

    def give_up(values: dict[str, Value] | None) -> None:
        if values is None and cancelled is not None:
            cancelled()

    view = (screen.shell.user, screen.shell.today)
    screen.ask_to_open("close", partial(look, chosen=tuple(chosen), view=view), show)


def _form(
    screen: BaseScreen, chosen: Sequence[int], found: Closing, status: str, then: editing.Then | None
) -> Any:
    from kapta_tui.screens.closing.form import ClosingForm
    from kapta_tui.widgets.form import FormContext

    def save(values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        def closed(risk: int) -> None:
            done(None)
            if then is not None:
                then(risk)

        editing.run(screen, jobs.close(chosen, values), closed, done)

    start: dict[str, Value] = {
        "status": status or found.offered["risk_status"][0].code,
        "resolutions": (),
        "closed_at": screen.shell.today,
    }
    return ClosingForm(
        found.title,
        closing_fields(),
        start,
        offered=[choice.label for choice in found.offered["resolutions"]],
        details=found.details(),
        context=FormContext(screen.shell.today, lambda name: found.offered.get(name, ())),
        save=save,
    )
