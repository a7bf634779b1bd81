"""What the sample portfolio shows: a kind of thing, a question that counts it, and how many are wanted."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from kapta_tui.data import demo
from kapta_tui.data.demo.texts import content
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.metrics import AMBER, GREEN, RED, colour
from kapta_tui.domain.planstate import Stage, plan_state
from kapta_tui.domain.risk import is_closed
from tests.conftest import TODAY, make_store

ENDING = (
    "SELECT count(*) FROM contract WHERE NOT is_archived AND end BETWEEN :today AND date(:today, '+{0} days')"
)
ACTIVE = (
    "SELECT 1 FROM contract c WHERE c.account_id = a.id AND NOT c.is_archived "
    "AND c.start <= :today AND c.end >= :today"
)

AGED = "SELECT count(*) FROM account WHERE julianday(:today) - julianday(satisfaction_on) {}"
"""Accounts by the days since their newest satisfaction."""

WANTED: dict[str, tuple[str, int]] = {
    "colleagues": ("SELECT count(*) FROM user WHERE NOT is_queue", 9),
    "queues": ("SELECT count(*) FROM user WHERE is_queue", 2),
    "products": ("SELECT count(*) FROM product WHERE price_minor > 0", 12),
    "strategic accounts": ("SELECT count(*) FROM account WHERE type = 'strategic'", 8),
    "normal accounts": ("SELECT count(*) FROM account WHERE type = 'normal' AND NOT archived", 15),
    "a flagged account": ("SELECT count(*) FROM account WHERE type = 'flagged'", 1),
    "archived accounts": ("SELECT count(*) FROM account WHERE archived", 2),
    "families": ("SELECT count(DISTINCT parent_id) FROM account WHERE parent_id IS NOT NULL", 4),
    "a family of three levels": (
        "SELECT count(*) FROM account a JOIN account b ON b.id = a.parent_id WHERE b.parent_id IS NOT NULL",
        1,
    ),
    "contributors": ("SELECT count(*) FROM account_contributor", 20),
    "satisfaction": ("SELECT count(*) FROM account WHERE satisfaction BETWEEN 0 AND 10", 15),
    "satisfaction, entry by entry": ("SELECT count(*) FROM satisfaction", 60),
    "stale satisfaction": (AGED.format("BETWEEN 91 AND 180"), 3),
    "expired satisfaction": (AGED.format("> 180"), 1),
    "reports-to chains": (
        "SELECT count(*) FROM contact a JOIN contact b ON b.id = a.reports_to_id WHERE b.reports_to_id > 0",
        20,
    ),
    "key players who left": ("SELECT count(*) FROM contact WHERE has_left", 3),
    "key players known by a colleague": ("SELECT count(*) FROM contact WHERE internal_contact_id > 0", 10),
    "contracts ending in 30 days": (ENDING.format(30), 1),
    "contracts ending in 60 days": (ENDING.format(60), 3),
    "contracts ending in 90 days": (ENDING.format(90), 6),
    "notice dates soon": (
        "SELECT count(*) FROM contract WHERE notice_date BETWEEN :today AND date(:today, '+30 days')",
        4,
    ),
    "accounts without a website": ("SELECT count(*) FROM account WHERE website IS NULL AND NOT archived", 2),
    "accounts described": ("SELECT count(*) FROM account WHERE description > ''", 38),
    "accounts with links to chats": (
        "SELECT count(*) FROM account WHERE links LIKE '%Slack https://%' OR links LIKE '%Teams https://%'",
        20,
    ),
    "accounts of a region": ("SELECT count(DISTINCT json_extract(custom, '$.region')) FROM account", 6),
    "accounts with a revenue": (
        "SELECT count(*) FROM account WHERE json_extract(custom, '$.annual_revenue') > ''",
        35,
    ),
    "committees to come": (
        "SELECT count(*) FROM account WHERE json_extract(custom, '$.renewal_committee') > :today",
        8,
    ),
    "four levels of key players": (
        "SELECT count(*) FROM contact a JOIN contact b ON b.id = a.reports_to_id "
        "JOIN contact c ON c.id = b.reports_to_id WHERE c.reports_to_id > 0",
        10,
    ),
    "primary contacts": ("SELECT count(*) FROM contact WHERE is_primary", 38),
    "SWOT items": ("SELECT count(*) FROM swot", 150),
    "stale SWOT items": ("SELECT count(*) FROM swot WHERE reviewed_on < date(:today, '-180 days')", 15),
    "accounts with all quadrants through both lenses": (
        "SELECT count(*) FROM (SELECT account_id FROM swot GROUP BY 1 "
        "HAVING count(DISTINCT quadrant || lens) = 8)",
        5,
    ),
    "VOC answers": ("SELECT count(*) FROM voc WHERE contact_id > 0 AND asked_by_id > 0", 110),
    "stale VOC answers": ("SELECT count(*) FROM voc WHERE date < date(:today, '-365 days')", 15),
    "questions answered again years later": (
        "SELECT count(*) FROM (SELECT 1 FROM voc GROUP BY account_id, question HAVING count(*) > 1)",
        10,
    ),
    "reviews to come": ("SELECT count(*) FROM qbr WHERE date > :today AND agenda LIKE '- [ ] %'", 12),
    "reviews rated": ("SELECT count(*) FROM qbr WHERE rating > '' AND summary > ''", 30),
    "reviews with people of both sides": (
        "SELECT count(*) FROM qbr q WHERE EXISTS (SELECT 1 FROM qbr_contact c WHERE c.qbr_id = q.id) "
        "AND EXISTS (SELECT 1 FROM qbr_colleague c WHERE c.qbr_id = q.id)",
        45,
    ),
    "linked documents": ("SELECT count(*) FROM document WHERE path LIKE 'https://%'", 25),
    "missing documents": ("SELECT count(*) FROM document WHERE path LIKE '/Volumes/%'", 8),
    "metrics": ("SELECT count(*) FROM metric", 65),
    "metrics where less is better": (
        "SELECT count(*) FROM metric WHERE CAST(target AS REAL) < CAST(start AS REAL)",
        20,
    ),
    "metrics of six to twelve values": (
        "SELECT count(*) FROM (SELECT 1 FROM metric_value GROUP BY metric_id HAVING count(*) BETWEEN 6 AND 12)",
        65,
    ),
    "opportunities for products not yet owned": (
        "SELECT count(*) FROM opportunity o WHERE product_id NOT IN "
        "(SELECT product_id FROM account_product p WHERE p.account_id = o.account_id)",
        15,
    ),
    "products nobody has": (
        "SELECT count(*) FROM product WHERE id NOT IN (SELECT product_id FROM account_product)",
        1,
    ),
    "products nearly everybody has": (
        "SELECT count(*) FROM (SELECT 1 FROM account_product GROUP BY product_id HAVING count(*) >= 35)",
        1,
    ),
    "notice dates missed": ("SELECT count(*) FROM contract WHERE notice_date < :today AND end > :today", 1),
    "lapsed contracts": ("SELECT count(*) FROM contract WHERE end < :today AND NOT is_archived", 1),
    "archived contracts": ("SELECT count(*) FROM contract WHERE is_archived", 2),
    "renewing contracts": ("SELECT count(*) FROM contract WHERE auto_renew", 5),
    "an account with two currencies": (
        "SELECT count(*) FROM (SELECT account_id FROM contract GROUP BY 1 HAVING count(DISTINCT currency) > 1)",
        1,
    ),
    "an account without a contract": (
        "SELECT count(*) FROM account WHERE NOT archived AND id NOT IN (SELECT account_id FROM contract)",
        1,
    ),
    "accounts gone cold": (
        "SELECT count(*) FROM account_summary s JOIN account a ON a.id = s.account_id "
        "WHERE NOT a.archived AND s.last_contact < date(:today, '-60 days')",
        4,
    ),
    "notes about risks": ("SELECT count(*) FROM note WHERE risk_id > 0 AND type = 'risk'", 20),
    "notes about actions": ("SELECT count(*) FROM note WHERE action_id > 0 AND type = 'action'", 5),
    "notes about tasks": ("SELECT count(*) FROM note WHERE task_id > 0 AND type = 'task'", 5),
    "a note that looks like a formula": ("SELECT count(*) FROM note WHERE text LIKE '=SUM(A1)%'", 1),
    "notes of two lines": ("SELECT count(*) FROM note WHERE text LIKE '%' || char(10) || '%'", 1),
    "own reasons": ("SELECT count(*) FROM risk_reason WHERE code IS NULL", 2),
    "own resolutions": ("SELECT count(*) FROM risk_resolution WHERE code IS NULL", 2),
    "risks without a severity": ("SELECT count(*) FROM risk WHERE severity IS NULL", 1),
    "a priority set by hand": ("SELECT count(*) FROM risk WHERE priority_by_hand", 1),
    "a reason that came back": (
        "SELECT count(*) FROM risk_reason a JOIN risk_reason b "
        "ON b.account_id = a.account_id AND b.code = a.code AND b.risk_id > a.risk_id",
        2,
    ),
    "risks of somebody else": ("SELECT count(*) FROM risk WHERE assignee_id > 0", 2),
    "completed goals": ("SELECT count(*) FROM goal WHERE completed_at IS NOT NULL", 3),
    "overdue goals": ("SELECT count(*) FROM goal WHERE completed_at IS NULL AND due < :today", 1),
    "goals from contracts, risks and opportunities": ("SELECT count(DISTINCT source) FROM goal", 3),
    "completed objectives": ("SELECT count(*) FROM objective WHERE completed_at IS NOT NULL", 10),
    "open objectives": ("SELECT count(*) FROM objective WHERE completed_at IS NULL", 10),
    "actions without an objective": ("SELECT count(*) FROM action WHERE objective_id IS NULL", 5),
    "waiting actions": ("SELECT count(*) FROM action WHERE status = 'waiting' AND status_note > ''", 1),
    "actions with key players": ("SELECT count(DISTINCT action_id) FROM action_contact", 40),
    "actions kept from the customer": (
        "SELECT count(*) FROM action x JOIN goal g ON g.id = x.goal_id "
        "WHERE g.in_customer_report AND NOT x.in_customer_report",
        5,
    ),
    "late actions": ("SELECT count(*) FROM action WHERE completed_at IS NULL AND due < :today", 5),
    "tasks that inherit their day": ("SELECT count(*) FROM task WHERE due IS NULL AND action_id > 0", 20),
    "overdue tasks": ("SELECT count(*) FROM task WHERE done_at IS NULL AND due < :today", 2),
    "recurring tasks": ("SELECT count(*) FROM task WHERE done_at IS NULL AND recurrence > ''", 4),
    "tasks until a risk is closed": ("SELECT count(*) FROM task WHERE until = 'risk_closed'", 3),
    "tasks done": ("SELECT count(*) FROM task WHERE done_at IS NOT NULL", 30),
    "tasks without a day": ("SELECT count(*) FROM task WHERE due IS NULL AND action_id IS NULL", 1),
}


@pytest.fixture(scope="module")
def sample(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A reading connection to the portfolio."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copyfile(empty_file, path)
    path.chmod(0o600)
    store = make_store(path)
    demo.build(store)
    with closing(store.connect()) as connection:
        yield connection


@pytest.mark.parametrize("thing", WANTED)
def test_there_is_enough_of(sample: sqlite3.Connection, thing: str) -> None:
    sql, wanted = WANTED[thing]
    (found,) = sample.execute(sql, {"today": TODAY.isoformat()} if ":today" in sql else {}).fetchone()
    assert found >= wanted


@pytest.mark.parametrize(
    ("catalogue", "column"),
    [
        ("opportunity_stage", "opportunity.stage"),
        ("note_type", "note.type"),
        ("risk_status", "risk.status"),
        ("severity", "risk.severity"),
        ("likelihood", "risk.likelihood"),
        ("priority", "risk.priority"),
        ("contact_role", "contact.role"),
        ("friendliness", "contact.friendliness"),
        ("decision_power", "contact.power"),
        ("section", "goal.section"),
        ("relationship_strength", "relationship.strength"),
        ("swot_quadrant", "swot.quadrant"),
        ("swot_lens", "swot.lens"),
        ("swot_theme", "swot.theme"),
        ("voc_question", "voc.question"),
        ("qbr_type", "qbr.type"),
        ("qbr_stage", "qbr.stage"),
        ("qbr_rating", "qbr.rating"),
        ("metric_unit", "metric.unit"),
    ],
)
def test_every_choice_is_used(sample: sqlite3.Connection, catalogue: str, column: str) -> None:
    table, name = column.split(".")
    used = {code for (code,) in sample.execute(f"SELECT DISTINCT {name} FROM {table}") if code is not None}
    assert used == {choice.code for choice in current(sample).offered(catalogue)}


def test_every_stage_of_an_action_is_used(sample: sqlite3.Connection) -> None:
    sql = "SELECT start, due, percent, started_at, completed_at FROM action"
    stages = {
        plan_state(
            TODAY,
            start=date.fromisoformat(start),
            due=date.fromisoformat(due),
            percent=percent,
            is_started=started is not None,
            completed_on=None if completed is None else date.fromisoformat(completed),
        ).stage
        for start, due, percent, started, completed in sample.execute(sql)
    }
    assert stages == set(Stage)


def test_every_template_is_launched(sample: sqlite3.Connection) -> None:
    launched = {name for (name,) in sample.execute("SELECT name FROM goal")}
    assert {goal.name for one in current(sample).templates for goal in one.goals} <= launched


def test_a_renewal_counts_back_from_the_end_of_its_contract(sample: sqlite3.Connection) -> None:
    template = current(sample).template("renewal")
    sql = "SELECT g.id, c.end FROM goal g JOIN contract c ON c.id = g.source_id WHERE g.source = 'contract'"
    goals = sample.execute(sql).fetchall()
    assert len(goals) >= 3
    for goal, end in goals:
        base = template.base(date.fromisoformat(end))
        wanted = {action.name: action.dates(base) for one in template.goals for action in one.all_actions}
        rows = sample.execute("SELECT name, start, due FROM action WHERE goal_id = ?", (goal,))
        found = {name: (date.fromisoformat(start), date.fromisoformat(due)) for name, start, due in rows}
        assert found == wanted


def test_four_currencies_with_sensible_amounts(sample: sqlite3.Connection) -> None:
    sql = "SELECT currency, min(value_minor), max(value_minor) FROM contract GROUP BY currency"
    found = {currency: (least, most) for currency, least, most in sample.execute(sql)}
    assert found.keys() == {"EUR", "USD", "GBP", "JPY"}
    for currency, (least, most) in found.items():
        # The amounts stand in minor units, and a yen has none.
        lowest = 1_000_000 if currency == "JPY" else 5_000_00
        assert lowest <= least <= most <= 1_000_000_00


def test_every_active_strategic_account_has_a_running_contract(sample: sqlite3.Connection) -> None:
    sql = f"SELECT name FROM account a WHERE type = 'strategic' AND NOT archived AND NOT EXISTS ({ACTIVE})"
    assert sample.execute(sql, {"today": TODAY.isoformat()}).fetchall() == []


def test_bigger_accounts_have_three_to_twelve_key_players(sample: sqlite3.Connection) -> None:
    sql = (
        "SELECT count(*) FROM contact c JOIN account a ON a.id = c.account_id "
        "WHERE a.type = 'strategic' GROUP BY a.id"
    )
    assert all(3 <= count <= 12 for (count,) in sample.execute(sql))


def test_awkward_names_are_there(sample: sqlite3.Connection) -> None:
    names = {name for (name,) in sample.execute("SELECT name FROM account")}
    assert {'Nørrebro "Ψ" & Søn [GmbH]', "東都精密工業株式会社"} <= names
    assert max(len(name) for name in names) == 60


def test_no_text_has_a_gap_left_open(sample: sqlite3.Connection) -> None:
    for (text,) in sample.execute("SELECT text FROM note UNION SELECT sentence FROM event"):
        assert not {"{", "}"} & set(text)
        assert "  " not in text
        assert text.strip() == text


def test_the_feed_tells_of_two_years(sample: sqlite3.Connection) -> None:
    moments = [at for (at,) in sample.execute("SELECT at FROM event ORDER BY id")]
    assert moments == sorted(moments)
    months = {at[:7] for at in moments}
    assert len(months) >= 24
    assert date.fromisoformat(moments[0][:10]) > TODAY - timedelta(735)
    assert sample.execute("SELECT count(*) FROM event WHERE sentence = ''").fetchone() == (0,)


def test_closed_risks_are_closed_every_way(sample: sqlite3.Connection) -> None:
    sql = "SELECT status, closed_at IS NOT NULL FROM risk"
    assert all(is_closed(status) == bool(closed) for status, closed in sample.execute(sql))


def test_series_fall_on_their_days(sample: sqlite3.Connection) -> None:
    sql = "SELECT due FROM task WHERE recurrence = ? AND action_id IS NULL"
    mondays = [date.fromisoformat(due) for (due,) in sample.execute(sql, ("FREQ=WEEKLY;BYDAY=MO",))]
    assert mondays
    assert all(day.weekday() == 0 for day in mondays)
    ((last,),) = sample.execute(sql, ("FREQ=MONTHLY;BYMONTHDAY=-1",)).fetchall()
    assert (date.fromisoformat(last) + timedelta(1)).day == 1


def test_nothing_is_known_of_an_account_before_it_was_entered(sample: sqlite3.Connection) -> None:
    entered = "(SELECT date(a.created_at) FROM account a WHERE a.id = t.account_id)"
    for table, column in (
        ("swot", "reviewed_on"),
        ("voc", "date"),
        ("qbr", "date"),
        ("metric_value", "date"),
    ):
        sql = f"SELECT count(*), sum(t.{column} < {entered}) FROM {table} t"
        count, early = sample.execute(sql).fetchone()
        assert count > 0
        assert early == 0, table


def test_what_is_written_of_customers_is_written_once(sample: sqlite3.Connection) -> None:
    sql = (
        "SELECT text FROM swot UNION ALL SELECT text FROM voc "
        "UNION ALL SELECT summary FROM qbr WHERE summary IS NOT NULL"
    )
    texts = [text for (text,) in sample.execute(sql)]
    assert len(texts) == len(set(texts))
    assert all(text == text.strip() and text[-1] in ".。!?" for text in texts)


def test_key_players_of_one_account_have_titles_of_their_own(sample: sqlite3.Connection) -> None:
    sql = "SELECT count(*), count(DISTINCT account_id || title) FROM contact"
    people, titles = sample.execute(sql).fetchone()
    assert people == titles


def test_colours_of_metrics_are_of_every_kind(sample: sqlite3.Connection) -> None:
    sql = (
        "SELECT m.unit, m.start, m.target, (SELECT v.value FROM metric_value v WHERE v.metric_id = m.id "
        "ORDER BY v.date DESC LIMIT 1) FROM metric m"
    )
    found = {
        (unit, colour(unit, *(None if text is None else Decimal(text) for text in (start, target, value))))
        for unit, start, target, value in sample.execute(sql)
    }
    assert {RED, AMBER, GREEN} <= {shade for unit, shade in found if unit == "colour"}
    assert {RED, AMBER, GREEN} <= {shade for unit, shade in found if unit == "number"}
    assert None not in {shade for _, shade in found}


def test_a_review_is_not_rated_before_it_is_held(sample: sqlite3.Connection) -> None:
    sql = "SELECT stage, date, rating, summary FROM qbr"
    for stage, day, rating, summary in sample.execute(sql):
        assert (rating is not None) == (stage == "completed")
        assert (summary is not None) == (stage in ("held", "completed"))
        assert (day < TODAY.isoformat()) or stage in ("planned", "prepared")


def test_every_region_of_the_content_is_a_choice_of_the_playbook(sample: sqlite3.Connection) -> None:
    offered = {choice.code for choice in current(sample).offered("accounts.region")}
    assert offered == set(content("people")["regions"])


def test_files_are_written_only_where_there_is_a_folder_for_them(empty_file: Path, tmp_path: Path) -> None:
    shutil.copyfile(empty_file, tmp_path / "demo.db")
    (tmp_path / "demo.db").chmod(0o600)
    store = make_store(tmp_path / "demo.db")
    demo.build(store, files=tmp_path / "documents")
    with closing(store.connect()) as connection:
        found = connection.execute("SELECT path, checksum, size FROM document WHERE checksum > ''").fetchall()
    assert len(found) == 2
    for path, checksum, size in found:
        data = Path(path).read_bytes()
        assert (sha256(data).hexdigest(), len(data)) == (checksum, size)
        assert b"/" not in data
