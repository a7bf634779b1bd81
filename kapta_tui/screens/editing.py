"""Adding, editing and removing records of any kind: the one way for every screen.

`add`, `edit`, `remove` and `archive` open what has to be asked and write through the verbs; each tells `then`
the id of the record when it is done. Nothing here waits for the store.
"""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kapta_tui.data.read import names, records
from kapta_tui.data.read.account_page import falls
from kapta_tui.domain import rules
from kapta_tui.domain.errors import Conflict, KaptaError, RuleError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.editing_fields import form_choices, form_fields, listed_only, start_values
from kapta_tui.screens.editing_loading import FormStart, load_new, load_record

if TYPE_CHECKING:
    from kapta_tui.data.write.transaction import Outcome
    from kapta_tui.screens.dialogs.form import FormDialog

_LONG: Final = {"notes": "text", "risks": "details", "qbrs": "summary"}
"""The field of a kind that is longest, where that is not the description."""

Then = Callable[[int], object]
Done = Callable[[KaptaError | None], None]
Writes = Callable[[Values], jobs.Job]


def add(
    screen: BaseScreen,
    kind: str,
    *,
    account: int | None = None,
    given: Values | None = None,
    then: Then | None = None,
    where: str = "",
    writes: Writes | None = None,
) -> None:
    """Ask for a new record of `kind` in a form and add it.

    `account` is the one it belongs to as far as is known; `given` are further values to begin with; `where` says
    behind the news where the record is seen, when that is elsewhere. `writes` makes the write of the form's values
    where the record is linked to more than its fields say; its outcome's value is the id of the new record.
    """
    screen.ask_to_open(
        f"new {kind}",
        partial(load_new, kind=kind, account=account, today=screen.shell.today),
        lambda start: _Adding(screen, kind, start, then, where, writes).open(given or {}),
    )


def edit(screen: BaseScreen, kind: str, record: int, *, then: Then | None = None) -> None:
    """Open the form of a record and save what was changed.

    When somebody else has changed the record meanwhile, both values are shown and the form stays open;
    saving once more keeps the user's.
    """
    query = partial(load_record, kind=kind, number=record, user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open(
        f"edit {kind}", query, lambda start: _Changing(screen, kind, record, start, then).open()
    )


def edit_text(screen: BaseScreen, kind: str, record: int) -> None:
    """Edit the long text of a record (a note's text, a risk's details, else the description) in $EDITOR.

    What cannot be saved stands in the form, where it can be saved again.
    """
    field = _LONG.get(kind, "description")

    def write(start: FormStart) -> None:
        from kapta_tui.shell.editor import edit_text as in_editor

        before = str(start.values.get(field) or "")
        try:
            after = in_editor(screen.app, before)
        except KaptaError as error:
            screen.shell.toast_error(error)
            return
        if after != before:
            job = jobs.edit(kind, record, {field: after or None}, start.version)
            run(screen, job, failed=partial(reopen, start, after))

    def reopen(start: FormStart, typed: str, error: KaptaError | None) -> None:
        """Show the form with what was typed, which would be lost otherwise."""
        if error is not None:
            screen.shell.toast_error(error)
        _Changing(screen, kind, record, start, None).open({field: typed})

    query = partial(load_record, kind=kind, number=record, user=screen.shell.user, today=screen.shell.today)
    screen.ask_to_open(f"text of {kind}", query, write)


def remove(screen: BaseScreen, kind: str, chosen: Sequence[int], *, then: Then | None = None) -> None:
    """Remove records of one kind.

    Accounts are asked about first, with what falls with them, and want their name typed (features: row 26);
    everything else is removed at once, because one key brings it back.
    """
    if not chosen:
        return
    if kind == "accounts":
        screen.ask_to_open(
            "falls", partial(falls, accounts=tuple(chosen)), partial(_confirm, screen, chosen, then)
        )
    else:
        run(screen, jobs.remove(kind, chosen), then)


def remove_all(screen: BaseScreen, chosen: Sequence[jobs.Named], *, then: Then | None = None) -> None:
    """Remove records of any kinds but accounts at once, as one change."""
    if chosen:
        run(screen, jobs.remove_all(chosen), then)


def archive(
    screen: BaseScreen, chosen: Sequence[int], *, archived: bool = True, then: Then | None = None
) -> None:
    """Take accounts out of the lists with all their data kept, or bring them back."""
    if chosen:
        run(screen, jobs.archive(chosen, archived=archived), then)


def run(
    screen: BaseScreen,
    job: jobs.Job,
    then: Then | None = None,
    failed: Done | None = None,
    where: str = "",
) -> None:
    """Run a write, say its sentence in a toast, and tell `then` the record; `failed` replaces the error toast.

    `where` is said behind the sentence.
    """

    def said(outcome: Outcome[int]) -> str:
        sentence = jobs.sentence(outcome)
        return f"{sentence}; {where}" if sentence and where else sentence

    def done(outcome: Outcome[int]) -> None:
        if then is not None:
            then(outcome.value)

    screen.write(said, job, then=done, failed=failed)


def unless_taken(screen: BaseScreen, name: str, write: Callable[[], None], done: Done) -> None:
    """Run `write`, which adds an account called `name`; where there is such a one already, ask first."""

    def ask(found: Sequence[tuple[int, str]]) -> None:
        from kapta_tui.screens.dialogs import Confirm

        if not found:
            write()
            return
        cause = f"There is a {found[0][1]} already."
        refusal = RuleError(cause, "Choose another name, or save again to have both.", "name")
        screen.app.push_screen(
            Confirm(f"{cause} Add another account of that name?", yes="Add"),
            lambda agreed: write() if agreed else done(refusal),
        )

    screen.ask_to_open("homonyms", partial(names.homonyms, name=name), ask)


def _confirm(
    screen: BaseScreen, chosen: Sequence[int], then: Then | None, found: tuple[str, list[str]]
) -> None:
    from kapta_tui.screens.dialogs import Confirm

    name, lines = found
    question = f"Remove {name} with all that belongs to it?"
    screen.app.push_screen(
        Confirm(question, falls=lines, yes="Remove", name=name),
        lambda agreed: run(screen, jobs.remove("accounts", chosen), then) if agreed else None,
    )


def suggester(
    account: int | None, itself: tuple[str, int] | None = None
) -> Callable[[sqlite3.Connection, str, str], list[tuple[int, str]]]:
    """Return what offers names while a reference is typed, those of `account` where kinds belong to one.

    `itself` is kind and id of the record that refers: none stands above itself.
    """

    def suggest(connection: sqlite3.Connection, kind: str, text: str) -> list[tuple[int, str]]:
        found = names.names(connection, kind, text, account=account)
        return [one for one in found if (kind, one[0]) != itself]

    return suggest


def _dialog_of(kind: str, record: int | None) -> Callable[..., FormDialog]:
    """Return the form of a kind, new where `record` is None: a risk's and a new review's propose values."""
    if kind == "risks":
        from kapta_tui.screens.risks.form import RiskForm

        return partial(RiskForm, risk=record)
    if kind == "qbrs" and record is None:
        from kapta_tui.screens.qbr.form import NewReviewForm

        return NewReviewForm
    from kapta_tui.screens.dialogs.form import FormDialog

    return FormDialog


class _Form(ABC):
    """What adding and changing share: the form over the fields of a kind."""

    def __init__(self, screen: BaseScreen, kind: str, start: FormStart, then: Then | None) -> None:
        self.screen = screen
        self.kind = kind
        self.start = start
        self.then = then

    @property
    def of_account(self) -> str:
        """The account's name behind a title, empty for accounts themselves."""
        known = self.start.account if self.kind != "accounts" else None
        return "" if known is None else f" · {known.name}"

    def show(
        self,
        title: str,
        values: Values,
        *,
        record: int | None = None,
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """Push the form, of a new record where `record` is None."""
        from kapta_tui.screens.editing_remarks import invitations, remarks_on
        from kapta_tui.widgets.form import FormContext

        is_new = record is None
        start, account = self.start, self.start.account
        fields = form_fields(
            self.kind,
            start.playbook,
            account_type=None if account is None else account.type,
            account=None if account is None else account.id,
            is_new=is_new,
            held=values,
            given=values if is_new else (),
        )
        if is_new:
            shell = self.screen.shell
            values = start_values(self.kind, fields, start.playbook, shell.user, shell.today, values)
        dialog = _dialog_of(self.kind, record)(
            one_line(title),
            fields,
            values,
            context=FormContext(
                self.screen.shell.today,
                form_choices(self.kind, start.playbook, is_new=is_new),
                start.currency,
                start.inherited(self.kind),
                invitations(start.gains),
                is_new=is_new,
                faults=partial(rules.faults, self.kind, today=self.screen.shell.today),
                listed_only=listed_only(start.playbook),
                playbook=start.playbook,
            ),
            suggest=suggester(
                None if account is None or self.kind == "accounts" else account.id,
                None if record is None else (self.kind, record),
            ),
            save=self.save,
            check=partial(rules.faults, self.kind, today=self.screen.shell.today),
            only_changed=not is_new,
            typed=typed,
            account=None if account is None else account.id,
            remarks=remarks_on(self.kind, fields, None if account is None else account.id, record),
        )
        self.screen.app.push_screen(dialog)

    @abstractmethod
    def save(self, values: dict[str, Value], done: Done) -> None:
        """Write `values`, then call `done`."""

    def finished(self, done: Done, record: int) -> None:
        """Close the form and tell the screen."""
        done(None)
        if self.then is not None:
            self.then(record)


class _Adding(_Form):
    """A form for a new record."""

    def __init__(
        self,
        screen: BaseScreen,
        kind: str,
        start: FormStart,
        then: Then | None,
        where: str,
        writes: Writes | None = None,
    ) -> None:
        super().__init__(screen, kind, start, then)
        self.where = where
        self.writes = writes or partial(jobs.add, kind)

    def open(self, given: Values) -> None:
        """Show the form, the known account filled in."""
        account = self.start.account
        known: dict[str, Value] = {}
        if account is not None and "account" in KINDS[self.kind].by_name:
            known["account"] = account.name
        noun = KINDS[self.kind].spoken
        self.show(f"New {noun}{self.of_account}", known | dict(given))

    def save(self, values: dict[str, Value], done: Done) -> None:
        """Add the record; what was left empty keeps its default."""
        filled = {name: value for name, value in values.items() if value not in (None, "", ())}
        account = self.start.account
        if account is not None and filled.get("account") == account.name:
            # The name may be borne by several accounts; the id cannot.
            filled["account"] = account.id
        job = self.writes(filled)
        write = partial(run, self.screen, job, partial(self.finished, done), done, self.where)
        if self.kind == "accounts":
            unless_taken(self.screen, str(filled["name"]), write, done)
        else:
            write()


class _Changing(_Form):
    """The form of a record that exists."""

    def __init__(
        self, screen: BaseScreen, kind: str, record: int, start: FormStart, then: Then | None
    ) -> None:
        super().__init__(screen, kind, start, then)
        self.record = record
        self.version = start.version

    def open(self, typed: Mapping[str, str] | None = None) -> None:
        """Show the form with what the record holds, and over it the long texts `typed`."""
        values = self.start.values
        called = str(values.get("name") or "") or KINDS[self.kind].spoken
        self.show(f"Edit {called}{self.of_account}", values, record=self.record, typed=typed)

    def save(self, values: dict[str, Value], done: Done) -> None:
        """Save what was changed, if anything."""
        if not values:
            done(None)
            return
        from kapta_tui.screens.editing_moving import ask_to_move

        write = partial(self._write, values, done)
        ask_to_move(self.screen, self.kind, self.record, self.start.values, values, write)

    def _write(self, values: Values, done: Done, moves_plan: bool | None) -> None:
        """Change the record, and its plan with it where that `moves_plan`; None goes back to the form."""
        if moves_plan is None:
            done(RuleError("Nothing was saved.", "Save again, or leave with Esc."))
            return
        edit_job = jobs.edit_and_move if moves_plan else jobs.edit
        job = edit_job(self.kind, self.record, values, self.version)
        run(self.screen, job, partial(self.finished, done), partial(self._refused, done))

    def _refused(self, done: Done, error: KaptaError | None) -> None:
        """Show why; of a conflict remember the newer version, so that saving again is a choice."""
        if not isinstance(error, Conflict):
            done(error)
            return
        shown = Conflict(error.cause, "Save again to keep yours, or leave with Esc to keep theirs.")

        def know(version: Any) -> None:
            self.version = version
            done(shown)

        self.screen.ask("version", partial(records.version, kind=self.kind, number=self.record), know)
