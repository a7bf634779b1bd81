"""What the page of a risk says of its fields: days in each status, ends, costs, and nothing of what is off."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read.playbook import current
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.risks import close_risk, edit_risk
from kapta_tui.data.write.turning import add_work
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.record.lines import Line, words
from kapta_tui.screens.risk.copying import as_text
from kapta_tui.screens.risk.facts import lines
from kapta_tui.screens.risk.loading import RiskPage, load
from kapta_tui.screens.risk.sheet import risk_facts
from kapta_tui.screens.risk.why import reasoning
from kapta_tui.screens.risks.preview import facts
from kapta_tui.screens.risks.preview import look as preview
from kapta_tui.widgets.preview import draw
from tests.conftest import TODAY
from tests.data.desk import Desk


def risky(desk: Desk) -> int:
    """Return an active risk of a customer with two contracts that had the same reason before."""
    account = desk.do(add_record, "accounts", {"name": "Acme [/oops]", "owner": "jane"})
    for name, end in (("C-1", date(2027, 1, 1)), ("C-2", date(2028, 1, 1))):
        desk.do(
            add_record,
            "contracts",
            {
                "account": account,
                "name": name,
                "value": 1000,
                "currency": "EUR",
                "start": date(2026, 1, 1),
                "end": end,
            },
        )
    before = desk.do(
        add_record,
        "risks",
        {"account": account, "reasons": ("QUIET", "own"), "opened_at": date(2026, 3, 1)},
    )
    desk.do(
        close_risk,
        before,
        {"status": "closed_resolved", "resolutions": ("We met",), "closed_at": date(2026, 5, 1)},
    )
    return desk.do(
        add_record,
        "risks",
        {
            "account": account,
            "reasons": ("PRICE", "QUIET"),
            "severity": "high",
            "likelihood": "likely",
            "details": "Say **it**",
            "opened_at": date(2026, 11, 1),
        },
    )


def page(desk: Desk, risk: int) -> RiskPage:
    """Return the page of a risk."""
    found = load(desk.reading, risk, "jane", TODAY)
    assert found is not None
    return found


def said(found: RiskPage) -> dict[tuple[str, int], str]:
    """Return the words of each field, by name and place."""
    return {(line.field, line.place): words(line) for line in lines(found)}


def test_the_page_says_days_ends_costs_and_what_comes_up_again(desk: Desk) -> None:
    risk = risky(desk)
    desk.do(edit_risk, risk, {"status": "in_process"})
    fields = said(page(desk, risk))
    assert fields["status", 0] == "In process · 0 d (Open 20 d before)"
    assert fields["days_open", 0] == "20 days"
    assert fields["reasons", 0] == "1 Price or budget pressure"
    assert fields["reasons", 1] == "2 Customer gone quiet again, last closed 2026-05-01"
    assert fields["nearest_contract_end", 0] == "2027-01-01 ! in 41 days"
    assert fields["contract_expiration", 0] == "2028-01-01 in 406 days"
    assert fields["contract_value", 0] == "€2k"
    assert "health" in fields["health", 0]
    assert "20 for High × 0.8 for Likely" in reasoning(page(desk, risk), "health")[0]
    assert "unaddressed" in fields["unaddressed", 0]
    assert fields["assignee", 0] == "jane (account's owner)"
    desk.do(add_work, "tasks", {"name": "Call [/x]"}, None, risk)
    assert ("unaddressed", 0) not in said(page(desk, risk))


def test_a_goal_alone_leaves_a_risk_unaddressed_and_every_place_says_so(desk: Desk) -> None:
    risk = risky(desk)
    desk.do(add_work, "goals", {"name": "Keep them [/x]"}, None, risk)
    found = page(desk, risk)
    words = "no open action or task addresses it"
    assert words in said(found)["unaddressed", 0]
    assert words in reasoning(found, "unaddressed")[0]
    beside = preview(desk.reading, risk, "jane", TODAY)
    assert beside is not None
    shown = draw(facts(beside, TODAY), 60).plain
    assert words in shown
    assert "○ Keep them [/x]  goal · no due day" in shown
    assert "○ Keep them [/x]  goal · no due day" in draw(risk_facts(found), 60).plain
    account = found.line.row.account_id
    desk.do(add_record, "actions", {"name": "Call", "goal": "Keep them [/x]", "account": account})
    assert ("unaddressed", 0) not in said(page(desk, risk))


def test_a_closed_risk_says_how_it_ended_and_costs_nothing(desk: Desk) -> None:
    closed = page(desk, risky(desk) - 1)
    fields = said(closed)
    assert fields["status", 0] == "resolved · Open 61 d before"
    assert fields["closed_at", 0] == "2026-05-01"
    assert fields["resolutions", 0] == "We met"
    assert not {"health", "expected_loss", "unaddressed"} & {field for field, _ in fields}
    assert "until it was closed on 2026-05-01" in reasoning(closed, "days_open")[0]


def test_features_that_are_off_leave_no_field(desk: Desk) -> None:
    risk = risky(desk)
    desk.do(add_work, "tasks", {"name": "Call"}, None, risk)
    text = default_text()
    for feature in ("contracts", "plans"):
        text = text.replace(f"{feature} = true", f"{feature} = false", 1)
    desk.do(set_playbook, text)
    assert {"contracts", "plans"} <= current(desk.reading).off
    found = page(desk, risk)
    names = {line.field for line in lines(found)}
    assert not names & {"contract_value", "expected_loss", "nearest_contract_end", "contract_expiration"}
    assert "unaddressed" not in names
    told = draw(risk_facts(found), 60).plain + as_text(found)
    assert "Call" not in told
    assert "contract" not in " ".join(reasoning(found, ""))


def test_the_copied_text_holds_all_of_it(desk: Desk) -> None:
    found = page(desk, risky(desk))
    text = as_text(found)
    for part in ("Acme [/oops]", "Say **it**", "We met", "Customer gone quiet"):
        assert part in text


def test_every_number_that_is_not_edited_is_explained(desk: Desk) -> None:
    found = page(desk, risky(desk))
    derived: list[Line] = [line for line in lines(found) if line.way.value in ("why", "address")]
    for line in derived:
        assert all(sentence.endswith((".", ". ")) for sentence in reasoning(found, line.field)), line.field
