"""What in the personal settings could not be used: said on standard error, never fatal (interface.md 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kapta_tui.cli.session import say
from kapta_tui.settings import Settings, settings_path


def problems_of(settings: Settings) -> Iterator[str]:
    """Yield a sentence for each setting that is unknown or left at its default: keys that clash, an absent theme."""
    from kapta_tui.commands import resolve_keys

    yield from settings.problems
    yield from resolve_keys(settings.keys).problems
    if settings.theme:
        # Asked only now: the themes come with the library that draws the app.
        from textual.theme import BUILTIN_THEMES

        from kapta_tui.theme import DEFAULT_THEME, OWN_THEMES

        if settings.theme not in {*BUILTIN_THEMES, *(theme.name for theme in OWN_THEMES)}:
            yield f"settings: there is no theme {settings.theme!r}; {DEFAULT_THEME} is used"


def warn(settings: Settings) -> None:
    """Say in one line what of the settings no command can use; keys and themes concern the app alone."""
    if settings.problems:
        first, *others = settings.problems
        more = f" (and {len(others)} more)" if others else ""
        say(f"{first}{more}; 'kapta paths' says where the settings are")


def report(problems: Sequence[str]) -> None:
    """Say the problems, one on a line, and what to do about them."""
    for problem in problems:
        say(problem)
    if problems:
        say(f"Mend them in {settings_path()}.")
