"""Named filters: the user's own from the settings and the ready words of the kind."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.filtered import FilteredScreen

_WORDS: Final = {
    "mine": "you are the owner",
    "contributing": "you are a contributor",
    "at-risk": "with an active risk",
    "overdue": "something is late",
    "unaddressed": "a risk nobody works on",
    "archived": "out of the lists",
    "strategic": "of strategic accounts",
    "cold": "no note for 60 days",
}


def choose_filter(screen: FilteredScreen, kind: str) -> None:
    """Offer the filters for lists of `kind` and apply the one chosen."""

    def chosen(text: str | None) -> None:
        if text is not None:
            screen.filter_text = text

    named = screen.shell.settings.filters.get(kind, {})
    options = [PickOption(text, name, text) for name, text in named.items()]
    own = set(named.values())
    ready = [word for word in _WORDS if word in KINDS[kind].ready and word not in own]
    options += [PickOption(word, word, _WORDS[word]) for word in ready]
    if screen.filter_text:
        options.append(PickOption("", "no filter", "show all"))
    unique = {option.key: option for option in options}
    screen.app.push_screen(Pick("Filters", list(unique.values()), placeholder="type to choose"), chosen)
