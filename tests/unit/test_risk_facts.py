"""The fields of a risk in lines: nothing is lost and nothing is wider than the pane (features: row 46)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.domain.text import days_words
from kapta_tui.screens.record.folding import folded
from kapta_tui.widgets.cells import Token, plain, safe

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Mn", "Me")), max_size=60)
TOKENS: tuple[Token | None, ...] = (None, "muted", "warn")


@given(parts=st.lists(st.tuples(TEXT, st.sampled_from(TOKENS)), max_size=4), width=st.integers(8, 40))
def test_no_line_is_wider_than_the_pane_and_no_word_is_lost(
    parts: list[tuple[str, Token | None]], width: int
) -> None:
    cell = [text if token is None else (text, token) for text, token in parts]
    lines = [plain(line) for line in folded(list(cell), width)]
    assert all(cell_len(line) <= width for line in lines)
    whole = "".join(safe(text) for text, _ in parts)
    assert "".join("".join(lines).split()) == "".join(whole.split())


def test_words_are_kept_whole_and_what_is_longer_begins_on_the_line_it_stands_on() -> None:
    assert [plain(line) for line in folded(["1 ", "one two three four"], 10)] == ["1 one two", "three four"]
    assert [plain(line) for line in folded(["4 ", "x" * 12, " end"], 10)] == ["4 xxxxxxxx", "xxxx end"]
    assert folded("", 10) == [""]


def test_one_day_is_no_days() -> None:
    assert [days_words(days) for days in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
