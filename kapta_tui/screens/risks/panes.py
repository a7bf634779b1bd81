"""The views that show risks one by one, each with the keys that the screen carries out for it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import BindingType

from kapta_tui.commands import COMMANDS
from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.risks.cards import face
from kapta_tui.screens.risks.columns import COLUMNS
from kapta_tui.screens.risks.loading import RiskLine
from kapta_tui.widgets.board import BOARD_COMMANDS, Board
from kapta_tui.widgets.lineview import KeyCommand
from kapta_tui.widgets.listing import LIST_COMMANDS, Listing


def _beyond(group: str, own: Iterable[KeyCommand]) -> list[BindingType]:
    """Return the bindings of a group without those that the widget carries out itself."""
    taken = {command.id for command in own}
    return bindings(*(name for name, one in COMMANDS.items() if one.group == group and name not in taken))


class RiskTable(Listing[RiskLine]):
    """The table. The keys stand here and not on the screen, which would show those of the board too."""

    HELP = "Risks as lines. Enter opens the account, s sorts, x closes, space marks for the next action."
    BINDINGS = _beyond("list", LIST_COMMANDS)

    def __init__(self) -> None:
        super().__init__(COLUMNS, id="risks")


class RiskBoard(Board[RiskLine]):
    """The board."""

    HELP = "Risks as cards. H and L move a card, m takes it up for the arrows, b changes the columns."
    BINDINGS = _beyond("board", BOARD_COMMANDS)

    def __init__(self) -> None:
        super().__init__(face, id="board")
