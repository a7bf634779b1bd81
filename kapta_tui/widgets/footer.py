"""The last line: at most seven keys of the focused pane, the help key always among them."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.widgets.line import CommandLine

MOST = 7
"""More keys than this are not read."""
_GAP = "   "


class FooterItem(NamedTuple):
    """One key of the footer. `rank` 1 is dropped last."""

    command: str
    key: str
    label: str
    rank: int
    help: str
    keep: bool = False
    """True for help, which is never dropped and stands at the end."""

    @property
    def width(self) -> int:
        """Cells the item takes, without the gap."""
        return cell_len(self.key) + 1 + cell_len(self.label)


def choose(items: tuple[FooterItem, ...], width: int) -> tuple[FooterItem, ...]:
    """Return the items that fit into `width` cells, in rank order, those to keep at the end."""
    kept = [item for item in items if item.keep]
    chosen: list[FooterItem] = []
    room = width - 2 - sum(item.width for item in kept) - len(_GAP) * (len(kept) - 1)
    for item in sorted((item for item in items if not item.keep), key=lambda item: item.rank):
        needed = item.width + len(_GAP)
        if len(chosen) + len(kept) == MOST or needed > room:
            break
        chosen.append(item)
        room -= needed
    return (*chosen, *kept)


class FooterLine(CommandLine):
    """` enter Open   n New   / Filter   ? Help`; every key can be clicked."""

    COMPONENT_CLASSES = {"footer--key", "footer--label"}
    DEFAULT_CSS = """
    FooterLine {
        dock: bottom; height: 1; background: $footer-background;
        & > .footer--key { color: $footer-key-foreground; text-style: bold; }
        & > .footer--label { color: $footer-description-foreground; }
    }
    """
    DEFAULT_CLASSES = "-textual-system"

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[FooterItem, ...] = ()

    def show(self, items: tuple[FooterItem, ...]) -> None:
        """Take the keys of the pane that has the keyboard now."""
        if items != self._items:
            self._items = items
            self.refresh()

    def render(self) -> Content:
        """Draw the keys that fit."""
        parts = [self._draw(item) for item in choose(self._items, self.size.width)]
        return Content(" ") + Content(_GAP).join(parts)

    def _draw(self, item: FooterItem) -> Content:
        key = self.part(item.key, "footer--key", item.command)
        return key + self.part(f" {item.label}", "footer--label", item.command)

    def tooltip_of(self, command: str) -> Content:
        """Return the help of the command."""
        return Content(next(item.help for item in self._items if item.command == command))
