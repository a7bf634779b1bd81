"""The own themes are readable, and every theme has the tokens (interface.md 3)."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from kapta_tui.theme import DARK, LIGHT, OWN_THEMES, with_tokens
from kapta_tui.widgets.contrast import LEAST, readable
from kapta_tui.widgets.contrast import contrast as measured

TEXTS = (
    "foreground",
    "muted",
    "faint",
    "good",
    "warn",
    "bad",
    "accent",
    "primary",
    "text-muted",
    "footer-key-foreground",
)
GROUNDS = ("background", "surface", "panel")
TOKENS = ("muted", "faint", "good", "warn", "bad", "accent", "frame")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2, 1..21."""
    return measured(Color.parse(one), Color.parse(other))


def variables(theme: Theme) -> dict[str, str]:
    return with_tokens({**theme.to_color_system().generate(), **theme.variables})


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_of_the_own_themes_has_enough_contrast(theme: Theme, text: str, ground: str) -> None:
    colors = variables(theme)
    assert contrast(colors[text], colors[ground]) >= 4.5


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("cursor", ["block-cursor", "block-cursor-blurred"])
def test_the_row_under_the_cursor_is_readable(theme: Theme, cursor: str) -> None:
    colors = variables(theme)
    assert contrast(colors[f"{cursor}-foreground"], colors[f"{cursor}-background"]) >= 4.5


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("cursor", ["block-cursor", "block-cursor-blurred"])
def test_muted_text_in_the_row_under_the_cursor_is_readable(theme: Theme, cursor: str) -> None:
    colors = variables(theme)
    assert contrast(colors["muted"], colors[f"{cursor}-background"]) >= 4.5


def protan(color: Color) -> tuple[float, ...]:
    """Return the colour as someone without red cones sees it (Viénot, Brettel, Mollon 1999), linear parts."""
    red, green, blue = ((part / 255) ** 2.2 for part in color.rgb)
    return (0.112 * red + 0.888 * green, 0.112 * red + 0.888 * green, 0.004 * red - 0.004 * green + blue)


def deutan(color: Color) -> tuple[float, ...]:
    """Return the colour as someone without green cones sees it (same source), linear parts."""
    red, green, blue = ((part / 255) ** 2.2 for part in color.rgb)
    return (0.292 * red + 0.708 * green, 0.292 * red + 0.708 * green, -0.022 * red + 0.022 * green + blue)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("seen", [protan, deutan])
def test_good_warn_and_bad_stay_apart_for_the_colour_blind(theme: Theme, seen: object) -> None:
    assert callable(seen)
    colors = variables(theme)
    for one, other in combinations(("good", "warn", "bad"), 2):
        parts = zip(seen(Color.parse(colors[one])), seen(Color.parse(colors[other])), strict=True)
        assert sum(abs(left - right) for left, right in parts) > 0.04, (one, other)


@pytest.mark.parametrize("theme", [*OWN_THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: str(theme.name))
def test_every_theme_has_plain_tokens(theme: Theme) -> None:
    colors = variables(theme)
    for token in TOKENS:
        assert Color.parse(colors[token])


COLOURED = [theme for theme in (*OWN_THEMES, *BUILTIN_THEMES.values()) if "ansi" not in str(theme.name)]


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: str(theme.name))
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", ["muted", "good", "warn", "bad"])
def test_tokens_are_readable_on_every_ground_of_every_theme(theme: Theme, token: str, ground: str) -> None:
    colors = variables(theme)
    assert contrast(colors[token], colors[ground]) >= 4.5


COLOURS = st.builds(Color, *[st.integers(0, 255)] * 3)


@given(COLOURS, COLOURS)
def test_every_text_can_be_made_readable_on_one_ground(text: Color, ground: Color) -> None:
    better = readable(text, ground)
    assert measured(better, ground) >= LEAST
    assert better == text or measured(text, ground) < LEAST


@given(COLOURS, COLOURS)
def test_no_fewer_steps_to_black_or_white_would_have_made_it_readable(text: Color, ground: Color) -> None:
    """A step takes the same share of the hue towards either end, so that the fewest keep the most of it."""
    better = readable(text, ground)
    for step in range(20):
        tried = [text.blend(Color(end, end, end), step / 20, 1.0) for end in (0, 255)]
        if better in tried:
            return
        assert all(measured(one, ground) < LEAST for one in tried)
    assert better in (Color(0, 0, 0), Color(255, 255, 255))
