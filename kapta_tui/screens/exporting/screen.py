"""What a screen with lists can do with E."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual.widget import Widget

from kapta_tui.commands import show_key
from kapta_tui.data.read.presence import is_empty
from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets import toast
from kapta_tui.widgets.listing import Listing

if TYPE_CHECKING:
    from kapta_tui.screens.dialogs import PickOption
    from kapta_tui.screens.exporting.plans import PlanSet

_LABEL: Final = "Export…"
_ROWS: Final = "rows"


class ExportsList(BaseScreen):
    """Exports the list that has the keyboard, else the first one shown.

    A list whose id is the name of a kind holds records of that kind, and the keys of its columns are field names.
    """

    def with_plans(self, then: Callable[[tuple[int | None, ...]], object]) -> None:
        """Tell `then` the accounts all of whose plan data can be written from here, None for all accounts at once."""
        then(())

    def action_export(self) -> None:
        """Ask for a file and write the list to it, or all plan data where that can be written from here."""
        self.with_plans(self._export_any)

    def _export_any(self, accounts: tuple[int | None, ...]) -> None:
        if not accounts:
            self._export_list()
            return
        from kapta_tui.screens.exporting.plans import Eye, plan_sets

        eye = Eye(self.shell.user, self.shell.today, self.shell.account_filter)
        self.ask_to_open("plan sets", partial(plan_sets, accounts=accounts, eye=eye), self._choose_export)

    def _choose_export(self, sets: list[PlanSet]) -> None:
        from kapta_tui.screens.dialogs import Pick, PickOption
        from kapta_tui.screens.exporting.plans import ExportPlans

        _, chosen = self._lists()
        rows = [] if chosen is None or not chosen.ids else [_rows_option(chosen)]
        offered = [PickOption(str(place), one.title, one.words) for place, one in enumerate(sets)]

        def answered(key: str | None) -> None:
            if key == _ROWS:
                self._export_list()
            elif key is not None:
                self.app.push_screen(ExportPlans(sets[int(key)]))

        options = [*rows, *offered]
        if len(options) == 1:
            answered(options[0].key)
        else:
            self.app.push_screen(Pick("Export what?", options), answered)

    def _lists(self) -> tuple[list[Listing[Any]], Listing[Any] | None]:
        """Return the lists of records, and the one that is exported."""
        from kapta_tui.domain.kinds import KINDS

        lists = [one for one in self.query(Listing) if one.id in KINDS]
        shown = [one for one in lists if _is_seen(one)]
        return lists, next((one for one in shown if one.has_focus), None) or next(iter(shown), None)

    def _export_list(self) -> None:
        from kapta_tui.domain.kinds import KINDS

        lists, chosen = self._lists()
        if chosen is not None and chosen.ids:
            self.ask_for_file(chosen, chosen.marked or tuple(chosen.ids))
        elif chosen is not None:
            clear, make = self._key("global.peel"), self._key("screen.create")
            toast.show_reason(
                self.app, _LABEL, f"the list is empty; {clear} clears a filter, {make} makes a record"
            )
        elif lists:
            kind = KINDS[str(lists[0].id)]
            self.ask("any", partial(is_empty, table=kind.table), partial(self._say_where, kind.name))
        else:
            toast.show_reason(self.app, _LABEL, "there is no list of records here")

    def ask_for_file(self, listing: Listing[Any], ids: tuple[int, ...]) -> None:
        """Ask for a file and write the rows `ids` to it, in their order, with the columns of the list."""
        from kapta_tui.screens.exporting.dialog import ExportDialog, wanted_of

        columns = tuple(column.key for column in listing.columns if column.key not in listing.hidden)
        query = partial(wanted_of, kind=str(listing.id), ids=ids, columns=columns)
        self.ask_to_open("export", query, lambda wanted: self.app.push_screen(ExportDialog(wanted)))

    def _say_where(self, kind: str, empty: bool) -> None:
        words = "there is no list of records here; V changes to one"
        if empty:
            make, take = self._key("screen.create"), self._key("screen.import")
            words = f"there are no {kind} yet; {take} imports files, {make} makes a record"
        toast.show_reason(self.app, _LABEL, words)

    def _key(self, command: str) -> str:
        return show_key(self.shell.keys[command].split(",")[0])


def _rows_option(listing: Listing[Any]) -> PickOption:
    from kapta_tui.domain.kinds import KINDS
    from kapta_tui.screens.dialogs import PickOption

    kind, count = KINDS[str(listing.id)], len(listing.marked or listing.ids)
    which = "marked" if listing.marked else "in the list"
    return PickOption(_ROWS, f"The {kind.counted(count)} {which}", "the rows, order and columns you see")


def _is_seen(widget: Widget) -> bool:
    return bool(widget.region.area) and all(
        node.display for node in widget.ancestors_with_self if isinstance(node, Widget)
    )
