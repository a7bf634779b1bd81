"""The whitespace screen: what is where, and what happens when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.whitespace import Line, Offer, Spot, Total, Totals
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.filtered import FilteredScreen
from kapta_tui.screens.whitespace import words
from kapta_tui.screens.whitespace.jobs import set_products
from kapta_tui.screens.whitespace.loading import Loaded, Wish, lines, load
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.grid import Head, RecordGrid
from kapta_tui.widgets.grid.view import Drawing
from kapta_tui.widgets.preview import Fact, draw


class WhitespaceScreen(FilteredScreen):
    """Accounts by products: who has what, what is on offer, and where nothing is."""

    SECTION = "accounts"
    HELP = (
        "Accounts by products. Space says that the account has the product, or has it no longer, Enter opens the "
        "account, / filters accounts."
    )
    HELP_OF: ClassVar = {"opportunities": "n begins an opportunity for the cell."}
    BINDINGS = bindings("grid.new", "grid.filter", "grid.named-filters", "grid.tree", "grid.product")
    DEFAULT_CSS = """
    WhitespaceScreen #grid { height: 1fr; }
    WhitespaceScreen #about { height: 2; padding: 0 2; background: $surface; }
    WhitespaceScreen #legend { height: 1; padding: 0 2; background: $surface; color: $muted; }
    """

    def __init__(self, account: int | None, page: Callable[[int], Screen[None]]) -> None:
        """`account` is the one to begin with; `page` makes the page of an account."""
        super().__init__()
        self._page_of = page
        self._wanted = account
        self._as_tree = True
        self._offers: tuple[Offer, ...] = ()
        self._prefixes: Mapping[int, str] = {}
        self._totals = Totals()
        self._playbook: Playbook | None = None

    def compose_body(self) -> ComposeResult:
        """The grid above what there is to say of the cell under the cursor."""
        drawing = Drawing[Line](self._account_cell, self._cell, words.line_total, self._sum)
        yield RecordGrid[Line](drawing, id="grid")
        yield Static("", id="about", markup=False)
        yield Static(words.legend(self.shell.features_off), id="legend", markup=False)

    @property
    def grid(self) -> RecordGrid[Line]:
        """The grid."""
        return self.query_one("#grid", RecordGrid)

    def on_mount(self) -> None:
        """Give the grid the keyboard."""
        self.grid.focus()

    def account_here(self) -> int | None:
        """The account under the cursor."""
        return self.grid.cursor_id

    def reload(self) -> None:
        """Ask for products, accounts and sums; the rows follow for what is in view."""
        shell = self.shell
        wish = Wish(self.filter_text, shell.account_filter, self._as_tree, shell.user, shell.today)
        self.ask("grid", partial(load, wish=wish), self._show)

    def _show(self, loaded: Loaded | KaptaError) -> None:
        if isinstance(loaded, KaptaError):
            self.show_filter_error(loaded)
            return
        self.show_filter_error(None)
        self._offers, self._prefixes, self._totals = loaded.offers, loaded.prefixes, loaded.totals
        self._playbook = loaded.playbook
        self.grid.border_title = Content(words.title(len(loaded.ids), len(loaded.offers), loaded.totals))
        self.grid.empty = self._why_empty()
        self.grid.set_rows([Head(offer.name, offer.family) for offer in loaded.offers], loaded.ids)
        if self._wanted is not None:
            self.grid.select(self._wanted)
            self._wanted = None
        self._say()
        self.refresh_bindings()

    def _why_empty(self) -> Content:
        if not self._offers:
            return EmptyPane.words("You sell no product yet.", ("P", "adds one"))
        if self.filter_text:
            return EmptyPane.words(f"No account matches {self.filter_text}.", ("esc", "clears the filter"))
        return EmptyPane.words("No account yet.", ("c", "creates one"))

    def _account_cell(self, account: int, line: Line) -> Cell:
        return words.name_cell(line, self._prefixes.get(account, ""))

    def _cell(self, line: Line, column: int) -> Cell:
        return words.spot_cell(line, self._offers[column])

    def _sum(self, column: int) -> Cell:
        if column < 0:
            return words.column_total(self._totals.whole)
        return words.column_total(self._totals.by_product.get(self._offers[column].id, Total()))

    @on(RecordGrid.Need)
    def _fetch(self, event: RecordGrid.Need) -> None:
        self.ask("rows", partial(lines, wanted=event.ids), self._supply)

    def _supply(self, rows: dict[int, Line]) -> None:
        self.grid.supply(rows)
        self.refresh_bindings()

    @on(RecordGrid.Highlighted)
    def _say(self) -> None:
        """Say below the grid what the cell under the cursor holds."""
        here, about = self._here, self.query_one("#about", Static)
        if here is None or self._playbook is None:
            about.update("")
            return
        line, offer = here
        total = self._totals.by_product.get(offer.id, Total())
        fact = Fact("", (words.about(line, offer, total, self._playbook),), wide=True)
        about.update(draw([fact], max(8, self.size.width - 4)))

    @property
    def _here(self) -> tuple[Line, Offer] | None:
        """The row and the product under the cursor, None where there is none or it has not come yet."""
        account, column = self.grid.cursor_id, self.grid.column
        if account is None or column is None or column >= len(self._offers):
            return None
        line = self.grid.row(account)
        return None if line is None else (line, self._offers[column])

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a cell while there is none."""
        needs = {"grid.has", "grid.open", "grid.new"}
        return "there is no cell under the cursor" if command_id in needs and self._here is None else None

    @on(RecordGrid.Opened)
    def _open(self, event: RecordGrid.Opened) -> None:
        self.app.push_screen(self._page_of(event.id))

    @on(RecordGrid.Toggled)
    def _toggle(self) -> None:
        here = self._here
        if here is not None:
            line, offer = here
            has = line.spots.get(offer.id, Spot()).has
            editing.run(self, set_products(line.id, [offer.id], has=not has))

    def action_new(self) -> None:
        """Begin an opportunity for the account and the product under the cursor."""
        here = self._here
        if here is not None:
            line, offer = here
            given = {"name": offer.name, "product": offer.name}
            editing.add(self, "opportunities", account=line.id, given=given)

    def action_product(self) -> None:
        """Add a product to sell."""
        editing.add(self, "products")

    def action_tree(self) -> None:
        """Change between families and a flat list."""
        self._as_tree = not self._as_tree
        self.reload()

    def action_named_filters(self) -> None:
        """Choose a named filter of accounts."""
        from kapta_tui.screens.editing_filters import choose_filter

        choose_filter(self, "accounts")
