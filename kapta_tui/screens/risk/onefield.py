"""A form with a single field of a risk, read and checked as in the form of all (features: row 46)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from kapta_tui.domain import rules
from kapta_tui.domain.errors import Conflict, KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing_fields import form_choices, form_fields, listed_only
from kapta_tui.screens.editing_loading import FormStart, load_record


def edit_field(screen: BaseScreen, risk: int, name: str, reasons: Iterable[str] = ()) -> None:
    """Ask for the field `name` of a risk and save it; resolutions are offered for its `reasons`."""
    query = partial(load_record, kind="risks", number=risk, user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open(f"edit {name}", query, lambda start: _Field(screen, risk, name, start).open(reasons))


class _Field:
    """The form of one field."""

    def __init__(self, screen: BaseScreen, risk: int, name: str, start: FormStart) -> None:
        self.screen, self.risk, self.name = screen, risk, name
        self.start = start
        self.version = start.version

    def open(self, reasons: Iterable[str]) -> None:
        """Show the form."""
        from kapta_tui.screens.dialogs.form import FormDialog
        from kapta_tui.widgets.form import FormContext

        start, today = self.start, self.screen.shell.today
        fields = form_fields("risks", start.playbook, is_new=False, held=start.values)
        field = next(field for field in fields if field.name == self.name)
        account = "" if start.account is None else f" · {start.account.name}"
        context = FormContext(
            today,
            _choices(start.playbook, reasons),
            faults=partial(rules.faults, "risks", today=today),
            listed_only=listed_only(start.playbook),
            playbook=start.playbook,
        )
        dialog = FormDialog(
            f"{field.label}{account}",
            [field],
            start.values,
            context=context,
            save=self.save,
            check=lambda values: rules.faults("risks", {**start.values, **values}, today=today),
            only_changed=True,
        )
        self.screen.app.push_screen(dialog)

    def save(self, values: dict[str, Value], done: Callable[[KaptaError | None], None]) -> None:
        """Save the field, if it was changed."""
        if not values:
            done(None)
            return
        job = editing_jobs.edit("risks", self.risk, values, self.version)
        editing.run(self.screen, job, lambda _: done(None), partial(self.refused, done))

    def refused(self, done: Callable[[KaptaError | None], None], error: KaptaError | None) -> None:
        """Show why; after somebody else's change, saving again is a choice."""
        if isinstance(error, Conflict):
            self.version = None
            error = Conflict(error.cause, "Save again to keep yours, or leave with Esc to keep theirs.")
        done(error)


def _choices(playbook: Playbook, reasons: Iterable[str]) -> Callable[[str], tuple[Choice, ...]]:
    every = form_choices("risks", playbook, is_new=False)
    offered = playbook.resolutions_for(reasons)
    return lambda name: offered if name == "resolutions" else every(name)
