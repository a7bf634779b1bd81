"""What is said of an import: what was lost first and once for each reason, and nothing that is not so."""

from __future__ import annotations

from kapta_tui.data.write.bulk_load import Reject
from kapta_tui.exchange.outcome import FileOutcome
from kapta_tui.exchange.outcomewords import lost_words, notes_of, people_words, unchanged_words
from tests.exchange.imports import Bench

CONTRACTS = "account,name,value,colour\n" + "".join(f"Nobody {n},C-{n},1,red\n" for n in range(5))
DEALS = "account,name\n,Deal 1\n,Deal 2\n,Deal 3\n,Deal 4\nAcme,Deal 5\n"


def test_rows_with_one_reason_are_told_together_and_first(bench: Bench) -> None:
    text = DEALS.replace("\n", ",red\n").replace("name,red", "name,colour", 1)
    item = bench.one("opportunities.csv", text)
    lines = list(notes_of(item, "keep them"))
    assert (
        lines[0]
        == "column account: Account is required; rows without one can be given it (4 rows: lines 2, 3, 4 …)"
    )
    assert lines[-1] == "columns left out: colour; keep them"
    assert not [line for line in lines[1:-1] if "required" in line]


def test_the_values_of_one_reason_stand_beside_their_lines_with_the_option_that_helps(bench: Bench) -> None:
    item = bench.one("contracts.csv", CONTRACTS)
    first = next(notes_of(item, make="--create-accounts"))
    assert first == (
        "column account: there is no account '…'; import the accounts too, or have missing ones made with "
        "--create-accounts (5 rows: line 2 'Nobody 0', line 3 'Nobody 1', line 4 'Nobody 2' …)"
    )
    assert item.reasons[0].reason == (
        "there is no account 'Nobody 0'; import the accounts too, or have missing ones made"
    )


def test_records_with_one_reason_are_named_by_their_numbers(bench: Bench) -> None:
    text = '[{"account": "", "name": "a"}, {"account": "", "name": "b"}, {"account": "x", "name": "c"}]'
    lines = list(notes_of(bench.one("contacts.json", text)))
    assert (
        lines[0]
        == "column account: Account is required; rows without one can be given it (2 rows: records 1, 2)"
    )


def test_reasons_beyond_ten_are_counted() -> None:
    cells = [Reject(line, "name", f"v{line}", f"'v{line}' is wrong in way {line // 2}") for line in range(24)]
    lines = list(notes_of(FileOutcome("a.csv", reasons=cells)))
    assert len(lines) == 11
    assert lines[9] == "column name: '…' is wrong in way 9 (2 rows: line 18 'v18', line 19 'v19')"
    assert lines[10] == "and 4 more, for 2 other reasons"


def test_the_same_rows_again_are_said_to_change_nothing(bench: Bench) -> None:
    accounts = ("accounts.csv", "name,type\nAcme,\n")
    first = bench.load(accounts, ("opportunities.csv", DEALS))
    assert unchanged_words(first) == ""
    assert lost_words(first) == "Rows rejected: 4; the others stand."
    again = bench.load(accounts, ("opportunities.csv", DEALS))
    assert unchanged_words(again) == "Nothing changed: the store holds the other rows already."
    assert lost_words(again) == "Rows rejected: 4; nothing was changed."
    assert unchanged_words(bench.load(accounts)) == "Nothing changed: the store holds all of it already."


def test_people_made_from_ids_are_told_apart(bench: Bench) -> None:
    text = (
        "name,owner,type\nA,005Ec000004o8yHIAQ,\nB,Jane Doe,\nC,jdoe1985,\nD,42,\nE,a1@long-name.example,\n"
    )
    outcome = bench.load(("accounts.csv", text))
    said = list(people_words(outcome))
    assert said[-1] == (
        "People made from ids: 005Ec000004o8yHIAQ, 42; import the users file along to name them."
    )
    assert said[0].startswith("People made: ")
    assert "Jane Doe" in said[0]
    assert "005Ec" not in said[0]


def test_one_of_a_kind_is_said_in_the_singular(bench: Bench) -> None:
    assert bench.load(("accounts.csv", "name,type\nAcme,\n")).sentence.endswith(": 1 account added")
    assert bench.load(("accounts.csv", "name,type\nB,\nC,\n")).sentence.endswith(": 2 accounts added")
