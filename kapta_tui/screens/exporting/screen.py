"""What a screen with lists can do with E."""

from __future__ import annotations

from textual.widget import Widget

from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets import toast
from kapta_tui.widgets.listing import Listing


class ExportsList(BaseScreen):
    """Exports the list that has the keyboard, else the first one shown.

    A list whose id is the name of a kind holds records of that kind, and the keys of its columns are field names.
    """

    def action_export(self) -> None:
        """Ask for a file and write the list to it."""
        from kapta_tui.domain.kinds import KINDS

        shown = [one for one in self.query(Listing) if one.id in KINDS and _is_seen(one)]
        chosen = next((one for one in shown if one.has_focus), None) or next(iter(shown), None)
        if chosen is None:
            toast.show_reason(self.app, "Export…", "there is no list of records here; V may change to one")
        elif not chosen.ids:
            toast.show_reason(self.app, "Export…", "the list is empty")
        else:
            from kapta_tui.screens.exporting.dialog import ExportDialog, Wanted

            columns = tuple(column.key for column in chosen.columns if column.key not in chosen.hidden)
            wanted = Wanted(str(chosen.id), chosen.marked or tuple(chosen.ids), columns)
            self.app.push_screen(ExportDialog(wanted))


def _is_seen(widget: Widget) -> bool:
    return bool(widget.region.area) and all(
        node.display for node in widget.ancestors_with_self if isinstance(node, Widget)
    )
