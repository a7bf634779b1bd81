"""Board, table and quick filters count the same risks and the same money, whatever the portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from decimal import Decimal
from sqlite3 import Connection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.data.read import records, risk_detail, riskboard, riskchosen, risks
from kapta_tui.data.read.labels import KeptScales, labels
from kapta_tui.data.read.money import money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.sources.base import share
from kapta_tui.data.read.viewing import FirstView
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain import risk as rules
from kapta_tui.domain.fields import Value
from tests.data.desk import Desk

TODAY = date(2026, 11, 21)
ACCOUNTS = 5


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Five accounts with contracts in three currencies, one without a contract, and no risk."""
    store = Store(tmp_path_factory.mktemp("reads") / "kapta.db", "jane", TODAY).open()
    with store.write("fill") as tx:
        for place, currency in enumerate(("EUR", "USD", "EUR", "JPY", "")):
            account = verbs.add_record(tx, "accounts", {"name": f"A{place}", "owner": "jane"})
            if currency:
                contract = {"account": account, "name": "C", "value": 1000 * 3**place, "currency": currency}
                span = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
                verbs.add_record(tx, "contracts", contract | span)
    return store


risk = st.fixed_dictionaries(
    {
        "account_id": st.integers(1, ACCOUNTS),
        "severity": st.sampled_from([None, "low", "medium", "high", "critical"]),
        "likelihood": st.sampled_from([None, "unlikely", "possible", "likely", "almost_certain"]),
        "priority": st.sampled_from([None, "p1", "p2", "p3", "p4"]),
        "status": st.sampled_from(["open", "in_process", "closed_resolved", "closed_lost"]),
        "age": st.integers(0, 20),
    }
)


@contextmanager
def holding(store: Store, wanted: list[dict[str, object]]) -> Iterator[Connection]:
    """Lend a connection that sees the risks `wanted`, one active per account, and forget them afterwards."""
    with closing(store.connect()) as connection:
        connection.execute("BEGIN")
        active: set[object] = set()
        for number, values in enumerate(wanted, start=1):
            closed = str(values["status"]).startswith("closed") or values["account_id"] in active
            if not closed:
                active.add(values["account_id"])
            opened = TODAY - timedelta(days=int(str(values["age"])))
            connection.execute(
                "INSERT INTO risk (id, account_id, severity, likelihood, priority, status, opened_at, closed_at,"
                " position, priority_by_hand, version, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, '', '')",
                (
                    number,
                    values["account_id"],
                    values["severity"],
                    values["likelihood"],
                    values["priority"],
                    "closed_lost"
                    if closed and values["status"] in ("open", "in_process")
                    else values["status"],
                    opened.isoformat(),
                    TODAY.isoformat() if closed else None,
                    -number,
                ),
            )
        yield connection
        connection.execute("ROLLBACK")


@settings(max_examples=60)
@given(wanted=st.lists(risk, max_size=12))
def test_the_first_board_is_the_board_of_the_active_risks(
    accounts: Store, wanted: list[dict[str, object]]
) -> None:
    with holding(accounts, wanted) as connection:
        view = View(TODAY, "jane", current(connection))
        first = FirstView(TODAY, "jane", KeptScales(labels(connection)))
        general = riskboard.boards(connection, view, filter=riskchosen.ACTIVE)
        short = riskboard.boards_of(connection, first, riskchosen.all_active(first))
        assert (short, short.totals) == (general, general.totals)
        assert short.totals == risks.totals(connection, view, filter=riskchosen.ACTIVE)
        ids = [number for group in short["severity"] for number in group.ids]
        assert risks.rows(connection, first, ids) == risks.rows(connection, view, ids)


@settings(max_examples=60)
@given(wanted=st.lists(risk, max_size=12), by=st.sampled_from(riskboard.GROUPS), active=st.booleans())
def test_each_column_has_the_count_and_money_of_the_table_filtered_by_it(
    accounts: Store, wanted: list[dict[str, object]], by: str, active: bool
) -> None:
    with holding(accounts, wanted) as connection:
        view = View(TODAY, "jane", current(connection))
        text = "active:yes" if active else ""
        columns = riskboard.boards(connection, view, filter=text)[by]
        for column in columns:
            here = f"{text} {by}:{column.key or ''}"
            found = risks.totals(connection, view, filter=here)
            assert (len(column.ids), column.value) == (found.count, found.value)
            assert sorted(column.ids) == sorted(records.ids(connection, "risks", view, filter=here))
        whole = risks.totals(connection, view, filter=text)
        assert sum(len(column.ids) for column in columns) == whole.count
        if active:
            shares: dict[str, int] = {}
            for column in columns:
                for currency, minor in column.value.sums:
                    shares[currency] = shares.get(currency, 0) + minor
            assert shares == dict(whole.value.sums), (
                "one active risk per account: columns add up to the whole"
            )


@settings(max_examples=40)
@given(wanted=st.lists(risk, max_size=12))
def test_totals_count_an_account_once_and_only_active_risks_as_loss(
    accounts: Store, wanted: list[dict[str, object]]
) -> None:
    with holding(accounts, wanted) as connection:
        view = View(TODAY, "jane", current(connection))
        ids = records.ids(connection, "risks", view)
        rows = risks.rows(connection, view, ids).values()
        worth = {row.account_id: (row.currency, row.value_minor) for row in rows}
        expected = risks.totals(connection, view)
        value = {code: sum(m for c, m in worth.values() if c == code) for code, _ in worth.values()}
        loss: dict[str, int] = {}
        for row in rows:
            if row.closed_at is None:
                loss[row.currency] = loss.get(row.currency, 0) + (row.loss_minor or 0)
        assert dict(expected.value.sums) == {code: minor for code, minor in value.items() if minor}
        assert dict(expected.loss.sums) == {code: minor for code, minor in loss.items() if minor}
        assert expected.active == sum(row.closed_at is None for row in rows)


@pytest.mark.parametrize(
    ("value", "likelihood", "loss"),
    [
        ("1000", "unlikely", "100"),
        ("1000", "possible", "300"),
        ("1000", "likely", "600"),
        ("1000", "almost_certain", "900"),
        ("0.05", "possible", "0.02"),
        ("0.05", "unlikely", "0.01"),
        ("0.04", "unlikely", "0.00"),
    ],
)
def test_expected_loss_is_contract_value_times_the_percentage_of_the_likelihood_half_up(
    desk: Desk, value: str, likelihood: str, loss: str
) -> None:
    desk.do(verbs.add_record, "contracts", {"account": "Beta", "name": "C", "value": Decimal(value)})
    desk.do(verbs.edit_risk, 2, {"likelihood": likelihood})
    view = View(TODAY, "jane", current(desk.reading))
    (found,) = records.records(desk.reading, "risks", view, [2], ["expected_loss"])
    assert found["expected_loss"] == Decimal(loss)
    minor = int(Decimal(loss) * 100)
    assert risks.rows(desk.reading, view, [2])[2].loss_minor == minor
    assert dict(risks.totals(desk.reading, view).loss.sums) == ({"EUR": minor} if minor else {})


def test_expected_loss_is_unknown_without_likelihood(desk: Desk) -> None:
    desk.do(verbs.add_record, "contracts", {"account": "Beta", "name": "C", "value": 1000})
    desk.do(verbs.edit_risk, 2, {"likelihood": None})
    view = View(TODAY, "jane", current(desk.reading))
    assert records.records(desk.reading, "risks", view, [2], ["expected_loss"]) == [{"expected_loss": None}]
    assert risks.totals(desk.reading, view).loss.sums == ()


@settings(max_examples=40)
@given(minor=st.integers(0, 10**15), percent=st.integers(0, 100))
def test_the_share_that_sql_reckons_is_that_of_the_rule(accounts: Store, minor: int, percent: int) -> None:
    with closing(accounts.connect()) as connection:
        (found,) = connection.execute(
            f"SELECT {share(':minor', ':percent')}", {"minor": minor, "percent": percent}
        ).fetchone()
    assert found == rules.expected_loss(minor, percent)


def test_no_currency_of_a_sum_is_left_out() -> None:
    sums = money([("USD", 4), ("EUR", 5), ("JPY", 0), ("USD", 5)], "EUR").sums
    assert sums == (("EUR", 5), ("USD", 9))


def test_a_risk_in_full_names_its_prior_risks_and_its_notes(desk: Desk) -> None:
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET", "own"), "details": "why"})
    desk.do(verbs.add_note, {"text": "called"}, risk=3)
    with closing(desk.store.connect()) as connection:
        view = View(desk.store.today, "jane", current(connection))
        found = risk_detail.detail(connection, view, 3)
        assert found is not None
        assert found.details == "why"
        assert [prior.id for prior in found.prior] == [1]
        assert found.repeated == ("Customer gone quiet",)
        assert [note.text for note in found.notes] == ["called"]
        assert risk_detail.active_risk(connection, 1) == 3
        assert risk_detail.detail(connection, view, 99) is None


def test_risks_are_sorted_and_filtered_by_the_ends_of_the_contracts_of_their_accounts(desk: Desk) -> None:
    contract: dict[str, Value] = {"account": "Beta", "name": "C-2", "value": 1, "start": date(2026, 1, 1)}
    desk.do(verbs.add_record, "contracts", contract | {"end": date(2026, 12, 1)})
    desk.do(verbs.add_record, "contracts", contract | {"name": "C-3", "end": date(2028, 1, 1)})
    with closing(desk.store.connect()) as connection:
        view = View(desk.store.today, "jane", current(connection))
        assert list(records.ids(connection, "risks", view, sort=["nearest_contract_end"])) == [2, 1]
        assert list(records.ids(connection, "risks", view, sort=["contract_expiration"])) == [1, 2]
        assert list(records.ids(connection, "risks", view, filter="nearest_contract_end<30d")) == [2]


def test_the_playbooks_currency_comes_first_and_the_others_by_code() -> None:
    sums = [("USD", 1), ("JPY", 9_000_000), ("EUR", 90_000), ("GBP", 0), ("CHF", 5)]
    codes = [code for code, _ in money(sums, "EUR").sums]
    assert codes == ["EUR", "CHF", "JPY", "USD"]
    assert [code for code, _ in money(sums, "GBP").sums] == ["CHF", "EUR", "JPY", "USD"]
