"""Choosing which risks are shown, and what an empty view says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.content import Content

from kapta_tui.data.read.risks import Totals
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.editing_filters import FORGET, forget, forgetting
from kapta_tui.screens.risks.quick import ACTIVE, Quick
from kapta_tui.screens.risks.words import grouped
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.empty import EmptyPane


def choose_quick(
    screen: BaseScreen,
    quick: Sequence[Quick],
    totals: Mapping[str, Totals],
    chosen: Callable[[str], object],
) -> None:
    """Offer the quick filters with their counts and money and tell `chosen` the key of the one taken."""
    options = [PickOption(one.key, one.label, _detail(totals.get(one.key))) for one in quick]

    options += forgetting(screen.shell, "risks")

    def take(key: str | None) -> None:
        if key == FORGET:
            forget(screen.shell, screen.app, "risks")
        elif key is not None:
            chosen(key)

    screen.app.push_screen(Pick("Which risks", options, placeholder="type to choose"), take)


def _detail(totals: Totals | None) -> str:
    if totals is None:
        return ""
    money = f" · {sums_words(totals.value)}" if totals.value.sums else ""
    return f"{grouped(totals.count)}{money}"


def why_empty(
    quick: Quick, text: str, reset: Sequence[tuple[str, str]] = (), *, is_store_empty: bool
) -> Content:
    """Return why there is nothing to show and which key helps; `reset` takes away what hides it on every screen."""
    if is_store_empty:
        return EmptyPane.words("No account has had a risk yet.", ("n", "starts one"))
    if text:
        return EmptyPane.words(
            f"No risk matches {text} among “{quick.label}”.",
            ("esc", "clears the filter"),
            ("f", "shows others"),
            *reset,
        )
    if reset:
        return EmptyPane.words(f"No risk is {quick.noun} at the accounts shown everywhere.", *reset)
    if quick == ACTIVE:
        return EmptyPane.words("No account is at risk.", ("f", "shows closed ones"), ("n", "starts one"))
    return EmptyPane.words(f"No risk is {quick.noun}.", ("esc", "shows the active ones"))
