"""What the keys of the account page do to the record under the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import cast

from textual import on
from textual.widget import Widget

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.spoken import TEXTS
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.screens import editing
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.account.kin import DataView, Kin, OfAccounts
from kapta_tui.screens.account.panes import Chosen, Folds, Holder, RecordSheet
from kapta_tui.screens.account.papers import opening as papers
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.editing_closing import CLOSABLE, close
from kapta_tui.screens.exporting import ExportsList
from kapta_tui.screens.health.opening import ExplainsHealth
from kapta_tui.screens.reporting import Door, Reports, of_account
from kapta_tui.screens.turning import Linked, Spoken, Turning
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview_feed import Feed

_NEED_RECORD = frozenset({"list.remove", "list.archive", "list.open"})


class PageActions(ExplainsHealth, Turning, Reports, ExportsList):
    """The commands of the account page."""

    BINDINGS = bindings(
        "list.open",
        "list.new",
        "list.edit",
        "list.remove",
        "list.archive",
        "list.editor",
        "list.history",
        "account",
    )

    def __init__(self, account: int, tab: str = "know") -> None:
        """`tab` is the one it begins with."""
        super().__init__()
        self.account = account
        self._first = tab
        self.profile: Profile | None = None
        self.data_view = DataView.DIRECT
        self.kin = Kin()

    def account_here(self) -> int | None:
        """The account of the row under the cursor where rows belong to several, else the page's."""
        here = self.focused.account_here() if isinstance(self.focused, OfAccounts) else None
        return self.account if here is None else here

    def reports_here(self) -> tuple[Door, ...]:
        """The risks and the plan of the account, of the one under the cursor where rows belong to several."""
        return of_account(self.account_here() or self.account)

    def given_here(self) -> Mapping[str, Values]:
        """What the pane that has the keyboard gives."""
        return {} if self.holder is None else self.holder.gives()

    @property
    def holder(self) -> Holder | None:
        """The pane that has the keyboard, when it holds records."""
        # Asked for every command at every change of focus: a class answers fifty times as fast as an object.
        is_holder = issubclass(type(self.focused), Holder)
        return cast("Holder", self.focused) if is_holder else None

    def link_here(self) -> tuple[str, int] | None:
        """The record under the cursor, where it is of a kind that is linked with work."""
        pointed = Linked.link_here(self)
        chosen = self._chosen() if pointed is None else None
        if chosen is None or chosen.kind not in (*TEXTS, "tasks"):
            return pointed
        return chosen.kind, self._under_cursor(chosen)

    def text_here(self) -> Spoken | None:
        """The record under the cursor, where it says something."""
        here = self.link_here()
        return None if here is None or here[0] not in TEXTS else Spoken(*here)

    def _chosen(self) -> Chosen | None:
        return None if self.holder is None else self.holder.chosen()

    @property
    def _edited(self) -> Chosen:
        """What is edited: the record under the cursor, else the account itself."""
        return self._chosen() or Chosen("accounts", (self.account,))

    def why_not(self, command_id: str) -> str | None:
        """Refuse what the pane has no record for."""
        chosen = self._chosen()
        if command_id in _NEED_RECORD and chosen is None and not self._folds(command_id):
            return "there is no record under the cursor"
        if command_id == "list.archive" and chosen is not None and chosen.kind not in CLOSABLE:
            return f"there is nothing to close about a {KINDS[chosen.kind].spoken}"
        if self._wants_link(command_id) and not self._links:
            return "the account has no links; e adds them"
        if command_id == "account.parent" and not self.kin.above:
            return "no account stands above this one; e gives it a parent"
        if command_id == "account.combined" and not self.kin.below:
            return "no account stands below this one"
        if command_id == "list.new" and (self.holder is None or self.holder.begins() is None):
            return "nothing can be added here"
        return self.why_not_turned(command_id)

    def _folds(self, command_id: str) -> bool:
        """Say whether opening what is under the cursor folds it: it is no record."""
        return command_id == "list.open" and isinstance(self.focused, Folds) and self.focused.is_on_fold

    def _wants_link(self, command_id: str) -> bool:
        """Say whether the command is about a link of the account here: a document opens its own file."""
        chosen = self._chosen()
        if command_id == "account.open-outside":
            return chosen is None or chosen.kind != "documents"
        return command_id == "list.copy" and isinstance(self.focused, RecordSheet)

    def go_to(self, account: int) -> None:
        """Show the page of another account of the family, on top of this one."""
        # The page itself cannot be named here, since it is made of this.
        self.app.push_screen(type(self)(account))

    def action_parent(self) -> None:
        """Go up to the parent."""
        if self.kin.above:
            self.go_to(self.kin.above[-1].id)

    def action_new(self) -> None:
        """Add a record of the pane's kind."""
        begins = None if self.holder is None else self.holder.begins()
        if begins is not None:
            kind, given = begins
            account = None if kind == "accounts" else self.account_here()
            editing.add(self, kind, account=account, given=given, then=partial(self.made, kind))

    def made(self, kind: str, record: int) -> None:
        """Move the cursor of the section that shows records of the kind to the new one."""
        for section in self.query(".section"):
            if isinstance(section, Section) and section.kind == kind:
                section.want(record)

    def action_edit(self) -> None:
        """Edit the record under the cursor, the account where there is none."""
        editing.edit(self, self._edited.kind, self._edited.ids[0])

    def action_editor(self) -> None:
        """Edit the long text of the record under the cursor, else of the account, in the user's editor."""
        editing.edit_text(self, self._edited.kind, self._edited.ids[0])

    def action_history(self) -> None:
        """Show what became of the record under the cursor, of the account where there is none."""
        from kapta_tui.screens.history import show_history

        show_history(self, self._edited.kind, self._edited.ids[0])

    def action_open(self) -> None:
        """Open the record under the cursor: a review's page, a document's file, else its form."""
        chosen = self._chosen()
        if chosen is not None and chosen.kind == "accounts" and isinstance(self.focused, Listing):
            self.go_to(self._under_cursor(chosen))
        elif chosen is not None and chosen.kind == "qbrs":
            from kapta_tui.screens.qbr.screen import ReviewScreen

            self.app.push_screen(ReviewScreen(self._under_cursor(chosen)))
        elif chosen is not None and chosen.kind == "risks":
            from kapta_tui.screens.risk.screen import RiskScreen

            self.app.push_screen(RiskScreen(self._under_cursor(chosen), type(self)))
        elif chosen is not None and chosen.kind == "documents":
            papers.open_file(self, self._under_cursor(chosen))
        else:
            self.action_edit()

    def _under_cursor(self, chosen: Chosen) -> int:
        """Return the record under the cursor, whatever is marked."""
        focused = self.focused
        here = focused.cursor_id if isinstance(focused, Listing) else None
        # A line that is no record, such as one that names an account, has an id below 0.
        return chosen.ids[0] if here is None or here < 0 else here

    @property
    def _links(self) -> tuple[str, ...]:
        return () if self.profile is None else self.profile.links

    def action_open_outside(self) -> None:
        """Open the document under the cursor, else a link of the account."""
        chosen = self._chosen()
        if chosen is not None and chosen.kind == "documents":
            papers.open_file(self, self._under_cursor(chosen))
        else:
            papers.open_link(self, self._links)

    def action_copy(self) -> None:
        """Copy a link of the account; lists copy their rows themselves."""
        papers.copy_link(self, self._links)

    @on(Listing.Opened)
    def _opened(self, event: Listing.Opened) -> None:
        if isinstance(event.listing, Feed):
            row = event.listing.row(event.id)
            if row is not None:
                self.shell.toast(row.sentence)
        else:
            self.action_open()

    def action_remove(self) -> None:
        """Remove the marked records, else the one under the cursor."""
        chosen = self._chosen()
        if chosen is not None:
            editing.remove(self, chosen.kind, chosen.ids)

    def action_archive(self) -> None:
        """Close, complete or archive, or take that back."""
        chosen = self._chosen()
        if chosen is not None:
            close(self, chosen.kind, chosen.ids)

    def action_merge(self) -> None:
        """Merge the account with another one."""
        from kapta_tui.screens.merging import merge

        if self.profile is not None:
            merge(self, self.account, self.profile.row.name)

    def action_whitespace(self) -> None:
        """Show accounts by products, beginning with this one."""
        from kapta_tui.screens.whitespace import WhitespaceScreen

        self.app.push_screen(WhitespaceScreen(self.account, type(self)))

    def action_contribute(self) -> None:
        """Join the contributors, or leave them."""
        if self.profile is None:
            return
        me = fold(self.shell.user)
        joins = all(fold(name) != me for name in self.profile.contributors)
        editing.run(self, jobs.contribute(self.account, joins=joins))

    @on(Listing.CopyRequested)
    def _copy(self, event: Listing.CopyRequested) -> None:
        listing = event.listing
        if not isinstance(listing, Listing):
            return
        columns = [column for column in listing.columns if column.key in listing.shown]
        rows = [row for number in event.ids if (row := listing.row(number)) is not None]
        self.copy_lines(["\t".join(plain(column.cell(row)).strip() for column in columns) for row in rows])

    def copy_lines(self, lines: Sequence[str]) -> None:
        """Put lines of cells separated by tabs on the clipboard; no spreadsheet takes a text for a formula."""
        from kapta_tui.exchange.writers.guard import neutralise

        lines = ["\t".join(neutralise(cell) for cell in line.split("\t")) for line in lines]
        self.app.copy_to_clipboard("\n".join(lines))
        self.shell.toast(f"Copied {len(lines)} line{'' if len(lines) == 1 else 's'}")


def page_of(pane: Widget) -> PageActions:
    """Return the page that a pane stands on."""
    page = pane.screen
    assert isinstance(page, PageActions)
    return page
