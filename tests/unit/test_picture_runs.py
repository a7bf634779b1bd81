"""Names in pictures that mix letters of the shipped font with others (features: row 91)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.reports.pictures.letters import width
from kapta_tui.reports.pictures.measure import width_of
from kapta_tui.reports.pictures.runs import divided
from kapta_tui.reports.pictures.shapes import Anchor, Words


def words(text: str, anchor: Anchor = "start", *, bold: bool = True) -> Words:
    return Words(100, 20, text, 16, "#000000", bold, anchor)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Acceptance Test", ["Acceptance Test"]),
        ("Acceptance 日本 Test", ["Acceptance", "日本", "Test"]),
        ("Zoë Ελλάδα Привет", ["Zoë Ελλάδα Привет"]),
        ("が\u3099 で", ["が\u3099", "で"]),
        ("Deal ❤\ufe0f!", ["Deal", "❤\ufe0f", "!"]),
        ("Meet שלום עולם", ["Meet שלום עולם"]),
    ],
)
def test_only_the_foreign_run_is_drawn_in_another_font(text: str, runs: list[str]) -> None:
    assert [each.text for each in divided(words(text))] == runs


@given(st.text(), st.sampled_from(["start", "middle", "end"]), st.booleans())
def test_runs_are_the_text_again_from_left_to_right(text: str, anchor: Anchor, bold: bool) -> None:
    runs = list(divided(words(text, anchor, bold=bold)))
    assert "".join(run.text for run in runs).replace(" ", "") == text.replace(" ", "")
    assert [run.x for run in runs] == sorted(run.x for run in runs)
    assert {(run.size, run.bold, run.y) for run in runs} == {(16, bold, 20)}


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)), st.booleans())
def test_the_letters_of_the_font_are_as_wide_as_measured(text: str, bold: bool) -> None:
    exact = sum(width(char, bold) or 0 for char in text) * 16
    assert width_of(text, 16, bold) == pytest.approx(exact, rel=0.12, abs=0.5)
