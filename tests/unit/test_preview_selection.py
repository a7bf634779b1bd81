"""Words selected in a sheet of facts are those that were written: no label, no frame, no break of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Offset
from textual.selection import SELECT_ALL, Selection

from kapta_tui.widgets.cells import FILL
from kapta_tui.widgets.preview import BLANK, Fact, Said, drawn, fact, prose, said, spoken_by
from kapta_tui.widgets.written import written

LONG = "Ana wants a weekly call about the racks, because nobody told her what came of the last one"


@pytest.mark.parametrize("width", [12, 20, 33, 80])
def test_a_text_of_several_lines_is_selected_as_it_was_written(width: int) -> None:
    for facts in (written(LONG), [prose("Details", LONG)], [fact("Reasons", LONG)]):
        assert said(drawn(facts, width), SELECT_ALL).text == LONG
    listed = written(f"- {LONG}\n- [ ] 日本語\n\n> {LONG}")
    assert said(drawn(listed, width), SELECT_ALL).text == f"{LONG}\n[ ] 日本語\n\n{LONG}"


def test_a_part_is_selected_from_character_to_character() -> None:
    lines = drawn([fact("Note", LONG)], 40)
    assert [line.content.plain for line in lines][:2] == [
        "Note     Ana wants a weekly call about",
        "         the racks, because nobody told",
    ]
    part = Selection(Offset(13, 0), Offset(18, 1))
    assert said(lines, part).text == "wants a weekly call about the racks"
    assert said(lines, Selection(Offset(0, 0), Offset(4, 0))).text == ""
    assert said(lines, Selection(Offset(2, 0), Offset(12, 0))).text == "Ana"
    assert said(lines, Selection(None, Offset(12, 0))).text == "Ana"
    assert said(lines, Selection(Offset(0, 90), Offset(12, 91))).text == ""


def test_the_record_is_that_of_the_first_word() -> None:
    facts = [fact("Owner", "jane"), *spoken_by(("notes", 7), written("One")), BLANK]
    facts += spoken_by(("notes", 9), written("Two"))
    lines = drawn(facts, 30)
    assert said(lines, SELECT_ALL).of is None
    assert said(lines, Selection(Offset(0, 1), None)) == Said("One\n\nTwo", ("notes", 7))
    assert said(lines, Selection(Offset(0, 3), None)) == Said("Two", ("notes", 9))


def test_an_entry_that_hangs_is_read_as_one_line() -> None:
    entries = Fact("Work", (["Call Ana about the racks", FILL, " · jane"], "Second"), hangs=True)
    assert said(drawn([entries], 24), SELECT_ALL).text == "Call Ana about the racks · jane\nSecond"


@given(st.lists(st.text("ab c日", min_size=1, max_size=40), min_size=1, max_size=4), st.integers(10, 60))
def test_no_width_changes_what_is_selected(texts: list[str], width: int) -> None:
    lines = drawn([prose("", "\n".join(texts))], width)
    found = said(lines, SELECT_ALL).text
    assert found.split() == " ".join(texts).split()
