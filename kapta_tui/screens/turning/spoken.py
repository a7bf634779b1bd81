"""What a place says that work can be made from: a record, and the words of it that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from kapta_tui.widgets.preview import Said


class Spoken(NamedTuple):
    """A note, SWOT item, VOC answer, QBR or risk by its kind and id.

    `text` are the words that are meant, empty for all that the record says; `is_chosen` says that the user has chosen
    them, so that nobody is asked which.
    """

    kind: str
    id: int
    text: str = ""
    is_chosen: bool = False


def spoken_on(screen: Screen[None], here: Spoken | None) -> Spoken | None:
    """Return what is selected on the screen, else `here`, which is what the pane with the keyboard says.

    What was selected in another pane than that counts only where its words say whose they are.
    """
    selected = _selected(screen)
    if selected is None:
        return here
    said, is_focused = selected
    if said.of is not None and (is_focused or here is None):
        return Spoken(*said.of, said.text, is_chosen=True)
    if is_focused and here is not None:
        return Spoken(here.kind, here.id, said.text, is_chosen=True)
    return here


def _selected(screen: Screen[None]) -> tuple[Said, bool] | None:
    """Return the words selected in a sheet, and whether that has the keyboard."""
    if not screen.selections:
        return None
    # Sheets are beside the first list of the app, and are imported when it is there.
    from kapta_tui.widgets.preview import Facts

    for widget in screen.selections:
        if isinstance(widget, Facts) and widget.is_attached and (said := widget.selected) is not None:
            return said, _has_keyboard(screen, widget)
    return None


def _has_keyboard(screen: Screen[None], widget: Widget) -> bool:
    return screen.focused is not None and screen.focused in widget.ancestors_with_self
