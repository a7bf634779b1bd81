"""The risk reports of an account and of the portfolio: the same values whichever door (features: row 52)."""

from __future__ import annotations

import re
import sys
from datetime import date

import pytest

from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskportfolio import PortfolioReport
from kapta_tui.data.read.riskreport import RiskReport
from kapta_tui.data.read.scope import scope
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import KaptaError, NotFound, RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from kapta_tui.reports.dialect import parser
from kapta_tui.reports.formats import content
from kapta_tui.reports.registry import REPORTS, Report, Wanted, made, offered, report_called
from tests.conftest import TODAY
from tests.data.desk import Desk

BETA, GAMMA = 2, 3
FIRST, ACTIVE = 3, 4
"""Two risks of Gamma: one that was closed, and the one after it."""


@pytest.fixture
def gamma(desk: Desk) -> Desk:
    """A portfolio with one more account: contracts in two currencies, two risks, notes and work."""
    desk.do(verbs.add_record, "accounts", {"name": "Gamma | [x](y)", "owner": "omar", "type": "strategic"})
    for name, value, currency, end in (
        ("A", 1000, "EUR", date(2026, 12, 31)),
        ("B", 500, "USD", date(2028, 1, 1)),
    ):
        given: Values = {"account": GAMMA, "name": name, "value": value, "currency": currency, "end": end}
        desk.do(verbs.add_record, "contracts", given)
    opened: Values = {"account": GAMMA, "opened_at": date(2026, 9, 1)}
    desk.do(verbs.start_risk, {**opened, "reasons": ("PRICE", "QUIET"), "details": "the first one"})
    ended: Values = {
        "status": "closed_accepted",
        "resolutions": ("NO_LONGER_APPLIES",),
        "closed_at": date(2026, 10, 1),
    }
    desk.do(verbs.close_risk, FIRST, ended)
    again: Values = {
        "account": GAMMA,
        "opened_at": date(2026, 11, 1),
        "reasons": ("USAGE", "PRICE", "<b>own</b>"),
    }
    rated: Values = {"severity": "critical", "likelihood": "possible", "priority": "p1"}
    desk.do(verbs.start_risk, {**again, **rated, "details": "# Head\n\n*soft* <i>x</i>"})
    for day, text in ((date(2026, 11, 5), "older"), (date(2026, 11, 20), "newer\n\n## Not ours")):
        desk.do(verbs.add_note, {"text": text, "date": day}, risk=ACTIVE)
    desk.do(verbs.add_work, "tasks", {"name": "Call | them", "due": date(2026, 11, 2)}, risk=ACTIVE)
    return desk


def report(desk: Desk, wanted: Wanted, *, among: str = "") -> Report:
    playbook = current(desk.reading)
    view = View(TODAY, "jane", playbook, scope(among, playbook, TODAY))
    return made(desk.reading, view, wanted)


def switched(desk: Desk, old: str, new: str) -> None:
    assert old in default_text()
    desk.do(verbs.set_playbook, default_text().replace(old, new, 1))


def test_the_risk_report_tells_the_active_risk_in_full(gamma: Desk) -> None:
    found = report(gamma, Wanted("risk", account=GAMMA))
    values = found.values
    assert isinstance(values, RiskReport)
    assert values.main is not None
    assert values.main.row.id == ACTIVE
    assert dict(values.worth.sums) == {"EUR": 100_000, "USD": 50_000}
    assert dict(values.loss.sums) == {"EUR": 30_000, "USD": 15_000}
    assert values.seen_before == {"Price or budget pressure": 1}
    assert [note.text for note in values.main.notes][1] == "older"
    text = found.markdown
    for words in (
        "# Risk report: Gamma \\| \\[x\\](y)\n",
        "As of 2026-11-21 · owner omar · Strategic\n",
        "| Severity × likelihood | Critical × Possible |\n",
        "| Priority | P1 (set by hand) |\n",
        "| Open | from 2026-11-01, 20 days |\n",
        "| Contract value | €1k + $500 |\n",
        "| Expected loss | €300 + $150 |\n",
        "| Next contract end | 2026-12-31, in 40 days |\n",
        "| Contract expiration | 2028-01-01, in 406 days |\n",
        "2. Price or budget pressure (again: also in 1 other risk of this account)\n3. \\<b\\>own\\</b\\>\n",
        "> **Head**\n>\n> *soft* \\<i\\>x\\</i\\>\n",
        "1 open, 1 of them late; 0 done.\n",
        "| Task: Call \\| them | omar | 2026-11-02 | late |\n",
        "### Price or budget pressure: 2026-09-01 to 2026-10-01\n",
        "- Resolutions: no longer applies\n",
        "> the first one\n",
    ):
        assert words in text, words
    assert text.index("newer") < text.index("older")
    html = parser().render(text)
    assert [level for level, _ in re.findall(r"<h(\d)>(.*?)</h", html)] == list("123333323")


def test_the_report_on_one_risk_tells_that_risk_and_the_others_of_its_account(gamma: Desk) -> None:
    found = report(gamma, Wanted("risk", account=GAMMA, risk=FIRST))
    assert "## Closed risk: Price or budget pressure\n" in found.markdown
    assert "### How it was resolved\n\n1. no longer applies\n" in found.markdown
    assert "| Open | from 2026-09-01 to 2026-10-01, 30 days |" in found.markdown
    assert "Expected loss" not in found.markdown
    assert "## Other risks of the account" in found.markdown
    assert "### Low or falling use: 2026-11-01 to today\n" in found.markdown
    with pytest.raises(NotFound):
        report(gamma, Wanted("risk", account=BETA, risk=FIRST))


def test_an_account_without_an_active_risk_has_a_report_too(desk: Desk) -> None:
    text = report(desk, Wanted("risk", account=1)).markdown
    assert "## No active risk" in text
    assert "## Earlier risks of the account\n\n### Customer gone quiet" in text


def test_the_time_in_each_status_goes_by_the_day_of_the_report(gamma: Desk) -> None:
    view = View(date(2026, 12, 1), "jane", current(gamma.reading))
    text = made(gamma.reading, view, Wanted("risk", account=GAMMA)).markdown
    assert "| Open | 2026-11-01 | 30 |" in text


def test_the_portfolio_counts_lists_and_states_its_filters(gamma: Desk) -> None:
    found = report(gamma, Wanted("portfolio_risk"))
    values = found.values
    assert isinstance(values, PortfolioReport)
    assert (values.totals.count, values.active.count, values.unaddressed.count) == (4, 2, 1)
    assert [one.row.account_id for one in values.risks] == [GAMMA, BETA]
    assert [one.row.id for one in values.ends] == [ACTIVE]
    assert {one.row.id for one in values.ended} == {1, FIRST}
    text = found.markdown
    for words in (
        "As of 2026-11-21 · all risks\n",
        "| **Active** | 2 | €1k + $500 | €300 + $150 |\n",
        "| of them unaddressed | 1 | — | — |\n",
        "| of them, a contract ends within 90 days | 1 | €1k + $500 | €300 + $150 |\n",
        "| Critical | · | 1, €1k + $500 | · | · | 1, €1k + $500 |\n",
        "| Gamma \\| \\[x\\](y) | Low or falling use +2 | Critical × Possible | P1 (set by hand) | Open | 20 |",
        "| Price or budget pressure | 2 | 3 | 2 | €1k + $500 |\n",
        "## Closed in the last 90 days",
    ):
        assert words in text, words
    narrowed = report(
        gamma,
        Wanted("portfolio_risk", filter="severity:critical", account_filter="strategic"),
        among="strategic",
    )
    assert "· risks that pass severity:critical · accounts that pass strategic\n" in narrowed.markdown
    assert isinstance(narrowed.values, PortfolioReport)
    assert narrowed.values.totals.count == 1


def test_a_wrong_filter_is_shown_as_it_was_given(desk: Desk) -> None:
    with pytest.raises(UsageError) as caught:
        report(desk, Wanted("portfolio_risk", filter="nothing:x"))
    assert "active:yes" not in str(caught.value)


@pytest.mark.parametrize("feature", ["contracts", "plans"])
def test_what_is_switched_off_is_in_no_report(gamma: Desk, feature: str) -> None:
    gone = {
        "contracts": r"[Cc]ontract|€|\$|Expected",
        "plans": r"Work on it|[Uu]naddressed|Task:|late\b",
    }
    for wanted in (Wanted("risk", account=GAMMA), Wanted("portfolio_risk")):
        assert re.search(gone[feature], report(gamma, wanted).markdown)
    switched(gamma, f"{feature} = true", f"{feature} = false")
    for wanted in (Wanted("risk", account=GAMMA), Wanted("portfolio_risk")):
        assert not re.search(gone[feature], report(gamma, wanted).markdown)


def test_the_values_hold_nothing_of_what_is_switched_off(gamma: Desk) -> None:
    switched(gamma, "contracts = true", "contracts = false")
    values = report(gamma, Wanted("portfolio_risk")).values
    assert isinstance(values, PortfolioReport)
    matrix = values.matrix
    tallies = (*matrix.cells.values(), *matrix.by_severity.values(), *matrix.by_likelihood.values())
    assert not any(one.value.sums or one.loss.sums for one in (values.totals, values.active, matrix.whole))
    assert not any(tally.value.sums or tally.loss.sums for tally in tallies)
    assert not any(load.value.sums or load.loss.sums for load in values.load)
    assert not any(closed.value.sums for closed in values.closed)
    assert not any(reason.value.sums for reason in values.reasons)
    assert matrix.whole.count == 2
    gamma.do(verbs.set_playbook, default_text().replace("plans = true", "plans = false", 1))
    values = report(gamma, Wanted("portfolio_risk")).values
    assert isinstance(values, PortfolioReport)
    assert not any(one.overdue or one.unaddressed for one in values.load)
    assert values.matrix.whole.value.sums


def test_the_administrator_says_which_reports_there_are(desk: Desk) -> None:
    assert [kind.code for kind in offered(current(desk.reading))] == list(REPORTS)
    assert report_called("Portfolio-Risk", current(desk.reading)).code == "portfolio_risk"
    switched(desk, ', "risk"', "")
    plans = ["action_plan", "customer"]
    whole = ["health", "activity"]
    assert [kind.code for kind in offered(current(desk.reading))] == [*plans, "portfolio_risk", *whole]
    with pytest.raises(RuleError, match="playbook edit"):
        report(desk, Wanted("risk", account=1))
    with pytest.raises(UsageError, match="Use one of action_plan, customer, portfolio_risk, health"):
        report(desk, Wanted("profiles"))
    switched(desk, "risks = true", "risks = false")
    assert [kind.code for kind in offered(current(desk.reading))] == [*plans, *whole]
    with pytest.raises(RuleError, match="features"):
        report(desk, Wanted("risk", account=1))


def test_the_same_report_is_the_same_bytes(gamma: Desk) -> None:
    found = report(gamma, Wanted("portfolio_risk"))
    assert found == report(gamma, Wanted("portfolio_risk"))
    for form, begin in (("md", b"# Portfolio"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        written = content(found, form)
        assert written.startswith(begin)
        assert written == content(found, form)


def test_a_page_loads_and_runs_nothing(gamma: Desk) -> None:
    page = content(report(gamma, Wanted("risk", account=GAMMA)), "html").decode()
    assert "<title>Risk report: Gamma | [x](y)</title>" in page
    assert not re.search(r"<(script|img|link|iframe)\b|\bsrc=|url\(", page)
    assert '<main class="across">' not in page
    # Nine columns have no room on a page that stands upright.
    assert b'<main class="across">' in content(report(gamma, Wanted("portfolio_risk")), "html")


def test_without_its_library_a_pdf_says_what_to_install(gamma: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    found = report(gamma, Wanted("portfolio_risk"))
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(KaptaError, match=r"kapta-tui\[pdf\]"):
        content(found, "pdf")
