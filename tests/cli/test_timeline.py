"""`kapta timeline`: swim lanes as SVG and PNG, for a colleague and for a customer, and what is refused."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.program import Program

ACTION = "Roll out"


def words(svg: str | bytes) -> list[str]:
    """Return the texts of an SVG file."""
    found = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return [element.text or "" for element in found]


def test_an_account_as_svg_and_png_in_files_that_the_suffix_names(filled: Program, tmp_path: Path) -> None:
    svg, png = tmp_path / "plan.svg", tmp_path / "plan.PNG"
    ran = filled.process("timeline", "acme corp", "-o", svg)
    assert (ran.code, ran.out) == (0, "")
    assert "Wrote the picture to" in ran.err
    drawn = words(svg.read_bytes())
    assert {"Acme Corp", "Action plan · 1 goal, 1 action", "Live in three sites", ACTION} <= set(drawn)
    assert filled("timeline", "acme corp", "-o", png).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.PNG", "plan.svg"]


def test_standard_output_holds_the_same_bytes_every_time(filled: Program) -> None:
    first = filled.process("timeline", "-o", "-")
    assert first.code == 0
    assert words(first.out)[0] == "Action plans"
    assert filled.process("timeline", "--format", "svg").out == first.out


def test_time_zoom_width_colours_and_title_are_chosen(filled: Program) -> None:
    def drawn(*more: str) -> str:
        return filled("timeline", "Acme Corp", "-o", "-", *more).out

    assert 'width="1600"' in drawn()
    assert 'width="2000"' in drawn("--width", "2000")
    assert "#141a22" in drawn("--theme", "dark")
    assert words(drawn("--title", "Road [/oops] <b>"))[0] == "Road [/oops] <b>"
    week = words(drawn("--zoom", "week", "--from", "2026-11-02", "--to", "2026-11-29"))
    assert {"Nov 2026", "9", "16"} <= set(week)
    year = words(drawn("--zoom", "year", "--from", "-1y", "--to", "eoy"))
    assert {"2026", "Q3", "Q4"} <= set(year)


def test_a_filter_and_a_choice_leave_out_what_does_not_pass(filled: Program) -> None:
    assert ACTION in words(filled("timeline", "--filter", "roll", "-o", "-").out)
    ran = filled("timeline", "--show", "completed", "-o", "-")
    assert (ran.code, ran.out) == (1, "")
    assert "Nothing to draw" in ran.err


def test_a_customer_sees_only_what_is_in_the_customer_report(full: Program) -> None:
    assert "⚑" in words(full("timeline", "-o", "-").out)
    told = full("timeline", "--customer", "--depth", "actions", "-o", "-")
    assert "⚑" not in told.out
    assert ACTION in words(told.out)
    assert full("action", "edit", "1", "--no-in-customer-report").code == 0
    assert ACTION not in full("timeline", "--customer", "--depth", "actions", "-o", "-").out
    assert full("goal", "edit", "1", "--no-in-customer-report").code == 0
    ran = full("timeline", "--customer", "-o", "-")
    assert ran.code == 1
    assert "the customer report holds no" in ran.err


def test_the_plans_of_all_are_drawn_to_their_goals_and_what_has_no_date_is_counted(full: Program) -> None:
    some = ("action", "add", "Acme Corp", "--name", "Some day", "--goal", "Live in three sites")
    assert full(*some).code == 0
    goals = words(full("timeline", "-o", "-").out)
    assert goals[:3:2] == ["Action plans", "1 goal"]
    assert ACTION not in goals
    deep = words(full("timeline", "--depth", "actions", "-o", "-").out)
    assert "1 goal, 1 action · 1 without dates left out" in deep
    assert ACTION in deep
    assert "Some day" not in deep
    one = words(full("timeline", "Acme Corp", "-o", "-").out)
    assert "Action plan · 1 goal, 1 action · 1 without dates left out" in one
    ran = full("timeline", "--filter", "some", "-o", "-")
    assert (ran.code, ran.out) == (1, "")
    assert "has a date" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Add -o FILE.svg"),
        (["-o", "plan.bmp"], 2, "not written as 'bmp'"),
        (["-o", "plan"], 2, "does not name a format"),
        (["Nobody", "-o", "-"], 1, "no account called 'Nobody'"),
        (["-o", "-", "--from", "soon"], 2, "--from: 'soon' is no date"),
        (["-o", "-", "--from", "2026-12-01", "--to", "2026-11-01"], 2, "--to is before --from"),
        (["-o", "-", "--width", "9000"], 2, "too wide"),
        (["-o", "-", "--zoom", "hour"], 2, "'hour' is not one of"),
        (["-o", "-", "--depth", "tasks"], 2, "'tasks' is not one of"),
        (["-o", "-", "--filter", "nofield:x"], 2, "nofield"),
        (["-o", "no/such/folder/plan.svg"], 2, "folder"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(
    filled: Program, arguments: list[str], code: int, said: str
) -> None:
    ran = filled("timeline", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
