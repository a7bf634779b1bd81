"""What empty plans say: why they are empty, and which key helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.data.read.plans import Exists, Show
from kapta_tui.screens.plans.wish import SHOW_WORDS, PlanWish
from kapta_tui.widgets.empty import EmptyPane

_GOOD_NEWS = {
    Show.OVERDUE: "Nothing is late.",
    Show.PASSED: "Nothing waits to be begun.",
    Show.FULL: "Nothing stands at 100 % without its mark.",
    Show.MINE: "You have no open action.",
}


def nothing(
    exists: Exists, wish: PlanWish, keys: Mapping[str, str], reset: Sequence[tuple[str, str]] = ()
) -> Content:
    """Return why there is nothing to show and the keys that fill it or show more.

    `reset` is the key that takes away what hides it on every screen.
    """

    def key(command: str) -> str:
        return show_key(keys[command].split(",")[0])

    if not exists.accounts:
        return EmptyPane.words("There is no account yet to plan for.", (key("screen.create"), "creates one"))
    if wish.filter:
        words = f"No {SHOW_WORDS[wish.show]} action fits the filter."
        return EmptyPane.words(
            words,
            (key("global.peel"), "clears the filter"),
            (key("list.named-filters"), "shows others"),
            *reset,
        )
    if reset:
        return EmptyPane.words("Nothing is planned for the accounts shown everywhere.", *reset)
    if exists.actions and wish.show in _GOOD_NEWS:
        return EmptyPane.words(_GOOD_NEWS[wish.show], (key("list.named-filters"), "shows others"))
    if exists.actions and wish.show is not Show.ALL:
        words = f"No action is {SHOW_WORDS[wish.show]} here."
        return EmptyPane.words(
            words, (key("list.named-filters"), "shows others"), (key("plans.goal"), "plans a goal")
        )
    why = "The goals have no action yet." if exists.goals and wish.account is None else "No plan yet."
    return EmptyPane.words(
        why, (key("plans.goal"), "plans a goal: in a form, as an outline or from a template")
    )
