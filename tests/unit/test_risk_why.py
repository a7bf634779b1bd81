"""What is said of a risk's cost in health: in the form, when it is closed, and when one asks why (features: row 53)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kapta_tui.data.read.resolutionrecord import Record
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.data.read.riskviews import NONE, Matrix
from kapta_tui.data.read.standing import Standing
from kapta_tui.domain.playbook import Choice, default
from kapta_tui.screens.closing.record import behind
from kapta_tui.screens.risks.counted.faces import why as why_cell
from kapta_tui.screens.risks.second import in_short, warning
from kapta_tui.screens.risks.weighing import by_hand_words, health_words
from kapta_tui.screens.risks.why import health_words as why_health
from kapta_tui.screens.risks.why import priority_words

BOOK = default()
OFF = BOOK._replace(features={**BOOK.features, "risks": False})
DAY = date(2026, 11, 21)
EMPTY = Matrix((), (), {}, {}, {}, NONE)


def risk(**changes: Any) -> RiskRow:
    values: dict[str, Any] = dict.fromkeys(RiskRow._fields)
    values |= {"severity": "high", "likelihood": "likely", "status": "open"}
    return RiskRow(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "While it is active it costs 16 points of health: 20 for High × 0.8 for Likely."),
        ({"likelihood": None}, "costs 20 points of health: 20 for High × 1 as long as no likelihood is set."),
        (
            {"severity": None},
            "costs 8 points of health: 10 for Medium, which counts where no severity is set, × 0.8",
        ),
        ({"closed_at": DAY}, "It is closed and costs no health."),
    ],
)
def test_why_says_from_what_the_cost_follows(changes: dict[str, Any], words: str) -> None:
    assert words in why_health(risk(**changes), BOOK)
    assert why_health(risk(**changes), OFF) == ""


@pytest.mark.parametrize(
    ("status", "before", "words"),
    [
        ("open", None, "costs 16 points of health"),
        (None, ("low", None), "costs 16 points of health"),
        ("closed_lost", ("low", None), "gives back 5 points of health"),
        ("closed_lost", None, ""),
    ],
)
def test_the_form_says_what_an_active_risk_costs_and_what_its_end_gives_back(
    status: str | None, before: tuple[str | None, str | None] | None, words: str
) -> None:
    assert health_words(BOOK, status, "high", "likely", before) == words
    assert health_words(OFF, status, "high", "likely", before) == ""


def test_an_override_is_marked_and_says_the_way_back() -> None:
    assert by_hand_words(BOOK, "p1", "p2") == "set by hand; delete goes back to P2"
    assert by_hand_words(BOOK, "p1", None) == "set by hand; none is proposed yet"
    assert by_hand_words(BOOK, "p1", "p1") == by_hand_words(BOOK, None, "p1") == ""


def test_the_warning_says_what_can_be_done_before_the_reasons_which_may_be_long() -> None:
    found = Standing(1, "Acme [/oops]", ("x" * 90, "b", "c", "d"))
    assert in_short(found.reasons) == ["x" * 39 + "…", "b", "2 more"]
    assert warning(found).startswith("At risk already; saving offers to add your reasons to that risk: xxx")
    assert warning(replace(found, reasons=("a",))).endswith("that risk: a.")


def test_what_worked_stands_behind_each_resolution_with_its_figures_in_columns() -> None:
    one, two, three = (Choice(code, f"{code} done") for code in "ABC")
    records = {"A": Record(12, 9), "B": Record(4, 1), "Z": Record(90, 90)}
    every = frozenset[str]()
    found = behind((one, two, three), records, {1: every, 2: frozenset("BC")})
    assert {label: (each.words, each.is_best) for label, each in found.items()} == {
        "A done": ("worked 9 of 12", True),
        "B done": ("worked 1 of 4  · 1 risk", False),
        "C done": ("1 risk", False),
    }
    assert behind((three,), records, {1: every}) == {}


def test_the_proposal_is_said_in_one_way_in_the_matrix_and_of_a_risk() -> None:
    words = (
        "Severity High (3) × likelihood Likely (3) = 9, which proposes P2: 12 or more is P1, 8 or more P2, "
    )
    found = priority_words(risk(priority="p1", priority_by_hand=True), BOOK)
    assert found.startswith(words)
    assert found.endswith("less P4. It was set to P1 by hand.")
    _, told = why_cell(EMPTY, BOOK, "high", "likely")
    assert told[0].startswith(words)
    _, told = why_cell(EMPTY, BOOK, "", "likely")
    assert told[0] == priority_words(risk(severity=None), BOOK)
