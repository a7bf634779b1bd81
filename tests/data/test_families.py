"""Families of accounts: trees of any depth, combined sums, no circles (features: rows 27 and 28)."""

from __future__ import annotations

import random
import subprocess
import sys
from array import array
from contextlib import closing, suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kapta_tui.data import check
from kapta_tui.data.read import (
    account_page,
    account_page_plan,
    accounts,
    commerce,
    families,
    metrics,
    people,
    records,
)
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.swot import items as swot_of
from kapta_tui.data.store import Store
from kapta_tui.data.summary import renew
from kapta_tui.data.write import verbs
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.products import set_products
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from tests.conftest import TODAY
from tests.data.desk import Desk

_EDITOR = """
import sys
from datetime import date
from pathlib import Path
from kapta_tui.data.read.swot import items as swot_of
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import edit_record
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
store = Store(Path(sys.argv[1]), "jane", date(2026, 11, 21)).open()
print("ready", flush=True)
sys.stdin.readline()
try:
    store.do(edit_record, "accounts", int(sys.argv[2]), {"parent": sys.argv[3]})
except RuleError as error:
    print(error.cause, flush=True)
else:
    print("done", flush=True)
"""

Forest = list[int | None]
"""For each account the place of its parent, which stands before it."""

forests = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        *(st.one_of(st.none(), st.integers(0, place - 1)) if place else st.none() for place in range(size))
    ).map(list)
)


def plant(tx: Transaction, forest: Forest, seed: int) -> list[int]:
    """Write the accounts of `forest` with work, contracts and risks that `seed` chooses; return their ids."""
    chance, found = random.Random(seed), list[int]()
    for place, parent in enumerate(forest):
        above = None if parent is None else found[parent]
        number = add_record(tx, "accounts", {"name": f"A{place}", "parent": above})
        found.append(number)
        for contract in range(chance.randrange(3)):
            values: dict[str, Value] = {"name": f"C{contract}", "value": chance.randrange(1, 9999)}
            currency = chance.choice(["EUR", "USD"])
            end = date(2027, chance.randrange(1, 13), 1)
            add_record(tx, "contracts", {"account": number, **values, "currency": currency, "end": end})
        if chance.random() < 0.5:
            add_record(tx, "risks", {"account": number, "reasons": ("QUIET",)})
        if chance.random() < 0.5:
            goal = add_record(tx, "goals", {"account": number, "name": "Live"})
            due = date(2026, 11, chance.randrange(1, 30))
            add_record(tx, "actions", {"account": number, "goal": goal, "name": "Go", "due": due})
            add_record(tx, "notes", {"account": number, "text": "Hello", "date": due.replace(day=1)})
    return found


class _TakenBack(Exception):
    """Ends a transaction without a trace."""


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(forest=forests, seed=st.integers(0, 999))
def test_a_combined_view_counts_every_record_of_the_family_once(
    store: Store, forest: Forest, seed: int
) -> None:
    with suppress(_TakenBack), store.write("plant") as tx:
        ids = plant(tx, forest, seed)
        tx.session.flush()
        renew(tx.raw, ids, TODAY, tx.playbook.currency)
        view = records.View(TODAY, "jane", current(tx.raw))
        for place, root in enumerate(ids):
            wanted = {ids[other] for other in range(len(forest)) if place in _chain(forest, other)}
            family = families.family(tx.raw, root)
            assert next(member.id for member in family) == root
            assert len(family) == len(wanted)
            assert {member.id for member in family} == wanted
            _sums_are_those_of_the_set(tx, view, family)
        raise _TakenBack


def _chain(forest: Forest, place: int) -> list[int]:
    """Return the place and those of all that stand above it."""
    chain: list[int] = []
    at: int | None = place
    while at is not None:
        chain.append(at)
        at = forest[at]
    return chain


def _sums_are_those_of_the_set(
    tx: Transaction, view: records.View, family: tuple[families.Member, ...]
) -> None:
    combined = families.totals(tx.raw, view, [member.id for member in family])
    single = [families.totals(tx.raw, view, [member.id]) for member in family]
    for name in ("accounts", "contracts", "risks", "open_actions", "overdue"):
        assert getattr(combined, name) == sum(getattr(one, name) for one in single), name
    for name, best in (("nearest_end", min), ("expiration", max), ("last_contact", max)):
        days = [day for one in single if (day := getattr(one, name)) is not None]
        assert getattr(combined, name) == (best(days) if days else None), name
    worth: dict[str, int] = {}
    for one in single:
        for currency, minor in one.worth.sums:
            worth[currency] = worth.get(currency, 0) + minor
    assert dict(combined.worth.sums) == worth
    for kind in ("contracts", "risks", "actions", "notes"):
        members = [member.id for member in family]
        together = records.ids(tx.raw, kind, view, account=members)
        apart = [number for one in members for number in records.ids(tx.raw, kind, view, account=one)]
        assert sorted(together) == sorted(apart)
        assert len(set(together)) == len(together)


def test_a_family_may_be_deeper_than_the_call_stack(store: Store) -> None:
    depth = sys.getrecursionlimit() + 100
    with store.write("deep") as tx:
        first = add_record(tx, "accounts", {"name": "Top", "owner": "jane"})
        tx.session.flush()
        own = ("id", "parent_id", "name", "name_folded", "external_id")
        same = ", ".join(row[1] for row in tx.raw.execute("PRAGMA table_info(account)") if row[1] not in own)
        tx.raw.execute(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < :depth - 1) "
            f"INSERT INTO account (id, parent_id, name, name_folded, {same}) "
            f"SELECT :first + n, :first + n - 1, 'S' || n, 's' || n, {same} FROM account, n WHERE id = :first",
            {"first": first, "depth": depth},
        )
    connection = store.connect()
    assert families.family(connection, first)[-1].depth == depth - 1
    assert len(families.above(connection, first + depth - 1)) == depth - 1
    assert accounts.below(connection, [first, first + depth - 1]) == {first: depth - 1}


@pytest.fixture
def clan(desk: Desk) -> dict[str, int]:
    """Group > West (archived) > Porto, and Group > East; besides Acme and Beta of the portfolio."""
    found = {"Group": desk.do(verbs.add_record, "accounts", {"name": "Group"})}
    for name, parent in (("West", "Group"), ("Porto", "West"), ("East", "Group")):
        found[name] = desk.do(verbs.add_record, "accounts", {"name": name, "parent": parent})
    desk.do(verbs.archive_account, found["West"], True)
    return found


def drawn(desk: Desk, wanted: list[int]) -> list[str]:
    """Return the tree of `wanted` as lines, an account that was added in brackets."""
    found = accounts.tree(desk.reading, array("q", wanted))
    names = {number: row.name for number, row in accounts.rows(desk.reading, found.ids).items()}
    return [
        found.prefixes.get(number, "") + (f"({names[number]})" if number in found.added else names[number])
        for number in found.ids
    ]


def test_a_child_that_is_found_alone_stands_below_its_parents(desk: Desk, clan: dict[str, int]) -> None:
    assert drawn(desk, [clan["East"], 2]) == ["(Group)", "└ East", "(Acme)", "└ Beta"]


def test_the_next_one_above_takes_the_place_of_an_archived_parent(desk: Desk, clan: dict[str, int]) -> None:
    assert drawn(desk, [clan["East"], clan["Group"], clan["Porto"]]) == ["Group", "├ East", "└ Porto"]
    assert drawn(desk, [clan["Porto"]]) == ["(Group)", "└ Porto"]


def test_an_archived_parent_stands_where_it_was_asked_for(desk: Desk, clan: dict[str, int]) -> None:
    assert drawn(desk, [clan["West"], clan["Porto"]]) == ["(Group)", "└ West", "  └ Porto"]


def test_archived_children_are_left_out_of_a_family_unless_asked_for(
    desk: Desk, clan: dict[str, int]
) -> None:
    def names(archived: bool) -> list[tuple[str, int]]:
        found = families.family(desk.reading, clan["Group"], archived=archived)
        return [(member.name, member.depth) for member in found]

    assert names(False) == [("Group", 0), ("East", 1), ("Porto", 2)]
    assert names(True) == [("Group", 0), ("East", 1), ("West", 1), ("Porto", 2)]
    assert accounts.below(desk.reading, clan.values()) == {clan["Group"]: 2, clan["West"]: 1}


def test_an_account_knows_all_that_stands_above_it(desk: Desk, clan: dict[str, int]) -> None:
    assert [name for _, name in families.above(desk.reading, clan["Porto"])] == ["Group", "West"]
    assert families.above(desk.reading, clan["Group"]) == ()


def test_an_account_is_not_its_own_parent(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "accounts", 1, {"parent": "Acme"})
    assert isinstance(error, RuleError)
    assert error.cause == "Acme would stand above itself."
    assert error.field == "parent"


def test_no_circle_of_parents_when_two_processes_try_at_once(store: Store) -> None:
    a = store.do(add_record, "accounts", {"name": "A"}).value
    b = store.do(add_record, "accounts", {"name": "B"}).value
    for _ in range(3):
        said = _at_once(store, (a, "B"), (b, "A"))
        assert sorted(text == "done" for text in said) == [False, True], said
        refused = next(text for text in said if text != "done")
        assert refused in ("A would stand above itself.", "B would stand above itself.")
        connection = store.connect()
        assert check.check(connection, TODAY) == []
        assert connection.execute("SELECT count(*) FROM account WHERE parent_id IS NOT NULL").fetchone() == (
            1,
        )
        store.undo()


def _at_once(store: Store, *edits: tuple[int, str]) -> list[str]:
    """Let a process for each edit begin at the same moment; return what each said."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _EDITOR, str(store.path), str(account), parent],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for account, parent in edits
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].strip() for process in running]


def test_what_is_known_of_several_accounts_is_read_in_one_go_and_names_them(desk: Desk) -> None:
    top = desk.do(verbs.add_record, "accounts", {"name": "Top", "owner": "zoe"})
    low = desk.do(verbs.add_record, "accounts", {"name": "Low", "owner": "adam", "parent": "Top"})
    for account, name in ((low, "Lo"), (top, "To"), (low, "Bo")):
        desk.do(verbs.add_record, "contacts", {"account": account, "name": name})
        desk.do(verbs.add_record, "metrics", {"account": account, "name": name, "unit": "number"})
        swot: dict[str, Value] = {"quadrant": "threats", "text": name}
        desk.do(verbs.add_record, "swot", {"account": account, **swot})
    contact = desk.row("SELECT id FROM contact WHERE name = 'Lo'")[0]
    desk.do(verbs.set_relationship, contact, "kim", "met")
    several, view = (top, low), records.View(TODAY, "jane", current(desk.reading))
    players = people.by_account(desk.reading, several, TODAY)
    assert [(account, [one.name for one in some]) for account, some in players.items()] == [
        (top, ["To"]),
        (low, ["Bo", "Lo"]),
    ]
    assert [(one.name, one.is_owner) for one in people.colleagues(desk.reading, several)] == [
        ("zoe", True),
        ("adam", False),
        ("kim", False),
    ]
    assert list(people.strengths(desk.reading, several).values()) == ["met"]
    found = metrics.metrics(desk.reading, several, TODAY, 30)
    assert [(row.account.name, row.name) for row in found] == [("Top", "To"), ("Low", "Lo"), ("Low", "Bo")]
    items = {(item.account, item.text) for item in swot_of(desk.reading, several, view)}
    assert items == {((top, "Top"), "To"), ((low, "Low"), "Lo"), ((low, "Low"), "Bo")}


def test_contracts_and_opportunities_of_several_are_summed_once(desk: Desk) -> None:
    top = desk.do(verbs.add_record, "accounts", {"name": "Top"})
    low = desk.do(verbs.add_record, "accounts", {"name": "Low", "parent": "Top"})
    for account, value in ((top, 100), (low, 50)):
        given: dict[str, Value] = {"account": account, "currency": "EUR"}
        deal: dict[str, Value] = {"name": "D", "stage": "proposal", "amount": value, "probability": 50}
        end = date(2027, 1 + value // 50, 1)
        desk.do(verbs.add_record, "contracts", {**given, "name": "C", "value": value, "end": end})
        desk.do(verbs.add_record, "opportunities", {**given, **deal})
    several = (top, low)
    contracts = commerce.contracts(desk.reading, several, TODAY, "EUR")
    assert dict(contracts.worth.sums) == {"EUR": 15000}
    assert (contracts.nearest, contracts.farthest) == (date(2027, 2, 1), date(2027, 3, 1))
    offers = commerce.opportunities(desk.reading, several, current(desk.reading))
    assert (offers.open, dict(offers.amount.sums), dict(offers.weighted.sums)) == (
        2,
        {"EUR": 15000},
        {"EUR": 7500},
    )


def test_what_a_family_has_or_is_offered_and_plans_is_asked_in_one_go(store: Store) -> None:
    with store.write("fill") as tx:
        top = add_record(tx, "accounts", {"name": "Top"})
        low = add_record(tx, "accounts", {"name": "Low", "parent": top})
        kept, offered, lost = (add_record(tx, "products", {"name": name}) for name in ("A", "B", "C"))
        set_products(tx, low, [kept])
        for product, stage in ((offered, "proposal"), (lost, "lost")):
            deal: dict[str, Value] = {"account": top, "name": stage, "stage": stage, "product": product}
            add_record(tx, "opportunities", deal)
        goal = add_record(tx, "goals", {"account": low, "name": "Grow"})
        add_record(tx, "actions", {"account": low, "goal": goal, "name": "Call"})
    with closing(store.connect()) as connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        assert account_page.products(connection, [top, low]) == {kept, offered}
        assert len(asked) == 1
        plans = account_page_plan.plans(connection, [top, low], TODAY)
    assert [line.name for line in plans[low]] == ["Grow", "Call"]
    assert top not in plans
    assert len(asked) == 7
