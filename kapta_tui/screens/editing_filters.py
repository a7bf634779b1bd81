"""Named filters: the user's own from the settings and the ready words of the kind; keeping and removing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import App

from kapta_tui.domain.features import seen_ready
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.dialogs import Pick, PickOption, Prompt
from kapta_tui.shell.protocol import Shell

if TYPE_CHECKING:
    from kapta_tui.screens.filtered import FilteredScreen

WORDS: Final = {
    "mine": "you are the owner",
    "involved": "you are the owner or a contributor",
    "contributing": "you are a contributor",
    "at-risk": "with an active risk",
    "overdue": "something is late",
    "unaddressed": "a risk nobody works on",
    "archived": "out of the lists",
    "strategic": "of strategic accounts",
    "cold": "no note for 60 days",
}
"""Ready words of the filter language and what they mean."""

FORGET: Final = "forget:"
"""The key of the option that offers to remove a named filter; no filter can be written so."""


def choose_filter(screen: FilteredScreen, kind: str) -> None:
    """Offer the filters for lists of `kind` and apply the one chosen."""
    shell = screen.shell

    def chosen(text: str | None) -> None:
        if text == FORGET:
            forget(shell, screen.app, kind)
        elif text is not None:
            screen.filter_text = text

    named = shell.settings.filters.get(kind, {})
    options = [PickOption(text, name, text) for name, text in named.items()]
    own = set(named.values())
    offered = seen_ready(WORDS, shell.features_off)
    ready = [word for word in offered if word in KINDS[kind].ready and word not in own]
    options += [PickOption(word, word, WORDS[word]) for word in ready]
    if screen.filter_text:
        options.append(PickOption("", "no filter", "show all"))
    options += forgetting(shell, kind)
    unique = {option.key: option for option in options}
    screen.app.push_screen(Pick("Filters", list(unique.values()), placeholder="type to choose"), chosen)


def forgetting(shell: Shell, kind: str) -> list[PickOption]:
    """Return the option to remove a named filter, where there is one."""
    if not shell.settings.filters.get(kind):
        return []
    return [PickOption(FORGET, "remove a name…", "the filter itself can be written again")]


def forget(shell: Shell, app: App[None], kind: str) -> None:
    """Ask which named filter is to go, and remove it from the settings."""
    named = dict(shell.settings.filters.get(kind, {}))

    def chosen(name: str | None) -> None:
        if name is not None:
            shell.name_filter(kind, name, "")
            shell.toast(f"Removed the filter {name}: {named[name]}")

    options = [PickOption(name, name, text) for name, text in named.items()]
    app.push_screen(Pick("Remove which filter", options), chosen)


def ask_for_name(shell: Shell, app: App[None], kind: str, text: str) -> None:
    """Ask under which name the filter `text` for lists of `kind` is to be kept, and keep it."""

    def named(name: str | None) -> None:
        if name is not None:
            shell.name_filter(kind, name, text)
            shell.toast(f"Kept as {name}: {text}")

    known = shell.settings.filters.get(kind, {})
    read = partial(_meaning, known=tuple(known), kind=kind)
    app.push_screen(Prompt(f"Name for {text}", placeholder="a short name", hint=_HINT, read=read), named)


_HINT: Final = "It goes to your settings; on the command line it is --filter @name"


def _meaning(name: str, known: tuple[str, ...], kind: str) -> str:
    if name in known:
        return f"{name} is there already: it will mean this filter"
    return f"{_HINT.removesuffix('@name')}@{name}, for {KINDS[kind].many}"
