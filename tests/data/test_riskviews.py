"""Matrix, reasons, load and resolutions count what the list of risks holds, whatever the portfolio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.data.read import records, risks
from kapta_tui.data.read.money import Money, money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskviews import matrix
from kapta_tui.data.read.riskviewspeople import load, worked_on_by
from kapta_tui.data.read.riskviewsreasons import closed, reasons
from kapta_tui.data.read.riskviewsresolutions import resolutions
from kapta_tui.data.read.scope import EVERYWHERE, scope
from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs

TODAY = date(2026, 11, 21)
ACCOUNTS = 6
LABELS = {
    "QUIET": "Customer gone quiet",
    "PRICE": "Price or budget pressure",
    "MEETING_RESTORED": "regular meeting restored",
    "CONCESSION": "renewed with concession",
    "NO_LONGER_APPLIES": "no longer applies",
}
OWN = {"QUIET": {"MEETING_RESTORED"}, "PRICE": {"CONCESSION"}}
"""The resolutions of these that the shipped playbook offers for each reason."""


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Six accounts with contracts in three currencies, some with none or with two, of three owners."""
    store = Store(tmp_path_factory.mktemp("views") / "kapta.db", "jane", TODAY).open()
    span = {"start": date(2026, 1, 1), "end": date(2027, 1, 1)}
    with store.write("fill") as tx:
        for place, currencies in enumerate((("EUR",), ("USD",), ("EUR", "USD"), ("JPY",), (), ("USD",))):
            owner = ("jane", "omar", "ines")[place % 3]
            account = verbs.add_record(tx, "accounts", {"name": f"A{place}", "owner": owner})
            for currency in currencies:
                contract = {"account": account, "name": "C", "value": 1000 * 3**place, "currency": currency}
                verbs.add_record(tx, "contracts", contract | span)
    return store


@dataclass(frozen=True)
class Drawn:
    """A risk as it was drawn."""

    account: int
    severity: str | None
    likelihood: str | None
    status: str
    assignee: int | None
    age: int
    open_for: int
    reasons: tuple[str, ...]
    resolutions: tuple[str, ...]

    @property
    def is_active(self) -> bool:
        return not self.status.startswith("closed")


drawn = st.builds(
    Drawn,
    account=st.integers(1, ACCOUNTS),
    severity=st.sampled_from([None, "low", "medium", "high", "critical"]),
    likelihood=st.sampled_from([None, "unlikely", "possible", "likely", "almost_certain"]),
    status=st.sampled_from(
        ["open", "in_process", "closed_resolved", "closed_reduced", "closed_lost", "closed_invalid"]
    ),
    assignee=st.sampled_from([None, None, 1, 2]),
    age=st.integers(0, 30),
    open_for=st.integers(0, 9),
    reasons=st.lists(
        st.sampled_from(["QUIET", "PRICE", "price war", "Übernahme"]), min_size=1, unique=True
    ).map(tuple),
    resolutions=st.lists(
        st.sampled_from(["MEETING_RESTORED", "CONCESSION", "NO_LONGER_APPLIES", "Dinner"]), unique=True
    ).map(tuple),
)


def kept(wanted: list[Drawn]) -> list[Drawn]:
    """Return the risks with one active one per account."""
    active: set[int] = set()
    found = []
    for one in wanted:
        if not one.is_active or one.account not in active:
            found.append(one)
        if one.is_active:
            active.add(one.account)
    return found


@contextmanager
def holding(store: Store, wanted: list[Drawn]) -> Iterator[Connection]:
    """Lend a connection that sees the risks `wanted`, with ids from 1, and forget them afterwards."""
    with closing(store.connect()) as connection:
        connection.execute("BEGIN")
        for number, one in enumerate(wanted, start=1):
            opened = TODAY - timedelta(days=one.age + one.open_for)
            ended = None if one.is_active else (opened + timedelta(days=one.open_for)).isoformat()
            connection.execute(
                "INSERT INTO risk (id, account_id, severity, likelihood, status, assignee_id, opened_at, closed_at,"
                " position, priority_by_hand, version, created_at, updated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1, '', '')",
                (
                    number,
                    one.account,
                    one.severity,
                    one.likelihood,
                    one.status,
                    one.assignee,
                    opened.isoformat(),
                    ended,
                ),
            )
            for table, labels in (
                ("risk_reason", one.reasons),
                ("risk_resolution", () if one.is_active else one.resolutions),
            ):
                connection.executemany(
                    f"INSERT INTO {table} (account_id, risk_id, position, code, label) VALUES (?, ?, ?, ?, ?)",
                    [
                        (one.account, number, place, word if word in LABELS else None, LABELS.get(word, word))
                        for place, word in enumerate(labels)
                    ],
                )
        yield connection
        connection.execute("ROLLBACK")


def looking(connection: Connection) -> View:
    """Return who looks."""
    return View(TODAY, "jane", current(connection))


risky = st.lists(drawn, max_size=14).map(kept)
filters = st.sampled_from(["", "active:yes", "severity>=high", "mine", "reason:price", "!closed>0d"])


@settings(max_examples=60)
@given(wanted=risky, text=filters)
def test_the_cells_of_the_matrix_add_up_to_the_totals_of_the_active_risks(
    accounts: Store, wanted: list[Drawn], text: str
) -> None:
    with holding(accounts, wanted) as connection:
        view = looking(connection)
        grid = matrix(connection, view, text)
        whole = risks.totals(connection, view, filter=f"{text} active:yes")
        assert (grid.whole.count, grid.whole.value, grid.whole.loss) == (whole.count, whole.value, whole.loss)
        for parts in (grid.cells, grid.by_severity, grid.by_likelihood):
            assert sum(one.count for one in parts.values()) == whole.count
            assert added(one.value for one in parts.values()) == whole.value
            assert added(one.loss for one in parts.values()) == whole.loss
        for (severity, likelihood), cell in grid.cells.items():
            assert severity in grid.severities
            assert likelihood in grid.likelihoods
            here = f"{text} active:yes severity:{severity or ''} likelihood:{likelihood or ''}"
            assert risks.totals(connection, view, filter=here).count == cell.count
        assert (None in grid.severities) == any(spot[0] is None for spot in grid.cells)


def added(sums: Iterable[Money]) -> Money:
    """Return amounts added up, the euro first."""
    return money((pair for one in sums for pair in one.sums), "EUR")


@settings(max_examples=60)
@given(wanted=risky, text=filters)
def test_a_reason_counts_the_risks_that_the_list_finds_by_it(
    accounts: Store, wanted: list[Drawn], text: str
) -> None:
    with holding(accounts, wanted) as connection:
        view = looking(connection)
        passing = [wanted[number - 1] for number in records.ids(connection, "risks", view, filter=text)]
        found = reasons(connection, view, text)
        words = [one.code or one.label for one in found]
        assert Counter(words) == Counter({reason for risk in passing for reason in risk.reasons})
        for word, one in zip(words, found, strict=True):
            having = risks.totals(connection, view, filter=f'{text} reason="{word}"')
            assert (one.any, one.active, one.value) == (having.count, having.active, having.value)
            assert one.primary == sum(risk.reasons[0] == word for risk in passing)
            assert one.label == LABELS.get(word, word)
        assert sum(one.primary for one in found) == len(passing), "every risk has one primary reason"
        assert [one.any for one in found] == sorted((one.any for one in found), reverse=True)


@settings(max_examples=60)
@given(wanted=risky, text=filters)
def test_the_load_shares_the_active_risks_among_people(
    accounts: Store, wanted: list[Drawn], text: str
) -> None:
    with holding(accounts, wanted) as connection:
        view = looking(connection)
        whole = risks.totals(connection, view, filter=f"{text} active:yes")
        found = load(connection, view, text)
        assert sum(one.active for one in found) == whole.count
        assert added(one.value for one in found) == whole.value
        assert added(one.loss for one in found) == whole.loss
        for one in found:
            there = View(TODAY, "jane", view.playbook, worked_on_by(EVERYWHERE, one.person))
            theirs = risks.totals(connection, there, filter=f"{text} active:yes")
            assert (theirs.count, theirs.value, theirs.loss) == (one.active, one.value, one.loss)
            assert sum(one.by_severity.values()) == one.active
            assert risks.totals(connection, there, filter=f"{text} overdue").count == one.overdue
            assert risks.totals(connection, there, filter=f"{text} unaddressed").count == one.unaddressed
            assert one.assigned <= one.active


def test_the_load_of_a_person_stays_among_the_accounts_shown(accounts: Store) -> None:
    two = [drawn_on(1), drawn_on(4)]
    with holding(accounts, two) as connection:
        view = looking(connection)
        among = scope("name=A0", view.playbook, TODAY)
        there = View(TODAY, "jane", view.playbook, worked_on_by(among, "jane"))
        assert list(records.ids(connection, "risks", there)) == [1]
        assert [(one.person, one.active) for one in load(connection, looking(connection))] == [("jane", 2)]


@settings(max_examples=60)
@given(wanted=risky, text=filters)
def test_closing_statuses_count_what_the_list_finds_by_them(
    accounts: Store, wanted: list[Drawn], text: str
) -> None:
    with holding(accounts, wanted) as connection:
        view = looking(connection)
        found = closed(connection, view, text)
        assert [one.status for one in found][:2] == ["closed_resolved", "closed_accepted"]
        for one in found:
            those = risks.totals(connection, view, filter=f"{text} status={one.status}")
            assert (one.count, one.value) == (those.count, those.value)


@settings(max_examples=60)
@given(wanted=risky)
def test_a_resolution_is_judged_by_the_closed_risks_with_the_reason_it_belongs_to(
    accounts: Store, wanted: list[Drawn]
) -> None:
    ended = [one for one in wanted if not one.is_active and one.status != "closed_invalid"]
    with holding(accounts, wanted) as connection:
        found = resolutions(connection, looking(connection))
        assert {one.code or one.label for one in found} == {word for one in ended for word in one.reasons}
        for one in found:
            reason = one.code or one.label
            having = [risk for risk in ended if reason in risk.reasons]
            assert one.any == outcome(having)
            assert one.primary == outcome([risk for risk in having if risk.reasons[0] == reason])
            for item in one.resolutions:
                code = item.code or item.label
                used = [risk for risk in having if code in risk.resolutions and counts(code, reason, risk)]
                assert item.any == outcome(used)
                assert item.primary == outcome([risk for risk in used if risk.reasons[0] == reason])


def counts(resolution: str, reason: str, risk: Drawn) -> bool:
    """Whether a resolution of a risk is about this reason of it."""
    those = [one for one in risk.reasons if resolution in OWN.get(one, set())]
    return reason in those if those else True


def outcome(those: list[Drawn]) -> tuple[int, int, float | None]:
    """Return how many, how many of them kept the account, and the median of the days they were open."""
    days = median(one.open_for for one in those) if those else None
    return len(those), sum(one.status != "closed_lost" for one in those), days


def drawn_on(
    account: int,
    status: str = "open",
    resolutions: tuple[str, ...] = (),
    reasons: tuple[str, ...] = ("QUIET",),
) -> Drawn:
    """Return a risk that differs by little."""
    return Drawn(account, None, None, status, None, 3, 2, reasons, resolutions)


def test_what_worked_in_many_cases_stands_before_what_worked_once(accounts: Store) -> None:
    often = [drawn_on(1, "closed_resolved", ("NO_LONGER_APPLIES",)) for _ in range(9)]
    seldom = [drawn_on(2, "closed_lost", ("NO_LONGER_APPLIES",)), drawn_on(3, "closed_resolved", ("Dinner",))]
    never = [drawn_on(4, "closed_lost", ("MEETING_RESTORED",)), drawn_on(5, "closed_invalid")]
    with holding(accounts, [*often, *seldom, *never]) as connection:
        (one,) = resolutions(connection, looking(connection))
    assert [(item.label, item.any.kept, item.any.used, item.any.percent) for item in one.resolutions] == [
        ("no longer applies", 9, 10, 90),
        ("Dinner", 1, 1, 100),
        ("regular meeting restored", 0, 1, 0),
    ]


def test_own_words_that_differ_in_capitals_alone_are_one_reason(accounts: Store) -> None:
    two = [drawn_on(1, reasons=("Übernahme",)), drawn_on(2, reasons=("QUIET", "übernahme"))]
    with holding(accounts, two) as connection:
        found = {one.label.casefold(): one for one in reasons(connection, looking(connection))}
        assert (found["übernahme"].any, found["übernahme"].primary) == (2, 1)
        listed = records.ids(connection, "risks", looking(connection), filter='reason="ÜBERNAHME"')
        assert list(listed) == [1, 2]


def test_equals_finds_a_whole_reason_and_not_a_part_of_one(accounts: Store) -> None:
    three = [drawn_on(1, reasons=("QUIET", "PRICE")), drawn_on(2, reasons=("price war",)), drawn_on(3)]
    with holding(accounts, three) as connection:
        view = looking(connection)

        def found(text: str) -> list[int]:
            return sorted(records.ids(connection, "risks", view, filter=text))

        assert found("reason:price") == [1, 2]
        assert found("reason=price") == found('reason="Price or budget pressure"') == [1]
        assert found('reason="price war",quiet') == [1, 2, 3]
        assert found("reason!=price") == [2, 3]


def test_closed_risks_of_archived_accounts_count_and_their_active_ones_do_not(accounts: Store) -> None:
    lost = drawn_on(2, "closed_lost", ("MEETING_RESTORED",))
    kept_one = drawn_on(1, "closed_resolved", ("MEETING_RESTORED",))
    with holding(accounts, [kept_one, lost, drawn_on(2), drawn_on(3)]) as connection:
        connection.execute("UPDATE account SET archived = 1 WHERE id = 2")
        view = looking(connection)

        def counted(text: str) -> tuple[dict[str, int], list[int | None]]:
            ended = {one.status: one.count for one in closed(connection, view, text) if one.count}
            return ended, [one.resolutions[0].any.percent for one in resolutions(connection, view, text)]

        def listed(text: str) -> list[int]:
            return sorted(records.ids(connection, "risks", view, filter=text))

        assert counted("") == ({"closed_resolved": 1, "closed_lost": 1}, [50])
        assert counted("archived:yes,no") == counted("")
        assert counted("!archived") == counted("archived:no") == ({"closed_resolved": 1}, [100])
        assert counted("archived") == counted("archived:yes") == ({"closed_lost": 1}, [0])
        assert (listed("active:no"), listed("active:no archived:yes,no")) == ([1], [1, 2])
        assert matrix(connection, view).whole.count == 1
        assert [one.any for one in reasons(connection, view)] == [2], (
            "why there are risks is about accounts in lists"
        )
        archived_value = next(one.value for one in closed(connection, view) if one.status == "closed_lost")
        assert (
            archived_value
            == risks.totals(connection, view, filter="status:closed_lost archived:yes,no").value
        )
