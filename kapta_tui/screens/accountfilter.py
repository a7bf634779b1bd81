"""Choosing the account filter that stays on everywhere until it is reset (domain.md 1.1)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Final

from textual.app import App

from kapta_tui.commands import show_key
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.scope import ScopeError, scope
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.dialogs import Pick, PickOption, Prompt
from kapta_tui.screens.editing_filters import FORGET, WORDS, ask_for_name, forget, forgetting
from kapta_tui.shell.protocol import Shell

KIND: Final = "accounts"
READY: Final = {"mine": "mine", "involved": "mine or contributing", "contributing": "contributing"}
"""The ready choices and what they are called (domain.md 1.1)."""

_WRITE: Final = "write:"
_NAME: Final = "name:"
"""Keys of options that are no filters; a field without a value is never offered."""


def choose_account_filter(shell: Shell, app: App[None]) -> None:
    """Offer the ready choices and the named filters, or let one be written; it holds at once."""

    def chosen(text: str | None) -> None:
        if text == _WRITE:
            write_account_filter(shell, app)
        elif text == _NAME:
            ask_for_name(shell, app, KIND, shell.account_filter)
        elif text == FORGET:
            forget(shell, app, KIND)
        elif text is not None:
            _apply(shell, text)

    app.push_screen(Pick("Which accounts, everywhere", options(shell), placeholder="type to choose"), chosen)


def options(shell: Shell) -> list[PickOption]:
    """Return what can be chosen, the present filter marked."""
    on, named = shell.account_filter, shell.settings.filters.get(KIND, {})
    reset = show_key(shell.keys["global.reset-filter"].split(",")[0])
    found = [PickOption("", "all", f"no account filter; {reset} resets it anywhere")]
    found += [PickOption(word, label, WORDS[word]) for word, label in READY.items()]
    found += [PickOption(text, name, text) for name, text in named.items() if text not in READY]
    if on and on not in {option.key for option in found}:
        found.insert(0, PickOption(on, on, ""))
    marked = [
        PickOption(option.key, f"{option.label} ✓", option.detail) if option.key == on else option
        for option in found
    ]
    example = "" if "contracts" in shell.features_off else " contract_value>50k"
    marked.append(PickOption(_WRITE, "write one…", f"such as strategic{example}"))
    if on and on not in named.values():
        marked.append(PickOption(_NAME, "keep it under a name…", on))
    return list({option.key: option for option in [*marked, *forgetting(shell, KIND)]}.values())


def write_account_filter(shell: Shell, app: App[None]) -> None:
    """Ask for a filter in the language of lists of accounts; one that is wrong stays to be mended."""

    def save(text: str, done: Callable[[KaptaError | None], None]) -> None:
        query = partial(_fault, text=text, shell=shell)
        shell.run_query("account filter", query, done)

    def written(text: str | None) -> None:
        if text is not None:
            _apply(shell, text)

    hint = "words  field:value  !not  value>50k; it holds on every screen until it is reset"
    app.push_screen(
        Prompt("Which accounts, everywhere", value=shell.account_filter, hint=hint, save=save), written
    )


def _fault(connection: sqlite3.Connection, text: str, shell: Shell) -> KaptaError | None:
    try:
        scope(text, current(connection), shell.today)
    except ScopeError as error:
        return error
    return None


def _apply(shell: Shell, text: str) -> None:
    shell.set_account_filter(text)
    reset = show_key(shell.keys["global.reset-filter"].split(",")[0])
    shell.toast(f"On every screen: {text} · {reset} resets" if text else "All accounts are shown")
