"""Who goes cold next at all accounts, or those of the account filter (features: row 65)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.health.cold import ColdRow
from kapta_tui.data.read.search import Hit
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.cold.columns import ACCOUNT, NAME, TITLE, further_columns, note_about
from kapta_tui.screens.cold.loading import MOST, Loaded, Wish, load
from kapta_tui.screens.filtered import FilteredScreen, hiding
from kapta_tui.screens.health.opening import NO_ACCOUNT, ExplainsHealth
from kapta_tui.screens.record.copying import lines_of
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Listing

_OF_A_ROW: Final = frozenset({"list.open", "list.new", "list.copy"})


class ColdScreen(FilteredScreen, ExplainsHealth):
    """Key players by the day on which they go cold, those who are cold after the others."""

    SECTION = "accounts"
    FILTERS = "contacts"
    HELP = (
        "Key players of all accounts nobody has spoken with for long: the day they go cold, and the points of health "
        "their silence costs by then. Enter opens the contact on its account's page, n adds a note about them, w "
        "explains the health of the account."
    )
    BINDINGS = bindings("list.new", "list.filter", "list.named-filters")
    CALLED: ClassVar = {
        "list.new": ("Note", "Add a note of a talk with the key player under the cursor"),
        "list.open": ("Open", "Show the key player on the page of the account"),
    }
    DEFAULT_CSS = "ColdScreen #cold { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self._playbook: Playbook | None = None

    def compose_body(self) -> ComposeResult:
        """One list."""
        listing = Listing[ColdRow](id="cold")
        listing.border_title = TITLE
        yield listing

    @property
    def listing(self) -> Listing[ColdRow]:
        """The list."""
        return self.query_one("#cold", Listing)

    def on_mount(self) -> None:
        """Give the list the keyboard."""
        self.listing.focus()

    def reload(self) -> None:
        """Ask for the key players."""
        shell = self.shell
        wish = Wish(self.filter_text, shell.account_filter, shell.user, shell.today)
        self.ask("cold", partial(load, wish=wish), self._show)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.show_filter_error(loaded)
            return
        self.show_filter_error(None)
        self._playbook = loaded.playbook
        listing = self.listing
        listing.set_columns((ACCOUNT._replace(flex=3, wish=28), NAME, *further_columns(loaded.playbook)))
        listing.empty = self._why_empty(loaded)
        listing.border_title = _title(loaded)
        rows = {row.cooling.player: row for row in loaded.found.rows}
        listing.set_ids(list(rows), rows)
        listing.redraw()
        self.refresh_bindings()

    def _why_empty(self, loaded: Loaded) -> Content:
        if not loaded.playbook.enabled("contacts"):
            return EmptyPane.words("The playbook has key players switched off.")
        reset = hiding(self.shell, loaded.hidden, "key player")
        if self.filter_text:
            clears = ("esc", "clears the filter")
            return EmptyPane.words(f"No key player matches {self.filter_text}.", clears, *reset)
        if reset:
            return EmptyPane.words("No key player is known at the accounts shown everywhere.", *reset)
        return EmptyPane.words("No key player is known yet, so nobody can go cold.", ("c", "creates one"))

    @property
    def _here(self) -> ColdRow | None:
        number = self.listing.cursor_id
        return None if number is None else self.listing.row(number)

    def account_here(self) -> int | None:
        """The account of the key player under the cursor."""
        return None if self._here is None else self._here.account_id

    def given_here(self) -> Mapping[str, Values]:
        """A note about who is under the cursor, whichever key makes it."""
        row = self._here
        return {} if row is None or self._playbook is None else {"notes": note_about(row, self._playbook)}

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a key player while there is none, and to open what is shown."""
        if command_id == "health.cold":
            return "this is the list"
        if self._here is None and command_id in _OF_A_ROW:
            return "the list is empty"
        if self._here is None and command_id == "health.why":
            return NO_ACCOUNT
        return super().why_not(command_id)

    @on(Listing.Opened)
    def action_open(self) -> None:
        """Show the key player where they stand on their account's page."""
        row = self._here
        if row is not None:
            number = row.cooling.player
            self.shell.show_record(Hit("contacts", number, row.name, "", row.account_id, row.account))

    def action_new(self) -> None:
        """Add a note about who is under the cursor."""
        given = self.given_here()
        if given:
            editing.add(self, "notes", account=self.account_here(), given=given["notes"])

    def action_named_filters(self) -> None:
        """Choose a named filter of key players."""
        from kapta_tui.screens.editing_filters import choose_filter

        choose_filter(self, "contacts")

    @on(Listing.CopyRequested)
    def _copy(self, event: Listing.CopyRequested) -> None:
        self.app.copy_to_clipboard(lines_of(self.listing, event.ids))
        many = len(event.ids)
        self.shell.toast(f"Copied {many} key player{'' if many == 1 else 's'}")


def _title(loaded: Loaded) -> Content:
    """Return how many go cold, how many are cold, and how many of them are listed."""
    found = loaded.found
    head = f"{TITLE} {found.going}" if loaded.total else TITLE
    cold = f" · {found.gone} cold already" if found.gone else ""
    first = f" · the first {MOST} are listed" if loaded.total > MOST else ""
    return Content.assemble(head, (f"{cold}{first}", "$muted"))
