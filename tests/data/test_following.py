"""Following links: between work and the risk it addresses, whether it was made from it or not (features: row 55)."""

from __future__ import annotations

import pytest

from kapta_tui.data.read.addressed import addressed
from kapta_tui.data.write import verbs
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.turning.following import ends
from tests.data.desk import Desk

PLAN = ("goals", "actions", "tasks")


def shown(desk: Desk, kind: str, number: int) -> list[tuple[str, int, str]]:
    """Return kind, id and detail of what the record leads to."""
    return [(*end.record, end.detail) for end in ends(desk.reading, kind, number)]


@pytest.mark.parametrize("kind", PLAN)
def test_a_link_leads_from_work_to_its_risk_and_back(desk: Desk, kind: str) -> None:
    risk = desk.row("SELECT id FROM risk WHERE account_id = 1")[0]
    assert shown(desk, kind, 1) == []
    desk.do(verbs.address_risk, risk, [(kind, 1)])
    # What stands below addresses it too.
    for below in PLAN[PLAN.index(kind) :]:
        assert shown(desk, below, 1) == [("risks", risk, "it addresses this, which is closed")]
        assert (below, 1, "open") in shown(desk, "risks", risk)
    for above in PLAN[: PLAN.index(kind)]:
        assert shown(desk, above, 1) == []


def test_work_made_from_a_risk_leads_to_it_once(desk: Desk) -> None:
    task = desk.do(verbs.add_work, "tasks", {"name": "Call [/x]"}, ("risks", 2))
    assert shown(desk, "risks", 2) == [("tasks", task, "open")]
    assert shown(desk, "tasks", task) == [("risks", 2, "it was made from this")]
    assert [one.is_active for one in addressed(desk.reading, "tasks", task)] == [True]


def test_the_own_link_comes_before_that_of_what_it_stands_below(desk: Desk) -> None:
    desk.do(verbs.add_record, "risks", {"account": 1, "reasons": ("QUIET",)})
    old, new = (one for (one,) in desk.rows("SELECT id FROM risk WHERE account_id = 1 ORDER BY id"))
    desk.do(verbs.address_risk, old, [("goals", 1)])
    desk.do(verbs.address_risk, new, [("tasks", 1)])
    assert [one.id for one in addressed(desk.reading, "tasks", 1)] == [new, old]
    assert [one.id for one in addressed(desk.reading, "actions", 1)] == [old]


@pytest.mark.parametrize("feature", ["plans", "risks"])
def test_no_link_leads_to_what_is_switched_off(desk: Desk, feature: str) -> None:
    task = desk.do(verbs.add_work, "tasks", {"name": "Call"}, None, 2)
    desk.do(set_playbook, default_text().replace(f"{feature} = true", f"{feature} = false", 1))
    assert (shown(desk, "tasks", task), shown(desk, "risks", 2)).count([]) == 1
