"""Tables of a report in the width there is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from kapta_tui.reports.ownwords import quoted
from kapta_tui.screens.reporting.grid import Grid, draw
from kapta_tui.screens.reporting.shortening import SHOWN, shortened
from kapta_tui.screens.reporting.text import parser


def grid(rows: list[list[str]], right: tuple[bool, ...] = ()) -> Grid:
    head, *others = (tuple(map(Content, row)) for row in rows)
    return Grid(head, tuple(others), right or (False,) * len(head))


def lines(table: Grid, width: int) -> list[str]:
    return draw(table, width).plain.split("\n")


FACTS = grid([["Account", "Days"], ["Acme", "7"], ["Beta Group", "112"]], (False, True))


def test_columns_are_as_wide_as_what_stands_in_them() -> None:
    assert lines(FACTS, 60) == ["Account     Days", "─" * 16, "Acme           7", "Beta Group   112"]


def test_a_table_without_a_head_begins_with_its_rows() -> None:
    assert lines(grid([["", ""], ["Status", "Open"]]), 60) == ["Status  Open"]


def test_what_is_too_wide_is_broken_within_its_column() -> None:
    table = grid([["A", "B"], ["one two three four", "x" * 10]])
    assert lines(table, 22)[2:] == ["one two     xxxxxxxxxx", "three four"]


def test_rows_of_several_lines_stand_apart() -> None:
    table = grid([["A", "B"], ["one two three four", "x"], ["five six seven ate", "y"]])
    assert lines(table, 14)[2:] == ["one two      x", "three four", "", "five six     y", "seven ate"]


def test_where_columns_have_no_room_each_row_is_told() -> None:
    table = grid([["Account", "Reason", "Days", "Empty"], ["Acme", "quiet", "7", ""]])
    assert lines(table, 20) == ["Acme", "  Reason: quiet ·", "  Days: 7"]


def test_of_a_long_table_the_file_has_the_rest() -> None:
    rows = "".join(f"| {number} |\n" for number in range(SHOWN + 2))
    cut = shortened(f"# Head\n\n| A |\n|---|\n{rows}\n## Next\n")
    assert cut.splitlines()[-4:] == ["", "… and 2 more, which are in the file that E writes.", "", "## Next"]
    assert cut.count("\n| ") == SHOWN + 1
    assert shortened(cut) == cut


@given(
    st.integers(1, 5).flatmap(
        lambda count: st.lists(
            st.lists(st.text("ab 日é", max_size=30), min_size=count, max_size=count), min_size=2, max_size=5
        )
    ),
    st.integers(30, 120),
)
def test_no_line_is_longer_than_the_pane(rows: list[list[str]], width: int) -> None:
    assert all(line.cell_length <= width for line in draw(grid(rows), width).split("\n"))


def test_the_parser_makes_one_token_of_a_table() -> None:
    tokens = parser().parse("| a | b |\n|---|--:|\n| **x** y | \\| |\n\nafter\n")
    assert [token.type for token in tokens] == ["report_table", "paragraph_open", "inline", "paragraph_close"]
    found: Grid = tokens[0].meta["grid"]
    assert [[cell.plain for cell in row] for row in found.rows] == [["x y", "|"]]
    assert found.right == (False, True)


def test_of_a_long_text_the_first_lines_are_shown_and_the_others_counted() -> None:
    cut = shortened(quoted("*".join(f"line {number}\n" for number in range(4 * SHOWN)) + "*" * 500))
    assert cut.count("\n>") == SHOWN - 1
    assert "… and 302 more lines, which" in cut
    assert not cut.split("\n\n…")[0].endswith("\\")
    assert shortened(cut) == cut
