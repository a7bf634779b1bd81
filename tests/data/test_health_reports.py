"""Reports on health and activity: points that add up, causes, and no text that is markup (features: row 70)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data.read.healthreport import ActivityReport, HealthReport, PortfolioHealth
from kapta_tui.data.read.healthreport.account import few
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.period import Period
from kapta_tui.reports.dialect import parser
from kapta_tui.reports.healthwords import cause_lines, fact_lines, point_lines
from kapta_tui.reports.registry import Report, Wanted, made
from tests.conftest import TODAY
from tests.data.desk import Desk
from tests.unit.test_health_picture import day

HOSTILE = "| [x](y) <b>*bold*</b> # head\n\n## Not ours\n- no list"


def report(desk: Desk, wanted: Wanted) -> Report:
    return made(desk.reading, View(TODAY, "jane", current(desk.reading)), wanted)


@pytest.fixture
def lived(desk: Desk) -> Desk:
    """Two accounts of which the first has hostile texts everywhere, and a day of health in the past."""
    desk.do(verbs.edit_record, "accounts", 1, {"name": HOSTILE, "website": "x.test", "satisfaction": 3})
    desk.do(verbs.add_note, {"account": 1, "text": f"{HOSTILE} and much more of it", "date": TODAY})
    desk.do(verbs.add_record, "contacts", {"account": 1, "name": HOSTILE, "role": "champion"})
    risk: Values = {"account": 1, "reasons": (HOSTILE,), "severity": "low", "opened_at": TODAY}
    desk.do(verbs.start_risk, risk)
    task = desk.do(verbs.add_record, "tasks", {"account": 1, "name": HOSTILE})
    desk.do(verbs.done_task, task)
    past = dict.fromkeys(("profile", "notes", "freshness"), 9000)
    weights = {"profile_weight": 20, "notes_weight": 10, "freshness_weight": 15}
    row = {"account_id": 1, "day": (TODAY - timedelta(40)).isoformat(), "score": 90, "raw": 900_000}
    row |= {"measured": 4500, "deduction": 0, "playbook_id": 1, "carried": 0, **past, **weights}
    row |= dict.fromkeys(("plan_weight", "qbr_weight", "satisfaction_weight", "delivery_weight"), 0)
    names = ", ".join(row)
    values = ", ".join(f":{name}" for name in row)
    with closing(sqlite3.connect(desk.store.path)) as connection, connection:
        connection.execute(f"INSERT INTO health_day ({names}) VALUES ({values})", row)
    return desk


def test_the_points_of_the_report_add_up_and_so_do_facts_and_causes(lived: Desk) -> None:
    found = report(lived, Wanted("health", account=1))
    values = found.values
    assert isinstance(values, HealthReport)
    score = values.why.health.scores.score
    assert sum(int(line.shown) for line in point_lines(values)) == score
    assert sum(int(line.possible or 0) for line in point_lines(values)) == 100
    assert f"| **Score** | {score} |" in found.markdown
    for one in values.why.factors:
        if one.points is not None:
            earned = sum(points or 0 for _, points, _ in fact_lines(one))
            assert float(earned) == pytest.approx(float(one.points.exact), abs=0.005)
    assert values.change is not None
    lines, by_you, by_rules = cause_lines(values.change.causes)
    assert sum(float(line.change) for line in lines) == pytest.approx(float(by_you) + float(by_rules))
    assert values.change.delta == (score or 0) - 90
    assert any("risk opened" in line.label for line in lines)


@given(st.lists(st.tuples(st.fractions(-40, 40), st.booleans()), max_size=8))
def test_causes_in_two_decimals_add_up_to_what_people_and_rules_changed(
    found: list[tuple[object, bool]],
) -> None:
    causes = [Cause("factor", "plan", change, by_rules) for change, by_rules in found]  # type: ignore[arg-type]
    lines, by_you, by_rules = cause_lines(causes)
    for by, whole in (("you", by_you), ("the rules", by_rules)):
        assert round(sum(float(line.change) for line in lines if line.by == by), 2) == float(whole)
    exact = float(sum(cause.change for cause in causes))
    assert float(by_you) + float(by_rules) == pytest.approx(exact, abs=0.0051)


@pytest.mark.parametrize("wanted", [Wanted(name, at) for name in ("health", "activity") for at in (1, None)])
def test_no_text_of_a_user_is_markup(lived: Desk, wanted: Wanted) -> None:
    markdown = report(lived, wanted).markdown
    tokens = parser().parse(markdown)
    headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
    assert not [
        words for words in headings if "Not ours" in words and not words.startswith(("Health", "Activity"))
    ]
    inside = [child.type for token in tokens for child in token.children or ()]
    assert {"link_open", "em_open", "html_inline", "image"}.isdisjoint(inside)
    assert "html_block" not in {token.type for token in tokens}
    assert "<b>" in parser().render(markdown).replace("&lt;", "<").replace("&gt;", ">")


def test_the_portfolio_says_who_fell_and_why_and_who_is_not_scored(lived: Desk) -> None:
    values = report(lived, Wanted("health", period=Period(30))).values
    assert isinstance(values, PortfolioHealth)
    (fallen,) = values.fell
    now = lived.row("SELECT score FROM account_health WHERE account_id = 1")[0]
    assert (fallen.account.id, fallen.account.delta) == (1, now - 90)
    assert fallen.words
    assert sum(values.bands.values()) == len(values.accounts) == lived.row("SELECT count(*) FROM account")[0]
    assert [one.name for one in values.cold][:1] == [lived.row("SELECT name FROM contact LIMIT 1")[0]]
    early = report(lived, Wanted("health", period=Period(since=TODAY - timedelta(50)))).values
    assert isinstance(early, PortfolioHealth)
    assert early.fell == early.rose == ()
    none = report(lived, Wanted("health", filter="name:nobody-is-called-so")).values
    assert isinstance(none, PortfolioHealth)
    assert not none.accounts
    assert not none.cold


def test_activity_counts_what_happened_within_the_period_alone(lived: Desk) -> None:
    old: date = TODAY - timedelta(60)
    lived.do(verbs.add_note, {"account": 1, "text": "Long before the period began", "date": old})
    values = report(lived, Wanted("activity", account=1)).values
    assert isinstance(values, ActivityReport)
    tables = {
        "note": ("note", "date"),
        "risk opened": ("risk", "opened_at"),
        "task done": ("task", "done_at"),
    }
    for sort, (table, column) in tables.items():
        count = f"SELECT count(*) FROM {table} WHERE account_id = 1 AND {column} BETWEEN ? AND ?"
        assert values.counts[sort] == lived.row(count, values.since.isoformat(), TODAY.isoformat())[0] > 0
    assert values.total == len(values.happened) == sum(values.counts.values())
    assert all(values.since <= one.day <= TODAY for one in values.happened)
    longer = report(lived, Wanted("activity", account=1, period=Period(90))).values
    assert isinstance(longer, ActivityReport)
    assert longer.counts["note"] == values.counts["note"] + 1
    whole = report(lived, Wanted("activity")).values
    assert isinstance(whole, ActivityReport)
    (mine,) = (one for one in whole.accounts if one.account.id == 1)
    assert mine.total == values.total
    assert whole.total == sum(one.total for one in whole.accounts)


@given(st.integers(1, 400))
def test_a_long_timeline_keeps_its_ends_and_few_rows(count: int) -> None:
    days = [day(count - at, 50) for at in range(count)]
    chosen = few(days)
    assert (chosen[0], chosen[-1]) == (days[0], days[-1])
    assert len(chosen) <= 32
    assert [one.day for one in chosen] == sorted({one.day for one in chosen})
