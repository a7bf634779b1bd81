"""What a screen can do with the key that goes from work to what it was made from or addresses, and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from kapta_tui.screens.base import BaseScreen
from kapta_tui.widgets import toast

if TYPE_CHECKING:
    from kapta_tui.screens.turning.following import End

_FOLLOW: Final = "Follow link"
_NOTHING: Final = "nothing that has links is under the cursor"


@runtime_checkable
class Points(Protocol):
    """A pane that says which record is under its cursor."""

    def record_here(self) -> tuple[str, int] | None:
        """Return kind and id of the record under the cursor, None without any."""


class Linked(BaseScreen):
    """Mixed into a screen whose panes show work, or what work was made from."""

    def link_here(self) -> tuple[str, int] | None:
        """Return kind and id of the record under the cursor, as the pane with the keyboard says."""
        nodes = () if self.focused is None else self.focused.ancestors_with_self
        pane = next((node for node in nodes if isinstance(node, Points)), None)
        return None if pane is None else pane.record_here()

    @property
    def subject(self) -> tuple[str, int] | None:
        """Kind and id of the record that the whole screen is about, to which no link leads from there."""
        return None

    def why_not_linked(self, command_id: str) -> str | None:
        """Say why no link can be followed now; for the `why_not` of the screen."""
        return _NOTHING if command_id == "screen.follow" and self.link_here() is None else None

    def action_follow(self) -> None:
        """Go to the work made from what is under the cursor or against that risk, or from work to such."""
        from kapta_tui.screens.turning.following import ends

        here = self.link_here()
        if here is None:
            toast.show_reason(self.app, _FOLLOW, _NOTHING)
            return
        kind, number = here
        self.ask_to_open("links", partial(ends, kind=kind, number=number), partial(self._choose_end, kind))

    def _choose_end(self, kind: str, found: list[End]) -> None:
        from kapta_tui.domain.kinds import KINDS
        from kapta_tui.screens.dialogs import Pick, PickOption

        found = [end for end in found if end.record != self.subject]
        if not found:
            reason = f"nothing else is linked with the {KINDS[kind].spoken}"
            toast.show_reason(self.app, _FOLLOW, reason)
        elif len(found) == 1:
            self._go_to_end(found, "0")
        else:
            options = [PickOption(str(place), end.label, end.detail) for place, end in enumerate(found)]
            self.app.push_screen(Pick("Go to …", options), partial(self._go_to_end, found))

    def _go_to_end(self, found: list[End], chosen: str | None) -> None:
        if chosen is not None:
            self.shell.show_record(found[int(chosen)].hit)
