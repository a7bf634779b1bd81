"""The page of one risk: its fields to change in place, details, notes, work and prior risks (features: row 44)."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens import editing
from kapta_tui.screens.editing_closing import close
from kapta_tui.screens.record.copying import lines_of
from kapta_tui.screens.record.notes import NotePane
from kapta_tui.screens.record.screen import AccountPage, RecordScreen
from kapta_tui.screens.reporting import Door
from kapta_tui.screens.risk.copying import as_text
from kapta_tui.screens.risk.details import DetailsPane
from kapta_tui.screens.risk.doing import DOING, RiskDoing
from kapta_tui.screens.risk.factlist import FactList
from kapta_tui.screens.risk.head import head
from kapta_tui.screens.risk.loading import RiskPage, load
from kapta_tui.screens.risk.prior import PriorList
from kapta_tui.screens.risk.why import explain
from kapta_tui.screens.risk.work import WorkList
from kapta_tui.screens.risks.jobs import reopen
from kapta_tui.screens.turning import Spoken
from kapta_tui.widgets.listing import Listing


class RiskScreen(RecordScreen, RiskDoing):
    """One risk."""

    SECTION = "risks"
    HELP = "One risk. Enter changes the field under the cursor, N leaves a note, A links work to it, x closes it."
    OPEN_FIRST = "#facts, #notes, #work"
    BINDINGS = bindings(
        *("list.edit", "list.archive", "list.why", "list.history", "list.copy", "list.editor"),
        *("risks.reopen", "risk.account", *DOING),
    )
    HINTS: ClassVar = {"risks.note": 5, "list.archive": 6, "risks.reopen": 6, "list.edit": 8}
    CALLED: ClassVar = {
        "list.edit": ("Edit", "Edit the risk in its form"),
        "list.archive": ("Close", "Close the risk: asks for its status and how it was resolved"),
        "list.why": ("Why", "Explain priority, expected loss and the cost in health"),
        "list.history": ("History", "Show who changed what of the risk, and what stood there before"),
        "list.copy": ("Copy", "Copy the whole risk as text"),
        "list.editor": ("Details", "Write the details of the risk in $EDITOR"),
        "risks.reopen": ("Reopen", "Make the closed risk active again"),
    }

    def __init__(self, risk: int, account_page: AccountPage) -> None:
        """`account_page` makes the page of an account, which cannot be named here, since it leads to this one."""
        super().__init__()
        self.risk = risk
        self._account_page = account_page
        self._page: RiskPage | None = None

    def compose_body(self) -> ComposeResult:
        """The title above the panes: fields and prior risks, texts, work."""
        yield Static("", id="title", markup=False)
        with Horizontal(id="record"):
            with Vertical(classes="column", id="about"):
                yield FactList()
                yield PriorList()
            with Horizontal(id="told"):
                with Vertical(classes="column", id="texts"):
                    yield DetailsPane()
                    yield NotePane("risk")
                with Vertical(classes="column", id="doing"):
                    yield WorkList()

    def reload(self) -> None:
        """Ask for the risk."""
        shell = self.shell
        self.query_one(FactList).reload()
        self.ask("risk", partial(load, risk=self.risk, user=shell.user, today=shell.today), self._show)

    def _show(self, found: RiskPage | None) -> None:
        if found is None:
            self.leave()
            return
        self._page = found
        detail = found.detail
        self.show_title()
        self.query_one(FactList).show(found)
        self.query_one(DetailsPane).show_text(self.risk, detail.details)
        self.query_one(NotePane).show(detail.notes)
        has_work = "plans" not in found.off
        self.set_class(not has_work, "-no-work")
        linked = detail.linked if has_work else ()
        self.query_one(WorkList).show(self.risk, found.line.row.account_id, linked, found.today)
        self.query_one(PriorList).show(detail.prior, found.playbook, detail.repeated)
        self.refresh_bindings()

    def title_in(self, width: int) -> Content | None:
        """The account, the primary reason and the severity."""
        return None if self._page is None else head(self._page, width)

    def risk_here(self) -> tuple[int, int, str] | None:
        """The risk of the page."""
        if self._page is None:
            return None
        return self.risk, self._page.line.row.account_id, self._page.line.row.account

    def account_here(self) -> int | None:
        """The risk's account."""
        return None if self._page is None else self._page.line.row.account_id

    def text_here(self) -> Spoken | None:
        """The note under the cursor, elsewhere the risk; work has no words of its own."""
        if isinstance(self.focused, WorkList):
            return None
        note = self.query_one(NotePane).note_here
        if note is not None and isinstance(self.focused, NotePane):
            return Spoken("notes", note.id)
        return Spoken("risks", self.risk)

    def link_here(self) -> tuple[str, int] | None:
        """The work under the cursor, elsewhere what is written there."""
        if isinstance(self.focused, WorkList):
            return self.focused.record_here()
        return super().link_here()

    @property
    def subject(self) -> tuple[str, int]:
        """The risk."""
        return "risks", self.risk

    def reports_here(self) -> tuple[Door, ...]:
        """The report on the risk."""
        account = self.account_here()
        return () if account is None else (Door("risk", account=account, risk=self.risk),)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the state of the risk does not allow."""
        is_active = self._page is not None and self._page.line.is_active
        if command_id == "risks.reopen" and is_active:
            return "the risk is active; only a closed one can be reopened"
        # A pane of work has a key of that name of its own.
        if command_id == "list.archive" and not is_active and not isinstance(self.focused, WorkList):
            return "the risk is closed already; X makes it active again"
        return self.why_not_turned(command_id)

    def action_edit(self) -> None:
        """Edit the risk in its form."""
        editing.edit(self, "risks", self.risk)

    def action_archive(self) -> None:
        """Close the risk."""
        close(self, "risks", (self.risk,))

    def action_reopen(self) -> None:
        """Make the risk active again."""
        editing.run(self, reopen((self.risk,)))

    def action_why(self) -> None:
        """Explain what the risk's numbers follow from."""
        if self._page is not None:
            explain(self, self._page, "")

    def action_history(self) -> None:
        """Show what became of the risk."""
        from kapta_tui.screens.history import show_history

        show_history(self, "risks", self.risk)

    def action_editor(self) -> None:
        """Write the details in the user's editor."""
        editing.edit_text(self, "risks", self.risk)

    def action_account(self) -> None:
        """Open the account's page at its Risk tab."""
        account = self.account_here()
        if account is not None:
            self.app.push_screen(self._account_page(account, "risk"))

    @on(FactList.AccountWanted)
    def _go_to_account(self) -> None:
        self.action_account()

    @on(Listing.Opened, "#prior")
    def _open_prior(self, event: Listing.Opened) -> None:
        """Show the page of an earlier risk."""
        self.app.push_screen(type(self)(event.id, self._account_page))

    def action_copy(self) -> None:
        """Copy the risk as text."""
        if self._page is not None:
            self.app.copy_to_clipboard(as_text(self._page))
            self.shell.toast("Copied the risk as text")

    @on(Listing.CopyRequested, "#facts")
    def _copy(self) -> None:
        self.action_copy()

    @on(Listing.CopyRequested, "#work, #prior")
    def _copy_lines(self, event: Listing.CopyRequested) -> None:
        listing = event.listing
        assert isinstance(listing, WorkList | PriorList)
        self.app.copy_to_clipboard(copied := lines_of(listing, event.ids))
        count = copied.count("\n") + 1
        self.shell.toast(f"Copied {count} line{'' if count == 1 else 's'}")
