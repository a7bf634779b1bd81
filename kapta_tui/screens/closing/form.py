"""The form that closes risks, with the resolutions on offer in sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from kapta_tui.domain.fields import Field, Value
from kapta_tui.domain.risk import NEVER_A_RISK
from kapta_tui.domain.text import one_line
from kapta_tui.screens.closing.record import Behind
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form.entries import Entries

_HEAD: Final = "Enter takes one"
_HEADS: Final = (
    ("worked", "worked: the account was kept"),
    ("risk", "each risk keeps its own"),
)
"""A word behind resolutions and what explains it."""

_BEST: Final = " · best"

_LEAST: Final = 16
"""Cells that are left of a resolution in any case."""


class ClosingForm(FormDialog):
    """Status, resolutions and day; Enter in the list below takes a resolution, typing begins own words."""

    HELP = "Enter takes a resolution, typing adds your own words, ^s closes the risk, Esc leaves it as it is."
    CSS = """
    ClosingForm > #frame { width: 92; }
    ClosingForm #offered-head { height: 1; color: $muted; }
    ClosingForm #offered { max-height: 40vh; margin-top: 0; padding: 0 1; background: $surface; }
    ClosingForm #offered { scrollbar-gutter: stable; }
    ClosingForm.-short #offered-head { margin-top: 1; }
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        values: Mapping[str, Value],
        *,
        offered: Sequence[str],
        details: Mapping[str, Behind],
        gain: str,
        **further: Any,
    ) -> None:
        """`offered` are the labels to choose from, `details` what stands behind some of them.

        `gain` says what closing gives back, empty for nothing; `further` is what `FormDialog` takes besides.
        """
        super().__init__(title, fields, values, **further)
        self._offered = offered
        self._details = details
        self._gain = gain

    def compose_frame(self) -> ComposeResult:
        """The fields, and below them what is on offer."""
        yield from super().compose_frame()
        words = [each for each in _HEADS if any(each[0] in one.words for one in self._details.values())]
        yield Static("; ".join([_HEAD, *(each[1] for each in words)]), id="offered-head", markup=False)
        yield OptionList(id="offered", markup=False)

    def on_mount(self) -> None:
        """Begin with nothing taken, and say what closing gives back."""
        self.query_one("#frame").border_subtitle = Content(self._gain)
        self._mark(())
        self.query_one("#offered", OptionList).highlighted = 0 if self._offered else None
        self._star()

    def first(self) -> Widget:
        """The list on offer, where most risks end."""
        return self.query_one("#offered")

    @on(Select.Changed)
    def _star(self) -> None:
        """Mark the resolutions as required while the status asks for them (domain.md 3.1)."""
        editor = self._editors["resolutions"]
        star = "" if self._editors["status"].current() == NEVER_A_RISK else " *"
        editor.query_one(".label", Static).update(Content(editor.field.label + star))

    def on_key(self, event: events.Key) -> None:
        """Let words typed over the list begin own words."""
        if not isinstance(self.focused, OptionList) or not event.is_printable or event.key == "space":
            return
        own = self._editors["resolutions"].query_one(Input)
        event.stop()
        own.focus()
        own.insert_text_at_cursor(event.character or "")

    def on_resize(self) -> None:
        """Make use of the width there is."""
        self.call_after_refresh(self._follow)

    @on(OptionList.OptionSelected, "#offered")
    def _take(self, event: OptionList.OptionSelected) -> None:
        self._editors["resolutions"].query_one(Entries).add(self._offered[event.option_index])

    @on(Entries.Changed)
    def _follow(self) -> None:
        self._mark(self._editors["resolutions"].query_one(Entries).labels)

    def _mark(self, taken: Iterable[str]) -> None:
        """Show which of the resolutions are taken."""
        listed = self.query_one("#offered", OptionList)
        here, held = listed.highlighted, set(taken)
        listed.clear_options()
        listed.add_options(self._option(label, taken=label in held) for label in self._offered)
        listed.highlighted = here

    def _option(self, label: str, *, taken: bool) -> Option:
        """Return a line of the list; what stands behind the resolutions begins in one column, and is never cut."""
        mark, detail = "✓ " if taken else "  ", self._details.get(label)
        if detail is None:
            return Option(Content(mark + one_line(label)))
        column = max(cell_len(one_line(other)) for other in self._offered)
        room = self.query_one("#offered").scrollable_content_region.width - len(mark)
        if room > 0:
            column = max(_LEAST, min(column, room - max(map(_cells, self._details.values()))))
        words = Content(one_line(label)).truncate(column, ellipsis=True, pad=True)
        best = (_BEST, "$good") if detail.is_best else ""
        return Option(Content.assemble(mark, words, "  ", (detail.words, "$muted"), best))


def _cells(detail: Behind) -> int:
    return 2 + len(detail.words) + (len(_BEST) if detail.is_best else 0)
