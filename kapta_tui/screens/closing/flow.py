"""Closing risks: which status, which resolutions (domain.md 3.1: those of the reasons, the universal ones)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from kapta_tui.data.read import risks
from kapta_tui.data.read.health.riskeffect import gain_said
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.resolutionrecord import reasons_of, resolution_records
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.risk import closing_statuses, foreign_resolutions
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import jobs
from kapta_tui.screens.closing.record import Behind, behind
from kapta_tui.screens.editing_fields import listed_only

Offered = dict[str, tuple[Choice, ...]]
"""By catalogue what may be taken."""


@dataclass(frozen=True, slots=True)
class Closing:
    """What the form needs."""

    offered: Offered
    title: str
    details: Mapping[str, Behind]
    """By label what stands behind a resolution on offer."""
    gain: str
    """What closing gives back of health, in words."""
    listed_only: frozenset[str]


def look(
    connection: sqlite3.Connection, chosen: Sequence[int], user: str, today: date
) -> Closing | RuleError | None:
    """Return what is offered for `chosen`, why they cannot be closed, or None when they are gone."""
    playbook = current(connection)
    view = View(today, user, playbook)
    rows = list(risks.rows(connection, view, chosen).values())
    if not rows:
        return None
    ended = [row.account for row in rows if row.closed_at is not None]
    if ended:
        names = ", ".join(ended)
        return RuleError(f"Closed already: the risk of {names}.", "Take the marks off closed risks first.")
    reasons = reasons_of(connection, [row.id for row in rows])
    each = {risk: closing_choices(playbook, [item.code for item in held]) for risk, held in reasons.items()}
    every = dict.fromkeys(choice for found in each.values() for choice in found["resolutions"])
    # As for one risk: those of the reasons first, those of every reason last.
    union = tuple(sorted(every, key=lambda choice: choice in playbook.universal_resolutions))
    foreign = foreign_resolutions(
        playbook, {risk: [item.code for item in held] for risk, held in reasons.items()}
    )
    records = resolution_records(connection, view, chain.from_iterable(reasons.values()))
    return Closing(
        {**each[rows[0].id], "resolutions": union},
        f"Close the risk · {rows[0].account}" if len(rows) == 1 else f"Close {len(rows)} risks",
        behind(union, records, foreign),
        gain_said(connection, view, rows),
        listed_only(playbook),
    )


def closing_choices(playbook: Playbook, reasons: Iterable[str | None]) -> Offered:
    """Return the statuses that close and the resolutions offered for `reasons`: codes, None for own words."""
    return {"risk_status": closing_statuses(playbook), "resolutions": playbook.resolutions_for(reasons)}


def closing_fields() -> list[Field]:
    """Return what closing a risk asks for."""
    known = KINDS["risks"].by_name
    return [
        known["status"]._replace(required=True),
        known["resolutions"]._replace(help="How it was resolved; several are welcome"),
        known["closed_at"]._replace(required=True),
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

    query = partial(look, chosen=tuple(chosen), user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open("close", query, show)


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
        details=found.details,
        gain=found.gain,
        context=FormContext(
            screen.shell.today, lambda name: found.offered.get(name, ()), listed_only=found.listed_only
        ),
        save=save,
    )
