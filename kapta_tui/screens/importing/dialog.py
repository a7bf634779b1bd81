"""The dialog that imports files: what is chosen, what would become of it, how it is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Select, Static

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.names import names
from kapta_tui.domain.errors import KaptaError
from kapta_tui.exchange.outcomewords import (
    lost_words,
    mend_words,
    people_by_id,
    people_words,
    unchanged_words,
)
from kapta_tui.screens.dialogs import Confirm, Dialog
from kapta_tui.screens.dialogs.base import DIALOG_CSS
from kapta_tui.screens.importing.options import OptionRows
from kapta_tui.screens.importing.pathrow import PathRow
from kapta_tui.screens.importing.paths import read_paths
from kapta_tui.screens.importing.remedy import (
    Lacking,
    done_words,
    has_more_to_do,
    is_unknown,
    lacking,
    unknown_words,
)
from kapta_tui.screens.importing.words import (
    COLUMNS,
    FileLine,
    file_lines,
    imported_words,
    note_words,
    shown_names,
    total_words,
)
from kapta_tui.screens.importing.work import Stopped, Work
from kapta_tui.widgets.cells import grouped
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.toast import BAD_SECONDS

if TYPE_CHECKING:
    from kapta_tui.exchange.outcome import ImportOutcome

_LOOK_SECONDS: Final = 0.1


class ImportDialog(Dialog[None]):
    """Files are added one after the other and tried at once; ^s imports them as one change.

    A trial writes nothing: it is the import itself, taken back. It runs among the writes, in a thread.
    """

    CSS_PATH = [DIALOG_CSS, Path(__file__).with_name("importing.tcss")]
    HELP = (
        "Add files, look at what would become of every row, then ^s imports all of them as one change. "
        "d leaves the file under the cursor out."
    )
    BINDINGS = bindings("list.remove", "import")
    CALLED: ClassVar = {
        "form.save": ("Import", "Import the files as one change"),
        "form.cancel": ("Close", "Stop what is running, leave the details, else close without importing"),
        "list.remove": ("Leave out", "Take the file under the cursor off the list"),
        "list.open": ("Details", "Go to what there is to say of the file"),
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self) -> None:
        super().__init__("Import files")
        self._paths: tuple[Path, ...] = ()
        self._work: Work | None = None
        self._outcome: ImportOutcome | None = None
        self._timer: Timer | None = None
        self._account = ""
        self._is_done = False

    def compose_frame(self) -> ComposeResult:
        """Input, files, what is said of the file under the cursor, options, the sum."""
        yield PathRow()
        yield Listing[FileLine](COLUMNS, id="files")
        yield VerticalScroll(Static(""), id="notes", classes="pane")
        yield OptionRows()
        yield Static("", id="state")

    def on_mount(self) -> None:
        """Say what to do first."""
        super().on_mount()
        self._listing.border_title = Content(f"Files · {self._key('list.remove')} leaves one out")
        self._listing.empty = EmptyPane.words("No file yet: type its name above.")
        self.query_one("#notes").border_title = Content("About the file")

    @property
    def _listing(self) -> Listing[FileLine]:
        return self.query_one("#files", Listing)

    def _key(self, command: str) -> str:
        return show_key(self.shell.keys[command].split(",")[0])

    def why_not(self, command_id: str) -> str | None:
        """Import only what was tried, and only when it changes anything."""
        if command_id == "list.remove" and (not self._paths or self._imports):
            return "there is no file to leave out"
        if command_id == "import.lacking":
            return None if self._lacking.words("") else "no row lacks an account"
        if command_id != "form.save" or (self.query_one(PathRow).typed and not self._imports):
            return None
        if not self._paths:
            return "add a file first"
        if self._work is not None:
            return "it is still running"
        if self._is_otherwise:
            return None
        if self._outcome is not None and not self._is_worth_it(self._outcome):
            return "name a file under “Rejected to” first" if self._is_done else "nothing would change"
        return None

    def _is_worth_it(self, outcome: ImportOutcome) -> bool:
        if (outcome.rejected or outcome.left_out) and self.query_one(OptionRows).names_rejects:
            return True
        return not self._is_done and bool(outcome.changed or outcome.people)

    @property
    def _lacking(self) -> Lacking:
        found = lacking(self._outcome)
        return found._replace(unknown=0) if self.query_one(OptionRows).makes_accounts else found

    @property
    def _is_otherwise(self) -> bool:
        """Whether another account has been typed than the files were tried with."""
        return self._outcome is not None and self.query_one(OptionRows).account != self._account

    @property
    def _imports(self) -> bool:
        return self._work is not None and not self._work.dry_run

    # Choosing

    @on(Input.Submitted, "#path")
    def _add(self) -> None:
        row = self.query_one(PathRow)
        if not row.typed or self._imports:
            return
        try:
            found = read_paths(row.typed)
        except KaptaError as error:
            self._say(error)
            return
        row.clear()
        self._paths = tuple(dict.fromkeys((*self._paths, *found)))
        self.try_files()

    def action_remove(self) -> None:
        """Leave out the marked files, else the one under the cursor, with all their tables."""
        lines = [line for number in self._listing.targets if (line := self._listing.row(number))]
        left_out = {line.path for line in lines}
        self._paths = tuple(path for path in self._paths if path not in left_out)
        self._listing.clear_marks()
        self.try_files()

    @on(Listing.Opened, "#files")
    def _read_on(self) -> None:
        self.query_one("#notes").focus()

    @on(Input.Changed, "#path")
    @on(Input.Changed, "#rejects")
    def _show_what_can_be_done(self) -> None:
        self.refresh_bindings()

    @on(Select.Changed)
    @on(Flag.Changed)
    def _read_otherwise(self) -> None:
        if self.query_one(OptionRows).makes_accounts:
            self.query_one(OptionRows).remark("")
        if self._paths:
            self.try_files()

    @on(Input.Changed, "#account")
    def _offer_accounts(self, event: Input.Changed) -> None:
        options = self.query_one(OptionRows)
        options.remark("")
        if text := event.value.strip():
            query = partial(names, kind="accounts", text=text)
            self.shell.run_query("import-account", query, options.offer_accounts, owner=self)
        if self._is_otherwise:
            self._state(f"enter or {self._key('form.save')} tries the files with this account", "warn")
            self.refresh_bindings()

    @on(Input.Submitted, "#account")
    @on(Input.Blurred, "#account")
    def _read_for_account(self) -> None:
        if not self._paths:
            self._ask_account()
        elif self._is_otherwise:
            self.try_files()

    def _ask_account(self) -> None:
        """Remark an account that is not in the store, once it is known what the files bring."""
        if account := self.query_one(OptionRows).account:
            unknown = partial(is_unknown, text=account)
            self.shell.run_query("import-unknown", unknown, partial(self._remark, account), owner=self)

    def _remark(self, account: str, is_unknown: bool) -> None:
        options = self.query_one(OptionRows)
        if is_unknown and options.account == account and not options.makes_accounts:
            options.remark(unknown_words(account, self._outcome))

    def action_import_lacking(self) -> None:
        """Have the accounts made that rows name, which tries them again; for rows that name none, ask for one."""
        options = self.query_one(OptionRows)
        if self._lacking.unknown:
            options.make_accounts()
        else:
            options.query_one("#account").focus()

    # Trying

    def try_files(self) -> None:
        """Ask what would become of the files, in place of what is being asked; an import goes on."""
        if self._imports:
            return
        if self._work is not None:
            self._work.stop()
        self._say(None)
        self._outcome, self._is_done = None, False
        self._show([FileLine(name, path) for path, name in shown_names(self._paths).items()])
        if not self._paths:
            self._work = None
            self._rest("")
            return
        work = self.query_one(OptionRows).work(self._paths)
        self._account = work.account
        self._start(work)

    def _start(self, work: Work) -> None:
        self._work = work
        self._hold_options()
        if self._timer is None:
            self._timer = self.set_interval(_LOOK_SECONDS, self._show_progress)
        self._show_progress()
        done = partial(self._tried if work.dry_run else self._imported, work)
        label = "" if work.dry_run else imported_words
        self.shell.run_verb(
            label, work.run, changes=not work.dry_run, then=done, failed=partial(self._failed, work)
        )
        self.refresh_bindings()

    def _hold_options(self) -> None:
        """Let nobody choose how files are read that are being imported."""
        options = self.query_one(OptionRows)
        if self._imports and self.focused is not None and options in self.focused.ancestors:
            self._listing.focus()
        options.disabled = self._imports

    def _show_progress(self) -> None:
        if self._work is not None:
            doing = "Trying" if self._work.dry_run else "Importing"
            more = "stopping …" if self._work.is_stopped else f"{self._key('form.cancel')} stops"
            self._state(f"{doing} … {grouped(self._work.rows)} rows read · {more}", "warn")

    def _tried(self, work: Work, outcome: ImportOutcome) -> None:
        if work is not self._work or not self.is_attached:
            return
        self._work, self._outcome = None, outcome
        self._show(file_lines(outcome))
        self._ask_account()
        does = f"{self._key('form.save')} imports" if self._is_worth_it(outcome) else "nothing would change"
        helps = self._lacking.words(self._key("import.lacking"))
        self._rest(" · ".join(filter(None, (total_words(outcome), does, helps))))

    def _failed(self, work: Work, error: KaptaError) -> None:
        if work is not self._work or not self.is_attached:
            return
        self._work = None
        if isinstance(error, Stopped):
            self._rest(f"Stopped; nothing was changed · {self._key('form.save')} starts again")
        else:
            self._say(error)
            self._rest("Nothing was imported")

    def _rest(self, words: str) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._state(words, "")
        self._hold_options()
        self.refresh_bindings()

    # Importing

    def action_save(self) -> None:
        """Import what was tried; add a path that is typed; try again what was stopped or failed."""
        if self.query_one(PathRow).typed:
            self._add()
            return
        if self._outcome is None or self._is_otherwise:
            self.try_files()
            return
        try:
            work = self.query_one(OptionRows).work(self._paths, dry_run=False)
        except KaptaError as error:
            self._say(error)
            self.query_one("#rejects").focus()
            return
        self._say(None)
        self._start(work)

    def _imported(self, work: Work, outcome: ImportOutcome) -> None:
        if self.is_attached and has_more_to_do(outcome, self._is_done):
            self._stay(outcome)
            return
        lost = lost_words(outcome, grouped)
        if lost:
            title = "What was left out is saved." if self._is_done else lost
            words = mend_words(outcome)
            self.app.notify(words, title=title, severity="warning", timeout=BAD_SECONDS, markup=False)
        if outcome.event is None and not self._is_done:
            self.shell.toast(unchanged_words(outcome) or "Nothing changed.")
        elif people_by_id(outcome):
            self.app.notify(" ".join(people_words(outcome)), timeout=BAD_SECONDS, markup=False)
        if self.is_attached:
            self._work = None
            self.finish(None)

    def _stay(self, outcome: ImportOutcome) -> None:
        """Show what did not come in and why, and let it be saved; the import stands."""
        # Where this run only repeated it to save what was left out, the import itself is what there is to show.
        first = self._outcome if self._is_done and self._outcome is not None else outcome
        self._work, self._outcome, self._is_done = None, first, True
        lines = file_lines(first)
        self._show(lines)
        self._listing.select(max(range(len(lines)), key=lambda number: lines[number].lost))
        self._say(outcome.unwritten)
        keys = self._key("form.save"), self._key("form.cancel")
        self._rest(done_words(lost_words(first, grouped), *keys))
        self.query_one("#rejects").focus()

    @on(Input.Submitted, "#rejects")
    def _save_rejects(self) -> None:
        if self._is_done and self.why_not("form.save") is None:
            self.action_save()

    def action_cancel(self) -> None:
        """Take off one layer: what is running, the details, last the dialog, asked when it would import something."""
        if self._work is not None:
            self._work.stop()
        elif self.focused is self.query_one("#notes"):
            self._listing.focus()
        elif self._outcome is not None and not self._is_done and self._is_worth_it(self._outcome):
            question = Confirm(
                "Close without importing?", falls=(total_words(self._outcome),), yes="Close", no="Stay"
            )
            self.app.push_screen(question, self._leave)
        else:
            self.dismiss(None)

    def _leave(self, leaves: bool | None) -> None:
        if leaves:
            self.dismiss(None)

    def on_unmount(self) -> None:
        """Let nobody wait for a trial that nobody sees."""
        if self._work is not None and self._work.dry_run:
            self._work.stop()

    # Words

    def _show(self, lines: list[FileLine]) -> None:
        self._listing.set_ids(range(len(lines)))
        self._listing.supply(dict(enumerate(lines)))
        self._describe()

    @on(Listing.Highlighted, "#files")
    def _describe(self) -> None:
        line = self._listing.row(self._listing.cursor_id or 0) if self._listing.ids else None
        pane = self.query_one("#notes")
        pane.border_title = Content(line.name if line else "About the file")
        self.query_one("#notes Static", Static).update(note_words(line))

    def _say(self, error: KaptaError | None) -> None:
        self.query_one(PathRow).say(error)

    def _state(self, words: str, classes: str) -> None:
        state = self.query_one("#state", Static)
        state.update(Content(words))
        state.set_classes(classes)
