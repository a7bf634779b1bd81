"""Toasts: good news is short, bad news says what and what next."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.notifications import Notification

from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.text import clean
from kapta_tui.widgets.textual_private import take_away, take_away_good_news

GOOD_SECONDS = 3.0
BAD_SECONDS = 10.0
_LINES = 4


def show_good(app: App[Any], text: str, title: str = "") -> None:
    """Say `text` for a short while; it is never read as markup.

    A dialog on top, which has `keep_toast`, keeps it until it has gone.
    """
    keep = getattr(app.screen, "keep_toast", None)
    if keep is not None:
        keep(text, title)
        return
    app.notify(clean(text), title=clean(title), timeout=GOOD_SECONDS, markup=False)


def make_room(app: App[Any], coming: Notification) -> None:
    """Take away the good news shown before where what is `coming` is good news too."""
    if coming.severity == "information":
        take_away_good_news(app)


def show_reason(app: App[Any], label: str, reason: str) -> None:
    """Say why a command cannot be used now; a form, which has `say`, does so in its own line."""
    say = getattr(app.screen, "say", None)
    if say is not None:
        say(clean(reason))
        return
    title = f"{label}: not now"
    take_away(app, title)
    app.notify(clean(reason), title=title, severity="warning", timeout=5.0, markup=False)


def show_error(app: App[Any], error: KaptaError) -> None:
    """Say the cause as the title and the remedy below it; a form, over which no toast is shown, has `hear`."""
    hear = getattr(app.screen, "hear", None)
    if hear is not None and app.screen.is_mounted:
        hear(error)
        return
    app.notify(
        clean(error.remedy), title=clean(error.cause), severity="error", timeout=BAD_SECONDS, markup=False
    )


def show_warning(app: App[Any], title: str, lines: tuple[str, ...], rest: str) -> bool:
    """Say what could not be used, such as keys that clash; False when there are more than four lines.

    `rest` then says where all of them stand.
    """
    shown = [clean(line) for line in lines[:_LINES]]
    more = len(lines) - len(shown)
    words = [*shown, f"… and {more} more, {rest}"] if more else shown
    app.notify("\n".join(words), title=title, severity="warning", timeout=BAD_SECONDS, markup=False)
    return not more
