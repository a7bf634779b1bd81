"""Closing risks: which status, which resolutions (domain.md 3.1: those of the reasons, the universal ones)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from kapta_tui.data.read import risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import Choice
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing_closing import closing_choices, closing_fields
from kapta_tui.screens.risks import jobs

Offered = dict[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Closing:
    """What the form needs: what is offered and whose risk is closed."""

    offered: Offered
    title: str


def look(connection: sqlite3.Connection, chosen: Sequence[int], view: tuple[str, Any]) -> Closing | None:
    """Return what is offered for all of `chosen`, None when they are gone; `view` is user and day."""
    user, today = view
    playbook = current(connection)
    rows = list(risks.rows(connection, View(today, user, playbook), chosen).values())
    if not rows:
        return None
    each = [closing_choices(playbook, row.reasons) for row in rows]
    # Every risk must be able to take a resolution, since it is written to all of them.
    common = tuple(
        choice
        for choice in each[0]["resolutions"]
        if all(choice in other["resolutions"] for other in each[1:])
    )
    title = f"Close the risk · {rows[0].account}" if len(rows) == 1 else f"Close {len(rows)} risks"
    return Closing({**each[0], "resolutions": common}, title)


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

    def show(found: Closing | None) -> None:
        if found is None:
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
    from kapta_tui.screens.risks.closing_form import ClosingForm
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
        context=FormContext(screen.shell.today, lambda name: found.offered.get(name, ())),
        save=save,
    )
