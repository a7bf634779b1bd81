"""Facts behind points of health in plain words (domain.md 4.3)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.domain.health.facts import (
    ActionFact,
    ActiveRisk,
    HealthFacts,
    NoteFacts,
    PlanFacts,
    Review,
    Satisfied,
)
from kapta_tui.domain.health.lines import RISK, Known, lines
from kapta_tui.domain.health.linewords import Names, line_words
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, EXAMPLE_B, NO_QBRS, ago, fact, weighed

NAMES: Names = {
    ("contacts", 1): "Ana Ruiz",
    ("contacts", 2): "Bo Lind",
    ("contacts", 3): "Cy",
    ("actions", 1): "Renew support",
    ("actions", 2): "Move the data [b]now[/b]",
    ("actions", 3): "Train",
    ("actions", 4): "Ask why?",
    ("tasks", 6): "Send offer",
    ("tasks", 8): "Call back",
    ("contracts", 5): "C-1",
    ("goals", 9): "Live",
}
KNOWN = Known(
    {
        ("contract", ""): ("contracts", 5),
        ("completeness", ""): ("contacts", 3),
        ("coverage_customer", ""): ("goals", 9),
    },
    written=7,
    short=3,
)


def words(facts: HealthFacts, factor: str, book: Playbook = BOOK, known: Known = KNOWN) -> list[str]:
    """Return the lines of a factor in words."""
    found = lines(health(facts, DAY, book), book, known)
    return [line_words(line, book, NAMES) for line in found if line.factor == factor]


def test_the_profile_reads_as_a_checklist() -> None:
    found = words(EXAMPLE_A, "profile")
    assert found[0] == "Website: filled"
    assert found[6:14] == [
        "Executive sponsor: Ana Ruiz",
        "Decision maker: Bo Lind",
        "Champion: nobody",
        "Particulars of key players: 14 of 16 known, fewest of Cy",
        "Key players: 4 of 10",
        "Strengths: reviewed 3 days ago",
        "Weaknesses: reviewed 3 days ago",
        "Opportunities: reviewed 200 days ago, counts half after 180 days",
    ]
    assert found[14] == "Threats: not reviewed"
    assert "What stands in the way? Answered 1 day ago" in found
    assert "What would make you grow with us, or leave? Not answered" in found
    assert found[-1] == "C-1: active, with value and end date"
    assert words(fact(), "profile")[-1] == "Contract: none is active"
    assert "Particulars of key players: there are no key players" in words(fact(), "profile")
    assert words(EXAMPLE_B, "profile")[-1] == "C-1: active, without value or end date, counts half"


def test_the_plan_says_what_is_behind_and_keeps_names_as_they_are_written() -> None:
    assert words(EXAMPLE_A, "plan") == [
        "Active customer goal with an action: Live",
        "No active internal goal with an action",
        "Renew support: 60 % done, 50 % expected",
        "Move the data [b]now[/b]: 25 % done, 50 % expected",
        "Train: 80 % done, overdue by 10 days, counts half",
        "Ask why? 0 % done, 0 % expected",
        "Renew support: changed 1 day ago",
        "Move the data [b]now[/b]: changed 1 day ago",
        "Train: changed 1 day ago",
        "Ask why? Not changed within 30 days, last 40 days ago",
        "6 of 10 tasks done in time",
        "Send offer: done 5 days late, counts half",
        "task 7: done 5 days late, counts half",
        "Call back: overdue by 10 days",
        "task 9: overdue by 10 days",
    ]
    assert words(fact(), "plan") == ["The plan has no goal"]


def test_completed_work_says_whether_it_was_in_time() -> None:
    done = (
        ActionFact("action", 1, ago(30), ago(10), 100, ago(12), ago(12)),
        ActionFact("action", 2, ago(30), ago(10), 100, ago(9), ago(9)),
        ActionFact("action", 3, ago(30), None, 10, None, date.min),
    )
    found = words(fact(plan=PlanFacts(True, frozenset(), done, ())), "plan")
    assert found[2:] == [
        "Renew support: completed 12 days ago, in time",
        "Move the data [b]now[/b]: completed 1 day late, counts half",
        "Train: 10 % done, without a due date",
        "Train: not changed within 30 days",
    ]


def test_notes_say_what_does_not_count() -> None:
    assert words(EXAMPLE_A, "notes") == [
        "5 of 6 notes in 90 days; not counted: 2 beyond 2 a day and 3 shorter than 20 characters",
        "About 2 of 3 contacts in 90 days",
    ]
    plenty = fact(notes=NoteFacts(9, 4, ago(1)))
    assert words(plenty, "notes", known=Known()) == [
        "9 notes in 90 days, 6 are enough",
        "About 4 contacts in 90 days, 3 are enough",
    ]


def test_freshness_says_how_long_ago_and_how_often_it_counts() -> None:
    assert words(EXAMPLE_A, "freshness") == [
        "Newest note: 20 days ago",
        "Ana Ruiz (executive sponsor): 104 days ago, counts 3 times",
        "Bo Lind (decision maker): 44 days ago, counts 3 times",
        "Cy: 20 days ago",
        "contact 4: never contacted",
    ]
    assert words(fact(notes=NoteFacts(1, 0, DAY)), "freshness") == [
        "Newest note: today",
        "No key player: their part counts as 0",
    ]
    assert words(fact(), "freshness")[0] == "Newest note: there is none"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (120, "Adequate, 120 days ago"),
        (121, "Adequate, 121 days ago, stale after 120 days"),
        (366, "Adequate, 366 days ago: no longer counts after 365 days"),
    ],
)
def test_a_rating_ages(days: int, said: str) -> None:
    assert words(fact(review=Review(1, ago(days), 3)), "qbr") == [said]


def test_satisfaction_ages_and_expires() -> None:
    said = [words(fact(satisfied=Satisfied(8, ago(days))), "satisfaction") for days in (0, 91, 181)]
    assert said == [
        ["8 of 10, today"],
        ["8 of 10, 91 days ago, stale after 90 days"],
        ["8 of 10, 181 days ago: no longer counts after 180 days"],
    ]


def test_risks_say_what_they_take_off() -> None:
    risks = (ActiveRisk(1, "high", "likely"), ActiveRisk(2, None, None))
    assert words(fact(risks=risks), RISK) == [
        "High, Likely: 16 points",
        "No severity, counts as Medium: 10 points, besides a larger risk 2.5 points",
    ]


def test_what_does_not_count_says_why() -> None:
    assert words(EXAMPLE_B, "plan") == ["The plan has no goal; the account is younger than 30 days: 20 days"]
    assert words(EXAMPLE_B, "qbr", NO_QBRS) == ["Switched off in the playbook"]
    assert words(EXAMPLE_B, "qbr") == ["Never rated"]
    assert words(EXAMPLE_B, "satisfaction") == ["Never entered"]
    assert words(EXAMPLE_B, "delivery") == ["The playbook gives it no weight"]
    assert words(fact(), "delivery", weighed(delivery=1)) == ["No orders"]
    assert words(fact(created=ago(-1)), "notes") == ["The account is known only since 2026-07-01"]
    rules = BOOK.health._replace(empty=dict.fromkeys(BOOK.health.empty, "skip"))
    book = BOOK._replace(health=rules)
    assert words(fact(), "notes", book) == ["No notes count, and the playbook leaves that out"]
    nothing = BOOK.health.profile._replace(points=dict.fromkeys(BOOK.health.profile.points, 0))
    book = BOOK._replace(health=BOOK.health._replace(profile=nothing))
    assert words(fact(), "profile", book) == ["The playbook gives points for nothing here"]
