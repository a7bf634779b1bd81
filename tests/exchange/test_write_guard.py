"""CSV and XLSX exports neutralise formulas and a re-import restores the text exactly (architecture.md 7.6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.exchange.readers import denature
from kapta_tui.exchange.writers.guard import neutralise

RISKY = ("=", "+", "-", "@", "\t", "\r")
awkward = st.text(st.sampled_from("'=+-@\t\r\nab\""), max_size=8) | st.text(max_size=20)


@pytest.mark.parametrize("text", ["=1+1", "+1 555", "-x", "@cmd", "\tx", "\rx", "=", "'=1", "''-"])
def test_text_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Acme", "'t Hooft", "'", "1-2", "a=b", " =1", "O'Neil"])
def test_other_text_is_left_alone(text: str) -> None:
    assert neutralise(text) == text
    assert denature(text) == text


@given(awkward)
def test_denature_undoes_neutralise_exactly(text: str) -> None:
    safe = neutralise(text)
    assert denature(safe) == text
    assert not safe.startswith(RISKY)
