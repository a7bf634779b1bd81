"""A sheet of facts: what is too long goes on below its own entry."""

from __future__ import annotations

from rich.cells import cell_len

from kapta_tui.widgets.cells import FILL
from kapta_tui.widgets.preview import Fact, draw, fact


def test_an_entry_among_several_goes_on_to_the_right_of_the_next() -> None:
    sheet = draw([fact("Next", "Send the price list", "Call")], 23)
    assert sheet.plain.split("\n") == ["Next     Send the price", "           list", "         Call"]


def test_what_follows_a_name_stands_whole_below_it() -> None:
    sheet = draw([fact("People", ["Beatrice", FILL, " · Sponsor"], ["Ann", FILL, " · User"])], 24)
    assert sheet.plain.split("\n") == ["People   Beatrice", "           · Sponsor", "         Ann · User"]


def test_a_single_text_stays_a_paragraph() -> None:
    assert draw([fact("Note", "Send the price list")], 23).plain == "Note     Send the price\n         list"


def test_long_words_and_wide_glyphs_keep_to_the_width_and_lose_nothing() -> None:
    words = ["Donaudampfschifffahrtsgesellschaft", "弱点契約の更新が遅れている", "[/red]"]
    lines = draw([Fact("Below", tuple(words), hangs=True)], 24).plain.split("\n")
    assert max(map(cell_len, lines)) <= 24
    assert "".join(line[9:].strip() for line in lines) == "".join(words)
