"""The action plan report of an account tells all of its plan (mission S3; features: rows 78, 85, 88 and 119)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read.planreport import PlanCounts, PlanReport
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound, RuleError, UsageError
from kapta_tui.domain.playbook import default_text
from kapta_tui.reports.formats import content
from kapta_tui.reports.registry import Report, Wanted, made
from tests.conftest import TODAY
from tests.data.desk import Desk

ACME = 1
OUTLINE = """Acme | [x](y)
  Begin
    Training
      Book *rooms*
    Acceptance
  Later
"""


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """Acme with the goals Live (1), Grow (2), one typed with marks (3), and Renewed (4) of a contract."""
    desk.do(verbs.add_goal_outline, ACME, "internal", OUTLINE)
    desk.do(verbs.edit_record, "actions", 2, {"percent": 60, "due": date(2026, 11, 18), "status": "waiting"})
    desk.do(verbs.edit_record, "actions", 2, {"status_note": "waiting | for\nparts", "owner": "omar"})
    desk.do(verbs.edit_record, "actions", 3, {"start": date(2026, 11, 1), "percent": 0})
    desk.do(verbs.edit_record, "actions", 1, {"percent": 100})
    desk.do(verbs.add_record, "tasks", {"account": "Acme", "name": "Of nobody", "due": date(2026, 11, 2)})
    desk.do(verbs.add_goals_from_template, ACME, "renewal", date(2026, 12, 1))
    return desk


def report(desk: Desk, name: str = "action_plan", account: int | None = ACME, day: date = TODAY) -> Report:
    return made(desk.reading, View(day, "jane", current(desk.reading)), Wanted(name, account=account))


def switched(desk: Desk, *pairs: tuple[str, str]) -> None:
    text = default_text()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    desk.do(verbs.set_playbook, text)


def test_the_report_tells_goals_actions_and_open_tasks_in_the_order_of_the_playbook(planned: Desk) -> None:
    found = report(planned)
    values = found.values
    assert isinstance(values, PlanReport)
    assert [section.code for section in values.sections] == ["customer", "internal"]
    assert [goal.name for goal in values.sections[0].goals] == ["Live", "Grow"]
    text = found.markdown
    for words in (
        "# Action plan: Acme\n\nAs of 2026-11-21 · owner jane · Normal\n",
        "### Live\n\nowner jane · In progress\n\nProgress: 100 % of its only action\n",
        "| Start well · 100 % | Kick-off | In progress · not closed | 100 % | jane | — | 2026-12-01 |\n",
        "- Kick-off: with Ana Ruiz\n",
        "| Agenda | Kick-off | jane | 2026-12-01, with its action |\n",
        "### Grow\n\nowner jane · Not started\n\nProgress: no action yet\n",
        "### Acme \\| \\[x\\](y)\n",
        "Progress: (60 + 0) / 2 = 30 %\n",
        "| Begin · 30 % | Training | Waiting · 3 d late | 60 % | omar | — | 2026-11-18 |\n"
        "|  | Acceptance | Not started · planned start passed | 0 % | jane | 2026-11-01 | — |\n"
        "| Later | no action yet | not started |  | jane | — | — |\n",
        "- Training: waiting \\| for parts\n",
        "| Book \\*rooms\\* | Training | omar | 2026-11-18, with its action, late |\n",
        "### $ Renewed before the contract ends\n",
        "from the contract C-1 · not in the customer report\n",
        "## Tasks of no action\n",
        "| Of nobody | jane | 2026-11-02, late |\n",
    ):
        assert words in text, words
    assert text.index("### Live") < text.index("### Grow") < text.index("### Acme")
    assert "Minutes" in text
    planned.do(verbs.show_in_report, [("actions", 1)], False)
    assert "- Kick-off: with Ana Ruiz · not in the customer report\n" in report(planned).markdown
    planned.do(verbs.done_task, 2)
    assert "Minutes" not in report(planned).markdown


def test_the_head_counts_open_late_full_and_actions_whose_start_has_passed(planned: Desk) -> None:
    values = report(planned).values
    assert isinstance(values, PlanReport)
    rest = sum(len(goal.all_actions) for goal in values.sections[1].goals) - 2
    assert values.counts == PlanCounts(open=3 + rest, late=1, full=1, start_passed=1)
    planned.do(verbs.complete_action, 1)
    later = report(planned, day=date(2027, 1, 1)).values
    assert isinstance(later, PlanReport)
    assert later.counts.done == 1
    assert later.counts.late == 1 + sum(
        action.span.due is not None and action.span.due < date(2027, 1, 1)
        for action in later.sections[1].goals[1].all_actions
    )


def test_actions_stand_where_the_levels_of_their_section_draw_them(planned: Desk) -> None:
    audience = 'audience = "internal", levels = '
    switched(planned, (f"{audience}3", f"{audience}2"))
    text = report(planned).markdown
    assert "| Training | Waiting · 3 d late | 60 % | omar | — | 2026-11-18 |\n| Acceptance |" in text
    assert "Begin" not in text
    assert "Later" not in text
    switched(planned, (f"{audience}3", f"{audience}1"))
    planned.do(verbs.add_record, "goals", {"account": "Acme", "name": "Alone", "section": "internal"})
    planned.do(
        verbs.edit_record, "goals", 5, {"reported_percent": 30, "status_note": "half of it", "due": TODAY}
    )
    found = report(planned)
    assert "| Acme \\| \\[x\\](y) | In progress | 30 % | jane | — | — |\n| Training |" in found.markdown
    assert "| Alone | In progress | 30 % | jane | — | 2026-11-21 |\n" in found.markdown
    assert "- Alone: half of it · not in the customer report\n" in found.markdown
    assert isinstance(found.values, PlanReport)
    alone = found.values.sections[1].goals[-1]
    assert (alone.name, alone.progress.formula) == ("Alone", "30 % (reported)")
    before = sum(len(goal.all_actions) for goal in found.values.sections[1].goals)
    assert found.values.counts.open == 1 + before + 1


def test_goals_are_marked_by_what_they_come_from_and_not_by_what_is_switched_off(planned: Desk) -> None:
    planned.do(verbs.start_risk, {"account": "Acme", "reasons": ("PRICE",)})
    planned.do(verbs.add_work, "goals", {"account": "Acme", "name": "Stay"}, risk=3)
    planned.do(verbs.add_work, "goals", {"account": "Acme", "name": "More"}, source=("opportunities", 1))
    text = report(planned).markdown
    assert "### ⚑ Stay\n" in text
    assert "### ⚑ Stay\n\nowner jane · Not started · addresses a risk\n" in text
    assert "from the opportunity More" in text
    assert "### ▽ More\n" in text
    off = [(f"{name} = true", f"{name} = false") for name in ("risks", "opportunities", "contacts")]
    switched(planned, *off)
    text = report(planned).markdown
    assert not any(words in text for words in ("⚑", "▽", "risk", "opportunity", "Ana Ruiz"))
    assert "### Stay\n" in text


def test_an_account_without_a_plan_has_a_report_and_one_that_is_gone_has_none(planned: Desk) -> None:
    assert "Nothing is planned yet." in report(planned, account=2).markdown
    with pytest.raises(NotFound):
        report(planned, account=99)
    with pytest.raises(UsageError, match="about one account"):
        report(planned, account=None)
    switched(planned, ("plans = true", "plans = false"))
    with pytest.raises(RuleError, match="features"):
        report(planned)


@pytest.mark.parametrize("name", ["action_plan", "customer"])
def test_the_same_plan_and_day_give_the_same_bytes(planned: Desk, name: str) -> None:
    first, again = report(planned, name), report(planned, name)
    for form in ("md", "html", "pdf"):
        assert content(first, form) == content(again, form)
