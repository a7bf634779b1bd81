"""Forms of one field for work of a plan: whose it is, and when it is due (features: rows 84, 93 and 94)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen

MakeJob = Callable[[Value], editing_jobs.Job]
"""Makes the write of what was typed."""


def ask_person(screen: BaseScreen, title: str, make: MakeJob, then: Callable[[], object]) -> None:
    """Ask for a person, offered while the name is typed, and run what `make` makes of the name.

    An empty field means nobody in particular: the account's owner.
    """
    field = Field("person", FieldType.REFERENCE, "Person", target="users", help="Empty: the account's owner")
    _ask(screen, title, field, make, then)


def ask_due(
    screen: BaseScreen, title: str, make: MakeJob, then: Callable[[], object], *, is_task: bool
) -> None:
    """Ask for a due date and run what `make` makes of it; an empty field takes the date off."""
    help_ = "Empty: due with its action" if is_task else "Empty: no due date"
    _ask(screen, title, Field("due", FieldType.DATE, "Due", help=help_), make, then)


def due_of(value: Value) -> date | None:
    """Return the day that was typed, None for an empty field."""
    return value if isinstance(value, date) else None


def _ask(screen: BaseScreen, title: str, field: Field, make: MakeJob, then: Callable[[], object]) -> None:
    from kapta_tui.screens.dialogs.form import FormDialog
    from kapta_tui.widgets.form import FormContext

    def save(values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        def saved(_: object) -> None:
            done(None)
            then()

        screen.write(editing_jobs.sentence, make(values.get(field.name)), then=saved, failed=done)

    context = FormContext(screen.shell.today, lambda name: ())
    suggest = editing.suggester(None)
    screen.app.push_screen(FormDialog(title, [field], {}, context=context, suggest=suggest, save=save))
