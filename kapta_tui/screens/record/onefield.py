"""A form with a single field of a record, read and checked as in the form of all (features: rows 46 and 87)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from kapta_tui.data.read.names import AccountName
from kapta_tui.domain import rules
from kapta_tui.domain.errors import Conflict, KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import Choice
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing_fields import form_choices, form_fields, listed_only
from kapta_tui.screens.editing_loading import FormStart, load_record

Offered = Mapping[str, tuple[Choice, ...]]
"""By catalogue what is offered in the place of all its entries."""


def edit_field(
    screen: BaseScreen,
    kind: str,
    record: int,
    name: str,
    offered: Offered | None = None,
    *,
    given: Value = None,
) -> None:
    """Ask for the field `name` of a record and save it; the form begins with `given` in the place of what is held."""
    query = partial(load_record, kind=kind, number=record, user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open(
        f"edit {name}",
        query,
        lambda start: _Field(screen, kind, record, name, start).open(offered or {}, given),
    )


class _Field:
    """The form of one field."""

    def __init__(self, screen: BaseScreen, kind: str, record: int, name: str, start: FormStart) -> None:
        self.screen, self.kind, self.record, self.name = screen, kind, record, name
        self.start = start
        self.version = start.version

    def open(self, offered: Offered, given: Value) -> None:
        """Show the form."""
        from kapta_tui.screens.dialogs.form import FormDialog
        from kapta_tui.widgets.form import FormContext

        start, today, account = self.start, self.screen.shell.today, self.start.account
        fields = form_fields(
            self.kind, start.playbook, account_type=_type(account), is_new=False, held=start.values
        )
        field = next(field for field in fields if field.name == self.name)
        every = form_choices(self.kind, start.playbook, is_new=False)
        context = FormContext(
            today,
            lambda name: offered[name] if name in offered else every(name),
            start.currency,
            faults=partial(rules.faults, self.kind, today=today),
            listed_only=listed_only(start.playbook),
            playbook=start.playbook,
        )
        whose = start.values.get("name") or (account.name if account else "")
        dialog = FormDialog(
            f"{field.label} · {whose}" if whose else field.label,
            [field],
            start.values if given is None else {**start.values, self.name: given},
            context=context,
            suggest=editing.suggester(None if account is None else account.id, (self.kind, self.record)),
            save=self.save,
            check=lambda values: rules.faults(self.kind, {**start.values, **values}, today=today),
        )
        self.screen.app.push_screen(dialog)

    def save(self, values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        """Save the field, if it was changed."""
        if values[self.name] == self.start.values.get(self.name):
            done(None)
            return
        job = editing_jobs.edit(self.kind, self.record, values, self.version)
        editing.run(self.screen, job, lambda _: done(None), partial(self.refused, done))

    def refused(self, done: Callable[[KaptaError | None], None], error: KaptaError | None) -> None:
        """Show why; after somebody else's change, saving again is a choice."""
        if isinstance(error, Conflict):
            self.version = None
            error = Conflict(error.cause, "Save again to keep yours, or leave with Esc to keep theirs.")
        done(error)


def _type(account: AccountName | None) -> str | None:
    return None if account is None else account.type
