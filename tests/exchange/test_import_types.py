"""Types of accounts in imports: a new row may not be flagged or archived, an update may (domain.md 1.1)."""

from __future__ import annotations

from tests.exchange.imports import Bench, reasons

HEAD = "account_id,name,type\n"
ACME = f"{HEAD}A1,Acme,Strategic\n"


def _acme(bench: Bench) -> tuple[object, object]:
    (found,) = bench.all("accounts")
    return found["type"], found["archived"]


def test_a_new_account_is_not_made_flagged_or_archived(bench: Bench) -> None:
    item = bench.one("accounts.csv", f"{HEAD}A1,Acme,Archived\nA2,Beta,flagged\nA3,Gamma,normal\n")
    assert (item.created, item.rejected) == (1, 2)
    assert reasons(item) == [
        (2, "type", "a new account cannot be archived"),
        (3, "type", "a new account cannot be flagged"),
    ]
    assert bench.names("accounts") == ["Gamma"]


def test_an_update_archives_and_brings_back_with_the_type(bench: Bench) -> None:
    bench.one("accounts.csv", ACME)
    archived = ACME.replace("Strategic", "Archived")
    assert bench.one("accounts.csv", archived).updated == 1
    assert _acme(bench) == ("archived", True)
    assert bench.rows("SELECT type, archived FROM account") == [("strategic", 1)]
    assert bench.one("accounts.csv", archived).unchanged == 1
    assert bench.one("accounts.csv", ACME.replace("Strategic", "Flagged")).updated == 1
    assert _acme(bench) == ("flagged", False)


def test_a_file_without_types_leaves_an_account_archived(bench: Bench) -> None:
    bench.one("accounts.csv", ACME)
    bench.one("accounts.csv", ACME.replace("Strategic", "Archived"))
    assert bench.one("accounts.csv", "account_id,name,website\nA1,Acme,acme.test\n").updated == 1
    assert bench.one("accounts.csv", f"{HEAD}A1,Acme Two,\n").updated == 1
    assert _acme(bench) == ("archived", True)
